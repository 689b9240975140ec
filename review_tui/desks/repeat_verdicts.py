"""What the office said of suspected repeats: the same, or different, with a reason. Read by both desks.

A verdict's note holds the reason, a mark of what either side said then, and whom the nomination was compared with: so
an expert's desk, which has no register, can tell it, and nothing of it stands in the journal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from review_tui.desks.docket import Documents
from review_tui.ledger.entry import canonical, digest
from review_tui.season_store import SeasonStore
from scoring.nomination import Nomination, PastWinner

TABLE = "repeats"
Word = Literal["same", "different"]
WORDS: Mapping[Word, str] = {"same": "相同", "different": "不同"}
PURGED = "（理由已按期清除）"
_FACTS = ("workplace", "implementer", "birth", "gender", "ethnic", "job", "start", "leader")


class Given(NamedTuple):
    """One verdict. `mine` and `theirs`: marks of what the nomination and the other side said when it was given.
    `told`: the other side's `kind name unit year place`. All three are empty when the note was purged: then it holds.
    """

    nomination: str
    kind: str
    other: str
    word: Word
    reason: str
    at: str
    mine: str
    theirs: str
    told: Mapping[str, Any]

    def holds(self, mine: str, theirs: str) -> bool:
        """Whether both sides still say what they said then."""
        return self.mine in ("", mine) and self.theirs in ("", theirs)

    def sentence(self) -> str:
        """Whom it was compared with, and the verdict with its reason, in Chinese."""
        if not self.told:
            return f"查重：办公室认定{WORDS[self.word]}{PURGED}。"
        year = f"{self.told['year']}年" if self.told.get("year") else ""
        where = f"（{self.told['unit']}）" if self.told.get("unit") else ""
        past = f"{year}已推介的" if self.kind == "past" else f"今年另一份 {self.other} "
        verdict = "是同一人（项目）" if self.word == "same" else "不是同一人（项目）"
        return f"与{past}“{self.told['name']}”{where}：办公室认定{verdict}，理由：{self.reason}"


def pair_key(nomination: str, kind: str, other: str) -> str:
    """The id of a verdict's document."""
    return f"{nomination}|{kind}|{other}"


def verdict_key(documents: Documents) -> tuple[tuple[str, str], ...]:
    """Another one whenever a verdict was given or taken back."""
    return tuple(sorted((key, str(doc["note"])) for key, doc in documents.all(TABLE).items()))


def given_verdicts(store: SeasonStore, documents: Documents) -> dict[str, Given]:
    """All verdicts by `pair_key`."""
    return {key: _read(store, key, doc) for key, doc in documents.all(TABLE).items()}


def repeat_verdicts(store: SeasonStore, documents: Documents, nomination: Nomination) -> tuple[Given, ...]:
    """The verdicts on one nomination that still hold, as its experts may read them; the newest first.

    What was given before the nomination's own facts changed is left out: the office is asked again. A pair within the
    season is told on both its sides.
    """
    mine = mark_of(nomination)
    found = []
    for key, doc in documents.all(TABLE).items():
        first, kind, other = key.split("|")
        if nomination.id not in (first, other if kind == "season" else ""):
            continue
        one = _read(store, key, doc)
        if (one.mine if nomination.id == first else one.theirs) in ("", mine):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def mark_of(side: Nomination | PastWinner) -> str:
    """A hash of what one side says that a comparison looks at. It goes into salted notes only."""
    if isinstance(side, PastWinner):
        return digest(canonical(side.model_dump(mode="json", exclude={"id", "place"})))
    photos = [m.photo.phash for m in side.of_kind("photo") if m.photo is not None]
    says = {
        "name": side.name,
        "unit": side.unit,
        "category": side.category,
        "facts": [side.text(key) for key in _FACTS],
        "texts": [[p.title, p.body] for p in side.passages],
        "photos": sorted(str(photo) for photo in photos if photo),
    }
    return digest(canonical(says))


def _read(store: SeasonStore, key: str, doc: Mapping[str, Any]) -> Given:
    nomination, kind, other = key.split("|")
    note = store.note("office", doc["note"]) or {}
    return Given(
        nomination, kind, other, doc["verdict"], str(note.get("text") or PURGED), doc["at"],
        str(note.get("mine", "")), str(note.get("theirs", "")), note.get("told", {}),
    )  # fmt: skip
