"""Pictures that serve two nominations (`photo.reused`): within the season, and against the register's past winners.

Of the season only the packages as they are now count: what a unit sent before and replaced is no reuse.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from review_tui.desks.past import comparable, parts, past_winners
from scoring.nomination import by_id
from scoring.same_picture import reuse_findings

if TYPE_CHECKING:
    from review_tui.desks.across import Findings
    from review_tui.desks.docket import Docket, Documents


def photos_key(documents: Documents) -> Hashable:
    """Another one whenever the register is another."""
    return parts(documents)


def reused_photos(docket: Docket, documents: Documents) -> Findings:
    """The findings by nomination id. A docket without private facts has no register: it compares the season alone."""
    store = docket.store
    rules = store.season.rules
    past = comparable(past_winners(store, documents), rules.year) if docket.private else ()
    nominations = sorted(docket.nominations.values(), key=lambda n: by_id(n.id))
    return reuse_findings(nominations, rules.conflict_clause, past)
