"""Which photos are one picture: within a nomination, and across the nominations of a season.

The same bytes are one picture; so are two files of which one is the other recompressed, resized, lightly cropped,
lighter or darker. Limits are those measured in docs/decisions/2026-11-27-photos.md. A picture that shows nothing
(`PhotoFacts.plain`) is never the same as another, and a page is so only by its bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from scoring.finding import Finding, make
from scoring.names import plain
from scoring.nomination import Material, Nomination, PastWinner, PhotoFacts
from scoring.picture_limits import APART, BOTH, COARSE, FINE, PAST, TINT

_LEAST_BYTES = 2048
"""A file that cannot be read must be this long for its bytes to say anything."""
_MOST = 5
"""So many other places are named."""


class Shot(NamedTuple):
    """One photo of one nomination."""

    nomination: Nomination
    photo: Material


class Twins(NamedTuple):
    """Two photos of different nominations that are one picture; `exact`: to the byte."""

    one: Shot
    other: Shot
    exact: bool


def same_picture(a: Material, b: Material) -> bool:
    """Whether two photos are one picture. Symmetric; False for a picture that shows nothing, even with itself."""
    return _tells(a) and _tells(b) and (a.sha256 == b.sha256 or _alike(a.photo, b.photo))


def distinct(photos: Iterable[Material]) -> tuple[Material, ...]:
    """The photos without those that repeat an earlier one."""
    kept: list[Material] = []
    for photo in photos:
        if not any(same_picture(photo, one) for one in kept):
            kept.append(photo)
    return tuple(kept)


def twins(nominations: Iterable[Nomination]) -> tuple[Twins, ...]:
    """Every pair of photos of different nominations that are one picture, in the order of the nominations."""
    shots = [Shot(n, m) for n in nominations for m in n.of_kind("photo") if _tells(m)]
    found = dict.fromkeys(_same_bytes(shots), True)
    for i, j in _near(shots):
        if (i, j) not in found and _alike(shots[i].photo.photo, shots[j].photo.photo):
            found[i, j] = False
    pairs = ((shots[i], shots[j], exact) for (i, j), exact in sorted(found.items()))
    return tuple(Twins(a, b, exact) for a, b, exact in pairs)


def reuse_findings(
    nominations: Sequence[Nomination], clause: str, past: Iterable[PastWinner] = ()
) -> dict[str, tuple[Finding, ...]]:
    """`photo.reused` by the id of each nomination whose picture serves another one too. Both get it.

    `past`: winners of earlier years with the hashes of their photos; a namesake among them is no reuse but a repeat.
    """
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in twins(nominations):
        for mine, theirs in ((pair.one, pair.other), (pair.other, pair.one)):
            told[mine.nomination.id].append(_told(mine, theirs, exact=pair.exact))
    for shot, winner in seen_before(nominations, past):
        told[shot.nomination.id].append(_told_of_past(shot, winner))
    return {target: (_finding(target, clause, lines),) for target, lines in told.items()}


def seen_before(nominations: Iterable[Nomination], past: Iterable[PastWinner]) -> Iterator[tuple[Shot, PastWinner]]:
    """Photos that past winners of another name had too, by their 64-bit hashes, which is all that is left of those.

    Upright pictures and pages are left out: so short a hash does not tell portraits or certificates apart.
    """
    kept = [(winner, code) for winner in past for code in winner.phashes]
    shots = [Shot(n, m) for n in nominations for m in n.of_kind("photo") if m.photo and m.photo.detail]
    if not kept or not shots:
        return
    from scoring.picture_index import near_codes

    now, before = [shot.photo.photo.phash or "" for shot in shots if shot.photo.photo], [code for _, code in kept]
    for i, j in near_codes(now, before, PAST):
        if plain(shots[i].nomination.name) != plain(kept[j][0].name):
            yield shots[i], kept[j][0]


def _told_of_past(mine: Shot, winner: PastWinner) -> tuple[str, str]:
    year = f" {winner.year} 年" if winner.year else "往年"
    message = f"{_last(mine.photo.path)} 与{year}推介的“{winner.name}”（{winner.unit}）的照片是同一张"
    return message, f"{mine.photo.path}；{winner.place}"


def _told(mine: Shot, theirs: Shot, *, exact: bool) -> tuple[str, str]:
    other = theirs.nomination
    how = "是同一个文件" if exact else "是同一张照片（经压缩、裁剪或调整）"
    message = f"{_last(mine.photo.path)} 与{other.unit}“{other.name}”（{other.id}）的 {_last(theirs.photo.path)} {how}"
    return message, f"{mine.photo.path}；{theirs.photo.path}（{other.id}）"


def _finding(target: str, clause: str, lines: list[tuple[str, str]]) -> Finding:
    told = list(dict.fromkeys(line for line, _ in lines))
    more = f"；等 {len(told)} 处" if len(told) > _MOST else ""
    places = "；".join(list(dict.fromkeys(place for _, place in lines))[:_MOST])
    text = f"同一张照片用于两份材料：{'；'.join(told[:_MOST])}{more}。请单位核实，更换为本人（本项目）的照片。"
    return make("photo.reused", clause, text, places, target)


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _tells(photo: Material) -> bool:
    """Whether the picture, or the file where nobody can see it, can tell anything."""
    if photo.photo is None:
        return photo.size >= _LEAST_BYTES
    return photo.photo.phash is not None


def _alike(a: PhotoFacts | None, b: PhotoFacts | None) -> bool:
    if a is None or b is None or not (a.phash and b.phash) or _bits(a.phash, b.phash) > COARSE:
        return False
    tint = _tint_apart(a.tint, b.tint)
    if tint > TINT:
        return False
    if a.cells and b.cells:
        from scoring.picture_index import unexplained  # numpy, 100 ms that no other check needs

        apart = unexplained(a.cells, b.cells)
        return apart <= APART and apart / APART + (tint / TINT) ** 2 <= BOTH
    nearest = [_bits(one, other) for x, y in ((a, b), (b, a)) for one in x.detail[:1] for other in y.detail]
    return bool(nearest) and min(nearest) <= FINE


def _bits(a: str, b: str) -> int:
    return (int(a, 16) ^ int(b, 16)).bit_count()


def _tint_apart(a: str, b: str) -> int:
    """Levels of the field that differs most; a picture without colour may be a grey copy of any."""
    if not a or not b:
        return 0
    return max(abs(x - y) for x, y in zip(bytes.fromhex(a), bytes.fromhex(b), strict=True))


def _same_bytes(shots: Sequence[Shot]) -> Iterator[tuple[int, int]]:
    by_hash: dict[str, list[int]] = defaultdict(list)
    for at, shot in enumerate(shots):
        by_hash[shot.photo.sha256].append(at)
    for alike in by_hash.values():
        yield from ((i, j) for i, j in combinations(alike, 2) if _of_two(shots[i], shots[j]))


def _of_two(one: Shot, other: Shot) -> bool:
    return one.nomination.id != other.nomination.id


def _near(shots: Sequence[Shot]) -> Iterator[tuple[int, int]]:
    """Pairs of different nominations near enough to look closer: nothing that is cheap to ask speaks against them."""
    facts = [(at, shot.photo.photo) for at, shot in enumerate(shots) if shot.photo.photo]
    told = [(at, photo) for at, photo in facts if photo.detail or photo.cells]
    if len(told) < 2:
        return
    from scoring.picture_index import near_pairs  # numpy, 100 ms that no other check needs

    owners = [shots[at].nomination.id for at, _ in told]
    for i, j in near_pairs([photo for _, photo in told], owners):
        yield told[i][0], told[j][0]
