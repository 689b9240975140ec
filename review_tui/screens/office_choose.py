"""Choosing packages to take in: from a folder's listing, or by a path that is typed or pasted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.desks.folder import Found, listing, marked_in_order, size_text, typed_day, typed_path
from review_tui.errors import ReviewError
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, DeskList, Go, Line, moment
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import AskText

UP = ".."
COLUMNS = (
    Column("选", 4),
    Column("名称", 8, grow=True),
    Column("大小", 9, "right", from_width=48),
    Column("修改时间", 16, from_width=100),
    Column("上次导入", 11, from_width=70),
)


class FolderList(DeskList):
    """Space marks instead of turning the page."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "screen.mark", "选中"),
        Binding("backspace,left", "screen.up", "上层", show=False),
    ]


class ChooseScreen(OverScreen):
    """A folder to choose from. Marks are kept while one goes from folder to folder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "go", "试读"),
        Binding("a", "mark_all", "全选"),
        Binding("slash,p,f3", "type", "输入路径"),
        Binding("d", "day", "收到日期"),
    ]
    TITLE_TEXT = "导入：选择材料"
    KEYS = (
        ("空格", "选中 / 取消（一个单位一份：压缩包，或一个文件夹）"),
        ("a", "选中这里的全部压缩包 / 全部取消"),
        ("Enter", "打开文件夹；在压缩包上则选中它并试读"),
        ("g", "试读选中的：只看会改什么，不写入"),
        ("/ p", "输入或粘贴路径（文件夹或压缩包）"),
        ("d", "收到日期；不写就不核对截止日期"),
        ("退格 左", "到上一层文件夹"),
    )

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self._folder = bench.folder or bench.desk.store.path.resolve().parent
        self._listed: tuple[Found, ...] = ()
        self._marked: list[Path] = []
        self._received: date | None = None
        self._know()

    def body(self) -> ComposeResult:
        """Where one is, and the listing."""
        yield Line()
        yield FolderList(COLUMNS, enter="打开", empty="这里没有文件夹和压缩包。按 / 输入路径。")

    def on_mount(self) -> None:
        """The first listing."""
        self.query_one(TitleLine).show("导入：选择材料", "第 1 步，共 2 步")
        self._enter(self._folder)
        self.set_focus(self.query_one(PagedList))

    # ------------------------------------------------------------------------------------------ showing

    def _know(self) -> None:
        """When a package of that name was taken in last."""
        desk = self.bench.desk
        rows = desk.documents.all("packages")
        self._known = {p.source: moment(rows[unit]["at"]) for unit, p in desk.docket.packages.items()}

    def _enter(self, folder: Path, at: str = "") -> bool:
        """Lists a folder; one that cannot be read leaves everything as it is."""
        try:
            self._listed = listing(folder)
        except ReviewError as error:
            self.say(error.sentence(), "bad")
            return False
        self._folder = folder
        self._show(at or next((str(one.path) for one in self._listed), UP))
        return True

    def _show(self, at: str | None = None) -> None:
        day = self._received.isoformat() if self._received else "未写（不核对截止日期）"
        head = f"已选 {len(self._marked)}  收到日期 {day}  "
        self.query_one(Line).show((head, "strong" if self._marked else "plain"), (str(self._folder), "faint"))
        up = [Row(UP, ("", "..  上一层"), ink="faint")] if self._folder.parent != self._folder else []
        self.query_one(PagedList).set_rows([*up, *(self._row(one) for one in self._listed)], key=at)

    def _row(self, one: Found) -> Row:
        mark = "[x]" if one.path in self._marked else "[ ]"
        name = one.path.name + ("/" if one.folder else "")
        known = self._known.get(one.path.name, "")
        cells = (mark, name, size_text(one.size), f"{one.changed:%Y-%m-%d %H:%M}", known)
        return Row(str(one.path), cells, ink="strong" if one.path in self._marked else "plain")

    @property
    def _current(self) -> Found | None:
        row = self.query_one(PagedList).current
        return next((one for one in self._listed if row is not None and str(one.path) == row.key), None)

    # ------------------------------------------------------------------------------------------ keys

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        message.stop()
        if message.row.key == UP:
            self.action_up()
        elif (one := self._current) is not None:
            if one.folder:
                self.say("")
                self._enter(one.path)
            else:
                if one.path not in self._marked:
                    self._marked.append(one.path)
                self.action_go()

    def action_up(self) -> None:
        """To the folder above; the cursor stands on the one that was left."""
        if self._folder.parent != self._folder:
            self.say("")
            self._enter(self._folder.parent, str(self._folder))

    def action_mark(self) -> None:
        """Mark or unmark, and go on to the next row."""
        one = self._current
        if one is None:
            return
        if one.path in self._marked:
            self._marked.remove(one.path)
        else:
            self._marked.append(one.path)
        self._show()
        self.query_one(PagedList).action_move(1)

    def action_mark_all(self) -> None:
        """All archives of this folder, or none where all are marked."""
        archives = [one.path for one in self._listed if not one.folder]
        if not archives:
            self.say("这里没有压缩包；文件夹请逐个用空格选。")
        elif all(path in self._marked for path in archives):
            self._marked = [path for path in self._marked if path not in archives]
        else:
            self._marked += [path for path in archives if path not in self._marked]
        self._show()

    def action_type(self) -> None:
        """Ask for a path."""
        question = f"文件夹或压缩包的路径（可粘贴；相对路径从 {self._folder} 算起）："
        self.app.push_screen(AskText("输入路径", question, limit=1000), self._typed)

    def _typed(self, text: str | None) -> None:
        if not text:
            return
        try:
            path = typed_path(text, self._folder)
        except ReviewError as error:
            self.say(error.sentence(), "warn")
            return
        if path.is_dir():
            if self._enter(path):
                self.say("空格选中其中的材料；整个文件夹是一个单位的，按 退格 回上层再选它。")
        else:
            if path not in self._marked:
                self._marked.append(path)
            self._enter(path.parent, str(path))
            self.say(f"已选中 {path.name}；按 g 试读。")

    def action_day(self) -> None:
        """Ask for the day of receipt."""
        shown = self._received.isoformat() if self._received else ""
        question = "这一批材料的收到日期，例如 2022-08-15；空着不核对截止日期（补报的沿用原来的）："
        self.app.push_screen(AskText("收到日期", question, value=shown, limit=20), self._dated)

    def _dated(self, text: str | None) -> None:
        if text is None:
            return
        try:
            self._received = typed_day(text, self.bench.desk.clock().date())
        except ReviewError as error:
            self.say(error.sentence(), "warn")
            return
        self.say("")
        self._show()

    def action_go(self) -> None:
        """To the dry run."""
        from review_tui.screens.office_intake import IntakeScreen

        if not self._marked:
            self.say("还没有选中材料：空格选中，或按 / 输入路径。")
            return
        self.bench.folder = self._folder
        paths = marked_in_order(self._marked, self._listed)
        self.app.push_screen(IntakeScreen(self.bench, paths, self._received), self._came_back)

    def _came_back(self, go: Go | None) -> None:
        """After the second step: done, or back for another choice."""
        if go is not None:
            self.dismiss(go)
            return
        self._marked = []
        self._know()
        self._enter(self._folder)
