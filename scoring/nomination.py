"""The frozen nouns: units, nominations, what was read about them and where.

Nothing here knows a file system. A `place` is text for people: `file › sheet › cell`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Noun(BaseModel):
    """Base of all nouns: frozen values that travel to and from the dossiers as JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
UnitKind = Literal["prefecture", "university", "other"]
Source = Literal["form", "summary", "name", "office"]
"""Where a reading comes from: 推介表, 汇总表, file or folder name, or a correction by the office."""


class Unit(Noun):
    """A nominating unit. `special`: may name a special nominee. `known` False: in no list of the season."""

    name: str
    kind: UnitKind = "other"
    special: bool = False
    aliases: tuple[str, ...] = ()
    known: bool = True


class Turnout(Noun):
    """Learners a year: `人` persons, `人次` person-times; `blended` is 线上线下."""

    number: int
    unit: Literal["人", "人次"]
    mode: Literal["offline", "blended"]


FactValue = str | Turnout
PRIVATE_KEYS = frozenset({"phone", "address", "identity"})
"""Facts that experts need not see; they are kept in the office part of a dossier."""


class Reading(Noun):
    """One fact as read in one place. `value` is the normal form, `raw` the text as it stood there.

    Keys are those of the contract (`gender birth ethnic politics education workplace job type phone level honours`,
    `implementer start participants audience leader phone`) and `name`, `unit`, `serial`, `remark`, `nature`,
    `repeated`, `address`, `mode`, `nonacademic`, `special`. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. An empty cell
    gives no reading.

    `mode` is what 学习方式 or the text of 年参与人数 itself says: `offline` or `blended`; where neither says it there
    is no reading. `nonacademic` is the answer to 是否属非学历培训: `是` or `否`. `special` is `是` where a remark
    declares a special nominee, and `否` where a form or a row of a 汇总表 was read whose remark does not (an empty
    remark counts: `raw` is then empty), so that form and summary can be held against each other.
    """

    key: str
    value: FactValue
    raw: str
    place: str
    source: Source


class Passage(Noun):
    """A text to read: the deed, a section of a project form, the work summary. Paragraphs are split by newlines.

    An empty `body`: the form has the section, and nothing stands in it.
    """

    title: str
    body: str
    place: str


class PhotoFacts(Noun):
    """Pixels as seen, that is after the EXIF orientation is applied.

    `phash`: a 64-bit perceptual hash, 16 hex digits; None: the picture shows nothing (`plain`), or it was taken in
    before hashes were. For comparing closer, of the picture and of its middle without narrow margins: `detail`, hashes
    of 256 bits, 64 hex digits each; of an upright picture instead `cells`, 16 × 16 grey bytes each, in base64. `tint`:
    chroma of 4 × 4 fields, first blue, then red, a byte each in hex, empty where there is no colour. All three are left
    out for a page (a certificate, a scanned text). `inner`: width and height, as parts of the whole, of what a white
    border on all sides frames; None: no such border.
    """

    width: int
    height: int
    format: str
    phash: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")] | None = None
    detail: tuple[str, ...] = ()
    cells: str = ""
    tint: str = ""
    plain: bool = False
    inner: tuple[float, float] | None = None


class VideoFacts(Noun):
    """Facts of the first video track. None: the file does not say. Seconds and frames a second are exact decimals.

    `variable`: the frame rate changes, and `fps` is its mean.
    """

    container: str | None = None
    codec: str | None = None
    width: int | None = None
    height: int | None = None
    fps: Decimal | None = None
    seconds: Decimal | None = None
    truncated: bool = False
    variable: bool = False


MaterialKind = Literal["form", "summary", "photo", "video", "report", "other"]


class Filed(Noun):
    """What the office changed of a file: the nomination's id and the kind that intake gave it.

    `owner` empty: it was nobody's.
    """

    owner: str
    kind: MaterialKind


