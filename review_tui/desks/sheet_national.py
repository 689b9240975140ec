"""The table that is forwarded to the national level: the values of the desk as its rows."""

from __future__ import annotations

from review_tui.desks.notice import final
from review_tui.desks.office_view import OfficeView
from review_tui.exports.national import TEMPLATE, National, NationalLine
from review_tui.exports.national import national as fill
from review_tui.exports.workbook import Masthead
from scoring.nomination import Nomination
from scoring.season import Category
from scoring.selection import forwarded


def national(view: OfficeView, masthead: Masthead) -> bytes:
    """The workbook. Raises as `exports.national.national` does."""
    rows = []
    for category in view.rules.categories:
        for one in forwarded(final(view, category), category.selection.forwarded):
            rows.append(_national_line(view, view.docket.nominations[one.id], category))
    return fill(National(masthead, tuple(rows)), view.store.template(TEMPLATE))


def _national_line(view: OfficeView, found: Nomination, category: Category) -> NationalLine:
    person = category.nature == "person"
    return NationalLine(
        province=view.rules.province,
        name=found.name,
        unit=found.text("workplace" if person else "implementer") or found.unit,
        category=category.name,
        special=found.special,
        video=bool(found.of_kind("video")),
        contact=found.name if person else found.text("leader"),
        phone=found.text("phone"),
        remark=f"推荐单位：{found.unit}",
    )
