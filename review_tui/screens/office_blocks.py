"""Findings as text, wherever the office reads them."""

from __future__ import annotations

from collections.abc import Sequence

from review_tui.desks.docket import Ruled
from review_tui.screens.office_page import SEVERITIES, SEVERITY_INKS, label
from review_tui.widgets.text_pane import Block


def findings_blocks(findings: Sequence[Ruled]) -> list[Block]:
    """Each finding with its severity, its clause, where it was read, and the ruling."""
    blocks = []
    for ruled in findings:
        one = ruled.finding
        ink = SEVERITY_INKS[one.severity] if ruled.open else "plain"
        clause = f"（{one.clause}）" if one.clause != "—" else ""
        blocks.append(Block(one.message + clause, label=label(SEVERITIES[one.severity]), label_ink=ink))
        places = f"{one.evidence}\n" if one.evidence else ""
        blocks.append(Block(places + ruled.state(), label=label(""), ink="faint"))
    return blocks
