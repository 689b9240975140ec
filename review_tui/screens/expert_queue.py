"""The queue: as a list of its own, and folded to one line where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from review_tui.desks.ballots import OPEN_STATES, STATES, QueueRow
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.prefs import Prefs
from review_tui.desks.queue_order import ORDERS, arranged, matches, next_row
from review_tui.screens.expert_points import plain
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.painted import Painted, Span
from review_tui.widgets.sparing import SparingCompositor

COLUMNS = (
    Column("编号", 5),
    Column("姓名/项目", 8, grow=True),
    Column("单位", 8, grow=True, from_width=44),
    Column("状态", 6),
    Column("分", 5, align="right"),
)
_INKS = {"todo": "plain", "draft": "warn", "revised": "warn", "done": "faint", "recused": "faint", "returned": "bad"}


def queue_row(row: QueueRow) -> Row:
    """A line of the queue. Marks before the name: what changed after it was scored, a special nomination."""
    name = ("[变] " if row.changed else "") + ("[特] " if row.special else "") + row.name
    total = "" if row.total is None else plain(row.total)
    return Row(row.id, (row.id, name, row.unit, STATES[row.state], total), ink=_INKS[row.state])


class Queue:
    """All rows that are assigned, as last read from the desk, in the order and narrowed to what the expert wants.

    `prefs`: how they are ordered, and what comes next. `typed`: what they are narrowed to, empty: all.
    """

    def __init__(self, desk: ExpertDesk, chosen: Prefs, typed: str = "") -> None:
        order = [category.id for category in desk.categories]
        self._rows = {row.id: row for row in sorted(desk.queue(), key=lambda row: order.index(row.category))}
        self._desk = desk
        self._order: dict[tuple[str, str], list[str]] = {}
        self.prefs = chosen
        self.typed = typed

    def __contains__(self, nomination: str) -> bool:
        return nomination in self._rows

    def row(self, nomination: str) -> QueueRow:
        """One row; KeyError when it is not assigned."""
        return self._rows[nomination]

    def of(self, category: str, *, always: str = "") -> list[QueueRow]:
        """The rows of a category that are wanted, in the wanted order. `always`: this one is among them anyway."""
        if self.typed or self.prefs.order == "own":  # these follow what stands in the rows
            return self._arranged(category, always)
        key = category, self.prefs.order
        if key not in self._order:
            self._order[key] = [row.id for row in self._arranged(category)]
        return [self._rows[i] for i in self._order[key]]

    def _arranged(self, category: str, always: str = "") -> list[QueueRow]:
        rows = [row for row in self._rows.values() if row.category == category]
        if self.typed:
            rows = [row for row in rows if row.id == always or matches(row, self.typed, self._kind)]
        return list(arranged(rows, self.prefs.order, f"{self._desk.expert}|{self._desk.rules.id}"))

    def replace(self, row: QueueRow) -> None:
        """Take the newer state of a row."""
        self._rows[row.id] = row

    def changed(self, newer: Queue) -> list[str]:
        """Ids of the rows that are otherwise in `newer`."""
        return [i for i, row in newer._rows.items() if self._rows.get(i) != row]

    def first(self, category: str | None = None) -> str | None:
        """The first that is open, else the first of all (None: of any category); None when there is none."""
        ids = [category] if category else [c.id for c in self._desk.categories]
        rows = [row for one in ids for row in (self.of(one) or [r for r in self._rows.values() if r.category == one])]
        return next((row.id for row in rows if row.state in OPEN_STATES), rows[0].id if rows else None)

    def next(self, after: str) -> str | None:
        """The next open one among the wanted: in the category of `after`, then in the others; None: all are done."""
        own = self._rows[after].category
        here = next_row(self.of(own, always=after), after, self.prefs.next_mode)
        others = (next_row(self.of(c.id), "", self.prefs.next_mode) for c in self._desk.categories if c.id != own)
        return here if here is not None else next((i for i in others if i is not None), None)

    def open_left(self) -> int:
        """How many are open in all categories, wanted or not."""
        return sum(row.state in OPEN_STATES for row in self._rows.values())

    def beside(self, nomination: str, by: int) -> str | None:
        """The neighbour in the same category; None at the ends."""
        ids = [row.id for row in self.of(self._rows[nomination].category, always=nomination)]
        at = ids.index(nomination) + by
        return ids[at] if 0 <= at < len(ids) else None

    def progress(self, category: str) -> str:
        """`done/all` of a category; a recusal is done."""
        states = [row.state for row in self._rows.values() if row.category == category]
        return f"{sum(state in ('done', 'revised', 'recused') for state in states)}/{len(states)}"

    @property
    def narrowed(self) -> bool:
        """Whether it is not simply all by number."""
        return bool(self.typed) or self.prefs.order != "number"

    def how(self) -> str:
        """Order and filter in a few words."""
        return f"按{ORDERS[self.prefs.order]}" + (f"  筛选「{self.typed}」" if self.typed else "")

    def _kind(self, row: QueueRow) -> str:
        found = self._desk.nomination(row.id)
        return found.text("type") or found.text("audience")


def left_text(seconds: int | None) -> str:
    """How long the open ones will take at the expert's own pace, in tens of minutes beyond one hour."""
    if not seconds:
        return ""
    minutes = max(1, round(seconds / 60))
    return f"约剩 {minutes} 分钟" if minutes < 60 else f"约剩 {minutes // 60} 小时 {minutes % 60 // 10 * 10} 分"


