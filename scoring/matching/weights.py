"""The weights: how many bits each finding is worth, before and beside the rarity of what agrees.

A weight is log2(m / u): how often the finding is made of two records of one winner (m), against two records taken at
random (u) (Fellegi & Sunter 1969). Where what agrees has a rarity (name, unit, title), u is that rarity and comes from
the register itself; the tables here then hold log2(m) and what a spelling slip costs. See `docs/repeats.md`.
"""

from __future__ import annotations

from scoring.matching.bodies import Relation
from scoring.matching.people import Likeness

EXPECTED = 0.2
"""The share of nominees that is expected to have been recommended before: with the size of the register the base."""
FEWEST = 1000
"""A register with fewer rows of a category is treated as one of this size: lists are never complete."""

NAME: dict[Likeness, float] = {
    "same": -0.3,
    "alias": -1.0,
    "variant": -2.0,
    "short": -3.0,
    "sound": -5.5,
    "shape": -6.0,
    "close": -7.0,
    "swapped": -8.0,
    "other": -30.0,
}
"""What is added to the bits of the name's rarity; `other` stands alone."""
NAME_MOST = 24.0
"""No name proves more than this: rarer ones are only rarer in the list."""

UNIT: dict[Relation, tuple[float, float]] = {
    "same": (-0.5, -0.5),
    "renamed": (-1.0, -1.0),
    "part": (-2.0, -2.0),
    "similar": (-3.0, -3.0),
    "within": (2.0, 2.0),
    "parts": (1.0, -3.0),
    "unknown": (0.0, 0.0),
    "county": (-1.0, -3.0),
    "city": (-2.5, -4.0),
    "other": (-3.5, -5.5),
    "sibling": (-5.0, -7.0),
    "elsewhere": (-6.0, -8.0),
}
"""For persons, for projects. The first four are added to the bits of the unit's rarity; the others stand alone."""
UNIT_LEAST, UNIT_MOST = 3.0, 10.0

TITLE_MOST = 22.0
TITLE_SAME = -0.5
TITLE_ADDED = (-1.0, -0.12, -3.0)
"""One side says more (a subtitle): a constant, for each bit that is only there, and the most for all of them."""
TITLE_CHANGED = (-2.5, -1.8)
"""Both sides have something of their own: a constant, and for each bit of the smaller of the two."""
TITLE_SERIES = 1.0
"""The most that a title proves with another number of a series: 一期, 二期."""
TITLE_OTHER = -30.0
TITLE_OWN = 9.5
"""Bits from which a title is somebody's own, not anybody's."""
TITLE_LEAST = (7.0, 0.4)
"""Below so many shared bits, or so small a part of the shorter title, two titles are different ones."""

BIRTH = {"day": 12.0, "month": 8.0, "year": 4.0, "slip": -3.0, "other": -12.0}
COPIED_LEAST = 30
"""Characters from which a deed can be called copied."""
GENDER = {"same": 0.9, "other": -7.0}
DEED = {"names": 10.0, "place": 2.5, "award": 6.0, "admitted": 4.0, "leader": 6.0, "copied": 14.0, "alike": 7.0}
PHOTO = {"same": 14.0, "near": 7.0}
PHOTO_SAME, PHOTO_NEAR = 4, 8
"""Bits of 64 by which two hashes may differ."""

REAL_CHANCE = -4.5
"""Bits in all (odds of 1 to 23) from which a bare name that agrees is worth a question: with fewer, so many people are
expected to bear the name that the agreement is no evidence."""

POINTS_PER_BIT = 2.5
EVEN = 50.0
"""The score of even odds (0 bits in all)."""
