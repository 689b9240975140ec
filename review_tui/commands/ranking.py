"""How `rank` tells the standings: as the contract's JSON, and as text."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from review_tui.commands.out import put, put_table
from review_tui.desks.figures import METHOD_NAMES, AnyMethod, Figures
from scoring.season import Category
from scoring.standing import Standing

if TYPE_CHECKING:
    from scoring.agreement import Agreement
    from scoring.influence import Influence

MEASURES = {"kendall_w": "肯德尔和谐系数 W", "krippendorff_alpha": "克里彭多夫 α", "icc2k": "组内相关 ICC(2,k)"}
_NAMED = 4
"""How many ids a line names; the rest is counted."""
BANDS = {"in": "稳入", "contested": "待定", "out": "落选", None: ""}


def rank_json(figures: Figures, category: Category, method: AnyMethod) -> dict[str, Any]:
    """One category. `agreement` and what stands beside each score are null where they are not defined;
    `panel.undefined` says why."""
    agreement, adjusted, certainty = (
        figures.agreement(category),
        figures.adjusted(category),
        figures.certainty(category),
    )
    influence = {one.expert: one for one in figures.influence(category)}
    undefined = {name: figure.reason for name in MEASURES if (figure := getattr(agreement.total, name)).reason}
    undefined |= {"adjusted": adjusted.refused} if adjusted.refused else {}
    undefined |= {"p_selected": certainty.reason} if certainty.reason else {}
    return {
        "method": method,
        "agreement": _measures_json(agreement.total),
        "standings": [
            _standing_json(row, adjusted.scores, certainty.chances) for row in figures.by_method(category, method)
        ],
        "panel": {
            "criteria": {name: _measures_json(one) for name, one in agreement.criteria.items()},
            "experts": [
                {
                    "id": row.expert,
                    "cards": row.cards,
                    "mean": row.mean,
                    "spread": row.spread,
                    "severity": row.severity,
                    "noise": row.noise,
                    "enter_without": list(influence[row.expert].enter),
                    "leave_without": list(influence[row.expert].leave),
                }
                for row in adjusted.experts
            ],
            "undefined": undefined,
        },
    }


def put_ranking(figures: Figures, category: Category, method: AnyMethod) -> None:
    """One category as text: the standings, then the panel."""
    rows, adjusted, certainty = (
        figures.by_method(category, method),
        figures.adjusted(category),
        figures.certainty(category),
    )
    put(f"{category.name}（{len(rows)} 份，{METHOD_NAMES[method]}）")
    header = (
        "名次",
        "编号",
        "名称",
        "单位",
        "得分",
        "平均",
        "中位",
        "校正",
        "离散",
        "票数",
        "入选机会",
        "把握",
        "说明",
    )
    put_table(
        header,
        [
            (
                row.rank, row.id, row.name, row.unit, row.score, row.mean, row.median, adjusted.scores.get(row.id),
                row.spread, row.ballots, _percent(certainty.chances.get(row.id)), BANDS[certainty.band(row.id)],
                row.excluded or row.tie_break,
            )
            for row in rows
        ],
    )  # fmt: skip
    _put_panel(figures, category)
    put()


def _put_panel(figures: Figures, category: Category) -> None:
    from scoring.agreement import reading

    total, adjusted = figures.agreement(category).total, figures.adjusted(category)
    for name, label in MEASURES.items():
        figure = getattr(total, name)
        value = "算不出" if figure.value is None else str(figure.value)
        basis = f"（{figure.nominations} 份）" if figure.value is not None else ""
        put(f"{label}：{value}{basis} {figure.reason or reading(figure)}")
    if adjusted.refused:
        put(f"宽严校正：{adjusted.refused}")
    if reason := figures.certainty(category).reason:
        put(f"入选机会：{reason}")
    if adjusted.experts:
        alone = {one.expert: one for one in figures.influence(category)}
        rows = [
            (
                r.expert,
                r.cards,
                r.mean,
                r.spread,
                r.severity,
                r.noise,
                _without(alone[r.expert]),
            )
            for r in adjusted.experts
        ]
        put_table(("专家", "份数", "平均", "离散", "偏严", "出入", "没有这位专家"), rows)


def _without(alone: Influence) -> str:
    if not alone.enter and not alone.leave:
        return "名单不变"
    return f"{_listed(alone.enter)} 入，{_listed(alone.leave)} 出"


def _listed(ids: tuple[str, ...]) -> str:
    more = f" 等 {len(ids)} 项" if len(ids) > _NAMED else ""
    return "、".join(ids[:_NAMED]) + more if ids else "无人"


def _measures_json(one: Agreement) -> dict[str, Decimal | None]:
    return {name: getattr(one, name).value for name in MEASURES}


def _standing_json(row: Standing, adjusted: Mapping[str, Decimal], chances: Mapping[str, Decimal]) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "unit": row.unit,
        "rank": row.rank,
        "score": row.score,
        "mean": row.mean,
        "median": row.median,
        "trimmed": row.trimmed,
        "adjusted": adjusted.get(row.id),
        "spread": row.spread,
        "ballots": row.ballots,
        "p_selected": chances.get(row.id),
        "tie_break": row.tie_break,
        "excluded": row.excluded,
    }


def _percent(chance: Decimal | None) -> str:
    return "" if chance is None else f"{chance:.0%}"
