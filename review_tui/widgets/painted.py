"""The base of widgets that draw their own lines: named inks (see `inks`), lines of an exact width."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from review_tui.widgets.inks import ink_style
from review_tui.widgets.marks import visible
from review_tui.widgets.width import take

Span = tuple[str, str]
"""A piece of text and its ink."""


class Painted(Widget):
    """A widget that is drawn line by line from `Span`s.

    Text in a span is data: it is never read as markup, and what would steer a terminal becomes a mark.
    """

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._inks: dict[str, Style] = {}

    def ink(self, name: str) -> Style:
        """The style of an ink under the present theme and focus."""
        if name not in self._inks:
            laid_over = ink_style(name, self.app.theme_variables, focused=self.has_focus)
            self._inks[name] = self.rich_style + laid_over
        return self._inks[name]

    def notify_style_update(self) -> None:
        """The theme, the focus or a class has changed: inks are mixed anew."""
        self._inks.clear()
        super().notify_style_update()

    def paint(self, spans: Iterable[Span], *, fill: str = "plain") -> Strip:
        """One line as wide as the content: the spans, cut at the right edge, the rest filled in the ink `fill`."""
        room = self.size.width
        pieces: list[Span] = []
        for text, ink in spans:
            shown = take(visible(text), room)
            width = cell_len(shown)
            if width:
                pieces.append((shown, ink))
            room -= width
            if room <= 0:
                break
        if room > 0:
            pieces.append((" " * room, fill))
        # neighbours in one ink are one segment: each costs 30 bytes on the line, and time in every layer above
        segments = [
            Segment("".join(text for text, _ink in group), self.ink(ink))
            for ink, group in groupby(pieces, key=itemgetter(1))
        ]
        return Strip(segments, self.size.width)
