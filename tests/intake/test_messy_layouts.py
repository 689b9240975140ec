"""Every file of every layout goes to its owner, or, where nobody can tell, to nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from review_tui.intake.package import PackageReading
from review_tui.intake.text import line
from review_tui.rules import Season
from scoring.findings import check_nomination
from tests.intake.messy import LAYOUTS, Messy, package_of

Read = Callable[..., PackageReading]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_each_file_is_its_owner_s(read: Read, season: Season, layout: Callable[[Messy], None]) -> None:
    made = package_of(layout)
    reading = read(made.files)
    found: dict[str, str | None] = {m.path: None for m in reading.package.materials}
    found |= {m.path: n.name for n in reading.package.nominations for m in n.materials}
    wanted = {line(path): owner and owner.replace(" ", "") for path, owner in made.owners.items()}
    wrong = {path: (owner, found.get(path, "-")) for path, owner in wanted.items() if found.get(path, "-") != owner}
    assert wrong == {}
    assert len(reading.package.nominations) == 10
    for one in reading.package.nominations:
        known = (season.universities, season.chains)
        found = check_nomination(one, season.rules, reading.package.unit, *known)
        assert [f.message for f in found if f.rule in ("facts.conflict", "file.unreadable")] == []
