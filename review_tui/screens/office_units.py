"""Page 1: what the units sent against their quotas, and how many findings of each group they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.initials import answers_to
from review_tui.desks.matrix import GROUPS, MatrixRow, matrix, unit_rulings
from review_tui.desks.office_rows import UnitRow
from review_tui.desks.since_scored import StaleScores
from review_tui.screens.office_blocks import findings_blocks, unit_blocks, within
from review_tui.screens.office_matrix import MatrixList
from review_tui.screens.office_page import KINDS, Aside, Bench, Changed, Go, Line, Page, counted
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import AskText
from review_tui.widgets.text_pane import Block
from scoring.season import Category, SeasonRules

_NO_UNITS = "还没有单位的材料。按 i 导入。"


class UnitsPage(Page):
    """The units in the order in which they were taken in. Enter opens one, or the findings of the cell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "take_in", "导入"),
        Binding("s", "slip", "补正通知"),
        Binding("slash,f3", "narrow", "筛选"),
        Binding("escape", "widen", "取消筛选", show=False),
    ]
    WRITES = frozenset({"take_in", "slip"})
    KEYS = (
        ("Enter", "打开单位：名额、问题、全部申报材料；在数字格上则打开那一格的问题，就地裁定"),
        ("左 右", "选格：单位，或某一类问题"),
        ("格里", "阻止/提醒 各有几条待裁定；0 已全部裁定；- 没有"),
        ("/ F3", "按单位名称或拼音首字母筛选；Esc 取消筛选"),
        ("[变]", "评分以后材料有变的单位；打开看是哪一份、变了什么"),
        ("i", "导入材料：选文件夹或压缩包，先试读，看过变化再导入"),
        ("s", "写出这个单位的补正通知（Word 和 Excel）"),
    )

    def __init__(self, bench: Bench, *, id: str) -> None:
        super().__init__(bench, id=id)
        self._categories = bench.desk.rules.categories
        self._stale = StaleScores(bench.desk)
        self._narrowed = ""

    def compose(self) -> ComposeResult:
        """Totals and the matrix."""
        yield Line()
        sent = [Column(c.short[:2], 5, "right", from_width=36) for c in self._categories]
        groups = [Column(group.name, 4, "right", from_width=62) for group in GROUPS]
        columns = [
            Column("单位", 8, grow=True),
            Column("类型", 8, from_width=98),
            Column("收到", 7, from_width=50),
            *sent,
            *groups,
            Column("待裁定", 6, "right", from_width=92),
        ]
        first = 3 + len(sent)
        with Vertical(classes="work"):
            stops = (0, *range(first, first + len(GROUPS)))
            yield MatrixList(columns, stops, empty=_NO_UNITS)
            yield Aside()

    def show_values(self) -> None:
        """Totals and rows anew."""
        rows = matrix(self.desk, wait=self.bench.ready)
        stale = self._stale.all() if self.bench.ready else ()
        units = {one.nomination.unit for one in stale}
        totals = _totals([r.unit for r in rows], self._categories, len(stale))
        narrowed = [(f"  筛选：{self._narrowed}（Esc 取消）", "accent")]
        self.query_one(Line).show(*(totals[:1] + narrowed if self._narrowed else totals))
        listed = [r for r in rows if answers_to(self._narrowed, r.unit.unit)]
        self.query_one(PagedList).empty = (
            f"没有符合“{self._narrowed}”的单位。按 Esc 取消筛选。" if self._narrowed else _NO_UNITS
        )
        self.query_one(PagedList).set_rows([_row(r, self.desk.rules, r.unit.unit in units) for r in listed])
        self.show_details()

    @property
    def group(self) -> str:
        """The id of the group under the cursor; empty: the unit as a whole."""
        column = self.query_one(MatrixList).column
        return GROUPS[column - 3 - len(self._categories)].id if column else ""

    def show_details(self) -> None:
        """What is under the cursor: the unit as its own screen tells it, or the findings of the cell."""
        aside, row = self.query_one(Aside), self.query_one(PagedList).current
        if aside.display and self.bench.ready:
            aside.set_blocks(self._blocks(row.key) if row else [])

    def _blocks(self, unit: str) -> list[Block]:
        package = self.desk.docket.packages.get(unit)
        if package is None:
            return []
        if not self.group:
            return unit_blocks(self.desk, package)
        from review_tui.screens.office_cell import cell_title, of_group

        blocks = [Block(cell_title(unit, self.group), ink="strong")]
        whom = ""
        for ruled in of_group(unit_rulings(self.desk, unit), self.group):
            if ruled.finding.target != whom:
                whom = ruled.finding.target
                one = self.desk.docket.nominations.get(whom)
                blocks.append(Block(f"{one.id} {one.name}" if one else "单位整体", ink="accent"))
            blocks += findings_blocks([ruled])
        return blocks if whom else [*blocks, Block("没有这类问题。")]

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self.show_details()

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        from review_tui.screens.office_cell import CellScreen, of_group
        from review_tui.screens.office_unit import UnitScreen

        message.stop()
        unit, group = message.row.key, self.group
        if not group:
            self.app.push_screen(UnitScreen(self.bench, unit), self._left)
        elif of_group(unit_rulings(self.desk, unit), group):
            self.app.push_screen(CellScreen(self.bench, unit, group), self._left)
        else:
            self.say("没有这类问题。")

    def _left(self, go: Go | None) -> None:
        self.show_values()
        self.post_message(Changed())
        super()._left(go)

    # ------------------------------------------------------------------------------------------ keys

    def action_take_in(self) -> None:
        """To the choice of packages."""
        from review_tui.screens.office_choose import ChooseScreen

        if self.bench.busy:
            self.say(f"{self.bench.busy}，请等它完成后再试。", "warn")
        else:
            self.app.push_screen(ChooseScreen(self.bench), self._left)

    def action_narrow(self) -> None:
        """Ask for a part of a unit's name."""
        ask = AskText("筛选", "单位名称的一部分，或拼音首字母（cc 找长春）；空着为全部：", value=self._narrowed)
        self.app.push_screen(ask, self._narrow)

    def action_widen(self) -> None:
        """Every unit again."""
        self._narrow("")

    def _narrow(self, text: str | None) -> None:
        if text is not None:
            self._narrowed = text
            self.show_values()

    def action_slip(self) -> None:
        """Write the return slip of the unit under the cursor."""
        from review_tui.screens.office_slip import write_slip

        row = self.query_one(PagedList).current
        if row is None:
            self.say("没有选中的单位。")
        else:
            self.attempt(lambda: self.say(*write_slip(self.bench, row.key)))


