"""Suspected repeats at the office's desk: worked out once, asked about one by one, answered with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from review_tui.desks.docket import Docket, Documents
from review_tui.desks.kept import Kept
from review_tui.desks.past import comparable, parts, past_winners
from review_tui.desks.repeat_verdicts import TABLE, WORDS, Given, Word, given_verdicts, mark_of, pair_key, verdict_key
from review_tui.errors import ReviewError, UsageError
from scoring.nomination import Nomination, PastWinner

if TYPE_CHECKING:
    from review_tui.desks.office import OfficeDesk
    from review_tui.desks.office_view import OfficeView
    from scoring.repeats import Register, Suspect

STEP = 60
"""Nominations that are compared in one step, so that keys have their turn in between."""


class Pair(NamedTuple):
    """A suspect with both records and what the office said of it. `given` None: nothing yet. `before`: what it said
    before one of the records changed; it is asked again. Exactly one of `past` and `other` is there."""

    suspect: Suspect
    nomination: Nomination
    past: PastWinner | None
    other: Nomination | None
    given: Given | None
    before: Given | None

    @property
    def key(self) -> str:
        """Tells it from every other pair."""
        return pair_key(self.suspect.nomination, self.suspect.against.kind, self.suspect.against.id)

    @property
    def place(self) -> str:
        """Where the other record was read."""
        if self.past is not None:
            return self.past.place
        assert self.other is not None
        return "；".join(dict.fromkeys(r.place for r in self.other.readings_of("name")))

    @property
    def open(self) -> bool:
        """Whether the office has not said anything of it yet."""
        return self.given is None

    @property
    def stands(self) -> bool:
        """Whether it is a repeat as things are: the office says so, or, while it has said nothing, the score."""
        if self.given is not None:
            return self.given.word == "same"
        return self.suspect.verdict == "repeat"


class Comparing:
    """The suspects of one docket, kept while packages and register are the same.

    Past winners are compared unit by unit, so that a package that comes again costs no more than itself.
    """

    def __init__(self, docket: Docket) -> None:
        self._docket = docket
        self._register: Kept[Register] = Kept()
        self._rows: Kept[dict[str, PastWinner]] = Kept()
        self._past: dict[str, tuple[object, tuple[Suspect, ...]]] = {}
        self._season: Kept[tuple[Suspect, ...]] = Kept()
        self._pairs: Kept[tuple[Pair, ...]] = Kept()

    @classmethod
    def of(cls, docket: Docket) -> Comparing:
        """The one of a docket."""
        found: Comparing = docket.kept.get("repeats", (), lambda: cls(docket))
        return found

    def pairs(self, documents: Documents) -> tuple[Pair, ...]:
        """All suspects with what the office said of them, the highest score first."""
        key = (tuple(self._keys(documents).items()), verdict_key(documents))
        return self._pairs.get("pairs", key, lambda: self._answered(documents))

    def _answered(self, documents: Documents) -> tuple[Pair, ...]:
        suspects = self.suspects(documents)
        past, given = self.past(documents), given_verdicts(self._docket.store, documents)
        marks: dict[str, str] = {}
        return tuple(_pair(one, self._docket, past, given, marks) for one in suspects)

    def suspects(self, documents: Documents) -> tuple[Suspect, ...]:
        """All suspects, the highest score first."""
        from scoring.repeats import in_order

        for _ in self.steps(documents, most=1 << 30):
            pass
        units = documents.all("packages")
        return in_order([*(s for unit in units for s in self._past[unit][1]), *self._among(documents)])

    def steps(self, documents: Documents, most: int = STEP) -> Iterator[None]:
        """Works out what is not worked out yet, about `most` nominations at a time."""
        from scoring.repeats import past_repeats

        keys = self._keys(documents)
        missing = [unit for unit, key in keys.items() if self._past.get(unit, ("",))[0] != key]
        while missing:
            taken: list[str] = []
            while missing and (not taken or self._count(taken) + self._count(missing[:1]) <= most):
                taken.append(missing.pop(0))
            asked = [n for unit in taken for n in self._docket.packages[unit].nominations]
            found = past_repeats(asked, self._registered(documents), self._docket.store.season.rules)
            units = {n.id: unit for unit in taken for n in self._docket.packages[unit].nominations}
            for unit in taken:
                own = tuple(s for s in found if units[s.nomination] == unit)
                self._past[unit] = (keys[unit], own)
            yield
        self._among(documents)
        yield

    def past(self, documents: Documents) -> dict[str, PastWinner]:
        """The register by id."""
        store = self._docket.store
        return self._rows.get("rows", parts(documents), lambda: {w.id: w for w in past_winners(store, documents)})

    def _registered(self, documents: Documents) -> Register:
        from scoring.repeats import Register

        season = self._docket.store.season

        def make() -> Register:
            rows = comparable(self.past(documents).values(), season.rules.year)
            return Register(rows, season.rules, season.renames)

        return self._register.get("register", parts(documents), make)

    def _among(self, documents: Documents) -> tuple[Suspect, ...]:
        """Pairs within the season."""
        from scoring.repeats import season_repeats

        rules, every = self._docket.store.season.rules, list(self._docket.nominations.values())
        key = tuple(self._keys(documents).items())
        register = self._registered(documents)
        return self._season.get("season", key, lambda: tuple(season_repeats(every, register, rules)))

    def _keys(self, documents: Documents) -> dict[str, object]:
        register = parts(documents)
        return {u: (row["dossier"], row["private"], register) for u, row in documents.all("packages").items()}

    def _count(self, units: Sequence[str]) -> int:
        return sum(len(self._docket.packages[unit].nominations) for unit in units)


def repeat_steps(docket: Docket, documents: Documents) -> Iterator[None]:
    """Works out, a step at a time, what `pairs_of` waits for."""
    if docket.private:
        yield from Comparing.of(docket).steps(documents)


def pairs_of(docket: Docket, documents: Documents) -> tuple[Pair, ...]:
    """All suspects with what the office said of them, the highest score first; none where the register is not to be
    read (a docket without private facts)."""
    return Comparing.of(docket).pairs(documents) if docket.private else ()


def _pair(
    one: Suspect, docket: Docket, past: dict[str, PastWinner], given: dict[str, Given], marks: dict[str, str]
) -> Pair:
    nomination = docket.nominations[one.nomination]
    side: PastWinner | Nomination
    side = past[one.against.id] if one.against.kind == "past" else docket.nominations[one.against.id]
    said = given.get(pair_key(one.nomination, one.against.kind, one.against.id))
    holds = False
    if said is not None:
        for record in (nomination, side):
            if record.id not in marks:
                marks[record.id] = mark_of(record)
        holds = said.holds(marks[nomination.id], marks[side.id])
    return Pair(
        suspect=one,
        nomination=nomination,
        past=side if isinstance(side, PastWinner) else None,
        other=side if isinstance(side, Nomination) else None,
        given=said if holds else None,
        before=None if holds else said,
    )


class RepeatsView:
    """Suspected repeats to read."""

    def __init__(self, view: OfficeView) -> None:
        self._view = view

    def pairs(self) -> tuple[Pair, ...]:
        """All suspects, the highest score first. `LedgerError` when a part of the register cannot be read."""
        return pairs_of(self._view.docket, self._view.documents)

    def left(self) -> int:
        """How many the office has not said anything of."""
        return sum(1 for pair in self.pairs() if pair.open)

    def registered(self) -> int:
        """Rows of the register."""
        docket = self._view.docket
        return len(Comparing.of(docket).past(self._view.documents)) if docket.private else 0

    def reasons(self, word: Word, limit: int = 5) -> tuple[str, ...]:
        """Reasons given for this verdict, each once, the latest first."""
        given = given_verdicts(self._view.store, self._view.documents).values()
        latest = sorted((g for g in given if g.word == word and g.told), key=lambda g: g.at, reverse=True)
        return tuple(dict.fromkeys(g.reason for g in latest))[:limit]


class RepeatsDesk(RepeatsView):
    """The office says what it is: the same, or different."""

    def __init__(self, desk: OfficeDesk) -> None:
        super().__init__(desk)
        self._desk = desk

    def say(self, pair: Pair, word: Word, reason: str) -> None:
        """Records the verdict on a pair; a later one takes its place, the history keeps both.

        Raises `ReviewError` for an empty reason.
        """
        text = reason.strip()
        if not text:
            raise ReviewError("未认定", f"认定“{WORDS[word]}”要写明理由。", "理由供复核和专家查看。")
        side = pair.past or pair.other
        assert side is not None
        against = pair.suspect.against
        told = {"kind": against.kind, "name": against.name, "unit": against.unit, "year": against.year}
        note = self._desk.store.put_note(
            "office",
            {
                "text": text,
                "mine": mark_of(pair.nomination),
                "theirs": mark_of(side),
                "told": {**told, "place": pair.place},
            },
        )
        with self._desk.entry("repeat.verdict"):
            self._desk.book.put(TABLE, pair.key, {"verdict": word, "note": note, "at": self._desk.now()})
        self._desk.reload()

    def take_back(self, key: str) -> None:
        """Takes a verdict back; the pair is asked about again. Raises `UsageError` where there is none."""
        if self._desk.documents.get(TABLE, key) is None:
            raise UsageError("没有认定", "这一对还没有认定。")
        with self._desk.entry("repeat.withdraw"):
            self._desk.book.drop(TABLE, key)
        self._desk.reload()
