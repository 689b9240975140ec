"""Whether two texts name one body: a unit, a workplace, an implementer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from scoring.names import body, plain, region_and_rest

Chains = Mapping[str, tuple[str, ...]]
"""All names that a body bore, by each of them (`renames.name_chains`)."""
_BODIES = re.compile(
    r"[、,;/\n]|(?<=[司院学心局馆校区会村厂所站社部])(?:和|与|及)|(?:联合|共同)(?:主办|实施|申报|报送)?$|报送$"
)
"""What parts the bodies of a list (A公司和B学院报送)."""
_LEAST_BODY = 4
_BODY_NOISE = re.compile(r"^(?:中共|中国共产党)")


def same_bodies(a: Iterable[str], b: Iterable[str], universities: frozenset[str], chains: Chains) -> bool:
    """Whether texts of one place (`a`: as read and as written) and those of another may mean one body.

    Bodies of a list agree with one of them, and with the same in another order; a body with its name of another year.
    """
    ones, others = ([name for text in texts for name in (text, *_bodies(text, chains))] for texts in (a, b))
    return any(same_body(x, y, universities) for x in ones for y in others)


def same_body(a: str, b: str, universities: frozenset[str]) -> bool:
    """Whether two texts may name one body: a region in or out, a department or a post behind it, do not differ.

    Two universities always do, though one's name may begin the other's; so do two regions, neither within the other.
    """
    one, other = (_BODY_NOISE.sub("", body(t)) for t in (a, b))
    if one == other:
        return True
    schools = {_university(one, universities), _university(other, universities)}
    if None not in schools and len(schools) == 2:
        return False
    if _contained(one, other):
        return True
    (here, rest), (there, tail) = region_and_rest(one), region_and_rest(other)
    near = not here or not there or here.endswith(there) or there.endswith(here) or _outlines(here, there)
    return near and bool(rest and tail) and _contained(rest, tail)


def _university(text: str, universities: frozenset[str]) -> str | None:
    """The longest university's name that the text begins with."""
    return max((u for u in universities if text.startswith(body(u))), key=len, default=None)


def _outlines(here: str, there: str) -> bool:
    """Whether the shorter region leaves out a step of the longer: 长春市 and 长春市宽城区."""
    return here.startswith(there) or there.startswith(here)


def _bodies(text: str, chains: Chains) -> list[str]:
    """Each body of a list, with all names that it bore."""
    flat = unicodedata.normalize("NFKC", text)
    parts = [part for part in _BODIES.split(flat) if len(plain(part)) >= _LEAST_BODY]
    return [name for part in parts for name in (part, *_former(plain(part), chains))]


def _former(name: str, chains: Chains) -> tuple[str, ...]:
    return chains.get(name) or chains.get(name.removeprefix("吉林省"), ())


def _contained(a: str, b: str) -> bool:
    return a in b or b in a
