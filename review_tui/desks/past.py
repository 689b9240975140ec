"""The register of past winners: what the season knows of earlier years.

It is made of parts, each a private content file that one entry of the office journal names: an addition is there as a
whole or not at all, and names of past winners never stand in a journal.
"""

from __future__ import annotations

from collections.abc import Iterable

from review_tui.desks.docket import Documents
from review_tui.season_store import SeasonStore
from scoring.nomination import PastWinner

TABLE = "register"


def parts(documents: Documents) -> tuple[str, ...]:
    """The hashes of the parts in the order in which they were added: another register has others."""
    return tuple(str(doc["part"]) for _, doc in sorted(documents.all(TABLE).items()))


def past_winners(store: SeasonStore, documents: Documents) -> tuple[PastWinner, ...]:
    """The whole register in the order in which its rows came; a later part's row takes the place of one with its id.

    LedgerError when a part is missing, altered, or not to be read by this account.
    """
    rows: dict[str, PastWinner] = {}
    for part in parts(documents):
        rows.update((one.id, one) for one in store.past(part))
    return tuple(rows.values())


def comparable(winners: Iterable[PastWinner], year: int) -> tuple[PastWinner, ...]:
    """Those of earlier years than `year`, and those whose year is not known: this season's own list repeats nobody."""
    return tuple(one for one in winners if one.year is None or one.year < year)
