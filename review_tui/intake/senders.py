"""Who sent a package: said by the person who imports it, the tables, the forms, or the package's own name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from review_tui.intake.files import File
from review_tui.intake.text import key
from review_tui.intake.unit_lines import bare_unit
from review_tui.rules import Season
from scoring.nomination import Unit


def sender(hint: str | None, files: Sequence[File], names: Iterable[str], season: Season) -> Unit | None:
    """The nominating unit; None: nothing tells.

    In this order: `hint`; what the 汇总表 say; what the forms say; `names` of the archive and its top folder. A known
    unit is preferred; a name that is in no list of the season is kept as written, with `known=False`.
    """
    if hint is not None and hint.strip():
        return _unit(hint, season)
    summaries = _counted(claim for f in files for s in f.summaries for claim in s.claims)
    columns = _counted(
        bare_unit(e.fields["unit"].text) for f in files for s in f.summaries for e in s.entries if "unit" in e.fields
    )
    forms = _counted(claim for f in files for form in f.forms for claim in form.claims[:1])
    by_name = next((unit for name in names if (unit := season.locate_unit(name)) is not None), None)
    written: str | None = None
    for claims in (summaries, columns, forms):
        for claim in claims:
            found = season.find_unit(claim)
            if found is not None:
                return found
            written = written or claim
    if written is not None and not (by_name and _is_part(written, by_name)):
        return _unit(written, season)
    return by_name


def _counted(claims: Iterable[str]) -> list[str]:
    """The claims, the most frequent first, ties in their order."""
    return [claim for claim, _ in Counter(c for c in claims if c).most_common()]


def _is_part(written: str, unit: Unit) -> bool:
    """A body of the unit's own area (长春市朝阳区教育局 in a package of 长春市)."""
    return any(key(written).startswith(key(name)) for name in (unit.name, *unit.aliases) if len(name) > 2)


def _unit(text: str, season: Season) -> Unit:
    found = season.find_unit(text)
    if found is not None:
        return found
    name = bare_unit(text) or text.strip()
    university = name.endswith(("大学", "学院", "高等专科学校"))
    return Unit(name=name, kind="university" if university else "other", known=False)
