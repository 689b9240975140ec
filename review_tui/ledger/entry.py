"""One line of a journal: its form, its hash, and the chain that binds the lines.

A line is canonical JSON (sorted keys, UTF-8, no blanks) with a line feed. `prev` is the SHA-256 of the line before
without its line feed; before the first line stands the genesis, the SHA-256 of canonical {format, season, writer}, so
that a journal belongs to one season and one writer. `sum`, always the last key, is over the line itself: without it a
flipped bit in the last line would not be seen, because no later line names its hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FORMAT = 1
"""The newest format of a journal that this program reads; it stands in the first entry (kind `open`)."""

Doc = dict[str, Any]
Tables = dict[str, dict[str, Doc]]
Drops = dict[str, list[str]]

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_KEYS = frozenset({"at", "by", "drop", "kind", "prev", "put", "ref", "rid", "seq", "sum"})
_FIRST_KEYS = _KEYS | {"format", "season"}
_SUM = 16
_TAIL = len(',"sum":""}') + _SUM
_encoder = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class BrokenLine(ValueError):
    """A line is no link of its chain; `str()` says why, in Chinese."""


class NewerFormat(BrokenLine):
    """The journal was written by a newer program."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One acknowledged change.

    `seq` counts from 1 without gaps; `at` is ISO 8601 with offset; `by` the writer (`office`, `expert-e07`); `rid` is
    random, a retry carries the same one; `ref` the seq that it takes back, or None; `hash` the SHA-256 of its line.
    """

    seq: int
    at: str
    by: str
    kind: str
    rid: str
    ref: int | None
    prev: str
    hash: str
    puts: Tables
    drops: Drops

    @property
    def put(self) -> Tables:
        """The documents it puts, by table and id: copies, the caller's to change."""
        return {table: {key: copied(doc) for key, doc in docs.items()} for table, docs in self.puts.items()}

    @property
    def drop(self) -> Mapping[str, tuple[str, ...]]:
        """The ids it drops, by table."""
        return {table: tuple(ids) for table, ids in self.drops.items()}

    @property
    def receipt(self) -> str:
        """A code to write down: the first 80 bits of the hash, as in `7F3A-91QK-0B2C-XY7Z`."""
        return receipt(self.hash)


def copied(value: Any) -> Any:
    """A deep copy of a JSON value (about ten times as fast as `copy.deepcopy`: a write copies a whole table)."""
    kind = type(value)
    if kind is dict:
        new = value.copy()
        for key, item in value.items():
            inner = type(item)
            if inner is dict or inner is list:
                new[key] = copied(item)
        return new
    if kind is list:
        return [copied(item) for item in value]
    return value


def canonical(value: object) -> bytes:
    """The one way to write a value as JSON. ValueError or TypeError for what JSON cannot hold (NaN, Decimal, lone
    surrogates)."""
    return _encoder.encode(value).encode()