def _totals(rows: Sequence[UnitRow], categories: Sequence[Category], stale: int) -> list[tuple[str, str]]:
    sent = [(c.short, sum(r.counts.get(c.id, 0) for r in rows)) for c in categories]
    head = (counted([("单位", len(rows)), *sent]) or "还没有材料", "plain")
    if any(r.open is None for r in rows):
        return [head, ("  正在审查 ..", "faint")]
    left, blocks = sum(r.open or 0 for r in rows), sum(r.blocks or 0 for r in rows)
    state = counted([("待裁定", left), ("其中阻止", blocks)])
    told = ("  " + (state or "问题已全部裁定"), "warn" if blocks else "plain")
    if stale:
        return [head, told, (f"  评分后有变 {stale}", "warn")]
    return [head, told, ("  格内：阻止/提醒" if rows else "", "faint")]


def _row(row: MatrixRow, rules: SeasonRules, stale: bool) -> Row:
    """`stale`: something of the unit changed after it was scored."""
    unit = row.unit
    late = bool(unit.received) and unit.received > rules.deadline.date.isoformat()
    received = f"{unit.received[5:]}{'逾' if late else ''}" if unit.received else "未记"
    sent = [(n := unit.counts.get(c.id, 0), within(n, c.quota)) for c in rules.categories]
    counts = [row.counts[g.id] if row.counts is not None else None for g in GROUPS]
    cells = [
        f"[变] {unit.unit}" if stale else unit.unit,
        KINDS.get(unit.kind, ""),
        received,
        *(f"{word}{n}" for n, word in sent),
        *(".." if c is None else c.text for c in counts),
        ".." if unit.open is None else str(unit.open or "-"),
    ]
    inks = ["", "", "warn" if late else "", *("warn" if word else "" for _n, word in sent)]
    inks += ["bad" if c is not None and c.blocks else "warn" if c is not None and c.warns else "faint" for c in counts]
    return Row(unit.unit, tuple(cells), inks=(*inks, "warn" if unit.open else "faint"))
