"""The draft of a list: what it is made under, how it is shown against the list in force. Page 6 acts on it."""

from __future__ import annotations

from collections import Counter

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from review_tui.desks.figures import Figures
from review_tui.desks.scenarios import Scenario
from review_tui.desks.selecting import Selecting
from review_tui.errors import ReviewError
from review_tui.screens.office_page import Bench, DeskList, Details, Line, Page
from review_tui.screens.office_ranking import category_tabs
from review_tui.screens.office_selection_rows import (
    COLUMNS,
    Trial,
    change_blocks,
    trial_blocks,
    trial_rows,
)
from review_tui.screens.office_settings import Setting, setting_spans, settings_of
from review_tui.widgets.paged_list import PagedList
from review_tui.widgets.prompt import Reading
from review_tui.widgets.text_pane import Block
from scoring.selection import rule_costs

_FIRST_LINE = 4
"""Settings before those of the types, which stand in a line of their own."""


class DraftPage(Page):
    """A draft for each category, shown against the list in force."""

    def __init__(self, bench: Bench, *, id: str) -> None:
        super().__init__(bench, id=id)
        self.figures = Figures(bench.desk)
        self._acts = Selecting(bench.desk)
        self._category = bench.desk.rules.categories[0]
        self._drafts: dict[str, Scenario] = {}
        self._at = 0
        self._trial: Trial | None = None

    def compose(self) -> ComposeResult:
        """Category and scenario, two lines of settings, the list, what changes."""
        yield Line(id="heads")
        yield Line(id="limits")
        yield Line(id="wishes")
        with Vertical(classes="work"):
            yield DeskList(COLUMNS, enter="理由", empty="还没有可以遴选的名次。")
            details = Details()
            details.can_focus = False
            yield details

    @property
    def draft(self) -> Scenario:
        """What is tried out for the open category."""
        return self._drafts.get(self._category.id) or self.desk.scenario(self._category)

    @draft.setter
    def draft(self, scenario: Scenario) -> None:
        self._drafts[self._category.id] = scenario
        self.show_values()

    @property
    def settings(self) -> tuple[Setting, ...]:
        """What can be set for the open category."""
        ranked = self.figures.ranked(self._category)
        units = Counter(s.unit for s in ranked)
        return settings_of(self._category, len(ranked), max(units.values(), default=1))

    def tried(self, scenario: Scenario) -> Trial:
        """A scenario's list against the one in force. `LedgerError` when a journal of the panel is broken."""
        category, ranked = self._category, self.figures.ranked(self._category)
        return Trial(
            category=category,
            scenario=scenario,
            ranked=ranked,
            selected=scenario.select(ranked, category),
            official=self.desk.scenario(category).select(ranked, category),
            costs=rule_costs(ranked, scenario.rules(category), moves=scenario.moves),
        )

    def show_values(self) -> None:
        """The list anew, under the draft."""
        try:
            self._trial = self.tried(self.draft)
        except ReviewError as error:
            self._trial = None
            self.query_one("#heads", Line).show(("无法遴选", "bad"))
            self.query_one(PagedList).set_rows([])
            self.say(error.sentence(), "bad")
        else:
            self._show_settings(self._trial)
            self.query_one(PagedList).set_rows(trial_rows(self._trial) if self._trial.ranks else [])
        self.show_details()

    def enter(self, text: str = "") -> None:
        """The page comes to the front, at the cut: there the decisions are."""
        super().enter(text)
        self._to_the_cut()

    def _to_the_cut(self) -> None:
        if self._trial is not None and self._trial.selected.selected:
            self.query_one(PagedList).go_to(self._trial.selected.selected[-1].id)
            self.show_details()

    def _show_settings(self, one: Trial) -> None:
        in_force = self.desk.scenario(self._category)
        same = one.scenario.same_as(in_force)
        name = f"“{one.scenario.name}”" if one.scenario.name else "本季规则" if same and not in_force.at else ""
        state = f"现用：{name or '未命名'}" if same else f"草稿{name}，未定为正式"
        moves = f"  人工调整 {len(one.scenario.moves)} 项" if one.scenario.moves else ""
        self.query_one("#heads", Line).show(
            *category_tabs(self.desk.rules.categories, self._category),
            (f" {state}", "plain" if same else "warn"),
            (moves, "warn"),
        )
        spans = setting_spans(self.settings, one.scenario, in_force, self._at)
        self.query_one("#limits", Line).show(*spans[:_FIRST_LINE])
        self.query_one("#wishes", Line).show(*spans[_FIRST_LINE:] or [("本类没有列出类型", "faint")])

    def show_details(self) -> None:
        """What the draft changes and costs, and the reason of the row under the cursor."""
        row = self.query_one(PagedList).current
        blocks = trial_blocks(self._trial, row.key if row else None) if self._trial else []
        self.query_one(Details).set_blocks(blocks)

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self.show_details()

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        message.stop()
        if self._trial is None:
            return
        choice = self._trial.choices[message.row.key]
        standing = next(s for s in self._trial.ranked if s.id == choice.id)
        blocks = [Block(f"{choice.id} {choice.name}  {choice.unit}", ink="strong"), Block(choice.reason)]
        if standing.tie_break:
            blocks.append(Block(standing.tie_break))
        self.app.push_screen(Reading("理由", [*blocks, Block(""), *change_blocks(self._trial)]))
