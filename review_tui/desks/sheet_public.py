"""The public notice and the confirmed list: what was frozen at the desk, as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from review_tui.desks.notice import Notice, NoticeLine, confirmation, notices
from review_tui.desks.office_view import OfficeView
from review_tui.exports.public_list import CONFIRMED, CONFIRMED_SHEET, NOTICE, Chapter, PublicList
from review_tui.exports.workbook import Masthead


def notice(view: OfficeView, masthead: Masthead) -> Mapping[str, bytes]:
    """Each notice that counts as docx and txt; nothing while none was published. Raises as `PublicList.document`."""
    files = {}
    for one in notices(view):
        if not one.withdrawn:
            listed, title = _published(view, masthead, one), "公示" if one.number == 1 else "补充公示"
            name = f"notice-{title}-{one.number:02d}"
            files[f"{name}.docx"] = listed.document(view.store.template(NOTICE), title)
            files[f"{name}.txt"] = listed.text(title)
    return files


def without_notice(view: OfficeView) -> str:
    """Says that there is no notice yet; empty: there is one."""
    return "" if any(not one.withdrawn for one in notices(view)) else "还没有公示：在“公示”页按 p。"


def confirmed(view: OfficeView, masthead: Masthead) -> Mapping[str, bytes]:
    """The confirmed list as docx and xlsx; nothing while it is not confirmed. Raises as `PublicList.document`."""
    made = confirmation(view)
    if made is None:
        return {}
    chapters = _chapters(view, made.lines)
    coded = replace(masthead, list_code=made.code)
    listed = PublicList(coded, chapters, datetime.fromisoformat(made.at).date())
    return {
        "confirmation-认定名单.docx": listed.document(view.store.template(CONFIRMED), "认定名单"),
        "confirmation-认定名单.xlsx": listed.workbook(view.store.template(CONFIRMED_SHEET)),
    }


def unconfirmed(view: OfficeView) -> str:
    """Says that the list is not confirmed yet; empty: it is."""
    return "" if confirmation(view) is not None else "名单还没有确认：公示期满、异议处理完，在“公示”页按 c。"


def _published(view: OfficeView, masthead: Masthead, one: Notice) -> PublicList:
    return PublicList(
        masthead=replace(masthead, list_code=one.code),
        chapters=_chapters(view, one.lines),
        made=one.start,
        where=view.rules.public_notice.where,
        start=one.start,
        end=one.end,
    )


def _chapters(view: OfficeView, lines: Sequence[NoticeLine]) -> list[Chapter]:
    """Category by category, in the order of the season; a category without a line is left out."""
    by_name = [(c.name, [(n.name, n.unit) for n in lines if n.category == c.name]) for c in view.rules.categories]
    return [Chapter(name, listed) for name, listed in by_name if listed]
