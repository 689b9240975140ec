"""The field of the comment; see `expert_comment`, which loads this when it is wanted."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from review_tui.widgets.note_field import NoteField


class CommentField(NoteField):
    """The comment; the page keys turn the dossier, which is what one looks into while writing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "screen.read(-1)", "翻材料"),
        Binding("pagedown", "screen.read(1)", "翻材料"),
    ]
