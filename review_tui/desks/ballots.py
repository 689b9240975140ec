"""What the expert's desk hands to a screen: frozen values, nothing of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from review_tui.desks.changes import Changed
from review_tui.desks.docket import Ruled
from scoring.nomination import Nomination
from scoring.season import Category

State = Literal["todo", "draft", "done", "revised", "recused", "returned"]
"""`revised`: submitted, and changed since without being submitted again (the submitted card counts until then).
`returned`: the office gave it back with a reason, and the card does not count until it is submitted again."""

STATES: Mapping[State, str] = {
    "todo": "待评",
    "draft": "草稿",
    "done": "已交",
    "revised": "改未交",
    "recused": "回避",
    "returned": "退回",
}

OPEN_STATES: frozenset[State] = frozenset({"todo", "draft", "revised", "returned"})
"""What still asks for something to be done."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. `total` None: nothing entered yet. `changed`: the material changed after the card."""

    id: str
    name: str
    unit: str
    category: str
    special: bool
    state: State
    total: Decimal | None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the score pane: raw texts by criterion id, as typed. `field`/`cursor`: where the expert was."""

    points: Mapping[str, str]
    gate: bool | None = None
    comment: str = ""
    field: str = ""
    cursor: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of an acknowledged entry: `count` is its number in the journal, `code` 16 characters of its hash."""

    count: int
    code: str
    at: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """The score pane of one nomination. `receipt` is that of the card that counts now, None when there is none."""

    nomination: str
    category: Category
    state: State
    draft: Draft
    total: Decimal | None
    receipt: Receipt | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the expert reads: the nomination without its private facts, and the findings with the office's rulings.

    `since`: what changed in it after the expert's card (see `since_scored.mark`); None: nothing.
    """

    nomination: Nomination
    findings: tuple[Ruled, ...]
    barred: str
    since: Changed | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """Where the expert was when the line was lost or the desk was left."""

    nomination: str
    field: str
    cursor: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the expert is in one category; `open` counts what is neither submitted nor recused."""

    category: Category
    done: int
    recused: int
    open: int

    @property
    def total(self) -> int:
        """All that is assigned in the category."""
        return self.done + self.recused + self.open
