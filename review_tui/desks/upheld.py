"""Nominations that an upheld objection took off the list."""

from __future__ import annotations

from review_tui.desks.docket import Documents


def upheld(documents: Documents) -> dict[str, str]:
    """By nomination id: why it is not ranked, in Chinese, with the number of the objection."""
    docs = documents.all("objections").items()
    return {doc["nomination"]: f"公示异议成立（{key}）" for key, doc in docs if doc.get("outcome") == "upheld"}
