"""The table of suspected repeats for a meeting: the values of the desk as its lines."""

from __future__ import annotations

from pathlib import Path

from review_tui.desks.office_view import OfficeView
from review_tui.desks.repeat_words import JUDGED, signed, verdict_words, year_words
from review_tui.desks.repeats import Pair, RepeatsView
from review_tui.exports.repeats import TEMPLATE, RepeatLine, repeats_book
from review_tui.exports.workbook import Masthead
from review_tui.resources import data_dir


def repeats(view: OfficeView, masthead: Masthead) -> bytes:
    """The workbook: what is undecided first, then by score. Raises as `exports.repeats.repeats_book` does."""
    pairs = sorted(RepeatsView(view).pairs(), key=lambda pair: not pair.open)
    return repeats_book(masthead, tuple(_line(view, pair) for pair in pairs), _template(view))


def _line(view: OfficeView, pair: Pair) -> RepeatLine:
    one, other = pair.suspect, pair.suspect.against
    category = view.rules.find(one.category).short
    head = f"{year_words(pair)}  {other.name}" if pair.past is not None else f"{other.id}  {other.name}"
    before = f"（材料有变，原认定“{verdict_words(pair.before)}”）" if pair.before is not None else ""
    return RepeatLine(
        id=one.nomination,
        now=f"{one.name}\n{one.unit}\n{category}，{pair.nomination.unit}推荐",
        then=f"{head}\n{other.unit}\n{pair.place}",
        evidence="\n".join(f"{signed(e.weight)}  {e.detail}" for e in one.evidence),
        score=one.score,
        judged=JUDGED[one.verdict],
        verdict=verdict_words(pair.given) + before,
        reason=pair.given.reason if pair.given is not None else "",
    )


def _template(view: OfficeView) -> Path:
    """The season's own, or, in a season that was made before there was one, the shipped one."""
    own = view.store.template(TEMPLATE)
    return own if own.exists() else data_dir() / "seasons" / "jilin-2022" / "templates" / TEMPLATE
