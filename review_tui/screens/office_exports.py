"""Page 5: the sheets that leave the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from review_tui.errors import ReviewError
from review_tui.screens.office_page import Changed, DeskList, Line, Page, moment
from review_tui.widgets.paged_list import Column, PagedList, Row


class ExportsPage(Page):
    """The sheets, and when each was last exported. It is done in the background; the pages can be read meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "all", "全部导出")]
    KEYS = (("Enter", "导出选中的表"), ("a", "导出全部表"))

    class Done(Message):
        """An export ended: with files and their SHA-256 by sheet, or with a sentence that says why not."""

        def __init__(self, files: Mapping[str, tuple[Path, str]], trouble: str = "") -> None:
            super().__init__()
            self.files, self.trouble = dict(files), trouble

    def compose(self) -> ComposeResult:
        """Where they go, and the list."""
        yield Line()
        yield DeskList([Column("表", 8, grow=True), Column("名称", 12), Column("上次导出", 11)], enter="导出")

    def show_values(self) -> None:
        """Rows anew."""
        from review_tui.desks.sheets import SHEETS

        done = self.desk.exported()
        self.query_one(Line).show((f"导出到 {self.desk.store.path / 'exports'}", "plain"))
        rows = [Row(name, (title, name, moment(done.get(name, "")) or "-")) for name, title in SHEETS.items()]
        self.query_one(PagedList).set_rows(rows)

    @on(PagedList.Chosen)
    def _one(self, message: PagedList.Chosen) -> None:
        message.stop()
        self._start([message.row.key])

    def action_all(self) -> None:
        """All sheets."""
        self._start([row.key for row in self.query_one(PagedList).rows])

    def _start(self, what: Sequence[str]) -> None:
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
            paths = export_sheets(self.desk.store, what, self.desk.clock)
            files = {
                name: (path, sha256(path.read_bytes()).hexdigest()) for name, path in zip(what, paths, strict=True)
            }
        except ReviewError as error:
            self.post_message(self.Done({}, error.sentence()))
        except OSError as error:
            self.post_message(self.Done({}, f"导出的文件读不回来：{error.filename}。请检查磁盘后再导出一次。"))
        else:
            self.post_message(self.Done(files))

    @on(Done)
    def _done(self, message: Done) -> None:
        message.stop()
        self.bench.busy = ""
        if message.trouble:
            self.post_message(Changed())
            self.say(message.trouble, "bad")
        elif self.attempt(lambda: self.desk.record_export({name: sha for name, (_, sha) in message.files.items()})):
            paths = [path for path, _ in message.files.values()]
            names = "、".join(path.name for path in paths)
            where = f"到 {paths[0].parent}：{names}" if len(paths) > 1 else f"：{paths[0]}"
            self.say(f"已导出{where}", "good")
        self.show_values()
