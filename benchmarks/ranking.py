"""Rank and select: 1,500 candidates with 15 cards each, both categories, in milliseconds."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.measure import Row, median, timed
from benchmarks.stage import Stage
from review_tui.resources import data_dir
from review_tui.rules import load_season
from scoring.scorecard import Scorecard
from scoring.season import Category
from scoring.selection import select
from scoring.standings import Candidate, standings

GOAL = 100.0


def run(stage: Stage) -> list[Row]:
    """Standings and selection as the office asks for them: all from the cards, nothing kept."""
    rules = load_season(data_dir() / "seasons" / "jilin-2022").rules
    dice = random.Random(2022)
    candidates, experts = stage.times(1500, 40), stage.times(15, 3)
    pools = [
        (c, *_pool(c, candidates // len(rules.categories), experts, rules.scoring.step, dice)) for c in rules.categories
    ]

    def all_categories() -> None:
        for category, people, cards in pools:
            select(standings(people, cards, category, rules.scoring), category.selection)

    times = [timed(all_categories) for _ in range(stage.times(15))]
    return [Row("ranking", f"rank and select, {candidates:,} × {experts}", "ms", median(times), None, GOAL)]


def _pool(
    category: Category, count: int, experts: int, step: Decimal, dice: random.Random
) -> tuple[list[Candidate], list[Scorecard]]:
    """Candidates of 80 units and a card of every expert for each of them."""
    people = [
        Candidate(id=f"{category.prefix}{i:04d}", name=f"候选{i}", unit=f"单位{i % 80}", category=category.id)
        for i in range(count)
    ]
    cards = [
        Scorecard(expert=f"e{e:02d}", nomination=one.id, points=_points(category, step, dice), gate=True)
        for one in people
        for e in range(experts)
    ]
    return people, cards


def _points(category: Category, step: Decimal, dice: random.Random) -> dict[str, Decimal]:
    return {c.id: step * dice.randint(int(c.points / step / 2), int(c.points / step)) for c in category.rubric.criteria}
