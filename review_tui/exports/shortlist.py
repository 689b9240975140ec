"""The office's own workbook: who is recommended, who is in reserve, who is not in and why, and on what grounds.

For internal use: it names people with their scores, but holds no phone number, birth date or address.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from review_tui.exports.cells import Value
from review_tui.exports.template import Row, Table
from review_tui.exports.workbook import Masthead, fill_workbook
from scoring.season import Category
from scoring.selection import Choice, UnitCount
from scoring.standings import Standing

TEMPLATE = "shortlist.xlsx"
"""Its name in the season's `templates`."""

_LIST_NEEDS = frozenset({"rank", "id", "name", "unit", "category", "score", "reason"})
_LIST_MAY = frozenset({"no", "special", "type", "ballots"})
_QUOTA_NEEDS = frozenset({"unit", "category", "sent", "quota", "selected", "limit"})
_FINDING_NEEDS = frozenset({"name", "unit", "message", "clause", "evidence", "ruling", "ruling_reason"})
_FINDING_MAY = frozenset({"no", "id", "category", "rule", "level", "ruled_at"})
_DETAIL_NEEDS = frozenset({"rank", "id", "name", "score", "spread", "ballots"})
_DETAIL_MAY = frozenset({"no", "unit", "mean", "median", "trimmed", "note"})
_MOST_CRITERIA = 30


@dataclass(frozen=True)
class ListLine:
    """One nomination of a list. `category` by its short name; `rank`, `score` None: not ranked; `type` may be empty."""

    category: str
    rank: int | None
    id: str
    name: str
    unit: str
    special: bool
    type: str
    score: Decimal | None
    ballots: int
    reason: str

    @classmethod
    def of(cls, choice: Choice, category: Category, ballots: int) -> ListLine:
        """The line of a choice of the selection."""
        return cls(
            category=category.short,
            rank=choice.rank,
            id=choice.id,
            name=choice.name,
            unit=choice.unit,
            special=choice.special,
            type=choice.type,
            score=choice.score,
            ballots=ballots,
            reason=choice.reason,
        )

    def row(self) -> Row:
        """By placeholder."""
        return {**vars(self), "special": "是" if self.special else ""}


@dataclass(frozen=True)
class QuotaLine:
    """One unit in one category: what it sent against the quota `at_least`..`at_most`, what was selected against the
    limit of the list (None: no limit)."""

    unit: str
    category: str
    sent: int
    at_least: int
    at_most: int
    selected: int
    limit: int | None

    @classmethod
    def of(cls, count: UnitCount, category: Category) -> QuotaLine:
        """The line of a count of the selection."""
        quota = category.quota
        return cls(
            unit=count.unit,
            category=category.short,
            sent=count.sent,
            at_least=quota.at_least,
            at_most=quota.at_most,
            selected=count.selected,
            limit=count.limit,
        )

    def row(self) -> Row:
        """By placeholder; `note` says where the quota was not kept."""
        note = "超出名额" if self.sent > self.at_most else "少于名额" if self.sent < self.at_least else ""
        limit: Value = "不限" if self.limit is None else self.limit
        return {**vars(self), "quota": f"{self.at_least}–{self.at_most}", "limit": limit, "note": note}


@dataclass(frozen=True)
class FindingLine:
    """One finding of the formal check. `id` empty: it is the unit's. `level`, `ruling` in Chinese as the office's desk
    says them; `ruled_at` empty: not ruled."""

    id: str
    name: str
    unit: str
    category: str
    rule: str
    level: str
    message: str
    clause: str
    evidence: str
    ruling: str
    ruling_reason: str
    ruled_at: str = ""

    def row(self) -> Row:
        """By placeholder."""
        return dict(vars(self))


