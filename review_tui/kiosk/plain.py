"""The expert's desk as a dialogue, line by line, for screen readers and terminals that can do nothing else.

No cursor is moved, nothing is drawn, nothing is coloured: what is said stands in the order in which it is to be read,
and one question is asked at a time. It sits at the same desk as the screen: drafts, seat, journal and checks are the
same, and an expert may change between both. Each answer is durable before the next question, so that the line may drop
at any time; what is half typed in the terminal's own line is the only thing that can be lost.
"""

from __future__ import annotations

import signal
import sys
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace

from review_tui.desks.ballots import Ballot, QueueRow
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.own_cards import OwnCards
from review_tui.errors import BusyError, ReviewError
from review_tui.kiosk import plain_text as words
from review_tui.kiosk.not_utf8 import NOT_UTF8, STILL_NOT_UTF8
from review_tui.widgets.marks import MARK, visible
from scoring.scorecard import PointsRefused, parse_points

_SETTLED = frozenset({"done", "recused"})


def run_plain(open_desk: Callable[[bool], ExpertDesk]) -> int:
    """The dialogue until the expert leaves or the line ends; exit code 0. `open_desk` as in `app.run_expert`."""
    for stop in (signal.SIGTSTP, signal.SIGQUIT):
        signal.signal(stop, signal.SIG_IGN)  # nobody is behind the program to whom it could step aside
    line = Line()
    try:
        desk = open_desk(False)
    except BusyError as busy:
        since = busy.holder.get("since", "")[:16].replace("T", " ") or "时间不明"
        line.say(f"您的评审台已在另一个窗口打开，从 {since} 起，来自 {busy.holder.get('from', '') or '来处不明'}。")
        if line.ask("输入 1 接管，那边会先保存再关闭；直接按 Enter 离开。") != "1":
            return 0
        desk = open_desk(True)
    try:
        Dialogue(desk, line).run()
    finally:
        desk.close()
    return 0


class Line:
    """What is said and heard. An answer is None at the end of the line."""

    def __init__(self) -> None:
        self._taught = False

    def say(self, *texts: str) -> None:
        """One line each; what would steer a terminal is marked."""
        for text in texts:
            print(visible(text))
        sys.stdout.flush()

    def ask(self, question: str) -> str | None:
        """The answer as typed, without outer space; a line that is no UTF-8 is answered and asked again."""
        while True:
            self.say(question)
            typed = sys.stdin.buffer.readline(65536)
            if not typed:
                return None
            try:
                text = typed.decode()
            except UnicodeDecodeError:
                self.say(STILL_NOT_UTF8 if self._taught else NOT_UTF8)
                self._taught = True
                continue
            return visible(text.strip()).replace(MARK, "")


