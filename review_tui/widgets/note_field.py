"""A few lines to fill in, with an end. Importing it is dear: whoever may do without it imports it when it is wanted."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from review_tui.widgets.fields import shown_text, typed_text


class NoteField(TextArea):
    """A few lines of at most `limit` characters. Tab leaves it; Enter begins a new line."""

    takes_text = True
    """Full-width characters stay as they were typed."""

    def __init__(self, text: str = "", *, limit: int = 2000, id: str | None = None) -> None:
        super().__init__(
            shown_text(text)[:limit],
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
            id=id,
        )
        self.on_edited: Callable[[], None] | None = None
        """Called within each edit, before it can be painted; the message `Changed` comes later."""
        self.cursor_blink = False  # a blinking cursor would keep a dead line alive
        self.limit = limit

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit, cut so that the limit holds."""
        room = self.limit - len(self.text) + len(self.get_text_range(*sorted((edit.from_location, edit.to_location))))
        if len(edit.text) > room:
            edit = Edit(edit.text[: max(0, room)], edit.from_location, edit.to_location, edit.maintain_selection_offset)
        result = super().edit(edit)
        if self.on_edited is not None:
            self.on_edited()
        return result

    async def _on_paste(self, event: events.Paste) -> None:
        """Clean what is pasted; Textual then calls the handler of the base class."""
        event.text = typed_text(event.text)

    def place(self, text: str, cursor: int) -> None:
        """Show another text with the cursor behind its `cursor`-th character."""
        shown = shown_text(text)[: self.limit]
        self.load_text(shown)
        before = shown[: max(0, min(cursor, len(shown)))].split("\n")
        self.move_cursor((len(before) - 1, len(before[-1])))

    @property
    def offset_in_text(self) -> int:
        """How many characters stand before the cursor."""
        row, column = self.cursor_location
        return sum(len(line) + 1 for line in self.text.split("\n")[:row]) + column
