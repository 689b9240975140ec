"""Whose the files of one unit are: what nobody could tell is given to a nominee, what is wrong is taken away."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.filing import KINDS, FiledFile, Filing, is_unclear
from review_tui.screens.material_facts import material_facts
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, DeskList, Details, attempted, label, moment
from review_tui.screens.office_pick import PickScreen
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.text_pane import Block
from scoring.nomination import MaterialKind

NOBODY = "-"
"""The choice: the file belongs to none of the nominations."""
_OWNER, _FILE = 22, 8


class FilingScreen(OverScreen):
    """The files of a unit, those that wait for the office first. Every change is one entry and can be taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "picture", "看图"),
        Binding("t", "kind", "类型"),
        Binding("x", "aside", "不归入"),
        Binding("u", "undo", "撤回"),
        Binding("f", "all", "全部"),
    ]
    TITLE_TEXT = "文件归属"
    KEYS = (
        ("Enter", "归入一份申报材料：从名单里选；已归入的也可以改归别人"),
        ("p", "看这张照片，或视频的八个画面"),
        ("t", "改文件类型：照片、视频、工作总结、推介表、其他"),
        ("x", "不归入任何一份（从原来的材料里拿出，或确认与申报无关）"),
        ("u", "撤回办公室对这个文件的归入，恢复导入时的样子"),
        ("f", "只看待归入的 / 看本单位全部文件"),
        ("说明", "归入后审查结果立即更新；单位重报同一文件时照样有效"),
    )
    WRITES = frozenset({"kind", "aside", "undo"})

    def __init__(self, bench: Bench, unit: str) -> None:
        super().__init__()
        self.bench, self.unit = bench, unit
        self.filing = Filing(bench.desk)
        self._files: dict[str, FiledFile] = {}
        self._every = not self.filing.unclear(unit)
        self.read_only = bench.desk.read_only

    def body(self) -> ComposeResult:
        """The files, and what is known of the one under the cursor."""
        with Vertical(classes="work"):
            yield DeskList(
                [
                    Column("归属", _OWNER),
                    Column("类型", 8),
                    Column("文件", _FILE, grow=True),
                ],
                enter="归入",
                empty="没有待归入的文件（按 f 看全部）。",
            )
            yield Details()

    def on_mount(self) -> None:
        """Those that wait, or all where none does."""
        self._show()
        self.set_focus(self.query_one(PagedList))

    def _show(self) -> None:
        files = self.filing.files(self.unit)
        waiting = sum(1 for file in files if is_unclear(file.place))
        shown = [file for file in files if self._every or is_unclear(file.place) or file.place.material.filed]
        self._files = {file.key: file for file in shown}
        self.query_one(TitleLine).show(f"{self.unit}  文件归属", f"待归入 {waiting}  共 {len(files)}")
        self.query_one(PagedList).set_rows([self._row(file) for file in shown])
        self._tell()

    def _row(self, file: FiledFile) -> Row:
        material = file.place.material
        waits = is_unclear(file.place)
        ink = "warn" if waits else "good" if material.filed else "plain"
        return Row(file.key, (self._owner(file), KINDS[material.kind], _name_first(material.path)), inks=(ink, "", ""))

    def _owner(self, file: FiledFile) -> str:
        place = file.place
        mark = "办 " if place.material.filed else ""
        if place.owner:
            return f"{mark}{place.owner} {self.bench.desk.docket.nominations[place.owner].name}"
        if place.material.filed:
            return f"{mark}不归入"
        return "" if place.material.kind == "summary" else "待归入"

    def _current(self) -> FiledFile | None:
        row = self.query_one(PagedList).current
        return self._files.get(row.key) if row else None

    def _tell(self) -> None:
        file = self._current()
        if file is None:
            self.query_one(Details).set_blocks([])
            return
        material, origin = file.place.material, file.place.origin
        blocks = [Block(material.path, label=label("文件"))]
        facts = material.problem or material_facts(material, container=True)
        if facts:
            blocks.append(Block(facts, label=label("情况"), ink="warn" if material.problem else "plain"))
        if material.filed is not None:
            was = self._named(origin.owner) or "没有归属"
            blocks.append(
                Block(f"{moment(file.at)} 由办公室归入；导入时：{was}，{KINDS[origin.kind]}", label=label("归入"))
            )
        elif is_unclear(file.place):
            blocks.append(Block("文件名、文件夹和内容看不出是谁的，或互相矛盾。按 Enter 归入。", label=label("归入")))
        self.query_one(Details).set_blocks(blocks)

    def _named(self, owner: str) -> str:
        found = self.bench.desk.docket.nominations.get(owner)
        return f"{owner} {found.name}" if found else ""

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self.say("")
        self._tell()

    @on(PagedList.Chosen)
    def _choose(self, message: PagedList.Chosen) -> None:
        message.stop()
        file = self._current()
        if file is None:
            return
        if self.read_only:
            self.say("这里只能看，不能改。")
            return
        package = self.bench.desk.docket.packages[self.unit]
        rows = [(n.id, f"{n.id}  {n.name}") for n in package.nominations]
        rows.append((NOBODY, "不归入任何一份"))
        title, asked = "归入哪一份申报材料？", file.place.material.path
        self.app.push_screen(PickScreen(title, asked, rows, at=file.place.owner), self._picked)

    def _picked(self, chosen: str | None) -> None:
        if chosen is not None:
            self._put("" if chosen == NOBODY else chosen)

    # ------------------------------------------------------------------------------------------ keys

    def action_picture(self) -> None:
        """The photo, or frames of the video."""
        file = self._current()
        if file is None:
            return
        if file.place.material.kind not in ("photo", "video"):
            self.say("只能看照片和视频；文字材料归入以后在申报材料里看。")
            return
        from review_tui.screens.office_picture import PictureScreen

        self.app.push_screen(PictureScreen(self.bench.desk, file.place.material))

    def action_kind(self) -> None:
        """Another kind of file, with the same owner."""
        file = self._current()
        if file is None:
            return
        rows = [(kind, name) for kind, name in KINDS.items() if kind != "summary"]
        picker = PickScreen("这是什么文件？", file.place.material.path, rows, at=file.place.material.kind)
        self.app.push_screen(picker, self._kind_picked)

    def _kind_picked(self, chosen: str | None) -> None:
        file = self._current()
        kind = next((k for k in KINDS if k == chosen), None)
        if file is not None and kind is not None:
            self._put(file.place.owner, kind)

    def action_aside(self) -> None:
        """To none of the nominations."""
        self._put("")

    def action_undo(self) -> None:
        """As intake had it."""
        file = self._current()
        if file is None:
            return
        if file.place.material.filed is None:
            self.say("这个文件不是办公室归入的，没有可撤回的。")
        else:
            self._do(lambda: self.filing.undo(self.unit, file), f"已撤回：{_short(file)}")

    def action_all(self) -> None:
        """Those that wait, or all."""
        self._every = not self._every
        self._show()
        self.say("本单位全部文件。" if self._every else "待归入的和办公室已归入的。")

    def _put(self, to: str, kind: MaterialKind | None = None) -> None:
        file = self._current()
        if file is None:
            return
        told = f"归入 {self._named(to)}" if to else "不归入任何一份"
        as_what = f"，类型为{KINDS[kind]}" if kind else ""
        self._do(lambda: self.filing.put(self.unit, file, to, kind), f"已存：{_short(file)} {told}{as_what}（u 撤回）")

    def _do(self, work: object, told: str) -> None:
        assert callable(work)
        done = attempted(self.bench, work, self.say)
        state = ("未保存！", "bad") if self.bench.desk.unsaved else ("已存", "good")
        self.query_one(MessageLine).show_state(*state)
        if done:
            self._show()
            self.say(told, "good")


def _short(file: FiledFile) -> str:
    return file.place.material.path.rpartition("/")[2]


def _name_first(path: str) -> str:
    """The file's name, then its folders: in a narrow column the end of a path is what tells two files apart."""
    folders, _, name = path.rpartition("/")
    return f"{name}  {folders}" if folders else name
