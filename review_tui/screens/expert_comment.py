"""The comment below the card: a text to read, which turns into a field when the expert first goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from review_tui.desks.expert import NOTE_LIMIT
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.text_pane import Block, TextPane

if TYPE_CHECKING:
    from review_tui.screens.expert_comment_field import CommentField


class CommentBox(Vertical):
    """Head and text of the comment. Values down: `show`, `edit`; `Typed` comes up when the text has changed.

    Many cards need no comment, and the field is a large part of what there is to load before the first frame.
    """

    class Typed(Message):
        """The text is another."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text, self._cursor, self._locked = "", 0, False
        self._field: CommentField | None = None
        self.keep: Callable[[str, int], None] | None = None
        """Told text and cursor within each edit: what is painted can be saved, whatever becomes of the line."""

    def compose(self) -> ComposeResult:
        """Head and text."""
        yield TitleLine(classes="head")
        shown = TextPane(classes="note")
        shown.can_focus = False
        yield shown

    # ------------------------------------------------------------------------------------------ values

    def show(self, text: str, cursor: int, *, locked: bool) -> None:
        """Show another comment. `locked`: it can be read only."""
        self._text, self._cursor, self._locked = text, cursor, locked
        if self._field is None:
            self.query_one(TextPane).set_blocks([Block(text)])
        else:
            self._field.place(text, cursor)
            self._field.read_only = locked
        self._show_head()

    @property
    def text(self) -> str:
        """The comment as it stands there, also while the message of its last change is still on its way."""
        return self._field.text if self._field is not None else self._text

    @property
    def cursor(self) -> int:
        """How many characters stand before the cursor."""
        return self._field.offset_in_text if self._field is not None else self._cursor

    @property
    def is_edited(self) -> bool:
        """Whether the keys go here."""
        return self._field is not None and self.screen.focused is self._field

    # ------------------------------------------------------------------------------------------ editing

    async def edit(self) -> None:
        """Give the focus to the field."""
        if self._field is None:
            from review_tui.screens.expert_comment_field import CommentField

            field = CommentField(self._text, limit=NOTE_LIMIT, id="note")
            await self.query_one(TextPane).remove()
            await self.mount(field)
            field.place(self._text, self._cursor)
            field.read_only = self._locked
            field.on_edited = self._edited
            self._field = field
        self.screen.set_focus(self._field)

    def _edited(self) -> None:
        if self.keep is not None:
            self.keep(self.text, self.cursor)

    async def on_click(self) -> None:
        """A click goes there, as Tab does."""
        if not self.is_edited:
            await self.run_action("screen.comment")

    def on_text_area_changed(self) -> None:
        """The field holds another text: typed, or just placed there."""
        if self._field is not None and self._field.text != self._text:
            self._text = self._field.text
            self._show_head()
            self.post_message(self.Typed())

    def _show_head(self) -> None:
        count = len(self.text)
        self.query_one(TitleLine).show("评语", f"{count}/{NOTE_LIMIT}" if count else "可不填")
