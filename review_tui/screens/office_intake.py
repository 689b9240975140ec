"""Reading the chosen packages, showing what would change, and taking them in, unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from threading import Event
from time import monotonic
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from review_tui.desks.intake_run import IntakeRun, Parcel
from review_tui.errors import ReviewError
from review_tui.screens.office_change import ChangeScreen, change_summary
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_intake_rows import (
    COLUMNS,
    parcel_blocks,
    parcel_row,
    problem_blocks,
    read_sentence,
    taken_sentence,
    taken_units,
)
from review_tui.screens.office_page import Bench, DeskList, Details, Line
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.paged_list import PagedList
from review_tui.widgets.prompt import AskText, Confirm

State = Literal["read", "asked", "take", "done"]
"""Reading; waiting for the word to take in; taking in; all said and done."""

_OFTEN = 0.1
"""Seconds between two file names on the screen: more would only be painted over."""


class IntakeScreen(OverScreen):
    """A batch on its way in. It works in the background; Esc stops it between two units."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "take", "导入"),
        Binding("n", "name", "指定单位"),
        Binding("p", "problems", "全部问题"),
        Binding("tab", "switch", "详情栏", show=False),
        Binding("escape,q", "halt", "停下"),
        Binding("escape,q", "back", "返回"),
    ]
    TITLE_TEXT = "导入"
    KEYS = (
        ("t", "把试读过的材料导入（再问一次）；读不成的不动"),
        ("Enter", "看这一份会改什么、有什么问题"),
        ("n", "判断不出单位，或判断错时，写明单位再读一次"),
        ("p", "这一批的全部问题，连同文件"),
        ("Esc", "正在读或导入时：停在两个单位之间；已导入的保留，没轮到的不动"),
    )

    class File(Message):
        """A file is about to be read."""

        def __init__(self, number: int, path: str) -> None:
            super().__init__()
            self.number, self.path = number, path

    class Read(Message):
        """A package was read, or could not be."""

        def __init__(self, parcel: Parcel) -> None:
            super().__init__()
            self.parcel = parcel

    class Ended(Message):
        """The worker is through, was stopped, or `trouble` stopped it."""

        def __init__(self, trouble: str = "") -> None:
            super().__init__()
            self.trouble = trouble

    def __init__(self, bench: Bench, paths: Sequence[Path], received: date | None) -> None:
        super().__init__()
        self.bench = bench
        self._batch = IntakeRun(bench.desk, received)
        self._batch.parcels = [Parcel(path) for path in paths]
        self._state: State = "read"
        self._halt = Event()
        self._now, self._at = "", -1
        self._named_at = 0.0

    def body(self) -> ComposeResult:
        """How far it is, the packages, what is known of the one under the cursor."""
        yield Line()
        with Vertical(classes="work"):
            yield DeskList(COLUMNS, enter="看变化")
            yield Details()

    def on_mount(self) -> None:
        """Begins to read."""
        self.set_focus(self.query_one(PagedList))
        self._begin("read")

    def on_unmount(self) -> None:
        """What was unpacked goes, whatever way the screen is left."""
        self._halt.set()
        self._batch.close()

    # ------------------------------------------------------------------------------------------ the work behind

    def _begin(self, state: Literal["read", "take"]) -> None:
        self._state = state
        self._halt.clear()
        self.bench.busy = "正在试读材料" if state == "read" else "正在导入材料"
        self._show()
        self.run_worker(self._read_all if state == "read" else self._take_all, thread=True)

    def _read_all(self) -> None:
        """In a thread of its own: it touches neither the desk nor the screen."""
        for number, parcel in enumerate(self._batch.parcels, start=1):
            if self._halt.is_set():
                break
            if parcel.result is None and not parcel.trouble:
                self._batch.read(parcel, lambda path, number=number: self._tell(number, path))  # type: ignore[misc]
                self.app.call_from_thread(self._was_read, parcel)
        self.post_message(self.Ended())

    def _take_all(self) -> None:
        """In a thread of its own: copies the files; the entry in the journal is the desk's thread's."""
        for number, parcel in enumerate(self._batch.parcels, start=1):
            if self._halt.is_set():
                break
            if not parcel.ready:
                continue
            self._tell(number, "存入附件", always=True)
            try:
                self._batch.stage(parcel)
                self.app.call_from_thread(self._batch.take, parcel)
            except ReviewError as error:
                self.post_message(self.Ended(error.sentence()))
                return
            self._batch.sweep(parcel)
            self.app.call_from_thread(self._show)
        self.post_message(self.Ended())

    def _tell(self, number: int, path: str, *, always: bool = False) -> None:
        if always or monotonic() - self._named_at > _OFTEN:
            self._named_at = monotonic()
            self.post_message(self.File(number, path))

    def _was_read(self, parcel: Parcel) -> None:
        try:
            self._batch.preview(parcel)
        except ReviewError as error:
            parcel.reading, parcel.trouble = None, error.sentence()
        self._show()

    @on(File)
    def _file(self, message: File) -> None:
        self._now = message.path
        if self._at != message.number - 1:
            self._at = message.number - 1
            self._show()
        self._show_line()

    @on(Ended)
    def _ended(self, message: Ended) -> None:
        stopped = self._halt.is_set()
        self.bench.busy, self._now, self._at = "", "", -1
        self._state = "asked" if self._state == "read" else "done"
        self._show()
        self._go_to_problems()
        if message.trouble:
            self.say(message.trouble, "bad")
        else:
            tell = read_sentence if self._state == "asked" else taken_sentence
            self.say(*tell(self._batch, stopped))

    def _go_to_problems(self) -> None:
        """The cursor goes to the first package that has any."""
        first = next((n for n, p in enumerate(self._batch.parcels) if p.problems or p.trouble), None)
        if first is not None:
            self.query_one(PagedList).go_to(str(first))
            self._show_details()

    # ------------------------------------------------------------------------------------------ showing

    def _show(self) -> None:
        titles = {"read": "正在试读", "asked": "试读完，尚未导入", "take": "正在导入", "done": "导入完"}
        self.query_one(TitleLine).show(f"导入：{titles[self._state]}", "第 2 步，共 2 步")
        self._show_line()
        self.query_one(PagedList).set_rows([parcel_row(n, p, n == self._at) for n, p in enumerate(self._batch.parcels)])
        self._show_details()
        state = ("未保存！", "bad") if self.bench.desk.unsaved else ("已存", "good")
        self.query_one(MessageLine).show_state(*state)
        self.refresh_bindings()

    def _show_line(self) -> None:
        count = len(self._batch.parcels)
        problems = sum(len(p.problems) for p in self._batch.parcels)
        if self._state in ("read", "take"):
            verb = "试读" if self._state == "read" else "导入"
            stopping = "  读完这个单位就停" if self._halt.is_set() else ""
            spans = [(f"正在{verb} {max(1, self._at + 1)}/{count} 个单位{stopping}  ", "strong"), (self._now, "faint")]
        else:
            taken = len(taken_units(self._batch))
            told = f"{count} 份材料  已导入 {taken}" + (f"  问题 {problems}" if problems else "")
            spans = [(told, "strong")]
        self.query_one(Line).show(*spans)

    @property
    def _current(self) -> Parcel | None:
        row = self.query_one(PagedList).current
        return None if row is None else self._batch.parcels[int(row.key)]

    def _show_details(self) -> None:
        parcel = self._current
        self.query_one(Details).set_blocks(parcel_blocks(self._batch, parcel) if parcel is not None else [])

    # ------------------------------------------------------------------------------------------ keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is begun while something runs, and nothing taken in where there is nothing to take in."""
        idle = self._state in ("asked", "done")
        if action in ("back", "halt"):
            return idle == (action == "back")
        if action == "take":
            return idle and any(p.ready for p in self._batch.parcels)
        if action == "problems":
            return any(p.problems or p.trouble for p in self._batch.parcels)
        return self._state == "asked" if action == "name" else super().check_action(action, parameters)

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self._show_details()

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        message.stop()
        parcel = self._current
        if parcel is not None:
            right = change_summary(parcel.result.change) if parcel.result is not None else ""
            self.app.push_screen(ChangeScreen(parcel.path.name, right, parcel_blocks(self._batch, parcel)))

    def action_problems(self) -> None:
        """All problems of the batch with their files."""
        self.app.push_screen(ChangeScreen("这一批的问题", "", problem_blocks(self._batch)))

    def action_switch(self) -> None:
        """Between the list and the details."""
        details, rows = self.query_one(Details), self.query_one(PagedList)
        self.set_focus(rows if details.has_focus else details)

    def action_take(self) -> None:
        """Ask once more, then take in."""
        ready = [p for p in self._batch.parcels if p.ready]
        units = [p.result.unit for p in ready if p.result is not None]
        shown = "、".join(units[:6]) + ("……" if len(units) > 6 else "")
        question = f"导入 {len(ready)} 份：{shown}。已有的材料由新的代替，编号、没变的裁定和评分都保留。"
        self.app.push_screen(Confirm("导入", question, yes="导入", no="先不"), self._confirmed)

    def _confirmed(self, yes: bool | None) -> None:
        if yes:
            self.say("")
            self._begin("take")

    def action_name(self) -> None:
        """Ask who sent the package under the cursor."""
        parcel = self._current
        if parcel is not None and not (parcel.result is not None and parcel.result.taken):
            ask = AskText("指定单位", f"{parcel.path.name} 是哪个单位报送的？", value=parcel.unit, limit=80)
            self.app.push_screen(ask, lambda text: self._renamed(parcel, text))

    def _renamed(self, parcel: Parcel, unit: str | None) -> None:
        if unit:
            self._batch.sweep(parcel)
            parcel.unit, parcel.reading, parcel.result, parcel.trouble = unit, None, None, ""
            self.say("")
            self._begin("read")

    def action_halt(self) -> None:
        """Ask whether to stop between two units."""
        if not self._halt.is_set():
            question = "做完手上这个单位就停。已导入的保留，没轮到的不动。"
            self.app.push_screen(Confirm("停下？", question, yes="停下", no="接着做"), self._stopped)

    def _stopped(self, yes: bool | None) -> None:
        if yes and self._state in ("read", "take"):
            self._halt.set()
            self._show_line()

    async def action_page(self, page: int) -> None:
        """Other pages wait until nothing runs."""
        if self._state in ("asked", "done"):
            await super().action_page(page)
        else:
            self.say(f"{self.bench.busy}；按 Esc 可以停在两个单位之间。", "warn")
