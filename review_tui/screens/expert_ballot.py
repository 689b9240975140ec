"""The score pane: gate, criteria, total. Digits go straight into the criterion under the cursor."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from review_tui.screens.expert_card import GATE, SUBMIT, Card
from review_tui.screens.expert_card_lines import Line, card_lines
from review_tui.widgets.painted import Painted


class BallotPane(Painted, can_focus=True):
    """One nomination's card being filled in.

    Values down: `show`, `go`. Messages up: `Entered` for another field, `Refused` for a key that is not taken. A change
    is the screen's action `keep`, Enter on the last line its action `submit`, a step beyond either end its action
    `comment`: actions and no messages, since what is seen must be on disk, and the next key must find the other card.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "下一项"),
        Binding("tab,down", "next_field", "下一项", show=False),
        Binding("shift+tab,up", "move(-1)", "上一项", show=False),
        Binding("plus,equals_sign", "nudge(1)", "加减", show=False),
        Binding("minus", "nudge(-1)", "加减", show=False),
        Binding("home", "end(-1)", "第一项", show=False),
        Binding("end", "end(1)", "提交行", show=False),
        Binding("backspace", "shorten(False)", "退格", show=False),
        Binding("delete", "shorten(True)", "清空", show=False),
    ]

    class Entered(Message):
        """Another field is under the cursor."""

    class Refused(Message):
        """A key was not taken; `why` is a Chinese sentence."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.card: Card | None = None
        self._drawn: list[Line] = []
        self._drawn_for = -1

    # ------------------------------------------------------------------------------------------ values down

    def show(self, card: Card | None) -> None:
        """Show another card; None: there is none to fill in."""
        self.card = card
        self._redraw()

    def go(self, field: str) -> None:
        """Put the cursor on a field that the card has."""
        self._enter(field)

    # ------------------------------------------------------------------------------------------ keys

    async def on_key(self, event: events.Key) -> None:
        """Digits, the dot, and the words for the gate; everything else goes on to the bindings."""
        character = event.character or ""
        if self.card is None or not character or character not in "0123456789.yYnN":
            return
        if self.card.field == GATE and character in "10yYnN":
            event.stop()
            if await self._take(*self.card.decided(character in "1yY")):
                await self.action_move(1)
        elif character in "0123456789.":
            event.stop()
            await self._take(*self.card.typed(character))

    async def action_shorten(self, wholly: bool) -> None:
        """Take the last character away, or all of them."""
        if self.card is not None:
            await self._take(*self.card.shortened(wholly=wholly))

    async def action_nudge(self, by: int) -> None:
        """One step more or less."""
        if self.card is not None:
            await self._take(*self.card.nudged(by))

    async def _take(self, card: Card, refusal: str) -> bool:
        if refusal:
            self.post_message(self.Refused(refusal))
        elif card != self.card:
            self.card = card
            self._redraw()
            await self.run_action("screen.keep")
        return not refusal

    # ------------------------------------------------------------------------------------------ moving

    async def action_next(self) -> None:
        """Enter: on to the next field; on the last line: submit."""
        if self._swallow():
            return
        if self.card is not None and self.card.field == SUBMIT:
            await self.run_action("screen.submit")
        else:
            await self.action_move(1, paced=True)

    async def action_next_field(self) -> None:
        """Tab and Down: on to the next field, beyond the last one to the comment."""
        if not self._swallow():
            await self.action_move(1, paced=True)

    def _swallow(self) -> bool:
        card = self.card.swallowed() if self.card is not None else None
        if card is not None:
            self.card = card
            self._redraw()
        return card is not None

    async def action_move(self, by: int, *, paced: bool = False) -> None:
        """To the next or last field; beyond the ends lies the comment. `paced`: by the key that follows a number."""
        if self.card is None:
            return
        if paced and self.card.criterion() is not None:
            self.card = replace(self.card, paced=True)
        following = self.card.next_to(by)
        if following is not None:
            self._enter(following)
        else:
            await self.run_action("screen.comment")

    def action_end(self, where: int) -> None:
        """To the first (-1) field or the line for submitting (1)."""
        if self.card is not None:
            self._enter(self.card.fields[0 if where < 0 else -1])

    async def on_click(self, event: events.Click) -> None:
        """A click on a line goes there; a click on the line for submitting submits when it is there already."""
        index = event.y + self._top()
        if self.card is not None and 0 <= index < len(self.card.fields):
            if self.card.fields[index] == SUBMIT == self.card.field:
                await self.run_action("screen.submit")
                return
            self._enter(self.card.fields[index])

    def _enter(self, field: str) -> None:
        if self.card is not None and field in self.card.fields and field != self.card.field:
            self.card = self.card.at(field)
            self._redraw()
            self.post_message(self.Entered())

    # ------------------------------------------------------------------------------------------ drawing

    def render_line(self, y: int) -> Strip:
        """A line of the card."""
        if self._drawn_for != self.size.width:  # the first paint at another width comes before the resize event
            self._drawn = self._lines()
        index = y + self._top()
        return self.paint(self._drawn[index] if index < len(self._drawn) else [])

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The cursor line is drawn otherwise with the focus."""
        super().watch_has_focus(_has_focus)
        self._redraw()

    def _lines(self) -> list[Line]:
        self._drawn_for = self.size.width
        if self.card is None:
            return [[("  没有可评的材料", "faint")]]
        return card_lines(self.card, self.size.width, focused=self.has_focus)

    def _top(self) -> int:
        """Lines that are out of sight above, in a window too low for the card."""
        if self.card is None:
            return 0
        return max(0, self.card.fields.index(self.card.field) - self.size.height + 1)

    def _redraw(self) -> None:
        """Repaint the lines that are not what they were."""
        old, self._drawn = self._drawn, self._lines()
        changed = [i for i, (a, b) in enumerate(zip(old, self._drawn, strict=False)) if a != b]
        if len(old) != len(self._drawn):
            changed += range(min(len(old), len(self._drawn)), max(len(old), len(self._drawn)))
        if self.card is not None and len(self.card.fields) > self.size.height:
            self.refresh()
        elif changed:
            self.refresh(*(self._region(i, old) for i in changed))

    def _region(self, line: int, old: list[Line]) -> Region:
        """Where a line is not what it was: on a slow line every cell that stays counts."""
        width = self.size.width
        before, after = (lines[line] if line < len(lines) else [] for lines in (old, self._drawn))
        same = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
        left = sum(cell_len(text) for text, _ink in after[:same])
        widths = [sum(cell_len(text) for text, _ink in spans) for spans in (before, after)]
        right = 0
        if widths[0] == widths[1]:
            tail = zip(reversed(before[same:]), reversed(after[same:]), strict=False)
            kept = takewhile(lambda pair: pair[0] == pair[1], tail)
            right = width - widths[1] + sum(cell_len(pair[1][0]) for pair in kept)
        return Region(left, line, max(1, width - left - max(0, right)), 1)
