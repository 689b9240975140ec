"""Which nominations of a corrected package are those that the unit named before.

Category and name decide. A name that differs by a slip of the pen is decided by the other facts, and every such
decision is told in a sentence: a score and a ruling must never wander to somebody else unseen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from review_tui.desks.labels import FACT_LABELS
from scoring.nomination import Nomination

_NOISE = re.compile(r"[\s“”\"'‘’「」『』《》〈〉·•・‧]+")
_COUNTERS = frozenset("0123456789一二三四五六七八九十上中下甲乙丙丁")
"""Characters that tell two of a series apart: 一期 and 二期 are no slip of the pen."""
_TELLING = ("birth", "phone", "workplace", "implementer", "start", "leader", "job", "participants")
_SURE = frozenset({"birth", "deed", "files", "start"})
"""Of these at least one must agree: a telephone and a workplace are often shared by colleagues."""
_LONG_NAME = 8
"""From this length on two characters may differ."""


def plain_name(name: str) -> str:
    """A name without spaces, quotes and dots, for comparing."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name))


def same_key(nomination: Nomination) -> str:
    """What makes two nominations of one unit the same: the category and the name without spaces, quotes and dots."""
    return f"{nomination.category}|{plain_name(nomination.name)}"


def match(new: Sequence[Nomination], known: Sequence[Nomination]) -> tuple[str | None, ...]:
    """For each nomination of `new`, in order, the id of the one of `known` that it is; None: a new one.

    Namesakes go to the one with which most facts agree; ties in the order of the packages. A slip of the pen is
    followed only where it is the one candidate of both sides.
    """
    found: dict[int, str] = {}
    free = _by_name(new, known, found)
    left = [i for i in range(len(new)) if i not in found]
    sure = [(i, old) for i in left for old in free if near(new[i], old) and _agree_enough(new[i], old)]
    for i, old in sure:
        if sum(1 for j, other in sure if j == i or other is old) == 1:
            found[i] = old.id
    return tuple(found.get(i) for i in range(len(new)))


def _by_name(new: Sequence[Nomination], known: Sequence[Nomination], found: dict[int, str]) -> list[Nomination]:
    """Matches equal names; returns what is left of `known`."""
    ours: dict[str, list[int]] = defaultdict(list)
    theirs: dict[str, list[Nomination]] = defaultdict(list)
    for i, one in enumerate(new):
        ours[same_key(one)].append(i)
    for one in known:
        theirs[same_key(one)].append(one)
    for key, places in ours.items():
        for i, old in _best_pairs([(i, new[i]) for i in places], theirs[key]):
            theirs[key].remove(old)
            found[i] = old.id
    return [one for rest in theirs.values() for one in rest]


def _best_pairs(ours: Sequence[tuple[int, Nomination]], theirs: Sequence[Nomination]) -> list[tuple[int, Nomination]]:
    ranked = sorted(
        ((-len(agreeing(one, old)), i, nth) for i, one in ours for nth, old in enumerate(theirs)),
        key=lambda pair: pair,
    )
    taken: dict[int, int] = {}
    for _score, i, nth in ranked:
        if i not in taken and nth not in taken.values():
            taken[i] = nth
    return [(i, theirs[nth]) for i, nth in taken.items()]


def agreeing(a: Nomination, b: Nomination) -> tuple[str, ...]:
    """The telling facts that both have and that agree; `deed` and `files` stand for a text and a picture in both."""
    keys = [key for key in _TELLING if _values(a, key) & _values(b, key)]
    if {p.body for p in a.passages if p.body.strip()} & {p.body for p in b.passages if p.body.strip()}:
        keys.append("deed")
    if _pictures(a) & _pictures(b):
        keys.append("files")
    return tuple(keys)


def _values(one: Nomination, key: str) -> set[object]:
    return {r.value for r in one.readings_of(key)}


def _pictures(one: Nomination) -> set[str]:
    return {m.sha256 for m in one.materials if m.kind in ("photo", "video", "report")}


def near(a: Nomination, b: Nomination) -> bool:
    """One category, and names that a slip of the pen tells apart."""
    if a.category != b.category:
        return False
    one, other = plain_name(a.name), plain_name(b.name)
    if one == other or min(len(one), len(other)) < 2 or (set(one) ^ set(other)) & _COUNTERS:
        return False
    allowed = 2 if min(len(one), len(other)) >= _LONG_NAME else 1
    return slips(one, other) <= allowed


def _agree_enough(a: Nomination, b: Nomination) -> bool:
    if _values(a, "gender") and _values(b, "gender") and not _values(a, "gender") & _values(b, "gender"):
        return False
    keys = agreeing(a, b)
    return len(keys) >= 2 and bool(_SURE & set(keys))


def followed(old: Nomination, new: Nomination) -> str:
    """The sentence that tells of a corrected name; empty where the name is the same."""
    if plain_name(old.name) == plain_name(new.name):
        return ""
    labels = {**FACT_LABELS, "deed": "事迹文字", "files": "照片或附件"}
    facts = "、".join(labels[key] for key in agreeing(new, old)[:4])
    agree = f"{facts}相同，" if facts else ""
    return f"“{old.name}”改为“{new.name}”，{agree}按同一份处理：编号、裁定、评分不变"


def doubtful(new: Nomination, gone: Sequence[Nomination]) -> str:
    """The sentence about a new nomination that looks like one that is gone and was not taken for it; else empty."""
    alike = next((old for old in gone if near(new, old)), None)
    if alike is None:
        return ""
    return f"与撤回的 {alike.id} {alike.name} 只差一两个字，凭其他事实不能认定是同一份，按新的一份编号"


def slips(a: str, b: str) -> int:
    """How many characters were written wrong, left out, added or swapped with their neighbour to make `b` of `a`
    (optimal string alignment)."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, start=1):
        row = [i]
        for j, y in enumerate(b, start=1):
            least = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                least = min(least, rows[i - 2][j - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]
