"""The rows of an offline score sheet: each becomes a draft that could be submitted, or sentences that say why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from review_tui.desks.ballots import Draft
from review_tui.desks.expert import NOTE_LIMIT, ExpertDesk
from review_tui.errors import UsageError
from review_tui.exports.scoresheet import COMMENT, FAILED, ID, NAME, PASSED, columns, criterion_head
from review_tui.intake.grid import Cell, Grid
from scoring.scorecard import PointsRefused, lacks, parse_points
from scoring.season import Rubric

_GATE = {PASSED: True, FAILED: False, "1": True, "0": False, "１": True, "０": False}


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row that passed every check. `points` as a card holds them; `place` for messages."""

    nomination: str
    draft: Draft
    points: Mapping[str, str]
    place: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken; each problem names its cell."""

    problems: tuple[str, ...]


class RowReader:
    """Reads the rows below the header in row `top`. `formulas`: references of the cells that hold one."""

    def __init__(self, desk: ExpertDesk, grid: Grid, top: int, formulas: frozenset[str]) -> None:
        self._desk, self._grid, self._top, self._formulas = desk, grid, top, formulas
        self._at: dict[str, int] = {}
        for column, cell in enumerate(grid.dense[top]):
            if cell is not None and _plain(cell.text):
                self._at.setdefault(_plain(cell.text), column)

    def read(self) -> Iterator[FilledRow | BadRow | None]:
        """A value for each row with a number in it; None: nothing is filled in."""
        for row in range(self._top + 1, len(self._grid.dense)):
            if any(cell is not None and cell.text.strip() for cell in self._grid.dense[row]):
                yield self._row(row)

    def _row(self, row: int) -> FilledRow | BadRow | None:
        nomination = self._text(row, ID)
        try:
            found = self._desk.nomination(nomination)
        except UsageError:
            return BadRow((f"{self._place(row, ID)}：“{nomination[:20]}”没有分配给专家 {self._desk.expert}",))
        rubric = self._desk.rules.find(found.category).rubric
        missing = [head for head in columns(rubric) if _plain(head) not in self._at]
        if missing:
            names = "、".join(_plain(head) for head in missing)
            return BadRow((f"{self._place(row, ID)}：表头里没有这一类要的列（{names}）",))
        if _plain(self._text(row, NAME)) != _plain(found.name):
            said = f"{nomination} 应是“{found.name}”，编号与名称对不上（可能只排了部分列的序）"
            return BadRow((f"{self._place(row, NAME)}：{said}",))
        return self._filled(row, nomination, rubric)

    def _filled(self, row: int, nomination: str, rubric: Rubric) -> FilledRow | BadRow | None:
        problems: list[str] = []
        gate = self._gate(row, rubric, problems)
        points = self._points(row, rubric, problems)
        comment = self._text(row, COMMENT)
        problems += self._formula(row, COMMENT)
        if not problems and gate is None and not points and not comment:
            return None
        if self._desk.state(nomination) == "recused":
            problems.append(f"{self._place(row, ID)}：{nomination} 已回避，不能评分")
        if len(comment) > NOTE_LIMIT:
            problems.append(f"{self._place(row, COMMENT)}：评语 {len(comment)} 字，最多 {NOTE_LIMIT} 字")
        if not problems:
            lacking = [rubric.gate.name if one == "gate" and rubric.gate else rubric.criterion(one).name
                       for one in lacks(points, gate, rubric)]  # fmt: skip
            if lacking:
                problems.append(f"{self._place(row, ID)}：{nomination} 还没有填：{'、'.join(lacking)}")
            elif gate is False and not comment:
                problems.append(f"{self._place(row, COMMENT)}：{nomination} 判为{FAILED}，要写明理由")
        if problems:
            return BadRow(tuple(problems))
        texts = {key: str(value) for key, value in points.items()}
        return FilledRow(nomination, Draft(texts, gate=gate, comment=comment), texts, self._place(row, ID))

    def _gate(self, row: int, rubric: Rubric, problems: list[str]) -> bool | None:
        if rubric.gate is None:
            return None
        text, bad = self._text(row, rubric.gate.name), self._formula(row, rubric.gate.name)
        if text and text not in _GATE and not bad:
            bad = [f"{self._place(row, rubric.gate.name)}：“{text[:20]}”看不懂，请填 {PASSED} 或 {FAILED}"]
        problems += bad
        return _GATE.get(text)

    def _points(self, row: int, rubric: Rubric, problems: list[str]) -> dict[str, Decimal]:
        points = {}
        for criterion in rubric.criteria:
            head = criterion_head(criterion)
            text, bad = self._text(row, head), self._formula(row, head)
            if text and not bad:
                try:
                    points[criterion.id] = parse_points(text, criterion, self._desk.rules.scoring.step)
                except PointsRefused as refused:
                    bad = [f"{self._place(row, head)}：{refused}"]
            problems += bad
        return points

    def _formula(self, row: int, head: str) -> list[str]:
        place = self._place(row, head)
        is_one = place.rpartition(" › ")[2] in self._formulas
        return [f"{place}：是公式，请填写分数或文字本身"] if is_one else []

    def _cell(self, row: int, head: str) -> Cell | None:
        column = self._at.get(_plain(head), -1)
        line = self._grid.dense[row]
        return line[column] if 0 <= column < len(line) else None

    def _text(self, row: int, head: str) -> str:
        cell = self._cell(row, head)
        return cell.text.strip() if cell is not None else ""

    def _place(self, row: int, head: str) -> str:
        column = self._at.get(_plain(head), 0)
        return self._grid.place(row, self._cell(row, head) or Cell("", column))


def _plain(text: str) -> str:
    """Without blanks and line breaks, which a program that saved the sheet may have changed."""
    return "".join(text.split())
