"""Two nominees side by side, two keys: which one is the better?"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import ModalScreen

from review_tui.desks.duelling import ExpertDuel, Pair
from review_tui.desks.expert import ExpertDesk
from review_tui.errors import ReviewError
from review_tui.screens.expert_drafts import DraftKeeper
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.text_pane import Block, TextPane

_HINT = "按 1 或左键选左边，按 2 或右键选右边；拿不准按空格先跳过"


class DuelScreen(ModalScreen[None]):
    """One pair after the other, the open ones first. Every answer is durable before the next pair stands there."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,left", "choose(0)", "左边更好"),
        Binding("2,right", "choose(1)", "右边更好"),
        Binding("space", "step(1)", "跳过"),
        Binding("left_square_bracket,backspace", "step(-1)", "上一对"),
        Binding("right_square_bracket", "step(1)", "下一对", show=False),
        Binding("pageup", "read(-1)", "翻材料"),
        Binding("pagedown", "read(1)", "翻材料", show=False),
        Binding("escape,v,q", "leave", "返回"),
    ]

    def __init__(self, keeper: DraftKeeper) -> None:
        super().__init__(classes="full")
        self._keeper, self._desk = keeper, keeper.desk
        self._duel = ExpertDuel(keeper.desk)
        self._pairs: tuple[Pair, ...] = ()
        self._at = 0

    def compose(self) -> ComposeResult:
        """Progress, the two, messages, keys."""
        yield TitleLine("两两比较", "")
        with Horizontal(id="pair"):
            yield TextPane(id="left")
            yield TextPane(id="right")
        yield MessageLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """The first pair that is open."""
        for pane in self.query(TextPane):
            pane.can_focus = False
        self._pairs = self._duel.pairs()
        self._at = next((i for i, pair in enumerate(self._pairs) if not pair.better), 0)
        self._show()
        self.query_one(MessageLine).say(_HINT if self._pairs else "现在没有要您比较的。", "faint")

    def _show(self) -> None:
        done = sum(1 for pair in self._pairs if pair.better)
        self.query_one(TitleLine).show(f"两两比较：哪一份更好？（{self._at + 1}/{len(self._pairs)}）", f"已答 {done}")
        if self._pairs:
            pair = self._pairs[self._at]
            for side, one in (("left", pair.left), ("right", pair.right)):
                number = "1" if side == "left" else "2"
                blocks = nominee_blocks(self._desk, one, number, chosen=pair.better == one)
                self.query_one(f"#{side}", TextPane).set_blocks(blocks)

    def action_choose(self, side: int) -> None:
        """Record it, and go to the next pair that is open."""
        if not self._pairs:
            return
        pair = self._pairs[self._at]
        better, line = (pair.left, pair.right)[side], self.query_one(MessageLine)
        try:
            with self._keeper.writing():
                self._duel.choose(pair, better)
        except ReviewError as error:
            line.say(error.sentence(), "bad")
            return
        self._pairs = (*self._pairs[: self._at], pair._replace(better=better), *self._pairs[self._at + 1 :])
        count = len(self._pairs)
        following = [i % count for i in range(self._at + 1, self._at + count)]
        self._at = next((i for i in following if not self._pairs[i].better), self._at)
        self._show()
        left = sum(1 for one in self._pairs if not one.better)
        line.say("全部答完，谢谢。按 Esc 返回" if not left else f"已记下 {better}，并已存", "good")

    def action_step(self, by: int) -> None:
        """Another pair; this one stays as it is."""
        if self._pairs:
            self._at = (self._at + by) % len(self._pairs)
            self._show()

    def action_read(self, by: int) -> None:
        """Turn both texts."""
        for pane in self.query(TextPane):
            pane.action_page(by)

    def action_leave(self) -> None:
        """Back; what is open can be answered later."""
        self.dismiss(None)


def nominee_blocks(desk: ExpertDesk, nomination: str, number: str, *, chosen: bool) -> list[Block]:
    """Who it is, the expert's own total, what was done: enough to remember the material by."""
    found, ballot = desk.dossier(nomination).nomination, desk.ballot(nomination)
    own = "未评" if ballot.total is None else str(ballot.total)
    mark = "（您选了这一份）" if chosen else ""
    blocks = [
        Block(f"{number}  {found.id} {found.name}{mark}", ink="good" if chosen else "accent"),
        Block(found.unit),
        Block(own, label="自己的分 "),
        Block(""),
    ]
    for passage in found.passages:
        blocks += [Block(passage.title, ink="strong"), Block(passage.body or "（空）", first=4)]
    return blocks
