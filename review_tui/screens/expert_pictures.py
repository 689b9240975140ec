"""Photos and videos of a nomination over the whole screen, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.pictures import Picture, look, viewable
from review_tui.desks.prefs import PICTURES, Prefs
from review_tui.errors import ReviewError
from review_tui.screens.material_facts import material_facts
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.picture import PictureView, Way, points, way_for


class PicturesScreen(ModalScreen[None]):
    """Left and right turn, `m` draws in another way. `prefer` remembers the way for the next sitting.

    The next picture is decoded while the last one stands there; whoever turns on before it is done never sees it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up,pageup,left_square_bracket,backspace", "turn(-1)", "上一张"),
        Binding("right,down,pagedown,right_square_bracket,space,enter", "turn(1)", "下一张"),
        Binding("m", "way", "换画法"),
        Binding("escape,p,q", "leave", "返回"),
    ]

    def __init__(self, desk: ExpertDesk, nomination: str, prefs: Prefs, prefer: Callable[[Prefs], object]) -> None:
        super().__init__(classes="full")
        self._desk, self._nomination, self._prefs, self._prefer = desk, nomination, prefs, prefer
        self._seen = viewable(desk, nomination)
        self._at = 0
        self._fitted = Size(0, 0)

    def compose(self) -> ComposeResult:
        """Title, picture, what it is, keys."""
        yield TitleLine(self._desk.label(self._nomination), "")
        yield PictureView(id="picture")
        yield MessageLine()
        yield KeyLine()

    @property
    def way(self) -> Way:
        """How pictures are drawn: as the expert chose, else as the terminal's name suggests."""
        return self._prefs.picture or way_for()

    def on_mount(self) -> None:
        """The first picture, when there is a place for it."""
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """Another size: decoded anew, so that it is as sharp as it can be."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        size = self.query_one(PictureView).size
        if size.width and size != self._fitted:
            self._fitted = size
            self._show()

    def _show(self) -> None:
        view, line = self.query_one(PictureView), self.query_one(MessageLine)
        hidden = f"证件照 {self._seen.hidden} 张不在这里显示" if self._seen.hidden else ""
        view.wipe()
        if not self._seen.materials:
            view.say("这份材料没有照片和视频。" + hidden)
            return
        one = self._seen.materials[self._at]
        kind = "视频，八个画面按先后排列" if one.kind == "video" else "照片"
        self.query_one(TitleLine).show(
            self._desk.label(self._nomination), f"{self._at + 1}/{len(self._seen.materials)}  {kind}"
        )
        name = one.path.rsplit("/", 1)[-1]
        line.say("  ".join(part for part in (name, one.problem or material_facts(one), hidden) if part), "faint")
        view.say("正在打开……")
        self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        view, one, way = self.query_one(PictureView), self._seen.materials[self._at], self.way
        width, height = points(way, (view.size.width, view.size.height))
        try:
            path = self._desk.store.attachment(one.sha256)
        except ReviewError as error:
            view.say(error.sentence())
            return
        found = await asyncio.to_thread(look, path, one.kind, width, height)
        if isinstance(found, Picture):
            view.show(way, *found)
        else:
            view.say(f"{found}。按右键看下一张，按 Esc 返回")

    def action_turn(self, by: int) -> None:
        """The picture before or after this one; from the last to the first."""
        if len(self._seen.materials) > 1:
            self._at = (self._at + by) % len(self._seen.materials)
            self._show()

    def action_way(self) -> None:
        """The next way of drawing, remembered."""
        ways = list(PICTURES)
        chosen = ways[(ways.index(self.way) + 1) % len(ways)]
        self.query_one(PictureView).wipe()
        self._prefs = replace(self._prefs, picture=chosen)
        self._prefer(self._prefs)
        self._show()
        known = "（终端不支持时看不到图，再按 m）" if chosen in ("kitty", "sixel") else ""
        self.query_one(MessageLine).say(f"画法：{PICTURES[chosen]}{known}", "faint")

    def action_leave(self) -> None:
        """Back to scoring."""
        self.query_one(PictureView).wipe()
        self.dismiss(None)
