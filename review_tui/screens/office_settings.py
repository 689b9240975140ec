"""What can be set in a scenario, one number each: how it is called, read, and changed by a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from review_tui.desks.scenarios import Scenario
from review_tui.widgets.painted import Span
from review_tui.widgets.width import take
from scoring.season import Category

NO_LIMIT = "不限"


@dataclass(frozen=True)
class Setting:
    """One number. `most`: the greatest that makes a difference; `open_end`: beyond it there is no limit (None)."""

    name: str
    get: Callable[[Scenario], int | None]
    put: Callable[[Scenario, int | None], Scenario]
    least: int
    most: int
    open_end: bool = False

    def shown(self, scenario: Scenario) -> str:
        """The value as text."""
        value = self.get(scenario)
        return NO_LIMIT if value is None else str(value)

    def stepped(self, scenario: Scenario, by: int) -> Scenario:
        """One more or one less; at the ends nothing changes."""
        value = self.get(scenario)
        if value is None:
            return self.put(scenario, self.most) if by < 0 else scenario
        # a limit that nobody reaches is the same as the greatest that somebody does
        return self.changed(scenario, min(value + by, self.most) if by < 0 else value + by)

    def changed(self, scenario: Scenario, value: int) -> Scenario:
        """Another value, brought between the ends."""
        if value > self.most and self.open_end:
            return self.put(scenario, None)
        return self.put(scenario, max(self.least, min(self.most, value)))


def settings_of(category: Category, sent: int, of_one_unit: int) -> tuple[Setting, ...]:
    """All settings of a category: seats, limits, reserves, then a minimum for each type.

    `sent`: nominations of the category; `of_one_unit`: the most that one unit sent.
    """
    most = max(1, sent)
    return (
        Setting(
            "名额", lambda s: s.seats, lambda s, v: replace(s, seats=v or 0), 0, max(most, category.selection.seats)
        ),
        Setting(
            "每单位", lambda s: s.per_unit, lambda s, v: replace(s, per_unit=v), 1, max(1, of_one_unit), open_end=True
        ),
        Setting(
            "每单位特推",
            lambda s: s.specials_per_unit,
            lambda s, v: replace(s, specials_per_unit=v),
            1,
            max(1, of_one_unit),
            open_end=True,
        ),
        Setting("备选", lambda s: s.reserves, lambda s, v: replace(s, reserves=v or 0), 0, most),
        *(_minimum(kind, most) for kind in category.types),
    )


def _minimum(kind: str, most: int) -> Setting:
    def put(scenario: Scenario, value: int | None) -> Scenario:
        return replace(scenario, minimum={**scenario.minimum, kind: value or 0})

    return Setting(kind, lambda s: s.minimum.get(kind, 0), put, 0, most)


def setting_spans(settings: Sequence[Setting], scenario: Scenario, rules: Scenario, here: int) -> list[Span]:
    """The settings in a line, the chosen one in brackets; one that is not as in `rules` stands out."""
    spans: list[Span] = []
    for index, one in enumerate(settings):
        text = f"{_short(one.name)} {one.shown(scenario)}"
        other = one.get(scenario) != one.get(rules)
        ink = "key" if index == here else "warn" if other else "plain"
        spans.append((f"[{text}] " if index == here else f" {text}  ", ink))
    return spans


def _short(name: str) -> str:
    return name if cell_len(name) <= 10 else take(name, 8)
