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
    """A deep copy of a JSON value (three times as fast as `copy.deepcopy`)."""
    kind = type(value)
    if kind is dict:
        return {k: (copied(v) if type(v) in _NESTED else v) for k, v in value.items()}
    if kind is list:
        return [copied(v) for v in value]
    return value


_NESTED = frozenset({dict, list})


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
        if self.seq == 0:
            _check_format(fields)
        if set(fields) != (_KEYS if self.seq else _FIRST_KEYS):
            raise BrokenLine("字段不对")
        if fields["by"] != self.writer or fields.get("season", self.season) != self.season:
            raise BrokenLine("这一行属于别的日志")
        if fields["seq"] != self.seq + 1:
            raise BrokenLine(f"序号应为 {self.seq + 1}，现为 {fields['seq']}")
        if fields["prev"] != self.head:
            raise BrokenLine("与上一行接不上（上一行被改过，或缺了行）")
        if _sealed(line[:-_TAIL] + b"}") != line:
            raise BrokenLine("校验和不符（这一行被改过）")
        _check_form(fields, line)
        self.seq, self.head = self.seq + 1, digest(line)
        f = fields
        return Entry(
            f["seq"], f["at"], f["by"], f["kind"], f["rid"], f["ref"], f["prev"], self.head, f["put"], f["drop"]
        )


def _sealed(body: bytes) -> bytes:
    """The canonical object `body` with its sum as the last key."""
    return b'%s,"sum":"%s"}' % (body[:-1], digest(body)[:_SUM].encode())


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise BrokenLine("不是完整的记录（JSON 读不出）") from None
    if not isinstance(fields, dict):
        raise BrokenLine("不是一条记录")
    return fields


def _check_form(fields: dict[str, Any], line: bytes) -> None:
    texts = all(isinstance(fields[k], str) for k in ("at", "kind", "rid"))
    put, drop, ref = fields["put"], fields["drop"], fields["ref"]
    if not (texts and isinstance(put, dict) and isinstance(drop, dict) and isinstance(ref, int | None)):
        raise BrokenLine("字段的类型不对")
    docs_fit = all(isinstance(d, dict) and all(isinstance(one, dict) for one in d.values()) for d in put.values())
    if not docs_fit or not all(isinstance(ids, list) for ids in drop.values()):
        raise BrokenLine("字段的类型不对")
    try:
        again = canonical(fields)
    except ValueError:
        again = b""
    if again != line:
        raise BrokenLine("写法不规范")


def _check_format(fields: dict[str, Any]) -> None:
    """Before anything else of a first line: a newer format may have changed all the rest."""
    number = fields.get("format")
    if isinstance(number, int) and number > FORMAT:
        raise NewerFormat(f"这本日志是较新版本的程序写的（格式 {number}，本程序只认到 {FORMAT}）")
