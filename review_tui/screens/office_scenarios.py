"""The scenarios of one category side by side: compare with the draft, take one over, delete one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.scenarios import Scenario
from review_tui.desks.selecting import Selecting
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import DeskList, Details, attempted, moment
from review_tui.screens.office_selection_rows import Trial, change_blocks, compared_blocks, scenario_text
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import Confirm, Reading
from review_tui.widgets.text_pane import Block

if TYPE_CHECKING:
    from review_tui.screens.office_draft import DraftPage

DRAFT, IN_FORCE, RULES = "draft", "in-force", "rules"
"""Keys of the rows that are not kept scenarios."""
COLUMNS = (
    Column("方案", 12, grow=True),
    Column("名额", 4, "right"),
    Column("入选", 4, "right"),
    Column("单位上限", 8, "right"),
    Column("最低数", 6, "right"),
    Column("人工", 4, "right"),
    Column("与现用比", 10),
    Column("总分差", 8, "right", from_width=72),
    Column("保存", 11, from_width=72),
)


class ScenariosScreen(OverScreen):
    """The draft, what is in force, the season's rules, then what was kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "compare", "与草稿比较"),
        Binding("d", "drop", "删除"),
    ]
    TITLE_TEXT = "方案"
    WRITES = frozenset({"drop"})
    KEYS = (
        ("Enter", "取用：作为草稿，原来的草稿不再保留"),
        ("c", "与草稿比较：设置差在哪里，谁入谁出，总分差多少"),
        ("d", "删除保存的方案；已定为正式的名单不受影响"),
    )

    def __init__(self, page: DraftPage) -> None:
        super().__init__()
        self._page, self.bench = page, page.bench
        self.read_only = page.desk.read_only
        self._trials: dict[str, Trial] = {}

    def body(self) -> ComposeResult:
        """The list, and the scenario under the cursor in words."""
        with Vertical(id="list"):
            yield DeskList(COLUMNS, enter="取用")
        details = Details()
        details.can_focus = False
        yield details

    def on_mount(self) -> None:
        """Everything anew."""
        self._show()
        self.set_focus(self.query_one(PagedList))

    def _show(self) -> None:
        page = self._page
        category = page.bench.desk.rules.find(page.draft.category)
        self.query_one(TitleLine).show(f"{category.name}：方案", "")
        listed: dict[str, tuple[str, Scenario]] = {
            DRAFT: ("（草稿）", page.draft),
            IN_FORCE: ("（现用）", page.desk.scenario(category)),
            RULES: ("（本季规则）", Scenario.of_rules(category)),
        }
        listed |= {one.id: (one.name or "（名称已清除）", one) for one in Selecting(page.desk).kept(category)}
        self._trials = {key: page.tried(one) for key, (_name, one) in listed.items()}
        rows = [_row(key, listed[key][0], one) for key, one in self._trials.items()]
        self.query_one(PagedList).set_rows(rows)
        self._details()

    def _details(self) -> None:
        row = self.query_one(PagedList).current
        if row is not None:
            one = self._trials[row.key]
            self.query_one(Details).set_blocks([Block(scenario_text(one.scenario)), *change_blocks(one)])

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self._details()

    @on(PagedList.Chosen)
    def _take(self, message: PagedList.Chosen) -> None:
        message.stop()
        self._page.draft = self._trials[message.row.key].scenario
        self.dismiss(None)

    def action_compare(self) -> None:
        """From the draft to the scenario under the cursor."""
        row = self.query_one(PagedList).current
        if row is not None:
            blocks = compared_blocks(self._trials[DRAFT], self._trials[row.key], self._page.settings)
            self.app.push_screen(Reading(f"草稿 → {row.cells[0]}", blocks))

    def action_drop(self) -> None:
        """Ask, and delete the kept scenario under the cursor."""
        row = self.query_one(PagedList).current
        if row is None or row.key in (DRAFT, IN_FORCE, RULES):
            self.say("这一行不是保存的方案。", "warn")
            return
        question = f"删除方案“{row.cells[0]}”？现用的名单不变。"
        self.app.push_screen(Confirm("删除方案", question, yes="删除", no="不删"), lambda yes: self._drop(row.key, yes))

    def _drop(self, scenario: str, yes: bool | None) -> None:
        if yes and attempted(self.bench, lambda: Selecting(self._page.desk).drop(scenario), self.say):
            self._show()
            self.say("已删除。", "good")


def _row(key: str, name: str, one: Trial) -> Row:
    scenario, change = one.scenario, one.change
    wishes = sum(scenario.minimum.values())
    differs = f"入{len(change.enter)} 出{len(change.leave)}" if change.enter or change.leave else "相同"
    cells = (
        name,
        str(scenario.seats),
        str(len(one.selected.selected)),
        "不限" if scenario.per_unit is None else str(scenario.per_unit),
        str(wishes or "-"),
        str(len(scenario.moves) or "-"),
        differs,
        f"{one.points:+}" if one.points else "-",
        "-" if key == DRAFT else moment(scenario.at) or "-",
    )
    return Row(key, cells, inks=(*[""] * 5, "warn" if scenario.moves else ""))