@dataclass(frozen=True)
class DetailLine:
    """One nomination's figures; `criteria` in rubric order, empty without a counted card. `note`: how a tie was
    broken, or why it is not ranked."""

    rank: int | None
    id: str
    name: str
    unit: str
    criteria: tuple[Decimal, ...]
    score: Decimal | None
    mean: Decimal | None
    median: Decimal | None
    trimmed: Decimal | None
    spread: Decimal | None
    ballots: int
    note: str

    @classmethod
    def of(cls, one: Standing) -> DetailLine:
        """The line of a standing."""
        return cls(
            rank=one.rank,
            id=one.id,
            name=one.name,
            unit=one.unit,
            criteria=tuple(one.criteria.values()),
            score=one.score,
            mean=one.mean,
            median=one.median,
            trimmed=one.trimmed,
            spread=one.spread,
            ballots=one.ballots,
            note=one.excluded or one.tie_break,
        )

    def row(self) -> Row:
        """By placeholder: `criterion.1`, `criterion.2`, … beside the names of the fields."""
        points = {f"criterion.{at}": value for at, value in enumerate(self.criteria, start=1)}
        fields: dict[str, Value] = {k: v for k, v in vars(self).items() if k != "criteria"}
        return {**fields, **points}


@dataclass(frozen=True)
class Detail:
    """The figures of one category; they get a sheet of their own, because each has other criteria."""

    category: Category
    lines: tuple[DetailLine, ...]


@dataclass(frozen=True)
class Shortlist:
    """Everything the workbook says. Lists run category by category, in the order in which they are to be read."""

    masthead: Masthead
    selected: tuple[ListLine, ...]
    reserves: tuple[ListLine, ...]
    left_out: tuple[ListLine, ...]
    quotas: tuple[QuotaLine, ...]
    findings: tuple[FindingLine, ...]
    details: tuple[Detail, ...]


def shortlist(content: Shortlist, template: Path) -> bytes:
    """The workbook: 推荐名单 备选名单 未入选 各单位名额 形式审查, and one 评分明细 for each category.

    Raises `ReviewError` for a template that cannot be used and for a text that no cell can hold.
    """
    lists = {"推荐名单": content.selected, "备选名单": content.reserves, "未入选": content.left_out}
    tables = [
        Table(name, _numbered((line.row() for line in lines), by="category"), _LIST_NEEDS, _LIST_MAY, group="category")
        for name, lines in lists.items()
    ]
    quotas = _numbered(line.row() for line in content.quotas)
    findings = _numbered(line.row() for line in content.findings)
    tables.append(Table("各单位名额", quotas, _QUOTA_NEEDS, frozenset({"no", "at_least", "at_most", "note"})))
    tables.append(Table("形式审查", findings, _FINDING_NEEDS, _FINDING_MAY))
    tables += [_detail_table(detail) for detail in content.details]
    return fill_workbook(template, tables, content.masthead)


def _detail_table(detail: Detail) -> Table:
    criteria = detail.category.rubric.criteria
    scalars: dict[str, Value] = {
        "category.name": detail.category.name,
        "category.short": detail.category.short,
        "category.points": detail.category.rubric.total,
    }
    for at, criterion in enumerate(criteria, start=1):
        scalars[f"criterion.{at}.name"] = criterion.name
        scalars[f"criterion.{at}.points"] = criterion.points
    points = frozenset(f"criterion.{at}" for at in range(1, len(criteria) + 1))
    # a nomination without a card has no points: its cells are empty, no zeros
    blank: Mapping[str, Value] = dict.fromkeys(points)
    return Table(
        "评分明细",
        _numbered({**blank, **line.row()} for line in detail.lines),
        _DETAIL_NEEDS | points,
        _DETAIL_MAY,
        named=f"评分明细·{detail.category.short}",
        scalars=scalars,
        unused=tuple(f"criterion.{at}" for at in range(len(criteria) + 1, _MOST_CRITERIA)),
    )


def _numbered(rows: Iterable[Row], *, by: str = "") -> Sequence[Row]:
    """The rows with `no` counted from 1, anew where the value of `by` changes."""
    numbered: list[Row] = []
    for row in rows:
        follows = numbered and (not by or numbered[-1][by] == row[by])
        last = numbered[-1]["no"] if follows else 0
        numbered.append({"no": last + 1 if isinstance(last, int) else 1, **row})
    return numbered
