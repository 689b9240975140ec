"""The office's desk on the screen: its pages in one frame, and what keeps them true."""

from __future__ import annotations

from asyncio import Lock
from math import inf
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.desks.office import OfficeDesk
from review_tui.errors import ReviewError
from review_tui.screens.office_frame import OfficeFrame, help_screen
from review_tui.screens.office_page import FINDINGS, REPEATS, UNITS, Bench, Go, Page, Wanted
from review_tui.screens.office_pages import PAGES
from review_tui.screens.office_tabs import TabLine
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.message_line import MessageLine

LOOK_SECONDS = 1.0
"""How often the experts' journals are looked at for new cards."""
_STEP_SECONDS = 0.03
"""How long a step of reading keeps a key waiting, at most by one package or journal more."""


class OfficeScreen(OfficeFrame):
    """The pages of the office. New cards show within `LOOK_SECONDS`; nothing is repainted while nothing changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "verify", "核对", show=False),
        Binding("q,ctrl+q", "leave", "离开"),
    ]

    def __init__(self, desk: OfficeDesk) -> None:
        super().__init__()
        self.bench = Bench(desk)
        self.failure: ReviewError | None = None
        """What made the desk unreadable: the program ends with it."""
        self._page = 0
        self._warming = desk.warm()
        self._building = Lock()
        self._whole = False

    @property
    def desk(self) -> OfficeDesk:
        """The office's desk."""
        return self.bench.desk

    def body(self) -> ComposeResult:
        """Tabs and the first page; the others follow when it stands."""
        yield TabLine([page.name for page in PAGES])
        yield PAGES[UNITS].make(self.bench, UNITS)

    async def _all_pages(self) -> None:
        """Makes the pages that are not there yet; keys wait meanwhile."""
        async with self._building:
            if self._whole:
                return
            pages = [page.make(self.bench, number) for number, page in enumerate(PAGES) if number != UNITS]
            await self.query_one("#body").mount(*pages)
            self._whole = True

    def on_mount(self) -> None:
        """The first page at once, from what is known without reading much; the rest a step at a time."""
        self._open(Go(0))
        self.call_after_refresh(self._warm)
        if self.desk.torn:
            self.say(f"上次最后一笔没有写完（从未显示“已存”），已另存为 {self.desk.torn}；请核对最近的裁定。", "warn")

    async def _warm(self) -> None:
        """A step of reading; keys that came meanwhile have their turn before the next one."""
        await self._all_pages()
        if self.failure is None and not self.bench.ready:
            self._read_until(monotonic() + _STEP_SECONDS)
            self.call_later(self._warm)

    def _read_until(self, end: float) -> None:
        """Reads until everything is read, or until the time has come; after that the journals are followed."""
        try:
            for _ in self._warming:
                if monotonic() > end:
                    return
        except ReviewError as error:
            self.failure = error
            self.app.exit(return_code=2)
            return
        if not self.bench.ready:
            self.bench.ready = True
            self.page.show_values()
            self._show_frame()
            self.set_interval(LOOK_SECONDS, self._look)

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.query_one(f"#page-{self._page}", Page)

    def _open(self, go: Go) -> None:
        if go.page and not self.bench.ready:
            self._read_until(inf)  # the other pages tell of everything
            if self.failure is not None:
                return
        self.page.remove_class("-shown")
        self._page = go.page
        self.page.add_class("-shown")
        self.page.enter(go.text)
        self._show_frame()

    def _look(self) -> None:
        """Reads what the experts wrote since the last look."""
        try:
            changed = self.desk.refresh()
        except ReviewError as error:
            self.say(error.sentence(), "bad")
            return
        if changed:
            self.page.show_values()
            self._show_frame()

    def _show_frame(self) -> None:
        """Title, notes on the tabs, state of saving."""
        rules = self.desk.rules
        todo, right = self._notes() if self.bench.ready else ("", "正在读入")
        who = "监督席（只读）" if self.desk.read_only else "办公室"
        self.query_one(TitleLine).show(f"{rules.year}年{rules.province}终身学习推介评审  {who}", right)
        notes = {FINDINGS: todo, REPEATS: self._undecided() if self.bench.ready else ""}
        self.query_one(TabLine).show(self._page, [notes.get(number, "") for number in range(len(PAGES))])
        state = ("未保存！", "bad") if self.desk.unsaved else ("已存", "good")
        if self.desk.read_only:
            state = ("只读 v核对", "faint")
        self.query_one(MessageLine).show_state(*state)

    def _notes(self) -> tuple[str, str]:
        """How many findings are open (empty: none), and how far the panel is."""
        left = sum(row.open or 0 for row in self.desk.units())
        rows = self.desk.progress()
        due, done = sum(r.assigned - r.recused for r in rows), sum(r.done for r in rows)
        scored = f"评分 {done}/{due}" if due else "尚未分配评审"
        return str(left or ""), f"{self.bench.busy}  {scored}" if self.bench.busy else scored

    def _undecided(self) -> str:
        """How many suspected repeats are undecided; empty: none."""
        from review_tui.desks.repeats import RepeatsView

        return str(RepeatsView(self.desk).left() or "")

    # ------------------------------------------------------------------------------------------ messages and keys

    def on_changed(self) -> None:
        """Something is different at the desk."""
        self._show_frame()

    async def on_wanted(self, message: Wanted) -> None:
        """A page asks for another one."""
        message.stop()
        await self._all_pages()
        self.say("")
        self._open(message.go)

    async def action_page(self, page: int) -> None:
        """Open a page."""
        await self._all_pages()
        self.say("")
        self._open(Go(page))

    def action_verify(self) -> None:
        """Prove that nothing was altered."""
        from review_tui.screens.office_proof import ProofScreen

        self.app.push_screen(ProofScreen(self.desk))

    def action_help(self) -> None:
        """The keys of the open page."""
        self.app.push_screen(help_screen(f"{self._page + 1} {PAGES[self._page].name}", self.page.KEYS))

    def action_leave(self) -> None:
        """End the program. Everything is on disk; only something that still runs is waited for."""
        if self.bench.busy:
            self.say(f"{self.bench.busy}，请等它完成后再离开。", "warn")
        else:
            self.app.exit()
