"""Page 3: suspected repeats, one at a time: the same, or different."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.docket import VERDICTS
from review_tui.desks.repeat_verdicts import WORDS, Word
from review_tui.desks.repeat_words import JUDGED, verdict_words, year_words
from review_tui.desks.repeats import Pair, RepeatsDesk
from review_tui.errors import ReviewError
from review_tui.screens.office_page import Bench, DeskList, Line, Page, counted
from review_tui.screens.office_repeat_lines import pair_lines, verdict_spans
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.painted import Span
from review_tui.widgets.span_pane import SpanPane

COLUMNS = (Column("分", 3, "right"), Column("今年", 10, grow=True), Column("对照", 8), Column("认定", 6))


class PairList(DeskList):
    """The list beside the pair: for the eye and the mouse, the keys belong to the pair."""

    can_focus = False


class RepeatsPage(Page):
    """The pair under the cursor of the list. After a verdict the next undecided one follows by itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "judge('same')", "相同"),
        Binding("n", "judge('different')", "不同"),
        Binding("l,space", "later", "以后再说"),
        Binding("u", "take_back", "撤回"),
        Binding("left_square_bracket,left", "move(-1)", "上一对", show=False),
        Binding("right_square_bracket,right", "move(1)", "前后"),
        Binding("enter", "open", "材料"),
        Binding("f", "filter", "待认定/全部"),
    ]
    KEYS = (
        ("y", "相同：是同一人（同一项目）；写明理由，随后自动到下一对"),
        ("n", "不同：不是同一人（同一项目）；写明理由，不再算作重复"),
        ("l 空格", "以后再说：先看下一对，这一对仍待认定"),
        ("u", "撤回这一对的认定；这一对没有认定时，撤回刚才的那一次"),
        ("[ ]  左 右", "上一对 / 下一对"),
        ("上 下 PgUp PgDn", "这一对的资料、依据、事迹"),
        ("Enter", "打开今年的申报材料"),
        ("f", "只看待认定的 / 看全部"),
        ("符号", "^ 指着两边不同的字；+ 支持相同，- 支持不同，= 合计"),
    )
    WRITES = frozenset({"judge", "take_back"})

    def __init__(self, bench: Bench, *, id: str) -> None:
        super().__init__(bench, id=id)
        self._repeats = RepeatsDesk(bench.desk)
        self._everything = False
        self._pairs: dict[str, Pair] = {}
        self._counts: tuple[Span, ...] = ()
        self._undo = ""
        """The pair of the verdict given last."""
        self._read = ""
        """The pair in the pane: it stays where it was scrolled to while others work."""

    def compose(self) -> ComposeResult:
        """Counts, the verdict, the pair; the list beside it in a wide window."""
        yield Line(id="counts")
        yield Line(id="verdict")
        with Vertical(classes="work"):
            yield PairList(COLUMNS, empty="没有待认定的。")
            yield SpanPane(id="pair")

    def enter(self, text: str = "") -> None:
        """The keys go to the pair."""
        self.show_values()
        self.screen.set_focus(self.query_one(SpanPane))

    # ------------------------------------------------------------------------------------------ what is shown

    def show_values(self) -> None:
        """Pairs, counts and the pair under the cursor anew."""
        try:
            every = self._repeats.pairs()
            registered = self._repeats.registered()
        except ReviewError as error:  # a part of the register that cannot be read: rather nothing than half of it
            every, registered = (), 0
            self.say(error.sentence(), "bad")
        self._pairs = {p.key: p for p in every if self._everything or p.open}
        self.query_one(PagedList).set_rows([_row(pair) for pair in self._pairs.values()])
        self._show_counts(every, registered)
        self.show_details()

    def _show_counts(self, every: tuple[Pair, ...], registered: int) -> None:
        left = sum(1 for pair in every if pair.open)
        same = sum(1 for pair in every if pair.given is not None and pair.given.word == "same")
        parts = [("待认定", left), ("相同", same), ("不同", len(every) - left - same)]
        text = counted(parts) or "没有疑似重复"
        what = "全部" if self._everything else "待认定"
        past = f"往年名单 {registered} 行" if registered else "还没有登记往年名单（review-tui register）"
        if self.desk.read_only:
            past = "往年名单只有办公室能看；裁定见“审查”页"
        self._counts = (text, "warn" if left else "plain"), (f"  显示：{what}  {past}", "faint")
        self._show_below()

    @on(SpanPane.Turned)
    def _show_below(self) -> None:
        """The counts, and how much of the pair is out of sight."""
        below = self.query_one(SpanPane).below
        more: tuple[Span, ...] = ((f"  下面还有 {below} 行", "accent"),) if below else ()
        self.query_one("#counts", Line).show(*self._counts[:1], *more, *self._counts[1:])

    @property
    def current(self) -> Pair | None:
        """The pair that is shown."""
        row = self.query_one(PagedList).current
        return self._pairs.get(row.key) if row is not None else None

    def show_details(self) -> None:
        """The pair under the cursor."""
        pair, pane, verdict = self.current, self.query_one(SpanPane), self.query_one("#verdict", Line)
        if pair is None:
            verdict.show()
            pane.set_lines(
                lambda _width: [[("没有待认定的疑似重复。按 f 看已认定的。", "faint")]] if not self._pairs else []
            )
            return
        rows = self.query_one(PagedList)
        number = f"第 {rows.cursor + 1}/{len(rows.rows)} 对  "
        score = f"分值 {pair.suspect.score} {JUDGED[pair.suspect.verdict]}  "
        verdict.show((number, "strong"), (score, "strong"), *verdict_spans(pair))
        pane.set_lines(partial(pair_lines, pair, self.desk.rules), keep=pair.key == self._read)
        self._read = pair.key

    def on_resize(self) -> None:
        """The pane makes its lines anew by itself."""

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self.show_details()

    @on(PagedList.Chosen)
    def _chosen(self, message: PagedList.Chosen) -> None:
        message.stop()
        self.action_open()

    # ------------------------------------------------------------------------------------------ verdicts

    def action_judge(self, word: Word) -> None:
        """Ask for the reason, then record the verdict."""
        from review_tui.screens.office_reason import ReasonScreen

        pair = self.current
        if pair is None:
            self.say("没有待认定的疑似重复。")
            return
        given = pair.before.reason if pair.before is not None and pair.before.word == word else ""
        recent = self._repeats.reasons(word)
        screen = ReasonScreen(f"认定{WORDS[word]}", _question(pair), recent, given, hint="理由供复核，专家也看得到")
        self.app.push_screen(screen, lambda reason: self._judge(pair, word, reason))

    def _judge(self, pair: Pair, word: Word, reason: str | None) -> None:
        if reason is None or not self.attempt(lambda: self._repeats.say(pair, word, reason)):
            return
        self._undo = pair.key
        self._go_on(pair.key)
        left = self._repeats.left()
        so = self._what_follows(pair) if word == "same" else ""
        self.say(f"已认定{WORDS[word]}：{_whom(pair)}{so}。还有 {left} 对；按 u 可撤回。", "good")

    def _what_follows(self, pair: Pair) -> str:
        """Where the finding that holds now stands: an answer is no ruling."""
        rule = "repeat.past" if pair.past is not None else "repeat.season"
        found = (r for r in self.desk.docket.findings(pair.nomination.id) if r.finding.rule == rule)
        ruling = next((r.ruling for r in found), None)
        if ruling is not None:
            return f"，第 2 页已裁定{VERDICTS[ruling.verdict]}"
        return "，在第 2 页裁定前不参评" if pair.past is not None else "，请到第 2 页裁定保留哪一份"

    def _go_on(self, key: str) -> None:
        """To the next undecided pair behind `key`, else to the first one."""
        keys = [k for k, pair in self._pairs.items() if pair.open or k == key]
        behind = keys[keys.index(key) + 1 :] if key in keys else []
        following = next((k for k in [*behind, *keys] if k != key), "")
        rows = self.query_one(PagedList)
        if following:
            rows.go_to(following)
        self.show_values()

    def action_later(self) -> None:
        """The next undecided pair; this one stays undecided."""
        pair = self.current
        if pair is not None:
            self._go_on(pair.key)

    def action_take_back(self) -> None:
        """Take back the verdict on this pair, else the one given last."""
        pair = self.current
        key = pair.key if pair is not None and pair.given is not None else self._undo
        if not key:
            self.say("这一对还没有认定。按 f 看全部，选中已认定的再撤回。")
            return
        if self.attempt(lambda: self._repeats.take_back(key)):
            self._undo = ""
            self.show_values()
            self.query_one(PagedList).go_to(key)
            self.show_details()
            self.say("已撤回认定，这一对现为待认定。", "good")

    # ------------------------------------------------------------------------------------------ moving

    def action_move(self, by: int) -> None:
        """To the pair before or behind."""
        self.query_one(PagedList).action_move(by)

    def action_filter(self) -> None:
        """The undecided ones, or all."""
        self._everything = not self._everything
        self.show_values()

    def action_open(self) -> None:
        """The material of the nomination."""
        from review_tui.screens.office_dossier import DossierScreen

        pair = self.current
        if pair is not None:
            self.app.push_screen(DossierScreen(self.desk, pair.nomination.id), self._left)


def _whom(pair: Pair) -> str:
    against = pair.suspect.against
    other = f"{against.id} {against.name}" if pair.other is not None else f"{year_words(pair)} {against.name}"
    return f"{pair.nomination.id} {pair.nomination.name} 与 {other}"


def _question(pair: Pair) -> str:
    against = pair.suspect.against
    where = f"（{against.unit}）" if against.unit else ""
    return (
        f"{pair.nomination.id} {pair.nomination.name}（{pair.suspect.unit}）与{year_words(pair)}“{against.name}”{where}"
    )


def _row(pair: Pair) -> Row:
    other = pair.suspect.against.id if pair.other is not None else year_words(pair)
    cells = (str(pair.suspect.score), f"{pair.nomination.id} {pair.nomination.name}", other, verdict_words(pair.given))
    ink = "faint" if pair.given is not None else "bad" if pair.suspect.verdict == "repeat" else "plain"
    return Row(pair.key, cells, inks=(ink, "", "", ink))
