"""Page 8: the sheets that leave the house."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import commonpath
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from review_tui.errors import ReviewError
from review_tui.screens.office_page import Changed, DeskList, Line, Page, moment
from review_tui.widgets.paged_list import Column, PagedList, Row

if TYPE_CHECKING:
    from review_tui.desks.sheets import Written

_NAMED = 4
"""Up to how many files are named one by one."""


class ExportsPage(Page):
    """The sheets, and when each was last exported. It is done in the background; the pages can be read meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "all", "全部导出")]
    WRITES = frozenset({"all"})
    KEYS = (("Enter", "导出选中的表"), ("a", "导出全部表"))

    class Done(Message):
        """An export of the sheets `what` ended: with the files, or with a sentence that says why there are none."""

        def __init__(self, what: Sequence[str], written: Sequence[Written], trouble: str = "") -> None:
            super().__init__()
            self.what, self.written, self.trouble = tuple(what), tuple(written), trouble

    def compose(self) -> ComposeResult:
        """Where they go, and the list."""
        yield Line()
        yield DeskList([Column("表", 12), Column("内容", 8, grow=True), Column("上次导出", 11)], enter="导出")

    def show_values(self) -> None:
        """Rows anew."""
        from review_tui.desks.sheets import SHEETS

        done = self.desk.exported()
        self.query_one(Line).show((f"导出到 {self.desk.store.path / 'exports'}", "plain"))
        rows = [Row(one.name, (one.title, one.about, moment(done.get(one.name, "")) or "-")) for one in SHEETS]
        self.query_one(PagedList).set_rows(rows)

    @on(PagedList.Chosen)
    def _one(self, message: PagedList.Chosen) -> None:
        message.stop()
        self._start([message.row.key])

    def action_all(self) -> None:
        """All sheets."""
        self._start(["all"])

    def _start(self, what: Sequence[str]) -> None:
        if self.desk.read_only:
            self.say("监督席不能导出到季目录；需要时用 review-tui export SEASON --out 目录。", "warn")
            return
        if self.bench.busy:
            self.say(f"{self.bench.busy}，请等它完成。", "warn")
            return
        self.bench.busy = f"正在导出 {len(what)} 张表" if len(what) > 1 else "正在导出"
        self.post_message(Changed())
        self.say(f"{self.bench.busy} ...")
        self.run_worker(lambda: self._export(what), thread=True)

    def _export(self, what: Sequence[str]) -> None:
        """In a thread of its own, which reads the season anew: the desk is for one thread at a time."""
        from review_tui.desks.sheets import export_sheets

        try:
            self.post_message(self.Done(what, export_sheets(self.desk.store, what, self.desk.clock)))
        except ReviewError as error:
            self.post_message(self.Done(what, (), error.sentence()))

    @on(Done)
    def _done(self, message: Done) -> None:
        from review_tui.desks.sheets import by_sheet, left_out

        message.stop()
        self.bench.busy = ""
        if message.trouble:
            self.post_message(Changed())
            self.say(message.trouble, "bad")
        elif not message.written:
            self.post_message(Changed())
            self.say("".join(left_out(self.desk, message.what)) or "没有需要导出的内容。", "warn")
        elif self.attempt(lambda: self.desk.record_export(by_sheet(message.written))):
            more = "".join(left_out(self.desk, message.what))
            self.say(f"已导出{_where([one.path for one in message.written])}{f'。{more}' if more else ''}", "good")
        self.show_values()


def _where(paths: Sequence[Path]) -> str:
    """One file by its path; a few by their names; many by their folder and number."""
    if len(paths) == 1:
        return f"：{paths[0]}"
    folder = Path(commonpath([path.parent for path in paths]))
    names = "、".join(path.name for path in paths)
    return f"到 {folder}：{names}" if len(paths) <= _NAMED else f" {len(paths)} 个文件到 {folder}"
