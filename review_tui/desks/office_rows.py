"""The rows that the office sees: a unit, a member of the panel, a finding; and what a category is ranked from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from review_tui.desks.docket import Ruled
from scoring.nomination import Nomination
from scoring.scorecard import Scorecard
from scoring.standing import Candidate


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit in the office's list. `counts` by category id; `open` findings still ask for a ruling.

    `open` and `blocks` None: not worked out yet.
    """

    unit: str
    kind: str
    received: str
    counts: Mapping[str, int]
    open: int | None
    blocks: int | None


@dataclass(frozen=True, slots=True)
class PanelRow:
    """How far one expert is. `last_at` is empty while nothing was done.

    `returned`: cards given back and not submitted again. `problem`: a Chinese sentence where the journal cannot be
    read, and then nothing is counted; else empty.
    """

    id: str
    name: str
    employer: str
    account: str
    assigned: int
    done: int
    drafts: int
    recused: int
    last_at: str
    problem: str = ""
    returned: int = 0

    @property
    def open(self) -> int:
        """What still has to be scored."""
        return max(0, self.assigned - self.done - self.recused)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding on the office's table. `nomination` None: it is about the unit as a whole."""

    unit: str
    nomination: Nomination | None
    ruled: Ruled

    @property
    def key(self) -> str:
        """Tells it from every other finding of the season."""
        return f"{self.ruled.finding.target}|{self.ruled.finding.rule}"


class RankingInput(NamedTuple):
    """What a category is ranked from: candidates, counted cards, who is kept out and why, recorded votes."""

    candidates: tuple[Candidate, ...]
    cards: tuple[Scorecard, ...]
    excluded: Mapping[str, str]
    votes: Mapping[str, int]
