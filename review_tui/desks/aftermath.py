"""What taking packages in left to do: rulings to confirm, and scores that were given on other material."""

from __future__ import annotations

from collections.abc import Collection

from review_tui.desks.matrix import unit_rulings
from review_tui.desks.office_view import OfficeView
from review_tui.desks.since_scored import StaleScores


def aftermath(view: OfficeView, units: Collection[str]) -> list[str]:
    """A Chinese sentence for each thing to know of after these units were taken in; [] where there is none."""
    known = [unit for unit in units if unit in view.docket.packages]
    asked = sum(1 for unit in known for ruled in unit_rulings(view, unit) if ruled.proposal is not None)
    told = [f"有 {asked} 条裁定因材料有变要重新确认（“审查”页标“再裁定”）。"] if asked else []
    for stale in StaleScores(view).all():
        if stale.nomination.unit in known:
            told.append(f"{stale.nomination.id} {stale.nomination.name}：{stale.line()}，他们会看到提示。")
    return told