class Dialogue:
    """One sitting. `run` asks field after field, and does what a letter says in between."""

    def __init__(self, desk: ExpertDesk, line: Line) -> None:
        self._desk, self._line = desk, line
        self._step = desk.rules.scoring.step
        self._here, self._field = "", ""

    def run(self) -> None:
        """Until the expert leaves; None is the end of the line."""
        rows = self._rows()
        self._line.say(
            f"{self._desk.rules.title}。专家 {self._desk.name}。纯文本方式。", words.progress(self._desk.progress())
        )
        self._line.say("输入问号再按 Enter 听说明。")
        if not rows:
            self._line.say("还没有分配给您的材料，请联系办公室。")
            return
        seat = self._desk.seat()
        if seat is not None:
            self._line.say("欢迎回来，接着上次的地方。")
        self._go(seat.nomination if seat else self._open_one(rows, 0), seat.field if seat else "")
        while (answer := self._line.ask(words.question(self._ballot, self._field, self._step))) is not None:
            plain = unicodedata.normalize("NFKC", answer).replace("。", ".").strip()
            try:
                if plain in ("q", "Q"):
                    self._line.say("已离开。输入的都已保存。")
                    return
                self._take(answer, plain)
            except ReviewError as error:
                self._line.say(error.sentence())

    # ------------------------------------------------------------------------------------------ what was said

    def _take(self, answer: str, plain: str) -> None:
        """One answer: a letter that means something, else the value of the field."""
        word, _, rest = plain.partition(" ")
        actions: dict[str, Callable[[], None]] = {
            "?": lambda: self._line.say(*words.HELP),
            "m": lambda: self._say(words.dossier(self._desk.dossier(self._here))),
            "s": lambda: self._say(words.card(self._ballot, self._step)),
            "l": lambda: self._say(words.listed(self._rows())),
            "t": self._submit,
            "]": lambda: self._beside(1),
            "[": lambda: self._beside(-1),
            "b": lambda: self._move(-1),
            "p": lambda: self._at("comment"),
            "h": self._recuse,
            "u": self._undo,
        }
        if self._field == "comment" and plain and plain not in actions and self._ballot.state != "recused":
            self._save(comment=answer)
        elif word == "g":
            self._find(rest.strip())
        elif plain in actions:
            actions[plain]()
        elif not plain:
            self._move(1)
        else:
            self._value(plain)

    def _value(self, plain: str) -> None:
        draft, rubric = self._ballot.draft, self._ballot.category.rubric
        if self._ballot.state == "recused":
            self._line.say("没有采用：这一份您已回避。要评分请先输入 h 取消回避。")
        elif self._field == "gate":
            if plain not in ("1", "0"):
                self._line.say("没有采用：请输入 1（合格）或 0（不合格）。")
                return
            self._save(gate=plain == "1")
        elif self._field == "submit":
            self._line.say("没有采用：输入 t 提交，输入 b 回到上一项，输入问号听说明。")
        else:
            try:
                parse_points(plain, rubric.criterion(self._field), self._step)
            except PointsRefused as refused:
                self._line.say(f"没有采用：{refused}。")
                return
            self._save(points={**draft.points, self._field: plain})

    def _save(self, **change: object) -> None:
        """Durable first, then said, then on to the next field."""
        ballot = self._ballot
        names = words.questions(ballot)
        following = names[names.index(self._field) + 1]
        draft = replace(ballot.draft, field=following, cursor=0, **change)  # type: ignore[arg-type]
        self._desk.save_draft(self._here, draft)
        self._field = following
        self._line.say("已存。")

    def _submit(self) -> None:
        before = self._here
        if not self._sure():
            return
        receipt = self._desk.submit(before)
        total = self._ballot.total
        self._line.say(f"已提交 {before}，{total} 分，回执 {receipt.count} 号 {receipt.code}。")
        rows = self._rows()
        at = next(i for i, row in enumerate(rows) if row.id == before)
        following = self._open_one(rows, at)
        if following == before:
            self._line.say("全部交完了，输入 q 离开。", words.progress(self._desk.progress()))
        else:
            self._go(following)

    def _sure(self) -> bool:
        """Reads back what looks like a slip, as the screen does; whether it is to be submitted."""
        ballot = self._ballot
        if ballot.state in _SETTLED:
            return True
        self._desk.checked(ballot)
        doubts = OwnCards(self._desk).doubts(self._here)
        if not doubts:
            return True
        self._line.say("请再核对一次。", *(f"{doubt.why}。" for doubt in doubts))
        if self._line.ask("输入 1 照这样提交，直接按 Enter 回去改。") == "1":
            return True
        names = words.questions(ballot)
        self._at(doubts[0].field if doubts[0].field in names else names[0])
        return False

    def _recuse(self) -> None:
        if self._ballot.state == "recused":
            self._desk.return_from_recusal(self._here)
            self._line.say("已取消回避，可以评分。")
        else:
            reason = self._line.ask("请写回避理由再按 Enter；直接按 Enter 不回避。")
            if not reason:
                self._line.say("没有回避。")
                return
            self._desk.recuse(self._here, reason)
            self._line.say("已登记回避。")
        self._go(self._here)

    def _undo(self) -> None:
        if self._line.ask("撤销最近一次提交或回避？输入 1 撤销，直接按 Enter 不变。") == "1":
            self._line.say(self._desk.undo())
            self._go(self._here)

    # ------------------------------------------------------------------------------------------ where one is

    @property
    def _ballot(self) -> Ballot:
        return self._desk.ballot(self._here)

    def _go(self, nomination: str, field: str = "") -> None:
        """Say where one is; unknown field: the first that is open."""
        self._desk.refresh()
        self._here = nomination
        names = words.questions(self._ballot)
        self._field = field if field in names else self._first_open(names)
        self._desk.sit(nomination, self._field, 0)
        self._line.say("", words.place(self._rows(), nomination), "输入 m 读材料。")
        if reason := self._desk.return_reason(nomination):
            self._line.say(f"办公室退回：{reason}。看过后请再提交。")

    def _first_open(self, names: list[str]) -> str:
        draft = self._ballot.draft
        for name in names[:-2]:
            if (draft.gate is None) if name == "gate" else not draft.points.get(name):
                return name
        return "submit"

    def _at(self, field: str) -> None:
        self._field = field
        self._desk.sit(self._here, field, 0)

    def _move(self, by: int) -> None:
        names = words.questions(self._ballot)
        self._at(names[max(0, min(names.index(self._field) + by, len(names) - 1))])

    def _beside(self, by: int) -> None:
        rows = self._rows()
        at = next(i for i, row in enumerate(rows) if row.id == self._here) + by
        if 0 <= at < len(rows):
            self._go(rows[at].id)
        else:
            self._line.say("已经是第一份。" if by < 0 else "已经是最后一份。")

    def _find(self, wanted: str) -> None:
        found = next((row.id for row in self._rows() if wanted and wanted.upper() in (row.id, row.name)), None)
        if found is None:
            self._line.say(f"没有编号或名称是“{wanted}”的材料。输入 l 读列表。")
        else:
            self._go(found)

    def _open_one(self, rows: tuple[QueueRow, ...], at: int) -> str:
        """The next that is open from `at` on, then from the start; the one at `at` where all are done."""
        turned = [*rows[at:], *rows[:at]]
        return next((row.id for row in turned if row.state not in _SETTLED), rows[at].id)

    def _rows(self) -> tuple[QueueRow, ...]:
        """All that is assigned, category by category in the order of the season."""
        return tuple(row for category in self._desk.categories for row in self._desk.queue(category.id))

    def _say(self, texts: Iterable[str]) -> None:
        self._line.say(*texts)
