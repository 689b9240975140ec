"""One photo or video of a unit over the whole screen: to see whose it is."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen

from review_tui.desks.office_view import OfficeView
from review_tui.desks.pictures import Picture, look
from review_tui.errors import ReviewError
from review_tui.screens.material_facts import material_facts
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.picture import PictureView, points, way_for
from scoring.nomination import Material


class PictureScreen(ModalScreen[None]):
    """The picture is decoded in a child process while the screen stands; Esc leaves at any moment."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,p,q,enter", "leave", "返回")]

    def __init__(self, desk: OfficeView, material: Material) -> None:
        super().__init__(classes="full")
        self._desk, self._material = desk, material
        self._fitted = Size(0, 0)

    def compose(self) -> ComposeResult:
        """Title, picture, what it is, keys."""
        kind = "视频，八个画面按先后排列" if self._material.kind == "video" else "照片"
        yield TitleLine(self._material.path.rpartition("/")[2], kind)
        yield PictureView(id="picture")
        yield MessageLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """The picture, when there is a place for it."""
        self.query_one(MessageLine).say(self._material.problem or material_facts(self._material), "faint")
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """Another size: decoded anew."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        view = self.query_one(PictureView)
        if view.size.width and view.size != self._fitted:
            self._fitted = view.size
            view.wipe()
            view.say("正在打开……")
            self._load()

    @work(exclusive=True)
    async def _load(self) -> None:
        view, way = self.query_one(PictureView), way_for()
        width, height = points(way, (view.size.width, view.size.height))
        try:
            path = self._desk.store.attachment(self._material.sha256)
        except ReviewError as error:
            view.say(error.sentence())
            return
        found = await asyncio.to_thread(look, path, self._material.kind, width, height)
        if isinstance(found, Picture):
            view.show(way, *found)
        else:
            view.say(f"{found}。按 Esc 返回")

    def action_leave(self) -> None:
        """Back to the files."""
        self.query_one(PictureView).wipe()
        self.dismiss(None)
