"""The expert's own cards as a yardstick. Nothing of another expert is read here, nor could this account read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from review_tui.desks.ballots import OPEN_STATES
from review_tui.desks.expert import ExpertDesk
from scoring.scorecard import PointsRefused, parse_points
from scoring.season import Category
from scoring.second_look import Doubt, second_look
from scoring.yardstick import Likeness, band_counts, likeness, most_similar, pace

_PACE_ENTRIES = 40


@dataclass(frozen=True, slots=True)
class OwnCard:
    """A submitted card that counts. `at`: when it was submitted."""

    nomination: str
    points: Mapping[str, Decimal]
    at: str

    @property
    def total(self) -> Decimal:
        """The sum of its points."""
        return sum(self.points.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Alike:
    """One of the most similar nominations that the expert has scored. `likeness`: 0 to 1."""

    nomination: str
    name: str
    total: Decimal
    points: Mapping[str, Decimal]
    likeness: float


class OwnCards:
    """What the expert's submitted cards say. They are read once, and again after `forget`."""

    def __init__(self, desk: ExpertDesk) -> None:
        self.desk = desk
        self._cards: dict[str, tuple[OwnCard, ...]] = {}
        self._bands: dict[str, Mapping[str, Mapping[str, int]]] = {}
        self._alike: dict[str, tuple[Any, Likeness]] = {}

    def forget(self) -> None:
        """Cards or assignments have changed."""
        self._cards.clear()
        self._bands.clear()

    def cards(self, category: str) -> tuple[OwnCard, ...]:
        """The cards of a category that count, in the order of submission: recused ones do not."""
        if category not in self._cards:
            wanted, assigned = self.desk.rules.find(category), set(self.desk.assigned)
            recused = self.desk.journal.all("recusals")
            found = [
                OwnCard(i, self._points(doc, wanted), doc["at"])
                for i, doc in self.desk.journal.all("cards").items()
                if i in assigned and i not in recused and self.desk.nomination(i).category == category
            ]
            self._cards[category] = tuple(sorted(found, key=lambda card: card.at))
        return self._cards[category]

    def band_counts(self, category: str) -> Mapping[str, Mapping[str, int]]:
        """For each criterion, how many of the own cards of the category fall in which band; empty without cards."""
        if category not in self._bands:
            cards, rubric = self.cards(category), self.desk.rules.find(category).rubric
            given = {c.id: [one.points[c.id] for one in cards if c.id in one.points] for c in rubric.criteria}
            self._bands[category] = {c.id: band_counts(rubric, c, given[c.id]) for c in rubric.criteria if cards}
        return self._bands[category]

    def doubts(self, nomination: str) -> tuple[Doubt, ...]:
        """What looks like a slip on the draft of a nomination (see `scoring.second_look`); empty while it is not
        complete, or its gate is failed: then a comment has to say why anyway."""
        ballot = self.desk.ballot(nomination)
        rubric = ballot.category.rubric
        points = self._points({"points": ballot.draft.points}, ballot.category)
        if any(c.id not in points for c in rubric.criteria) or ballot.draft.gate is False:
            return ()
        earlier = [c.points for c in self.cards(ballot.category.id) if c.nomination != nomination]
        return second_look(rubric, points, earlier)

    def seconds_each(self) -> float | None:
        """The expert's own pace: seconds a card, from the recent submissions. None: too few."""
        made = [e for e in self.desk.journal.entries() if e.kind == "card.submit"][-_PACE_ENTRIES:]
        return pace([datetime.fromisoformat(e.at) for e in made])

    def seconds_left(self) -> int | None:
        """How long what is open will take at that pace; None: the pace is not known. 0: nothing is open."""
        still_open = sum(self.desk.state(i) in OPEN_STATES for i in self.desk.assigned)
        each = self.seconds_each() if still_open else 0
        return None if each is None else round(each * still_open)

    def alike(self, nomination: str, most: int = 3) -> tuple[Alike, ...]:
        """The own cards of the same category whose nominations are most like this one, most alike first."""
        category = self.desk.nomination(nomination).category
        cards = {c.nomination: c for c in self.cards(category) if c.nomination != nomination}
        others = {i: self._likeness(i) for i in cards}
        return tuple(
            Alike(i, self.desk.nomination(i).name, cards[i].total, cards[i].points, rate)
            for i, rate in most_similar(self._likeness(nomination), others, most)
        )

    def _likeness(self, nomination: str) -> Likeness:
        found = self.desk.nomination(nomination)
        kept = self._alike.get(nomination)
        if kept is None or kept[0] is not found:
            kept = self._alike[nomination] = found, likeness(found, self.desk.unit_kind(nomination))
        return kept[1]

    def _points(self, doc: Mapping[str, Any], category: Category) -> dict[str, Decimal]:
        """The points that are valid under the rules as they are now."""
        points = {}
        for criterion in category.rubric.criteria:
            try:
                text = doc["points"].get(criterion.id, "")
                points[criterion.id] = parse_points(text, criterion, self.desk.rules.scoring.step)
            except PointsRefused:
                continue
        return points