class Material(Noun):
    """One file of a package; `path` inside the package, `sha256` of its bytes, `size` in bytes.

    `problem` says in Chinese why it could not be read; None: it was read. `chars` counts the characters of a report
    without white space. `filed`: the office put it where it is; None: intake did.
    """

    kind: MaterialKind
    path: str
    sha256: Sha256
    size: int
    problem: str | None = None
    photo: PhotoFacts | None = None
    video: VideoFacts | None = None
    chars: int | None = None
    filed: Filed | None = None


MODES = {"offline": "线下", "blended": "线上线下"}
"""How a project is held, as people read it."""
_ORDER: dict[Source, int] = {"office": 0, "form": 1, "summary": 2, "name": 3}
"""Which reading of a fact counts first."""


class Nomination(Noun):
    """One nominee or project. `id` is empty until the office takes the package in (`S001`, `P001`)."""

    id: str
    category: str
    name: str
    unit: str
    special: bool
    readings: tuple[Reading, ...] = ()
    passages: tuple[Passage, ...] = ()
    materials: tuple[Material, ...] = ()

    def readings_of(self, key: str) -> tuple[Reading, ...]:
        """All readings of one key, the one that counts first: office, form, summary, name."""
        found = [r for r in self.readings if r.key == key]
        return tuple(sorted(found, key=lambda r: _ORDER[r.source]) if len(found) > 1 else found)

    def fact(self, key: str) -> Reading | None:
        """The reading that counts, or None where nothing was read."""
        found = self.readings_of(key)
        return found[0] if found else None

    def text(self, key: str) -> str:
        """The counting reading as text; empty where nothing was read."""
        found = self.fact(key)
        if found is None:
            return ""
        value = str(found.value if isinstance(found.value, str) else found.raw)
        return MODES.get(value, value) if key == "mode" else value

    def of_kind(self, kind: MaterialKind) -> tuple[Material, ...]:
        """Its files of one kind, in the order of the package."""
        return tuple(m for m in self.materials if m.kind == kind)

    @property
    def in_summary(self) -> bool:
        """Whether a row of a 汇总表 names it."""
        return any(r.source == "summary" for r in self.readings)


def by_id(nomination_id: str) -> tuple[str, int, str]:
    """Sort key of nomination ids: by prefix, then by number (S999 before S1000)."""
    return nomination_id[:1], len(nomination_id), nomination_id


class Problem(Noun):
    """A problem of import (contract: `archive.unsafe` … `media.unreadable`) with the file it came from."""

    file: str
    problem: str
    message: str


class UnitPackage(Noun):
    """What one unit sent, as a whole. `received` None: the day is not known, so the deadline is not checked."""

    unit: Unit
    received: date | None
    source: str
    archive_sha256: Sha256 | None = None
    nominations: tuple[Nomination, ...] = ()
    summaries: tuple[str, ...] = ()
    """Ids of the categories for which a 汇总表 was found."""
    materials: tuple[Material, ...] = ()
    """Files of the package that belong to no nomination (the tables themselves, cover letters, unclear ones)."""
    problems: tuple[Problem, ...] = ()

    def of(self, category_id: str) -> tuple[Nomination, ...]:
        """Its nominations of one category, in the order of the package."""
        return tuple(n for n in self.nominations if n.category == category_id)


class PastWinner(Noun):
    """A person or project recommended in an earlier year, with the row it was read from.

    `id` names the row in the register; empty: not registered yet. `year` and `category` None: the row does not say.
    `unit` is where the person works or who carries the project out; `region` what else the row says of where it comes
    from (地区, 推荐单位). `birth` (`YYYY`, `YYYY-MM` or `YYYY-MM-DD`), `deed` and `phashes` (16 hex digits each) are
    empty in most lists; they are evidence where both sides have them.
    """

    id: str = ""
    year: int | None
    category: str | None
    name: str
    unit: str
    region: str = ""
    remark: str = ""
    place: str
    birth: str = ""
    deed: str = ""
    phashes: tuple[str, ...] = ()
