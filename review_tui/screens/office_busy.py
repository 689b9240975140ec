"""Another session has the office's desk: since when, from where, and whether to take over."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from review_tui.errors import BusyError
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.marks import visible
from review_tui.widgets.prompt import Confirm

_TEXT = """办公室的日志同时只由一个窗口写，免得两边的裁定互相覆盖。
那边可能是刚才断线的窗口，也可能有人正在用：先问一声再接管。
接管后，那个窗口会关闭；它已经存盘的内容都在。"""


class OfficeBusyScreen(Screen[None]):
    """The first screen of an application of its own. The application's result is True to take over, else False."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take_over", "接管"),
        Binding("q,escape,ctrl+q", "leave", "离开"),
    ]

    def __init__(self, busy: BusyError) -> None:
        super().__init__()
        self._busy = busy

    def compose(self) -> ComposeResult:
        """What is known of the other session, and what taking over means."""
        holder = self._busy.holder
        since = holder.get("since", "")[:16].replace("T", " ") or "时间不明"
        whence = holder.get("from", "") or "来处不明"
        yield TitleLine("办公室", id="title")
        with Vertical(classes="page"):
            yield Static(Content("办公室已在另一个窗口打开"), classes="box-title", markup=False)
            for line in ("", f"打开时间  {since}", f"来自      {whence}", ""):
                yield Static(Content(visible(line) or " "), markup=False)
            yield Static(Content(_TEXT), markup=False)
        yield KeyLine()

    def action_take_over(self) -> None:
        """Ask once more, then take over."""
        question = "确定接管？对方窗口会立即关闭。"
        self.app.push_screen(Confirm("接管", question, yes="接管", no="不接管"), self._answered)

    def _answered(self, yes: bool | None) -> None:
        if yes:
            self.app.exit(True)

    def action_leave(self) -> None:
        """Leave the other session alone."""
        self.app.exit(False)
