"""The scripted panel of the demo: it sits at the experts' desks and types what it thinks, the same every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from pydantic import BaseModel, ConfigDict

from review_tui.desks.ballots import Draft
from review_tui.desks.expert import ExpertDesk
from review_tui.season_store import SeasonStore
from scoring.season import Category


class ScriptedExpert(BaseModel):
    """One member of the scripted panel.

    `severity`: points out of 100 added to what the nomination deserves (negative: strict); `noise`: standard deviation
    of the expert's own judgement, in the same points.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    employer: str
    severity: float
    noise: float


def score_all(
    store: SeasonStore, panel: Iterable[ScriptedExpert], clock: Callable[[], datetime], *, seed: int
) -> int:
    """Every scripted expert scores all that is assigned to them; returns the number of cards submitted."""
    cards = 0
    for member in panel:
        desk = ExpertDesk(store, member.id, clock)
        try:
            for row in desk.queue():
                worth = random.Random(f"{seed}:{row.id}").gauss(80, 7)
                seen = random.Random(f"{seed}:{row.id}:{member.id}").gauss(worth + member.severity, member.noise)
                desk.save_draft(row.id, _draft(desk.ballot(row.id).category, seen, desk.rules.scoring.step))
                desk.submit(row.id)
                cards += 1
        finally:
            desk.close()
    return cards


def _draft(category: Category, percent: float, step: Decimal) -> Draft:
    share = Decimal(str(round(min(max(percent, 40), 99), 1))) / 100
    points = {}
    for criterion in category.rubric.criteria:
        steps = (criterion.points * share / step).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        points[criterion.id] = str(min(steps * step, criterion.points))
    comment = "材料扎实，建议推荐。" if share > Decimal("0.9") else ""
    return Draft(points, gate=True if category.rubric.gate else None, comment=comment)
