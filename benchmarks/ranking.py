"""Rank, statistics and selection: 1,500 candidates with 15 cards each, both categories, in milliseconds."""

from __future__ import annotations

import random
from decimal import Decimal

from benchmarks.measure import Row, median, timed
from benchmarks.stage import Stage
from review_tui.resources import data_dir
from review_tui.rules import load_season
from scoring.agreement import agreement
from scoring.certainty import certainty
from scoring.ranking import ranked
from scoring.scorecard import Scorecard
from scoring.season import Category
from scoring.selection import select
from scoring.severity import adjusted, standardised
from scoring.standings import Candidate, standings
from scoring.tally import tally

GOAL = 100.0
SELECT_GOAL = 200.0


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
            counted = tally([one.id for one in people], cards, category, rules.scoring.step)
            lined_up = ranked(people, counted, category, rules.scoring)
            panel = counted.only([one.id for one in lined_up if one.rank is not None])
            agreement(panel, category)
            adjusted(panel, rules.scoring.decimals)
            standardised(panel, rules.scoring.decimals)
            select(lined_up, category.selection)

    def with_minimums() -> None:
        for category, _, _, lined_up in lists:
            wishes = category.selection.model_copy(update={"minimum": {"甲": 20, "乙": 15}, "per_unit": 2})
            select(lined_up, wishes)

    def bands() -> None:
        for category, people, cards, lined_up in lists:
            counted = tally([one.id for one in people], cards, category, rules.scoring.step)
            certainty(lined_up, counted, rules.scoring, category.selection, seed=2022)

    lists = [(c, people, cards, standings(people, cards, c, rules.scoring)) for c, people, cards in pools]
    size = f"{candidates:,} × {experts}"
    rows = [
        (f"rank, statistics and select, {size}", all_categories, GOAL, 15),
        (f"select with minimums, {candidates:,}", with_minimums, SELECT_GOAL, 15),
        (f"bands of certainty, {size}, 1,000 rounds", bands, None, 3),
    ]
    return [
        Row("ranking", what, "ms", median([timed(work) for _ in range(stage.times(times))]), None, goal)
        for what, work, goal, times in rows
    ]


def _pool(
    category: Category, count: int, experts: int, step: Decimal, dice: random.Random
) -> tuple[list[Candidate], list[Scorecard]]:
    """Candidates of 80 units and a card of every expert for each of them."""
    people = [
        Candidate(
            id=f"{category.prefix}{i:04d}",
            name=f"候选{i}",
            unit=f"单位{i % 80}",
            category=category.id,
            type="甲乙丙"[i % 97 % 3],
        )
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
