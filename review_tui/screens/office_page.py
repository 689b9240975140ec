"""What the pages of the office's desk are made of: the page itself, its list, lines of text, bars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip

from review_tui.desks.office import OfficeDesk
from review_tui.errors import ReviewError
from review_tui.widgets.paged_list import Column, PagedList
from review_tui.widgets.painted import Painted, Span
from review_tui.widgets.text_pane import TextPane

UNITS, FINDINGS, REPEATS, PANEL, RANKING, SELECTION, NOTICE, EXPORTS = range(8)
"""The pages, in the order of their digits; `office_pages.PAGES` says what each is."""

KINDS = {"prefecture": "市（州）", "university": "高校", "other": "其他"}
SEVERITIES = {"block": "阻止", "warn": "提醒", "info": "提示"}
SEVERITY_INKS = {"block": "bad", "warn": "warn", "info": "plain"}


@dataclass
class Bench:
    """The desk with what the pages share.

    `busy` says in Chinese what runs in the background; empty: nothing does. `ready`: the desk has read everything.
    `folder`: where packages were chosen last.
    """

    desk: OfficeDesk
    busy: str = ""
    ready: bool = False
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Go:
    """Where to go on: another page, and what its list is to be narrowed to."""

    page: int
    text: str = ""


class Said(Message):
    """A page has something to say. Inks as in `MessageLine.say`."""

    def __init__(self, text: str, ink: str = "plain") -> None:
        super().__init__()
        self.text, self.ink = text, ink


class Changed(Message):
    """A page changed something at the desk, or the desk became busy or free."""


class Wanted(Message):
    """A page asks for another one."""

    def __init__(self, go: Go) -> None:
        super().__init__()
        self.go = go


class DeskList(PagedList, inherit_bindings=False):
    """The paged list with a key line that leaves room for the page's own keys. `enter` says what Enter does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "打开"),
        Binding("up,k", "move(-1)", "移动", show=False),
        Binding("down,j", "move(1)", "移动", show=False),
        Binding("pageup", "page(-1)", "翻页", show=False),
        Binding("pagedown,space", "page(1)", "翻页", show=False),
        Binding("home", "end(-1)", "首行", show=False),
        Binding("end", "end(1)", "末行", show=False),
    ]

    def __init__(
        self, columns: Sequence[Column], *, enter: str = "打开", empty: str = "（空）", id: str | None = None
    ) -> None:
        super().__init__(columns, empty=empty, id=id)
        bound = self._bindings.key_to_bindings
        bound["enter"] = [replace(one, description=enter) for one in bound["enter"]]


class Details(TextPane):
    """The text that belongs to the row under the cursor: below the list, or beside it in a wide window."""


class Aside(Details):
    """Details that are shown in a wide window only: Enter shows the same. The cursor stays in the list."""

    can_focus = False


class Line(Painted):
    """One line of spans."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._spans: tuple[Span, ...] = ()

    def show(self, *spans: Span) -> None:
        """Other spans; nothing is repainted when they are the same."""
        if spans != self._spans:
            self._spans = spans
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        return self.paint([(" ", "plain"), *self._spans])


class Page(Vertical):
    """One of the pages. `show_values` takes everything from the desk anew and repaints what differs."""

    KEYS: ClassVar[Sequence[tuple[str, str]]] = ()
    """Keys of the page and what they do."""
    WRITES: ClassVar[frozenset[str]] = frozenset()
    """Actions that change something: an observer is not offered them."""

    def __init__(self, bench: Bench, *, id: str) -> None:
        super().__init__(id=id)
        self.bench = bench

    @property
    def desk(self) -> OfficeDesk:
        """The only door to the season."""
        return self.bench.desk

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An observer is offered nothing that writes."""
        return not (self.desk.read_only and action in self.WRITES)

    def show_values(self) -> None:
        """Take everything from the desk anew."""
        raise NotImplementedError

    def show_details(self) -> None:
        """What belongs to the row under the cursor; a page without details shows nothing."""

    def on_resize(self) -> None:
        """Details may have come into sight."""
        self.show_details()

    def enter(self, text: str = "") -> None:
        """The page comes to the front; `text` narrows its list where it can be narrowed."""
        self.show_values()
        self.screen.set_focus(self.query_one(PagedList))  # at once: the next key may be here already

    def _left(self, go: Go | None) -> None:
        """A screen over this page was left: go on where it points."""
        if go is not None:
            self.post_message(Wanted(go))

    def say(self, text: str, ink: str = "plain") -> None:
        """Put a text on the message line."""
        self.post_message(Said(text, ink))

    def attempt(self, work: Callable[[], object]) -> bool:
        """Change something at the desk; False when it could not be done, and then the message line says why."""
        done = attempted(self.bench, work, self.say)
        self.post_message(Changed())
        return done


def attempted(bench: Bench, work: Callable[[], object], say: Callable[[str, str], None]) -> bool:
    """Whether `work` could be done; when not, `say` is given a sentence and its ink."""
    if bench.busy:
        say(f"{bench.busy}，请等它完成后再试。", "warn")
        return False
    try:
        work()
    except ReviewError as error:
        say(error.sentence(), "bad")
        return False
    return True


def bar(part: int, whole: int, cells: int = 10) -> str:
    """How much of `whole` is done, as text. Empty and full are shown only for nothing and everything."""
    if whole <= 0:
        return "." * cells
    filled = min(cells, cells * part // whole)
    if 0 < part < whole:
        filled = min(max(1, filled), cells - 1)
    return "#" * filled + "." * (cells - filled)


def named(name: str, special: bool) -> str:
    """A nominee's name, with a mark before it where the nomination is a special one."""
    return f"[特] {name}" if special else name


def counted(parts: Sequence[tuple[str, int]]) -> str:
    """`待裁定 12  阻止 3`; what there is none of is left out."""
    return "  ".join(f"{what} {count}" for what, count in parts if count)


def moment(stamp: str) -> str:
    """`2022-09-01T10:42:07+08:00` as `09-01 10:42`; empty stays empty."""
    return f"{stamp[5:10]} {stamp[11:16]}" if stamp else ""


def label(text: str, cells: int = 10) -> str:
    """A label filled to `cells`, so that what follows it stands in one column."""
    return text + " " * max(1, cells - cell_len(text))
