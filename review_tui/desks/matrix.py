"""Units × findings: how many of each group a unit has, and how many of them ask for a ruling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from review_tui.desks.docket import Ruled
from review_tui.desks.office_rows import UnitRow
from review_tui.desks.office_view import OfficeView


class Group(NamedTuple):
    """Findings that are told in one column. `rules`: how the names of its rules begin."""

    id: str
    name: str
    rules: tuple[str, ...]


GROUPS = (
    Group("quota", "名额", ("quota.", "special.", "coverage.")),
    Group("tables", "表格", ("summary.", "form.", "report.", "file.")),
    Group("facts", "事实", ("facts.",)),
    Group("photos", "照片", ("photo.",)),
    Group("videos", "视频", ("video.",)),
    Group("terms", "条件", ("star.", "project.")),
    Group("repeats", "重复", ("repeat.",)),
    Group("other", "其他", ()),
)
"""Every finding is in the first one whose rules it has; the last one takes what is left (deadline, unknown unit)."""


class Count(NamedTuple):
    """One cell. `blocks`, `warns`: findings that still ask for a ruling; `ruled`: those that have one."""

    blocks: int = 0
    warns: int = 0
    ruled: int = 0

    @property
    def text(self) -> str:
        """`2/3`: two that block and three to look at; `0`: all are ruled on; `-`: there is none."""
        if self.blocks or self.warns:
            return f"{self.blocks}/{self.warns}"
        return "0" if self.ruled else "-"


class MatrixRow(NamedTuple):
    """One unit. `counts` by group id; None: not worked out yet."""

    unit: UnitRow
    counts: Mapping[str, Count] | None


def group_of(rule: str) -> str:
    """The id of the group that a rule's findings are told in."""
    return next((group.id for group in GROUPS if rule.startswith(group.rules)), GROUPS[-1].id)


def matrix(view: OfficeView, *, wait: bool = True) -> tuple[MatrixRow, ...]:
    """A row for each unit, in the order in which they were taken in. `wait` as in `OfficeView.units`."""
    return tuple(
        MatrixRow(row, None if row.open is None else count(unit_rulings(view, row.unit)))
        for row in view.units(wait=wait)
    )


def unit_rulings(view: OfficeView, unit: str) -> list[Ruled]:
    """Every finding on a unit and on its nominations."""
    found = list(view.docket.unit_findings(unit))
    for nomination in view.docket.packages[unit].nominations:
        found += view.docket.findings(nomination.id)
    return found


def count(found: Iterable[Ruled]) -> dict[str, Count]:
    """By group id, each group there; hints do not count."""
    counts = {group.id: Count() for group in GROUPS}
    for ruled in found:
        one, group = ruled.finding, group_of(ruled.finding.rule)
        if one.severity == "info":
            continue
        at = counts[group]
        if not ruled.open:
            counts[group] = at._replace(ruled=at.ruled + 1)
        elif one.severity == "block":
            counts[group] = at._replace(blocks=at.blocks + 1)
        else:
            counts[group] = at._replace(warns=at.warns + 1)
    return counts
