"""Pictures that serve two nominations of the season (`photo.reused`).

Only the packages as they are now count: what a unit sent before and replaced is no reuse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring.nomination import by_id
from scoring.same_picture import reuse_findings

if TYPE_CHECKING:
    from review_tui.desks.across import Findings
    from review_tui.desks.docket import Docket, Documents


def reused_photos(docket: Docket, _documents: Documents) -> Findings:
    """The findings by nomination id."""
    nominations = sorted(docket.nominations.values(), key=lambda n: by_id(n.id))
    return reuse_findings(nominations, docket.store.season.rules.conflict_clause)
