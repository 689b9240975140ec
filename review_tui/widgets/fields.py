"""A line to fill in, with an end: whatever is typed or pasted, it holds no more than its limit."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from review_tui.widgets.marks import MARK, visible


def typed_text(text: str) -> str:
    """What a person typed or pasted, without characters that are not shown; line breaks stay."""
    return "\n".join(visible(line).replace(MARK, "") for line in text.replace("\r\n", "\n").split("\n"))


def shown_text(text: str) -> str:
    """A stored text for a field that measures what it is given: unsafe characters are marks, line breaks stay."""
    return "\n".join(visible(line) for line in text.split("\n"))


class LineField(Input):
    """One line of at most `limit` characters. `Submitted` is posted on Enter."""

    takes_text = True
    """Full-width characters stay as they were typed."""

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, field: LineField, value: str) -> None:
            super().__init__()
            self.field, self.value = field, value

    def __init__(self, value: str = "", *, limit: int = 200, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(visible(value), max_length=limit, placeholder=visible(placeholder), compact=True, id=id)
        keys = self._bindings.key_to_bindings
        keys["enter"] = [Binding("enter", "submit", "确定")]  # Textual's is hidden, and in English
        for key in ("up", "down", "pageup", "pagedown"):
            keys.pop(key, None)  # they scroll what cannot be scrolled; a screen may want them
        self.cursor_blink = False  # a blinking cursor would keep a dead line alive

    async def action_submit(self) -> None:
        """Post our own message: the value as it stands, without outer space."""
        self.post_message(self.Submitted(self, self.value.strip()))

    def _on_paste(self, event: events.Paste) -> None:
        """Clean and cut what is pasted; Textual then calls the handler of the base class."""
        room = (self.max_length or 0) - len(self.value) + len(self.selected_text)
        event.text = typed_text(event.text).replace("\n", " ")[: max(0, room)]
