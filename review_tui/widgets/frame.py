"""The frame of every screen: a title line above the work, and a key line below it that is always true."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import Screen
from textual.strip import Strip

from review_tui.widgets.keys import key_name
from review_tui.widgets.marks import visible
from review_tui.widgets.painted import Painted, Span
from review_tui.widgets.width import take


class TitleLine(Painted):
    """Season and person on the left, where one is and how far on the right. The right side is cut last."""

    def __init__(self, left: str = "", right: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._left, self._right = left, right

    def show(self, left: str, right: str) -> None:
        """Other texts; nothing is repainted when they are the same."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line."""
        width = self.size.width
        right = take(visible(self._right), max(0, width - 2))
        room = width - cell_len(right) - 2
        left = take(visible(self._left), max(0, room - 2))
        gap = " " * max(0, room - cell_len(left))
        return self.paint([(" ", "plain"), (left, "plain"), (gap, "plain"), (right, "strong"), (" ", "plain")])


@dataclass(frozen=True, slots=True)
class KeyHint:
    """What a key does here. `action` runs on a click, in the namespace of `node`."""

    keys: str
    what: str
    action: str
    node: DOMNode


def key_hints(screen: Screen[object]) -> list[KeyHint]:
    """The keys that work now: those of the focused pane first, then its surroundings.

    Keys with the same description are one hint (`上 下 移动`). Left out are bindings with `show=False`, and keys that
    the focused text field takes as text.
    """
    focused = screen.focused
    groups: dict[str, list[KeyHint]] = {}
    for key, active in screen.active_bindings.items():
        binding = active.binding
        taken = focused is not None and focused.check_consume_key(key, key_to_character(key))
        if binding.show and binding.description and active.enabled and not taken:
            name = visible(binding.key_display or key_name(binding.key))
            groups.setdefault(binding.description, []).append(
                KeyHint(name, binding.description, binding.action, active.node)
            )
    hints = []
    for what, members in groups.items():
        distinct = {h.action: h for h in reversed(members)}  # of several keys for one action the first is named
        names = [h.keys for h in reversed(distinct.values())]
        first = members[0]
        hints.append(KeyHint(" ".join(names), what, first.action, first.node))
    return hints


class KeyLine(Painted):
    """The keys that work now, built from the active bindings; as many as fit, `? 帮助` always among them."""

    LAST = "帮助"

    def on_mount(self) -> None:
        """Follow the screen: another focus means other keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()

    def _layout_hints(self) -> list[tuple[int, KeyHint]]:
        """The hints that fit, with the cell at which each begins."""
        hints = key_hints(self.screen)
        last = [h for h in hints if h.what == self.LAST]
        room = self.size.width - 1 - sum(_cells(h) for h in last)
        out, x = [], 1
        for hint in [h for h in hints if h.what != self.LAST]:
            if x + _cells(hint) > room:
                break
            out.append((x, hint))
            x += _cells(hint)
        for hint in last:
            out.append((x, hint))
            x += _cells(hint)
        return out

    def render_line(self, y: int) -> Strip:
        """The line."""
        spans: list[Span] = [(" ", "plain")]
        for _x, hint in self._layout_hints():
            spans += [(hint.keys, "key"), (f" {hint.what}  ", "plain")]
        return self.paint(spans)

    async def on_click(self, event: events.Click) -> None:
        """A click on a hint does what its key does."""
        for x, hint in self._layout_hints():
            if x <= event.x < x + _cells(hint) - 2:
                await self.app.run_action(hint.action, default_namespace=hint.node)
                return


def _cells(hint: KeyHint) -> int:
    return cell_len(hint.keys) + cell_len(hint.what) + 3