def digest(data: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def genesis(season: str, writer: str) -> str:
    """What the first line of a journal has as `prev`."""
    return digest(canonical({"format": FORMAT, "season": season, "writer": writer}))


def receipt(hash_: str) -> str:
    """16 Crockford base32 digits (no I, L, O, U) of the first 80 bits of a hash, in groups of four."""
    number = int(hash_[:20], 16)
    code = "".join(_CROCKFORD[number >> (75 - 5 * i) & 31] for i in range(16))
    return "-".join(code[i : i + 4] for i in range(0, 16, 4))


def plain_receipt(text: str) -> str:
    """A receipt as a person typed it, in its normal form: case, blanks, hyphens and look-alikes (O, I, L) do not
    matter. Not 16 digits: whatever is left, which then matches no entry."""
    kept = "".join(ch for ch in text.upper().translate(_TYPED) if ch in _CROCKFORD)
    return "-".join(kept[i : i + 4] for i in range(0, len(kept), 4))


_TYPED = str.maketrans(
    "OIL０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
    "0110123456789ABCDEFGH1JK1MN0PQRSTUVWXYZ",
)


@dataclass(slots=True)
class Chain:
    """Where a walk along a journal stands: `seq` and `head` of the last good line (0 and the genesis before it)."""

    season: str
    writer: str
    seq: int = 0
    head: str = ""

    def __post_init__(self) -> None:
        self.head = self.head or genesis(self.season, self.writer)

    def encode(
        self, kind: str, at: str, rid: str, put: Mapping[str, Any], drop: Mapping[str, Sequence[str]], ref: int | None
    ) -> bytes:
        """The line that would come next, without its line feed."""
        body: dict[str, Any] = {"at": at, "by": self.writer, "drop": drop, "kind": kind, "prev": self.head}
        body.update(put=put, ref=ref, rid=rid, seq=self.seq + 1)
        if self.seq == 0:
            body.update(format=FORMAT, season=self.season)
        return _sealed(canonical(body))

    def step(self, line: bytes) -> Entry:
        """Take `line` (without line feed) as the next one. Raises BrokenLine and stays where it was."""
        fields = _parsed(line)
        before = self.seq, self.head
        entry = self._link(fields, line)
        try:
            if canonical(fields) == line:
                return entry
        except ValueError:
            pass  # it holds what no writer could have written: the same fault
        self.seq, self.head = before
        raise BrokenLine("写法不规范")

    def run(self, lines: Sequence[bytes]) -> list[Entry] | None:
        """Take many lines at twice the speed of `step`; None, and no step taken, where any of them is broken.

        That a line is canonical is not looked at: its bytes are bound by `sum` and by the next line all the same, and
        `verify` looks.
        """
        before = self.seq, self.head
        try:
            parsed = json.loads(b"[%s]" % b",".join(lines))
            if len(parsed) == len(lines):
                return [self._link(fields, line) for fields, line in zip(parsed, lines, strict=True)]
        except (ValueError, RecursionError):
            pass  # which line it is, `step` will tell
        self.seq, self.head = before
        return None

    def _link(self, f: Any, line: bytes) -> Entry:
        """Check everything that binds a line to its place, and go on to it."""
        if not isinstance(f, dict):
            raise BrokenLine("不是一条记录")
        if self.seq == 0:
            _check_format(f)
        if f.keys() != (_KEYS if self.seq else _FIRST_KEYS):
            raise BrokenLine("字段不对")
        if f["by"] != self.writer or f.get("season", self.season) != self.season:
            raise BrokenLine("属于别的日志（另一季，或另一个写者）")
        if f["seq"] != self.seq + 1:
            raise BrokenLine(f"序号应为 {self.seq + 1}，现为 {f['seq']}")
        if f["prev"] != self.head:
            raise BrokenLine("与上一行接不上（上一行被改过，或缺了行）")
        if _sealed(line[:-_TAIL] + b"}") != line:
            raise BrokenLine("校验和不符（这一行被改过）")
        if not _well_formed(f):
            raise BrokenLine("字段的类型不对")
        self.seq, self.head = self.seq + 1, digest(line)
        return Entry(
            f["seq"], f["at"], f["by"], f["kind"], f["rid"], f["ref"], f["prev"], self.head, f["put"], f["drop"]
        )


def _sealed(body: bytes) -> bytes:
    """The canonical object `body` with its sum as the last key."""
    return b'%s,"sum":"%s"}' % (body[:-1], digest(body)[:_SUM].encode())


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise BrokenLine("不是完整的记录（JSON 读不出）") from None


def _well_formed(fields: dict[str, Any]) -> bool:
    put, drop, ref = fields["put"], fields["drop"], fields["ref"]
    if not (type(put) is dict and type(drop) is dict and (ref is None or type(ref) is int)):
        return False
    for docs in put.values():
        if type(docs) is not dict or any(type(doc) is not dict for doc in docs.values()):
            return False
    for ids in drop.values():
        if type(ids) is not list or any(type(one) is not str for one in ids):
            return False
    return type(fields["at"]) is str and type(fields["kind"]) is str and type(fields["rid"]) is str


def _check_format(fields: dict[str, Any]) -> None:
    """Before anything else of a first line: a newer format may have changed all the rest."""
    number = fields.get("format")
    if isinstance(number, int) and number > FORMAT:
        raise NewerFormat(f"这本日志是较新版本的程序写的（格式 {number}，本程序只认到 {FORMAT}）")
