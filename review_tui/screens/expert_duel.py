"""Two contested nominations beside each other; one key says which the expert would rather recommend."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen

from review_tui.desks.duels import ExpertDuels
from review_tui.desks.expert import ExpertDesk
from review_tui.errors import ReviewError
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.text_pane import Block, TextPane
from scoring.nomination import Nomination

_FACTS = ("type", "workplace", "job", "implementer", "start", "audience")


class DuelScreen(ModalScreen[None]):
    """One pair after the other until none is left. Every choice is durable before the next pair is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,left", "choose(0)", "选左边"),
        Binding("2,right", "choose(1)", "选右边"),
        Binding("pagedown,space,down", "turn(1)", "翻页"),
        Binding("pageup,up", "turn(-1)", "翻页", show=False),
        Binding("u", "undo", "撤销上一次"),
        Binding("escape,q", "leave", "返回"),
    ]

    def __init__(self, desk: ExpertDesk) -> None:
        super().__init__(classes="full")
        self._desk, self._duels = desk, ExpertDuels(desk)
        self._pair: tuple[str, str] | None = None

    def compose(self) -> ComposeResult:
        """Title, the two, message, keys."""
        yield TitleLine(id="duel-title")
        with Horizontal(id="duel"):
            for side, place in (("left", "duel-first"), ("right", "duel-beside")):
                with Vertical(classes="duel-side", id=place):
                    pane = TextPane(id=f"duel-{side}")
                    pane.can_focus = False
                    yield pane
        yield MessageLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """The first pair."""
        self._next()

    def _next(self, pair: tuple[str, str] | None = None) -> None:
        left, every = self._duels.left(), self._duels.pairs()
        self._pair = pair or (left[0] if left else None)
        done = len(every) - len(left)
        self.query_one(TitleLine).show("两两比较：您更愿意推荐哪一份？", f"已比较 {done}/{len(every)}")
        panes = (self.query_one("#duel-left", TextPane), self.query_one("#duel-right", TextPane))
        if self._pair is None:
            panes[0].set_blocks([Block("全部比较完了，谢谢。按 Esc 返回，按 u 可改上一次的选择。", ink="good")])
            panes[1].set_blocks([])
            return
        for number, (pane, nomination) in enumerate(zip(panes, self._pair, strict=True), start=1):
            pane.set_blocks(_blocks(number, self._desk.dossier(nomination).nomination))

    def action_choose(self, side: int) -> None:
        """Record the choice and go on."""
        if self._pair is None:
            return
        pair, winner = self._pair, self._pair[side]
        try:
            self._duels.choose(pair, winner)
        except ReviewError as error:
            self.query_one(MessageLine).say(error.sentence(), "bad")
            return
        self.query_one(MessageLine).say(f"已存：选了 {winner}。按 u 可撤销。", "good")
        self._next()

    def action_undo(self) -> None:
        """Back to the last pair."""
        try:
            pair = self._duels.take_back()
        except ReviewError as error:
            self.query_one(MessageLine).say(error.sentence(), "bad")
            return
        self.query_one(MessageLine).say("已撤销，请重新选择。" if pair else "还没有可撤销的选择。", "warn")
        self._next(pair)

    def action_turn(self, by: int) -> None:
        """Both texts a page on or back."""
        for side in ("left", "right"):
            self.query_one(f"#duel-{side}", TextPane).action_page(by)

    def action_leave(self) -> None:
        """Back to scoring; what is left can be gone on with at any time."""
        self.dismiss(None)


def _blocks(number: int, found: Nomination) -> list[Block]:
    facts = "  ".join(text for key in _FACTS if (text := found.text(key)))
    blocks = [
        Block(f"{number}  {found.id} {found.name}", ink="strong"),
        Block(found.unit),
        Block(facts, ink="faint"),
        Block(""),
    ]
    for passage in found.passages:
        blocks += [Block(passage.title, ink="accent"), Block(passage.body, first=4), Block("")]
    return blocks
