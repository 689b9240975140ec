"""The line by which an offline score sheet is known again: whose it is, when it was made, and a code over both.

The code is no signature. It tells a sheet of another season, another expert or another rubric, and a line that was
copied wrongly; who may write into a journal is decided by the Unix account.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from review_tui.ledger.entry import canonical, digest, plain_receipt, receipt
from review_tui.season_store import SeasonStore, Tail

_LINE = re.compile(
    r"专家\s*[:：]\s*(\S+).*?生成\s*[:：]\s*(\S+).*?账本\s*[:：]\s*(\d{1,9})\D.*?校验码\s*[:：]\s*([0-9A-Za-z-]+)",
    re.DOTALL,
)


class Stamp(NamedTuple):
    """What the line says. `made`: the moment, to be read by people. `entries`: how many the expert's journal had then;
    a card that a later entry submitted is later than the sheet, whatever any clock says."""

    expert: str
    made: str
    entries: int
    code: str

    def line(self) -> str:
        """As it stands on the sheet."""
        return f"专家：{self.expert}　生成：{self.made}　账本：{self.entries}　校验码：{self.code}"


def stamp(store: SeasonStore, office: Tail, expert: str, made: datetime) -> Stamp:
    """The stamp of a sheet made now."""
    at, count = made.isoformat(timespec="seconds"), len(store.tail(expert).entries())
    return Stamp(expert, at, count, _code(store, office, expert, at, count))


def read_stamp(text: str) -> Stamp | None:
    """The stamp in a text; None where there is none."""
    found = _LINE.search(text)
    return None if found is None else Stamp(found[1], found[2], int(found[3]), found[4])


def is_of(store: SeasonStore, office: Tail, found: Stamp) -> bool:
    """Whether the code is that of this season, its rubrics, and what the line says."""
    return plain_receipt(found.code) == plain_receipt(_code(store, office, *found[:3]))


def _code(store: SeasonStore, office: Tail, expert: str, made: str, entries: int) -> str:
    rules = store.season.rules
    rubrics = {c.id: [[one.id, str(one.points)] for one in c.rubric.criteria] for c in rules.categories}
    begun = office.entries()[0].hash if office.entries() else ""  # two seasons of the same rules are two seasons
    step = str(rules.scoring.step)
    what: dict[str, object] = {"season": rules.id, "begun": begun, "expert": expert, "made": made, "rubrics": rubrics}
    what |= {"entries": entries, "step": step}
    return receipt(digest(canonical(what)))
