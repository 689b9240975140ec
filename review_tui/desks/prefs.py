"""How an expert likes the desk, kept in the expert's journal: table `prefs`, document `desk`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.queue_order import NEXT_MODES, ORDERS, NextMode, Order

Picture = Literal["half", "block", "kitty", "sixel"]
PICTURES: Mapping[Picture, str] = {
    "half": "半格",
    "block": "整格",
    "kitty": "kitty 图形",
    "sixel": "sixel 图形",
}
"""How photos are drawn. `half`: two points a cell, everywhere. `block`: one point in two cells, for terminals that draw
the half block two cells wide. The others are true pictures, on terminals that know them."""


@dataclass(frozen=True, slots=True)
class Prefs:
    """`picture` None: as the terminal's name suggests. `toured`: the first sitting was taken, or declined."""

    order: Order = "number"
    next_mode: NextMode = "open"
    picture: Picture | None = None
    toured: bool = False


def prefs(desk: ExpertDesk) -> Prefs:
    """What the expert has chosen; values that this program does not know are as if never chosen."""
    doc = desk.journal.get("prefs", "desk") or {}
    order, mode, picture = doc.get("order"), doc.get("next_mode"), doc.get("picture")
    return Prefs(
        next((known for known in ORDERS if known == order), "number"),
        next((known for known in NEXT_MODES if known == mode), "open"),
        next((known for known in PICTURES if known == picture), None),
        doc.get("toured") is True,
    )


def keep_prefs(desk: ExpertDesk, chosen: Prefs) -> None:
    """Remembers a choice. Raises `NotSavedError`. After the seal nothing is written: it holds for this sitting only."""
    if desk.round != "sealed":
        desk.journal.write("prefs", desk.clock(), lambda book: book.put("prefs", "desk", asdict(chosen)))
