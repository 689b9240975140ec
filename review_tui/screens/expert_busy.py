"""Another session of the same expert holds the journal: since when, from where, and whether to take over."""

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


class TakeOverScreen(Screen[None]):
    """The first screen of an application of its own. The application's result is True to take over, else False."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y,1", "answer(True)", "接管，在这里继续"),
        Binding("escape,n,0,q,ctrl+q", "answer(False)", "离开"),
    ]

    def __init__(self, busy: BusyError) -> None:
        super().__init__()
        self._busy = busy

    def compose(self) -> ComposeResult:
        """What is known of the other session, and what taking over means."""
        holder = self._busy.holder
        since = holder.get("since", "")[:16].replace("T", " ") or "时间不明"
        whence = holder.get("from", "") or "来处不明"
        yield TitleLine("评审台")
        with Vertical(classes="page"):
            yield Static(Content("您的评审台已在另一个窗口打开"), classes="box-title", markup=False)
            yield Static(Content(visible(f"打开时间：{since}")), markup=False)
            yield Static(Content(visible(f"来自：    {whence}")), markup=False)
            yield Static(Content(""), markup=False)
            text = (
                "可能是刚才断线的那一次。接管后，那个窗口会先保存再关闭，已经输入的都在，您从原处继续。\n"
                "如果那边还有人正在操作，请先离开，并向办公室说明。"
            )
            yield Static(Content(text), markup=False)
        yield KeyLine()

    def action_answer(self, take_over: bool) -> None:
        """Leave with the answer."""
        self.app.exit(take_over)
