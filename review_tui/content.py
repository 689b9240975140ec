"""How a package and a person's texts become content files: bytes that their hash names.

A package is split: what experts need not see (`PRIVATE_KEYS`) goes to a part that only the office can read. The parts
that are easy to guess (a phone number, a name) carry a random salt, so that nobody can find them by trying hashes
after they were purged.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from review_tui.ledger.entry import canonical
from scoring.nomination import PRIVATE_KEYS, Nomination, PastWinner, Reading, UnitPackage

MASK = "（仅办公室可见）"
"""What experts read in the place of a private value: that it was given is no secret, and the checks ask for it."""


def split(package: UnitPackage) -> tuple[bytes, bytes]:
    """The package as two JSON texts: for all, with `MASK` for private values, and for the office only."""
    hidden: list[dict[str, Any]] = []
    shown: list[Nomination] = []
    for number, nomination in enumerate(package.nominations):
        hidden += (
            {"nomination": number, "place": place, "reading": reading.model_dump(mode="json")}
            for place, reading in enumerate(nomination.readings)
            if reading.key in PRIVATE_KEYS
        )
        shown.append(for_all(nomination))
    public = package.model_copy(update={"nominations": tuple(shown)}).model_dump(mode="json")
    return _lined(public), canonical({"salt": secrets.token_hex(16), "readings": hidden})


def for_all(nomination: Nomination) -> Nomination:
    """The nomination as experts read it: `MASK` for private values."""
    return nomination.model_copy(update={"readings": tuple(map(_masked, nomination.readings))})


def joined(public: bytes, private: bytes | None) -> UnitPackage:
    """The package again; with `MASK` for private values where `private` is None. ValueError for other bytes."""
    package = UnitPackage.model_validate_json(public)
    if private is None:
        return package
    readings = [list(nomination.readings) for nomination in package.nominations]
    for one in json.loads(private)["readings"]:
        readings[one["nomination"]][one["place"]] = Reading.model_validate(one["reading"])
    nominations = tuple(
        nomination.model_copy(update={"readings": tuple(its)})
        for nomination, its in zip(package.nominations, readings, strict=True)
    )
    return package.model_copy(update={"nominations": nominations})


class Leaves:
    """A public dossier whose nominations are parsed one at a time. Its bytes are held once, not line by line again."""

    def __init__(self, public: bytes) -> None:
        self._public = public
        self._starts = dict(_starts(public))

    def nomination(self, nomination_id: str) -> Nomination:
        """One nomination. KeyError where the dossier has none of that id, ValueError for other bytes."""
        start = self._starts.get(nomination_id)
        if start is None:
            return {n.id: n for n in self.package().nominations}[nomination_id]
        return Nomination.model_validate_json(self._public[start : self._public.index(b"\n", start)].removesuffix(b","))

    def package(self) -> UnitPackage:
        """All of it."""
        return joined(self._public, None)


_BEGIN = b'\n{"category":"'
_ID = re.compile(rb'\{"category":"[^"]*","id":"([^"]+)"')
"""How the line of a nomination in canonical JSON begins: its keys are sorted."""


def _starts(public: bytes) -> Iterator[tuple[str, int]]:
    """Each nomination and where its line begins. `find` skips the long texts; a pattern would look at every byte."""
    at = public.find(_BEGIN)
    while at >= 0:
        found = _ID.match(public, at + 1)
        if found:
            yield found[1].decode(), at + 1
        at = public.find(_BEGIN, at + 1)


def _lined(package: dict[str, Any]) -> bytes:
    """The JSON of a package with a line for every nomination, so that one can be found without parsing the rest."""
    lines = b",\n".join(canonical(one) for one in package.pop("nominations"))
    return canonical(package)[:-1] + b',"nominations":[\n' + lines + b"\n]}"


def _masked(reading: Reading) -> Reading:
    if reading.key not in PRIVATE_KEYS:
        return reading
    return reading.model_copy(update={"value": MASK, "raw": MASK})


class _Past(BaseModel):
    model_config = ConfigDict(defer_build=True)

    salt: str
    winners: tuple[PastWinner, ...]


def past_bytes(winners: Sequence[PastWinner]) -> bytes:
    """Rows of the register with a salt: a short list cannot be guessed from its hash."""
    return _Past(salt=secrets.token_hex(16), winners=tuple(winners)).model_dump_json(exclude_defaults=True).encode()


def past_values(data: bytes) -> tuple[PastWinner, ...]:
    """What `past_bytes` was given. ValueError for other bytes."""
    return _Past.model_validate_json(data).winners


def note_bytes(value: dict[str, Any]) -> bytes:
    """A person's text with a salt; two equal texts have different hashes."""
    return canonical({"salt": secrets.token_hex(16), "value": value})


def note_value(data: bytes) -> dict[str, Any]:
    """What `note_bytes` was given."""
    value: dict[str, Any] = json.loads(data)["value"]
    return value
