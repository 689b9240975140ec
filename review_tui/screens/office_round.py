"""The round of scoring: what is still open, closing it, opening it again, sealing it; and the seals that were made."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.desks.round import ROUND_STATES, Round, SealLine, Unfinished, unfinished, write_seal
from review_tui.errors import ReviewError
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, label, moment
from review_tui.screens.office_reason import ReasonScreen
from review_tui.screens.office_second import with_second
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.prompt import Confirm
from review_tui.widgets.text_pane import Block, TextPane


class RoundScreen(OverScreen):
    """State, what is open, the seals. Nothing here is done without being asked once more."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "close_round", "结束评审"),
        Binding("r", "reopen", "恢复评审"),
        Binding("s", "seal", "封存"),
    ]
    TITLE_TEXT = "评审进程"
    WRITES = frozenset({"close_round", "reopen", "seal"})
    KEYS = (
        ("c", "结束评审：专家不能再提交；没有评完的会先列出来"),
        ("r", "恢复评审（写理由）；封存以后不能恢复"),
        ("s", "封存：记下各本日志的末条，给出抄入会议记录的校验码；评审未结束时只记检查点"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self._round = Round(bench.desk)
        self.read_only = bench.desk.read_only

    def body(self) -> ComposeResult:
        """One text."""
        yield TextPane()

    def on_mount(self) -> None:
        """Everything anew."""
        self._show()
        self.set_focus(self.query_one(TextPane))

    def _show(self) -> None:
        state = self._round.state
        self.query_one(TitleLine).show("评审进程", ROUND_STATES[state])
        self.query_one(TextPane).set_blocks(_blocks(self.bench, self._round))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done as the round stands."""
        wanted = {"close_round": "open", "reopen": "closed"}.get(action)
        return (wanted is None or self._round.state == wanted) and super().check_action(action, parameters)

    def action_close_round(self) -> None:
        """Ask, with what is still open, and close."""
        left = unfinished(self.bench.desk).sentence()
        text = f"{left}。没有评的不再评，名次按已交的评分计算。" if left else "全部评完。"
        question = f"{text}结束以后专家不能再提交，需要时可以恢复。"
        self.app.push_screen(Confirm("结束评审", question, yes="结束", no="取消"), self._close)

    def _close(self, yes: bool | None) -> None:
        if yes and self.attempt(self.bench, self._round.close):
            self.say("评审已结束。按 s 封存，或按 r 恢复。", "good")
        self._show()

    def action_reopen(self) -> None:
        """Ask for the reason, and open again."""
        question = "恢复以后专家可以继续提交和修改。"
        self.app.push_screen(ReasonScreen("恢复评审", question, (), hint="理由留在记录里，供复核"), self._reopen)

    def _reopen(self, reason: str | None) -> None:
        if reason is not None and self.attempt(self.bench, lambda: self._round.reopen(reason)):
            self.say("评审已恢复，专家可以继续提交。", "good")
        self._show()

    def action_seal(self) -> None:
        """Ask, where wanted with a second person, and seal."""
        if self._round.state != "closed":
            self._seal(None)  # a checkpoint changes nothing
            return
        question = "封存以后评分不能再改，评审也不能再恢复。各本日志的末条将记入办公室日志。"
        self.app.push_screen(Confirm("封存", question, yes="封存", no="取消"), self._sealing)

    def _sealing(self, yes: bool | None) -> None:
        if yes:
            with_second(self.app, self.bench.desk, "seal", self._seal)

    def _seal(self, witness: str | None) -> None:
        if self.attempt(self.bench, lambda: self._do_seal(witness)):
            self._show()

    def _do_seal(self, witness: str | None) -> None:
        made = self._round.seal(witness)
        what = "已封存" if made.final else "已记检查点"
        try:
            path = write_seal(self.bench.desk.store, made)
        except ReviewError as error:
            self.say(f"{what}，校验码 {made.code}；但封存单没有写出：{error.sentence()}", "warn")
        else:
            self.say(f"{what}，校验码 {made.code}；封存单 {path}，请拷到别处。", "good")


def _blocks(bench: Bench, act: Round) -> list[Block]:
    desk = bench.desk
    try:
        left = unfinished(desk)
    except ReviewError as error:
        left = Unfinished({}, 0)
        trouble = [Block(error.sentence(), ink="bad")]
    else:
        trouble = []
    since = moment(str((desk.documents.get("settings", "round") or {}).get("at", "")))
    seals = act.seals()
    open_ = left.sentence().replace("；", "\n") or "全部评完。"
    return [
        Block(f"{ROUND_STATES[act.state]}{f'（{since}）' if since else ''}", ink="strong", label=label("现在")),
        *trouble,
        Block(open_, ink="warn" if left.missing or left.returned else "plain", label=label("未完成")),
        Block(""),
        Block("还没有封存过。" if not seals else "封存记录（校验码抄入会议记录）：", ink="accent"),
        *[_seal_block(seal) for seal in seals],
    ]


def _seal_block(seal: SealLine) -> Block:
    what = "封存" if seal.final else "检查点"
    who = f"  第二人 {seal.witness}" if seal.witness else ""
    return Block(f"{moment(seal.at)}  {what}  {seal.code}{who}", label=label(f"第 {seal.number} 号"))
