"""Page 6: the list under seats, limits and wishes, tried out before it is made the official one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from textual.binding import Binding, BindingType

from review_tui.desks.scenarios import Scenario
from review_tui.screens.office_draft import DraftPage
from review_tui.screens.office_page import Go
from review_tui.screens.office_reason import ReasonScreen
from review_tui.screens.office_second import with_second
from review_tui.screens.office_selection_rows import (
    named_list,
    rule_blocks,
    scenario_text,
)
from review_tui.screens.office_settings import Setting
from review_tui.widgets.paged_list import PagedList
from review_tui.widgets.prompt import AskText, Confirm, Reading

_MOST_TIED = 6
"""Up to so many can be voted on: more do not fit on the screen, and no panel would."""
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class SelectionPage(DraftPage):
    """A draft for each category, shown against the list in force. Nothing is in force until `y` makes it so."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("plus,equals_sign", "step(1)", "增减"),
        Binding("minus,underscore", "step(-1)", "减", show=False),
        Binding("right_square_bracket", "setting(1)", "换项"),
        Binding("left_square_bracket", "setting(-1)", "上一项", show=False),
        Binding("i", "move('in')", "调入"),
        Binding("o", "move('out')", "调出"),
        Binding("s", "keep", "保存"),
        Binding("f", "scenarios", "方案"),
        Binding("y", "official", "正式"),
        Binding("g", "rules", "代价", show=False),
        Binding("n", "number", "填数", show=False),
        Binding("u", "unmove", "撤回调整", show=False),
        Binding("v", "vote", "记录投票", show=False),
        Binding("x", "reset", "放弃草稿", show=False),
        Binding("tab,right", "category(1)", "换类别", show=False),
        Binding("shift+tab,left", "category(-1)", "换类别", show=False),
    ]
    WRITES = frozenset({"keep", "official", "vote"})
    KEYS = (
        ("[ ]", "选一项设置：名额、单位上限、特别推介、备选、各类型最低数"),
        ("+ -", "所选设置加一、减一；n 直接填数。名单立即重算，与现用名单比较"),
        ("i / o / u", "把光标上的调入 / 调出（写理由）/ 撤回这一项的调整；处处标明是人工调整"),
        ("g", "起作用的规则，每条规则单独的代价，各类型、各单位"),
        ("v", "名次并列（结果带 *）时，记录专家组的无记名投票"),
        ("s / f", "把草稿保存为方案 / 已存的方案：比较、取用、删除"),
        ("y", "把草稿定为正式：各处的名单都按它产生"),
        ("x", "放弃草稿，回到现用的设置"),
        ("Tab 左 右", "换类别"),
        ("Enter", "这一份为什么入选或未入选"),
    )

    # ------------------------------------------------------------------------------------------ settings

    def action_category(self, by: int) -> None:
        """To the next category; behind the last comes the first."""
        every = self.desk.rules.categories
        self._category = every[(every.index(self._category) + by) % len(every)]
        self._at = 0
        self.show_values()
        self._to_the_cut()

    def action_setting(self, by: int) -> None:
        """Choose the next setting."""
        if self._trial is not None:
            self._at = (self._at + by) % len(self.settings)
            self._show_settings(self._trial)

    def action_step(self, by: int) -> None:
        """One more or one less of the chosen setting."""
        if self._trial is not None:
            self.draft = self.settings[self._at].stepped(self.draft, by)

    def action_number(self) -> None:
        """Type the value of the chosen setting."""
        if self._trial is None:
            return
        one = self.settings[self._at]
        question = f"{one.name}：现在是 {one.shown(self.draft)}，可填 {one.least}–{one.most}。"
        self.app.push_screen(AskText(one.name, question, limit=4), lambda text: self._number(one, text))

    def _number(self, one: Setting, text: str | None) -> None:
        plain = (text or "").translate(_DIGITS)
        if plain.isascii() and plain.isdigit():
            self.draft = one.changed(self.draft, int(plain))
        elif text:
            self.say(f"“{text}”不是数字。", "warn")

    def action_reset(self) -> None:
        """Back to what is in force."""
        self._drafts.pop(self._category.id, None)
        self.show_values()
        self.say("已回到现用的设置。")

    def action_rules(self) -> None:
        """Rules, costs, types, units."""
        if self._trial is not None:
            self.app.push_screen(Reading("规则与代价", rule_blocks(self._trial)))

    # ------------------------------------------------------------------------------------------ moves and votes

    def action_move(self, kind: Literal["in", "out"]) -> None:
        """Ask for the reason, and move the nomination under the cursor."""
        row = self.query_one(PagedList).current
        if self._trial is None or row is None:
            return
        one, word = self._trial.choices[row.key], "调入" if kind == "in" else "调出"
        given = next((m.reason for m in self.draft.moves if m.id == one.id), "")
        question = f"{word} {one.id} {one.name}（第 {one.rank} 名）。理由会列入名单和说明。"
        used = tuple(dict.fromkeys(m.reason for m in self.draft.moves))
        self.app.push_screen(
            ReasonScreen(f"人工{word}", question, used, given, hint="理由会列入推荐名单"),
            lambda reason: self._move(one.id, kind, reason),
        )

    def _move(self, nomination: str, kind: Literal["in", "out"], reason: str | None) -> None:
        if reason is None:
            return
        self.draft = self.draft.moved(nomination, kind, reason)
        if self._trial is not None and nomination in self._trial.selected.refused:
            self.say(f"{nomination} 不能调入：{self._trial.choices[nomination].reason}", "warn")

    def action_unmove(self) -> None:
        """Take the move of the nomination under the cursor back."""
        row = self.query_one(PagedList).current
        if row is None or row.key not in {m.id for m in self.draft.moves}:
            self.say("光标上的这一份没有人工调整。", "warn")
        else:
            self.draft = self.draft.moved(row.key, None)

    def action_vote(self) -> None:
        """Ask for the panel's vote on those that share the rank of the row under the cursor."""
        from review_tui.screens.office_vote import VoteScreen

        row = self.query_one(PagedList).current
        if self._trial is None or row is None:
            return
        rank = self._trial.ranks[row.key]
        tied = [(s.id, s.name) for s in self._trial.ranked if s.rank == rank]
        if len(tied) < 2:
            self.say("光标上的这一份没有名次并列，不需要投票。", "warn")
        elif len(tied) > _MOST_TIED:
            self.say(f"{len(tied)} 份名次并列，太多，不能逐份投票；请先补评或两两比较。", "warn")
        else:
            self.app.push_screen(VoteScreen(tied), self._vote)

    def _vote(self, given: tuple[Mapping[str, int], str] | None) -> None:
        if given is not None and self.attempt(lambda: self._acts.record_vote(self._category, *given)):
            self.show_values()
            self.say("已记录投票，名次按票数重排。", "good")

    # ------------------------------------------------------------------------------------------ scenarios

    def action_keep(self) -> None:
        """Ask for a name, and keep the draft under it."""
        question = f"{scenario_text(self.draft)}。同名的方案会被替换。"
        self.app.push_screen(AskText("保存方案", question, value=self.draft.name, limit=20), self._keep)

    def _keep(self, name: str | None) -> None:
        kept: list[Scenario] = []
        if name is not None and self.attempt(lambda: kept.append(self._acts.keep(self.draft, name))):
            self.draft = kept[0]
            self.say(f"方案“{kept[0].name}”已存；按 f 比较，按 y 定为正式。", "good")

    def action_scenarios(self) -> None:
        """The kept scenarios."""
        from review_tui.screens.office_scenarios import ScenariosScreen

        if self._trial is not None:
            self.app.push_screen(ScenariosScreen(self), self._left)

    def _left(self, go: Go | None) -> None:
        self.show_values()
        super()._left(go)

    def action_official(self) -> None:
        """Ask with all that changes, where wanted with a second person, and make the draft the official one."""
        one = self._trial
        if one is None:
            return
        if one.scenario.same_as(self.desk.scenario(self._category)):
            self.say("草稿与现用的相同，不用再定。", "warn")
            return
        change, parts = one.change, [scenario_text(one.scenario)]
        parts.append(f"与现用名单比：入 {named_list(one, change.enter)}；出 {named_list(one, change.leave)}")
        self.app.push_screen(
            Confirm("定为正式", "。".join(parts) + "。以后各处的名单都按它产生。", yes="定为正式", no="取消"),
            self._deciding,
        )

    def _deciding(self, yes: bool | None) -> None:
        if yes and self.draft.moves:
            with_second(self.app, self.desk, "move", self._decide)
        elif yes:
            self._decide(None)

    def _decide(self, witness: str | None) -> None:
        by_rules = self.draft.same_as(Scenario.of_rules(self._category))
        if self.attempt(
            lambda: (
                self._acts.back_to_rules(self._category) if by_rules else self._acts.make_official(self.draft, witness)
            )
        ):
            self._drafts.pop(self._category.id, None)
            self.show_values()
            self.say("已定为正式，名单和导出都按它产生。", "good")
