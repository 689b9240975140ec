"""Writing the return slip of one unit from the office's screens."""

from __future__ import annotations

from review_tui.screens.office_page import Bench


def write_slip(bench: Bench, unit: str) -> tuple[str, str]:
    """Writes the two files into the season's exports; what to say of it, and in which ink. Raises as exports do."""
    from review_tui.desks.return_slips import write_unit

    paths = write_unit(bench.desk, unit)
    if not paths:
        return f"{unit}没有需要补正的，不用发补正通知。", "good"
    names = "、".join(path.name for path in paths)
    return f"已写出 {names}，在 {paths[0].parent}", "good"
