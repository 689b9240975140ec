"""How much two photos of one picture differ at most. Measured: docs/decisions/2026-11-27-photos.md."""

from __future__ import annotations

COARSE = 18
"""Bits of the 64-bit hashes."""
FINE = 40
"""Bits of the hashes of 256 bits."""
PAST = 6
"""Bits of the 64-bit hashes where nothing else is known of one of the photos."""
TINT = 18
"""Levels of the colour of a field."""
APART = 0.005
"""Upright pictures are mostly portraits, which one studio makes much alike: bits do not tell them apart. Of the grey
cells of one, so much of the variance is no cubic function of the other's (which allows for brightness)."""
BOTH = 1.25
"""What cells and colour of upright pictures may come to together, as parts of their limits, that of colour squared: two
people in one cut before one ground differ a little in both, a changed picture mostly in one."""
