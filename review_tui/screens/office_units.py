"""Page 1: what the units sent, against their quotas."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from review_tui.desks.office_view import UnitRow
from review_tui.screens.office_blocks import unit_blocks, within
from review_tui.screens.office_page import KINDS, Aside, Bench, DeskList, Go, Line, Page, Wanted, counted
from review_tui.widgets.paged_list import Column, PagedList, Row
from scoring.season import Category, SeasonRules

_WIDTH = 12


class UnitsPage(Page):
    """The units in the order in which they were taken in. Enter opens one."""

    KEYS = (("Enter", "打开单位：名额、问题、全部申报材料"),)

    def __init__(self, bench: Bench, *, id: str) -> None:
        super().__init__(bench, id=id)
        self._categories = bench.desk.rules.categories

    def compose(self) -> ComposeResult:
        """Totals and the list."""
        yield Line()
        quotas = [Column(_quota_title(c), _WIDTH, "right") for c in self._categories]
        with Vertical(classes="work"):
            yield DeskList(
                [
                    Column("单位", 8, grow=True),
                    Column("类型", 8, from_width=72),
                    Column("收到", 10, from_width=60),
                    *quotas,
                    Column("待裁定", 6, "right"),
                    Column("阻止", 4, "right"),
                ],
                empty="还没有单位的材料。先运行 review-tui import 导入。",
            )
            yield Aside()

    def show_values(self) -> None:
        """Totals and rows anew."""
        rows = self.desk.units(wait=self.bench.ready)
        self.query_one(Line).show(*_totals(rows, self._categories))
        self.query_one(PagedList).set_rows([_row(r, self.desk.rules) for r in rows])
        self.show_details()

    def show_details(self) -> None:
        """The unit under the cursor, as its own screen tells it."""
        aside, row = self.query_one(Aside), self.query_one(PagedList).current
        if aside.display and self.bench.ready:
            package = self.desk.docket.packages.get(row.key) if row else None
            aside.set_blocks(unit_blocks(self.desk, package) if package else [])

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self.show_details()

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        from review_tui.screens.office_unit import UnitScreen

        message.stop()
        self.app.push_screen(UnitScreen(self.desk, message.row.key), self._left)

    def _left(self, go: Go | None) -> None:
        if go is not None:
            self.post_message(Wanted(go))


def _quota_title(category: Category) -> str:
    return f"{category.short}{category.quota.at_least}-{category.quota.at_most}"


def _totals(rows: Sequence[UnitRow], categories: Sequence[Category]) -> list[tuple[str, str]]:
    sent = [(c.short, sum(r.counts.get(c.id, 0) for r in rows)) for c in categories]
    head = (counted([("单位", len(rows)), *sent]) or "还没有材料", "plain")
    if any(r.open is None for r in rows):
        return [head, ("  正在审查 ..", "faint")]
    left, blocks = sum(r.open or 0 for r in rows), sum(r.blocks or 0 for r in rows)
    state = counted([("待裁定", left), ("其中阻止", blocks)])
    return [head, ("  " + (state or "问题已全部裁定"), "warn" if blocks else "plain")]


def _row(row: UnitRow, rules: SeasonRules) -> Row:
    late = bool(row.received) and row.received > rules.deadline.date.isoformat()
    received = f"{row.received[5:]}{' 逾期' if late else ''}" if row.received else "未记"
    counts = [(n := row.counts.get(c.id, 0), within(n, c.quota)) for c in rules.categories]
    cells = [f"{word} {n}" if word else str(n) for n, word in counts]
    inks = ["warn" if word else "" for _n, word in counts]
    return Row(
        row.unit,
        (row.unit, KINDS.get(row.kind, ""), received, *cells, _number(row.open), _number(row.blocks)),
        inks=(
            "",
            "",
            "warn" if late else "",
            *inks,
            "warn" if row.open else "faint",
            "bad" if row.blocks else "faint",
        ),
    )


def _number(count: int | None) -> str:
    return ".." if count is None else str(count or "-")
