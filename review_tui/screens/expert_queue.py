"""The queue: as a list of its own, and folded to one line where the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from review_tui.desks.ballots import STATES, QueueRow
from review_tui.desks.expert import ExpertDesk
from review_tui.screens.expert_points import plain
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.painted import Painted, Span

COLUMNS = (
    Column("编号", 5),
    Column("姓名/项目", 8, grow=True),
    Column("单位", 8, grow=True, from_width=44),
    Column("状态", 6),
    Column("分", 5, align="right"),
)
_INKS = {"todo": "plain", "draft": "warn", "revised": "warn", "done": "faint", "recused": "faint"}


def queue_row(row: QueueRow) -> Row:
    """A line of the queue. Marks before the name: what changed after it was scored, a special nomination."""
    name = ("[变] " if row.changed else "") + ("[特] " if row.special else "") + row.name
    total = "" if row.total is None else plain(row.total)
    return Row(row.id, (row.id, name, row.unit, STATES[row.state], total), ink=_INKS[row.state])


class Queue:
    """All rows that are assigned, as last read from the desk: category by category, in the order of the season."""

    def __init__(self, desk: ExpertDesk) -> None:
        order = [category.id for category in desk.categories]
        self._rows = {row.id: row for row in sorted(desk.queue(), key=lambda row: order.index(row.category))}

    def __contains__(self, nomination: str) -> bool:
        return nomination in self._rows

    def row(self, nomination: str) -> QueueRow:
        """One row; KeyError when it is not assigned."""
        return self._rows[nomination]

    def of(self, category: str) -> list[QueueRow]:
        """The rows of a category, in order."""
        return [row for row in self._rows.values() if row.category == category]

    def replace(self, row: QueueRow) -> None:
        """Take the newer state of a row."""
        self._rows[row.id] = row

    def changed(self, newer: Queue) -> list[str]:
        """Ids of the rows that are otherwise in `newer`."""
        return [i for i, row in newer._rows.items() if self._rows.get(i) != row]

    def first(self) -> str | None:
        """The first that is open, else the first of all; None when nothing is assigned."""
        rows = list(self._rows.values())
        return next((row.id for row in rows if row.state in ("todo", "draft")), rows[0].id if rows else None)

    def beside(self, nomination: str, by: int) -> str | None:
        """The neighbour in the same category; None at the ends."""
        ids = [row.id for row in self.of(self._rows[nomination].category)]
        at = ids.index(nomination) + by
        return ids[at] if 0 <= at < len(ids) else None

    def progress(self, category: str) -> str:
        """`done/all` of a category; a recusal is done."""
        rows = self.of(category)
        return f"{sum(row.state in ('done', 'revised', 'recused') for row in rows)}/{len(rows)}"


def state_counts(rows: Sequence[QueueRow]) -> str:
    """How many are in which state; states that nothing is in are left out."""
    states = [row.state for row in rows]
    return "  ".join(f"{name} {states.count(state)}" for state, name in STATES.items() if state in states)


class QueueStrip(Painted):
    """The queue in one line: where one is, and how many are in which state."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._spans: list[Span] = []

    def show(self, rows: Sequence[QueueRow], current: str) -> None:
        """Show the place of `current` among `rows`."""
        at = next((i for i, row in enumerate(rows) if row.id == current), None)
        if at is None:
            spans: list[Span] = [(" 没有分配给您的材料", "faint")]
        else:
            row = rows[at]
            spans = [
                (f" {at + 1}/{len(rows)} ", "faint"),
                (f"{row.id} {row.name} ", "strong"),
                (f" {STATES[row.state]} ", "plain" if row.state == "todo" else _INKS[row.state]),
                (f"  全部：{state_counts(rows)}", "faint"),
            ]
        if spans != self._spans:
            self._spans = spans
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        return self.paint(self._spans)


class QueueScreen(ModalScreen[str | None]):
    """The whole queue over the screen. Its result is the id of the nomination that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,l,f2,q", "leave", "返回")]

    def __init__(self, title: str, rows: Sequence[QueueRow], current: str) -> None:
        super().__init__(classes="full")
        self._title, self._rows, self._current = title, rows, current

    def compose(self) -> ComposeResult:
        """Title, list, keys."""
        yield TitleLine(self._title, state_counts(self._rows))
        with Vertical():
            yield PagedList(COLUMNS, empty="没有分配给您的材料")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list in."""
        listed = self.query_one(PagedList)
        listed.set_rows([queue_row(row) for row in self._rows], key=self._current)
        listed.focus()

    def on_paged_list_chosen(self, message: PagedList.Chosen) -> None:
        """Close with the choice."""
        self.dismiss(message.row.key)

    def action_leave(self) -> None:
        """Close without one."""
        self.dismiss(None)
