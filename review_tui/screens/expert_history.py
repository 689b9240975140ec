"""What the expert has done so far, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from review_tui.desks.own_history import Event
from review_tui.screens.expert_points import plain
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.paged_list import Column, PagedList, Row

_COLUMNS = (
    Column("号", 6, "right"),
    Column("时间", 11),
    Column("做了什么", 16),
    Column("哪一份", 10, grow=True),
    Column("合计", 5, "right"),
    Column("回执", 19, from_width=90),
)


class HistoryScreen(ModalScreen[str | None]):
    """Its result is the nomination to open, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,h,q", "leave", "返回")]

    def __init__(self, label: Callable[[str], str], events: Sequence[Event]) -> None:
        super().__init__(classes="full")
        self._label, self._events = label, {str(event.count): event for event in events}

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield TitleLine("我做过的", "每一步都留在日志里，撤销也是一步；按 u 撤销最近一次")
        with Vertical():
            yield PagedList(_COLUMNS, empty="还没有提交过。按 Esc 回去评分")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list in."""
        listed = self.query_one(PagedList)
        listed.set_rows([self._row(event) for event in self._events.values()])
        listed.focus()

    def _row(self, event: Event) -> Row:
        what = f"{event.what}：{event.detail}" if event.detail else event.what + ("（已撤销）" if event.undone else "")
        about = [self._label(i) for i in event.nominations]
        which = about[0] if len(about) == 1 else f"{len(about)} 份" if about else "整类"
        time = event.at[5:16].replace("T", " ")
        total = "" if event.total is None else plain(event.total)
        cells = (str(event.count), time, what, which, total, event.receipt)
        return Row(str(event.count), cells, ink="faint" if event.undone or event.what == "撤销" else "plain")

    def on_paged_list_chosen(self, message: PagedList.Chosen) -> None:
        """Close with the nomination of the row."""
        about = self._events[message.row.key].nominations
        self.dismiss(about[0] if about else None)

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)
