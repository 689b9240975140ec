"""An offline score sheet that comes back: what it would change, and then, in one entry, the change.

The file is untrusted: it is parsed in the limited reading process, and every value goes through the same checks as one
typed at the desk. A file is taken in as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal, NamedTuple

from review_tui.desks.ballots import Draft, Receipt
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.own_cards import OwnCards
from review_tui.desks.score_code import Stamp, is_of, read_stamp
from review_tui.desks.score_rows import BadRow, FilledRow, RowReader
from review_tui.errors import UsageError
from review_tui.exports.scoresheet import ID
from review_tui.intake.grid import Grid, Paper, paper_of
from review_tui.intake.reading import Reader
from scoring.second_look import second_look

Change = Literal["new", "changed", "same", "kept"]
"""`kept`: the desk has a later card, which stays. `changed`: another card takes the place of the one that counts."""
_TITLE = "评分表不能用"


class ScoreLine(NamedTuple):
    """One filled row. `before`: the points of the card that counts now, None: there is none; `at`, `version`: when and
    by which entry it was submitted (empty, 0: never). `later`: that was after the sheet had been made. `doubts`: what
    the desk would read back before it submits, as Chinese sentences."""

    nomination: str
    name: str
    draft: Draft
    points: Mapping[str, str]
    total: Decimal
    change: Change
    before: Decimal | None = None
    at: str = ""
    version: int = 0
    later: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file would change. With `problems` (Chinese sentences, each with its place) nothing is taken."""

    file: str
    lines: tuple[ScoreLine, ...]
    problems: tuple[str, ...] = ()
    empty: int = 0

    def of(self, *changes: Change) -> tuple[ScoreLine, ...]:
        """The lines of these kinds."""
        return tuple(line for line in self.lines if line.change in changes)


class ScoreSheets:
    """Takes score sheets back at an expert's desk. `reader`: the reading process."""

    def __init__(self, desk: ExpertDesk, reader: Reader) -> None:
        self.desk = desk
        self._reader = reader
        self._own = OwnCards(desk)

    def look(self, path: Path, name: str, *, replace: bool = False) -> Looked:
        """What the file would change; `name`: what it is called. `replace`: later cards of the desk are not kept.

        Raises `UsageError` for a file that is no score sheet, or one of another season, rubric or expert.
        """
        paper, formulas = self._read(path, name)
        grids = [(grid, top) for grid in paper.grids if (top := _header(grid)) is not None]
        if not grids:
            raise UsageError(_TITLE, f"{name} 里没有“{ID}”开头的表头。", "请用 export --what scoresheet 导出的表。")
        lines: dict[str, ScoreLine] = {}
        problems: list[str] = []
        empty = 0
        for grid, top in grids:
            stamp = self._stamp(grid, top, name)
            rows = RowReader(self.desk, grid, top, frozenset(formulas.get(grid.name, ())))
            for found in rows.read():
                if isinstance(found, BadRow):
                    problems += found.problems
                elif found is None:
                    empty += 1
                elif found.nomination in lines:
                    problems.append(f"{found.place}：{found.nomination} 在表里出现了两次")
                else:
                    lines[found.nomination] = self._line(found, stamp, replace)
        return Looked(name, tuple(lines.values()), tuple(problems), empty)

    def take(self, looked: Looked) -> Receipt | None:
        """Submits what was looked at, in one entry; None where nothing changes. Raises as `ExpertDesk.submit` does.

        What the desk submitted in between is looked at again: `UsageError` then, and nothing is written.
        """
        assert not looked.problems
        lines = looked.of("new", "changed")
        if not lines:
            return None
        self.desk.must_be_open()
        for line in lines:
            receipt = self.desk.journal.receipt(line.nomination)
            if (receipt.count if receipt else 0) != line.version:
                raise UsageError("没有写入", f"{line.nomination} 刚刚又提交过。", "请再运行一次，看清变化后再写入。")
        cards = {line.nomination: (line.points, line.draft) for line in lines}
        self.desk.journal.submit_all(cards, self.desk.clock())
        return self.desk.journal.last_receipt()

    # ------------------------------------------------------------------------------------------- inside

    def _read(self, path: Path, name: str) -> tuple[Paper, Mapping[str, Sequence[str]]]:
        if not name.lower().endswith((".xlsx", ".csv")):
            raise UsageError(_TITLE, f"{name} 不是 xlsx 或 csv 表格。", "请交回原来那份 xlsx。")
        answer, found = self._reader.read(path, name, hashed=False), self._reader.formulas(path)
        trouble = answer.get("fell") or answer.get("unread") or found.get("fell") or found.get("unread")
        paper = None if trouble else paper_of(name, answer)
        if paper is None:
            raise UsageError(_TITLE, f"{name}：{trouble or '不是 xlsx 或 csv 表格'}。", "请交回原来那份 xlsx。")
        return paper, found["formulas"]

    def _stamp(self, grid: Grid, top: int, name: str) -> Stamp:
        texts = (cell.text for row in grid.rows[:top] for cell in row)
        stamp = next((found for text in texts if (found := read_stamp(text))), None)
        if stamp is None:
            raise UsageError(_TITLE, f"{name} 的表头里没有校验码。", "请保留导出时表头的那几行。")
        office = self.desk.store.tail("office")
        office.refresh()
        if not is_of(self.desk.store, office, stamp):
            raise UsageError(
                _TITLE, f"{name} 不是这一季的表，或评分标准、表头已改动。", "请重新 export --what scoresheet。"
            )
        if stamp.expert != self.desk.expert:
            raise UsageError(_TITLE, f"{name} 是专家 {stamp.expert} 的表。", f"不能记到 {self.desk.expert} 名下。")
        return stamp

    def _line(self, row: FilledRow, stamp: Stamp, replace: bool) -> ScoreLine:
        name = self.desk.nomination(row.nomination).name
        total = sum((Decimal(p) for p in row.points.values()), Decimal(0))
        new = ScoreLine(row.nomination, name, row.draft, row.points, total, "new", doubts=self._doubts(row))
        card, receipt = self.desk.journal.get("cards", row.nomination), self.desk.journal.receipt(row.nomination)
        if card is None or receipt is None:
            return new
        before = {key: Decimal(value) for key, value in card["points"].items()}
        same = before == {key: Decimal(value) for key, value in row.points.items()} and card["gate"] == row.draft.gate
        same = same and self.desk.journal.text(card["note"]).strip() == row.draft.comment
        later = receipt.count > stamp.entries
        # one that the office gave back is submitted again even where nothing differs: that confirms it
        change: Change = "kept" if later and not replace else "changed"
        if same and self.desk.state(row.nomination) != "returned":
            change = "same"
        stood = sum(before.values(), Decimal(0))
        return new._replace(change=change, before=stood, at=str(card["at"]), version=receipt.count, later=later)

    def _doubts(self, row: FilledRow) -> tuple[str, ...]:
        category = self.desk.rules.find(self.desk.nomination(row.nomination).category)
        earlier = [card.points for card in self._own.cards(category.id) if card.nomination != row.nomination]
        points = {key: Decimal(value) for key, value in row.points.items()}
        return tuple(doubt.why for doubt in second_look(category.rubric, points, earlier))


def _header(grid: Grid) -> int | None:
    """The row of the column headers; None: this is no table of scores."""
    return next((i for i, row in enumerate(grid.rows) if row and row[0].text.strip() == ID), None)
