"""All that can be done here, as a list that is narrowed by typing and run with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from review_tui.desks.initials import matches_initials
from review_tui.widgets.fields import LineField
from review_tui.widgets.frame import KeyLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import said

_COLUMNS = (Column("键", 14), Column("做什么", 20, grow=True))


class Command(NamedTuple):
    """One thing to do. `keys` as written on the screen; `action` in the namespace of the screen below.

    An empty `action` is only read: digits are typed, not run.
    """

    group: str
    keys: str
    what: str
    action: str = ""


class CommandList(ModalScreen[str | None]):
    """Its result is the action to run, or None. `note` stands below the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "移动"),
        Binding("down", "move(1)", "移动"),
        Binding("pageup", "page(-1)", "翻页", show=False),
        Binding("pagedown", "page(1)", "翻页", show=False),
        Binding("escape,f1", "leave", "关闭"),
    ]

    def __init__(self, title: str, commands: Sequence[Command], note: str = "") -> None:
        super().__init__(classes="prompt")
        self._title, self._commands, self._note = title, tuple(commands), note

    def compose(self) -> ComposeResult:
        """Title, field, list, note, keys."""
        with Vertical(classes="box box-large"):
            yield said(f"{self._title}（输入几个字或拼音首字母查找，Enter 执行）", "box-title")
            yield LineField(limit=20, id="answer")
            yield PagedList(_COLUMNS, empty="没有这样的操作；删去几个字再找", id="commands")
            yield said(self._note, "box-text")
            yield KeyLine()

    def on_mount(self) -> None:
        """Fill the list in; the keys go to the field."""
        self._fill("")
        self.query_one(PagedList).can_focus = False
        self.query_one(LineField).focus()
        self.on_resize()

    def on_resize(self) -> None:
        """As high as its rows, or as the window allows."""
        notes = 1 + len(self._note) * 2 // 70
        most = max(3, self.app.size.height * 9 // 10 - 7 - notes)
        groups = len({c.group for c in self._commands})
        self.query_one(PagedList).styles.height = min(most, len(self._commands) + groups + 1)

    def on_input_changed(self) -> None:
        """Narrow the list while one types."""
        self._fill(self.query_one(LineField).value.strip())

    def _fill(self, typed: str) -> None:
        rows: list[Row] = []
        group = ""
        for number, one in enumerate(self._commands):
            if not _matches(one, typed):
                continue
            if one.group != group:
                group = one.group
                rows.append(Row(f"-{group}", (group,), ink="accent", rule=True))
            ink = "plain" if one.action else "faint"
            rows.append(Row(str(number), (one.keys, one.what), ink=ink, inks=("key", "")))
        best = next((str(n) for n, one in enumerate(self._commands) if typed and _begins(one, typed)), None)
        self.query_one(PagedList).set_rows(rows, key=best or next((row.key for row in rows if not row.rule), None))

    def action_move(self, by: int) -> None:
        """The row above or below."""
        self.query_one(PagedList).action_move(by)

    def action_page(self, by: int) -> None:
        """A page up or down."""
        self.query_one(PagedList).action_page(by)

    def on_line_field_submitted(self) -> None:
        """Run what is under the cursor."""
        current = self.query_one(PagedList).current
        if current is not None:
            self.dismiss(self._commands[int(current.key)].action or None)

    def on_paged_list_chosen(self, message: PagedList.Chosen) -> None:
        """A click on the row under the cursor runs it."""
        self.dismiss(self._commands[int(message.row.key)].action or None)

    def action_leave(self) -> None:
        """Close without running anything."""
        self.dismiss(None)


def _begins(one: Command, typed: str) -> bool:
    low = typed.lower()
    return one.what.startswith(typed) or (
        low.isascii() and low.isalnum() and matches_initials(one.what[: len(low)], low)
    )


def _matches(one: Command, typed: str) -> bool:
    low = typed.lower()
    if not low or low in one.what.lower() or low in one.keys.lower().split() or typed in one.group:
        return True
    return low.isascii() and low.isalnum() and matches_initials(one.what, low)
