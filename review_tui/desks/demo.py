"""The scripted people of the demo: an office that rules, a panel that scores; the same every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from pydantic import BaseModel, ConfigDict

from review_tui.desks.ballots import Draft
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
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


WAIVERS = {
    "quota": "名额由办公室与该单位核对，同意",
    "deadline": "因疫情邮寄延误，办公室同意接收",
    "photo": "已请单位补交，不影响评审",
    "report": "篇幅不足不影响评审，交专家酌情",
    "video": "单位已另行补交，经核对同意",
    "facts": "已电话核实，以推介表为准",
    "summary": "已与单位核对名单",
    "form": "单位已补交纸质推介表",
    "project.regulated": "已确认符合教职成厅函〔2021〕14号、23号",
    "project.name": "已请单位改名",
}
"""What the demo's office says when it waives, by the beginning of the rule."""
UPHELD = {
    "project.age": "启动不足两年，不符合条件",
    "project.participants": "年参与人数不足，不符合条件",
    "star.rank": "属县处级以上领导干部",
    "star.honour": "已获省级以上荣誉",
    "repeat.past": "往年推介过，今年不再推介",
}


def rule_on_everything(desk: OfficeDesk) -> tuple[int, int]:
    """The demo's office rules on every open finding; returns how many it waived and upheld."""
    waived = upheld = 0
    for ruled in [r for r in desk.docket.all_findings() if r.open]:
        rule = ruled.finding.rule
        if rule in UPHELD:
            desk.rule_on(ruled.finding.target, rule, "uphold", UPHELD[rule])
            upheld += 1
        else:
            reason = WAIVERS.get(rule) or WAIVERS.get(rule.partition(".")[0], "经核实，同意")
            desk.rule_on(ruled.finding.target, rule, "waive", reason)
            waived += 1
    return waived, upheld


def score_all(
    store: SeasonStore,
    panel: Iterable[ScriptedExpert],
    clock: Callable[[], datetime],
    merits: Mapping[tuple[str, str], float],
    *,
    seed: int,
) -> int:
    """Every scripted expert scores all that is assigned to them; returns the number of cards submitted.

    `merits`: what a fair expert would give, out of 100, by category and name of the nomination.
    """
    cards = 0
    for member in panel:
        desk = ExpertDesk(store, member.id, clock)
        try:
            for row in desk.queue():
                worth = merits[row.category, row.name] + member.severity
                seen = random.Random(f"{seed}:{row.id}:{member.id}").gauss(worth, member.noise)
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
