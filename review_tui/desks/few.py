"""Names in a sentence that has to fit on a screen."""

from __future__ import annotations

from collections.abc import Sequence


def named_few(names: Sequence[str], counted: str) -> str:
    """Up to three names in full; of more the first two, and how many there are with the word they are counted by."""
    if len(names) <= 3:
        return "、".join(names)
    return f"{'、'.join(names[:2])}等 {len(names)} {counted}"