def state_counts(rows: Sequence[QueueRow]) -> str:
    """How many are in which state; states that nothing is in are left out."""
    states = [row.state for row in rows]
    return "  ".join(f"{name} {states.count(state)}" for state, name in STATES.items() if state in states)


class QueueStrip(Painted):
    """The queue in one line: where one is, and how many are in which state."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._spans: list[Span] = []

    def show(self, rows: Sequence[QueueRow], current: str, *more: str) -> None:
        """Show the place of `current` among `rows`, what else there is to say, and as many of the counts as fit."""
        at = next((i for i, row in enumerate(rows) if row.id == current), None)
        if at is None:
            spans: list[Span] = [(" 没有分配给您的材料", "faint")]
        else:
            row = rows[at]
            spans = [
                (f" {at + 1}/{len(rows)} ", "faint"),
                (f"{row.id} {row.name} ", "strong"),
                (f" {STATES[row.state]} ", "plain" if row.state == "todo" else _INKS[row.state]),
                ("  " + "  ".join(part for part in (*more, state_counts(rows)) if part), "faint"),
            ]
        if spans != self._spans:
            self._spans = spans
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        return self.paint(self._spans)


class Tabs(TitleLine):
    """The title line with the categories as tabs at its right; a click on a tab opens the category."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tabs: tuple[tuple[str, str], ...] = ()

    def tabs(self, left: str, tabs: Sequence[tuple[str, str]], here: str) -> None:
        """`tabs`: id of each category and what stands on its tab; the one that is open stands in brackets."""
        self._tabs = tuple((i, f"[{text}]" if i == here else f" {text} ") for i, text in tabs)
        self.show(left, " ".join(text for _i, text in self._tabs))

    async def on_click(self, event: events.Click) -> None:
        """To the category whose tab it is."""
        at = self.size.width - 1 - sum(cell_len(text) + 1 for _i, text in self._tabs) + 1
        for category, text in self._tabs:
            if at <= event.x < at + cell_len(text):
                await self.run_action(f"screen.category({category!r})")
            at += cell_len(text) + 1


class QueueScreen(ModalScreen[str | None]):
    """The whole queue over the screen. Its result is the id of the nomination that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "below('filter')", "筛选"),
        Binding("o", "below('order')", "排序"),
        Binding("escape,l,f2,q", "leave", "返回"),
    ]

    def __init__(self, title: str, queue: Queue, here: QueueRow) -> None:
        super().__init__(classes="full")
        self._compositor = SparingCompositor()
        self._title, self._queue, self._here = title, queue, here
        self._said_before = ""

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield TitleLine()
        with Vertical():
            yield PagedList(COLUMNS, empty="没有符合的材料；按 f 换个词")
        yield MessageLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list in."""
        self._said_before = self.app.screen_stack[0].query_one(MessageLine).text
        self._fill(self._here.id)
        self.query_one(PagedList).focus()

    def _fill(self, key: str | None) -> None:
        rows = self._queue.of(self._here.category)
        self.query_one(TitleLine).show(self._title, f"{self._queue.how()}  {state_counts(rows)}")
        self.query_one(PagedList).set_rows([queue_row(row) for row in rows], key=key)

    async def action_below(self, action: str) -> None:
        """What the screen below does on the same key; its rows and its words are shown here."""
        await self.app.run_action(action, default_namespace=self.app.screen_stack[0])
        self._fill_again()

    def on_screen_resume(self) -> None:
        """A question was answered: once the screen below has heard it, the rows may be others."""
        self.app.call_next(self._fill_again)

    def _fill_again(self) -> None:
        self._fill(None)
        below = self.app.screen_stack[0].query_one(MessageLine)
        self.query_one(MessageLine).say(below.text if below.text != self._said_before else "", "faint")

    def on_paged_list_chosen(self, message: PagedList.Chosen) -> None:
        """Close with the choice."""
        self.dismiss(message.row.key)

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)
