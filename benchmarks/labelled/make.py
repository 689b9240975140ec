"""A whole labelled set: past winners, nominations, and what is true of them."""

from __future__ import annotations

import random
from typing import NamedTuple

from benchmarks.labelled import people, projects
from benchmarks.labelled.maker import Case, Maker, Record
from benchmarks.labelled.vocabulary import SECOND, TUNE, UNTOUCHED, Vocabulary
from scoring.nomination import Nomination, Passage, PastWinner, Reading


class Truth(NamedTuple):
    """What is true of one nomination. `past`: the id of the past record it was made with, empty for a clean one.

    `true`: they are of one winner; `decidable`: the data can tell. `kind`: what makes it hard.
    """

    kind: str
    past: str
    true: bool
    decidable: bool


class LabelledSet(NamedTuple):
    """`truth` by nomination id."""

    past: tuple[PastWinner, ...]
    nominations: tuple[Nomination, ...]
    truth: dict[str, Truth]


def tuning(seed: int = 11, **sizes: int) -> LabelledSet:
    """The part to tune on."""
    return make(TUNE, seed, **sizes)


def second(seed: int = 97, **sizes: int) -> LabelledSet:
    """Another part to tune on, in other words: what helps only one of them is no improvement."""
    return make(SECOND, seed, **sizes)


def untouched(seed: int = 2027, **sizes: int) -> LabelledSet:
    """The part that nothing is ever tuned on."""
    return make(UNTOUCHED, seed, **sizes)


def make(words: Vocabulary, seed: int, past: int = 2400, each: int = 8, clean: int = 260) -> LabelledSet:
    """A set of `past` records and `each` nominations of every kind, and `clean` ones that were never recommended."""
    m = Maker(words, random.Random(seed))
    cases = [make_one(m) for room in (people, projects) for make_one in (*room.TRUE, *room.FALSE) for _ in range(each)]
    fillers = [m.pick([people, people, projects]).nobody(m) for _ in range(past - len(cases))]
    rows: list[tuple[Record, Case | None]] = [(c.past, c) for c in cases] + [(r, None) for r in fillers]
    m.dice.shuffle(rows)
    ids = {id(case): f"W{i:05d}" for i, (_, case) in enumerate(rows) if case is not None}
    winners = tuple(winner_of(f"W{i:05d}", record, m) for i, (record, _) in enumerate(rows))
    now: list[tuple[Record, Truth]] = [(c.now, Truth(c.kind, ids[id(c)], c.true, c.decidable)) for c in cases]
    now += [(m.pick([people, projects]).nobody(m), Truth("无关", "", False, True)) for _ in range(clean)]
    m.dice.shuffle(now)
    noms = [nomination_of(f"{'S' if r.nature == 'person' else 'P'}{i:04d}", r) for i, (r, _) in enumerate(now)]
    return LabelledSet(winners, tuple(noms), {n.id: t for n, (_, t) in zip(noms, now, strict=True)})


def winner_of(past_id: str, r: Record, m: Maker) -> PastWinner:
    """A record as a row of the register."""
    category = "star" if r.nature == "person" else "project"
    return PastWinner(
        id=past_id, year=m.number(2014, 2021), category=category, name=r.name, unit=r.unit, region=r.region,
        remark=r.remark, place="",
    )  # fmt: skip


def nomination_of(nomination_id: str, r: Record) -> Nomination:
    """A record as a nomination of this season."""
    key = "workplace" if r.nature == "person" else "implementer"
    facts = {key: r.unit} | ({"birth": r.birth, "gender": r.gender} if r.nature == "person" else {})
    return Nomination(
        id=nomination_id, name=r.name, unit=r.region, special=False,
        category="star" if r.nature == "person" else "project",
        readings=tuple(Reading(key=k, value=v, raw=v, place="", source="form") for k, v in facts.items() if v),
        passages=(Passage(title="主要事迹", body=r.deed, place=""),),
    )  # fmt: skip
