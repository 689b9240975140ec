"""A season's own list as rows of the register: how the register is carried on to the next year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from review_tui.desks.notice import chosen, confirmation
from scoring.nomination import Nomination, PastWinner

if TYPE_CHECKING:
    from review_tui.desks.office_view import OfficeView
    from review_tui.desks.register import Source


def winners_of(view: OfficeView) -> tuple[Source, Sequence[PastWinner]]:
    """Whom the season recommends: the confirmed list, or, where none is confirmed yet, the selection as it is now.

    Names, units, months of birth and the hashes of photos go on to the next year, because they tell namesakes apart;
    deeds and phones do not: they are purged with the season. Raises as `OfficeView.selection` does.
    """
    from review_tui.desks.register import Source

    confirmed = confirmation(view)
    ids = [line.id for line in confirmed.lines] if confirmed is not None else list(chosen(view))
    winners = [_winner(view, view.docket.nominations[one]) for one in ids if one in view.docket.nominations]
    source = Source(f"{view.rules.year}年推荐名单", len(winners))
    if confirmed is None:
        source.notes.append("名单还没有确认，记入的是目前的推荐名单")
    return source, winners


def _winner(view: OfficeView, one: Nomination) -> PastWinner:
    person = view.rules.find(one.category).nature == "person"
    photos = [m.photo for m in one.of_kind("photo") if m.photo is not None]
    return PastWinner(
        year=view.rules.year,
        category=one.category,
        name=one.name,
        unit=one.text("workplace" if person else "implementer") or one.unit,
        region=one.unit,
        birth=one.text("birth"),
        phashes=tuple(photo.phash for photo in photos if photo.phash),
        place=f"{view.rules.year}年推荐名单 › {one.id}",
    )
