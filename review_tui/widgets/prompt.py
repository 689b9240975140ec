"""Questions over the screen: a yes or no, a line, a few lines, a text to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from review_tui.widgets.fields import LineField
from review_tui.widgets.frame import KeyLine
from review_tui.widgets.marks import visible
from review_tui.widgets.text_pane import Block, TextPane


def said(text: str, classes: str) -> TextPane:
    """A text of ours with data in it, shown as it is and wrapped as Chinese is."""
    pane = TextPane(classes=classes)
    pane.can_focus = False
    pane.set_blocks([Block(text)])
    return pane


class Confirm(ModalScreen[bool]):
    """A question that is answered with yes or no. Its result is True for yes; Esc is no."""

    def __init__(self, title: str, question: str, *, yes: str = "确定", no: str = "取消") -> None:
        super().__init__(classes="prompt")
        self._title, self._question = title, question
        self._bindings = BindingsMap(
            [Binding("enter,y,1", "answer(True)", yes), Binding("escape,n,0", "answer(False)", no)]
        )

    def compose(self) -> ComposeResult:
        """Title, question, keys."""
        with Vertical(classes="box"):
            yield said(self._title, "box-title")
            yield said(self._question, "box-text")
            yield KeyLine()

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)


class AskText(ModalScreen[str | None]):
    """A question that is answered with a text. Its result is the text without outer space, or None for Esc.

    `lines` 1: Enter answers; more: Ctrl+S answers and Enter begins a new line. `required` says in Chinese why an empty
    answer is refused; None: it is allowed. At most `limit` characters can be typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "answer", "确定", priority=True),
        Binding("escape", "leave", "取消"),
    ]

    def __init__(
        self,
        title: str,
        question: str,
        *,
        value: str = "",
        lines: int = 1,
        limit: int = 200,
        required: str | None = None,
    ) -> None:
        super().__init__(classes="prompt")
        self._title, self._question, self._value = title, question, value
        self._lines, self._limit, self._required = lines, limit, required

    def compose(self) -> ComposeResult:
        """Title, question, field, message, keys."""
        with Vertical(classes="box"):
            yield said(self._title, "box-title")
            yield said(self._question, "box-text")
            if self._lines > 1:
                from review_tui.widgets.note_field import NoteField  # brings Textual's editor: late

                field = NoteField(self._value, limit=self._limit, id="answer")
                field.styles.height = self._lines
                yield field
            else:
                yield LineField(self._value, limit=self._limit, id="answer")
            yield Static("", classes="box-refusal", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """A longer text is gone on with at its end."""
        if self._lines > 1:
            from review_tui.widgets.note_field import NoteField

            field = self.query_one("#answer", NoteField)
            field.move_cursor(field.document.end)

    def on_line_field_submitted(self) -> None:
        """Enter in a one-line field."""
        self.action_answer()

    def action_answer(self) -> None:
        """Close with the text, unless it is empty and must not be."""
        field = self.query_one("#answer")
        text = str(getattr(field, "text" if self._lines > 1 else "value")).strip()
        if not text and self._required is not None:
            self.query_one(".box-refusal", Static).update(Content(self._required))
            return
        self.dismiss(text)

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class Reading(ModalScreen[None]):
    """A text to read by pages (help, a receipt, a long message); Esc or Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,question_mark", "leave", "关闭")]

    def __init__(self, title: str, blocks: Sequence[Block]) -> None:
        super().__init__(classes="prompt")
        self._title, self._blocks = title, tuple(blocks)

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical(classes="box box-large"):
            yield said(self._title, "box-title")
            yield TextPane(id="reading")
            yield KeyLine()

    def on_mount(self) -> None:
        """Fill the text in; the box is no higher than it needs."""
        pane = self.query_one("#reading", TextPane)
        pane.set_blocks(self._blocks)
        pane.focus()
        self.on_resize()

    def on_resize(self) -> None:
        """Title, keys and border are always in sight."""
        self.query_one("#reading", TextPane).styles.max_height = max(1, self.app.size.height * 9 // 10 - 4)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)


def help_blocks(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> list[Block]:
    """The text of a help page: groups of (keys, what they do)."""
    widest = max((cell_len(visible(keys)) for _, rows in groups for keys, _ in rows), default=0)
    blocks: list[Block] = []
    for title, rows in groups:
        blocks += [Block("")] * bool(blocks) + [Block(title, ink="accent")]
        for keys, what in rows:
            label = "  " + keys + " " * (widest - cell_len(keys) + 2)
            blocks.append(Block(what, label=label, label_ink="key"))
    return blocks
