"""Page 2: every finding, with the office's ruling on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.docket import VERDICTS, Verdict
from review_tui.desks.initials import answers_to
from review_tui.desks.matrix import group_of
from review_tui.desks.office_rows import FindingRow
from review_tui.screens.office_page import (
    SEVERITIES,
    SEVERITY_INKS,
    Bench,
    DeskList,
    Details,
    Line,
    Page,
    counted,
    label,
    moment,
    named,
)
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import AskText
from review_tui.widgets.text_pane import Block

_NOTHING = "没有要裁定的问题。"
COLUMNS = (
    Column("级别", 4),
    Column("对象", 20),
    Column("问题", 8, grow=True),
    Column("裁定", 8, from_width=48),
)


class FindingsPage(Page):
    """Findings to rule on. After a ruling the cursor is on the next open one.

    `unit`, `group`: only those of one unit, or of one group of it (see `desks.matrix`); empty: all.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "rule('waive')", "放行"),
        Binding("x", "rule('uphold')", "不予评审"),
        Binding("u", "withdraw", "撤回裁定"),
        Binding("f", "filter", "待裁定/全部"),
        Binding("slash,f3", "narrow", "筛选"),
        Binding("escape", "widen", "取消筛选", show=False),
    ]
    WRITES = frozenset({"rule", "withdraw"})
    KEYS = (
        ("w", "放行：写明理由后，这一条不再影响评审"),
        ("x", "不予评审：写明理由后，这一份不参加评审和排序"),
        ("u", "撤回选中那条的裁定；选中的没有裁定时，撤回刚才的那一次"),
        ("f", "只看待裁定的 / 看全部"),
        ("/ F3", "按单位、姓名（或拼音首字母）、编号、文字筛选；Esc 取消筛选"),
        ("Enter", "打开申报材料（单位的问题则打开单位）"),
        ("Tab", "到详情栏翻页，再按回列表"),
    )

    def __init__(self, bench: Bench, *, id: str, unit: str = "", group: str = "") -> None:
        super().__init__(bench, id=id)
        self._unit, self._group = unit, group
        self._everything = bool(unit) and not any(r.ruled.open for r in self._all())
        self._narrowed = ""
        self._last = ""
        self._shown: dict[str, FindingRow] = {}

    def compose(self) -> ComposeResult:
        """Counts, the list, the finding under the cursor."""
        yield Line()
        with Vertical(classes="work"):
            yield DeskList(COLUMNS, enter="材料", empty=_NOTHING)
            yield Details()

    def enter(self, text: str = "") -> None:
        """`text` narrows the list to a unit."""
        if text:
            self._narrowed = text
        super().enter(text)

    def show_values(self) -> None:
        """Counts, rows and details anew."""
        every = self._all()
        listed = [r for r in every if (self._everything or r.ruled.open) and _matches(r, self._narrowed)]
        self._shown = {row.key: row for row in listed}
        self._show_counts(every)
        rows = self.query_one(PagedList)
        rows.empty = f"没有符合“{self._narrowed}”的问题。按 Esc 取消筛选。" if self._narrowed else _NOTHING
        rows.set_rows([_row(r) for r in listed])
        self.show_details()

    def _all(self) -> list[FindingRow]:
        """Every finding that this page is about."""
        every = self.desk.findings()
        own = [r for r in every if self._unit in ("", r.unit)]
        return [r for r in own if self._group in ("", group_of(r.ruled.finding.rule))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc takes a filter away where there is one; else it is the screen's."""
        return bool(self._narrowed) if action == "widen" else super().check_action(action, parameters)

    def _show_counts(self, every: Sequence[FindingRow]) -> None:
        left = [r for r in every if r.ruled.open]
        blocks = sum(1 for r in left if r.ruled.finding.severity == "block")
        ruled = sum(1 for r in every if r.ruled.ruling is not None)
        text = counted([("待裁定", len(left)), ("其中阻止", blocks), ("已裁定", ruled)]) or "没有问题"
        what = "  显示：全部" if self._everything else "  显示：待裁定"
        narrowed = f"  筛选：{self._narrowed}（Esc 取消）" if self._narrowed else ""
        self.query_one(Line).show((text, "warn" if blocks else "plain"), (what, "faint"), (narrowed, "accent"))

    def show_details(self) -> None:
        """The text for the row under the cursor."""
        row = self.current
        self.query_one(Details).set_blocks(finding_blocks(row) if row else [])

    @property
    def current(self) -> FindingRow | None:
        """The finding under the cursor."""
        row = self.query_one(PagedList).current
        return self._shown[row.key] if row else None

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self.show_details()

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        from review_tui.screens.office_dossier import DossierScreen
        from review_tui.screens.office_unit import UnitScreen

        message.stop()
        row = self._shown[message.row.key]
        screen = DossierScreen(self.desk, row.nomination.id) if row.nomination else UnitScreen(self.bench, row.unit)
        self.app.push_screen(screen, self._left)

    # ------------------------------------------------------------------------------------------ rulings

    def action_rule(self, verdict: Verdict) -> None:
        """Ask for the reason, then rule."""
        from review_tui.screens.office_reason import ReasonScreen

        row = self.current
        if row is None:
            self.say("没有选中的问题。")
        elif row.ruled.finding.severity == "info":
            self.say("“提示”只供参考，不用裁定。")
        else:
            question = f"{_whom(row)}：{row.ruled.finding.message}"
            before = row.ruled.proposal
            given = before.reason if before is not None and before.verdict == verdict else ""
            screen = ReasonScreen(VERDICTS[verdict], question, self.desk.reasons(verdict), given)
            self.app.push_screen(screen, lambda reason: self._rule(row, verdict, reason))

    def _rule(self, row: FindingRow, verdict: Verdict, reason: str | None) -> None:
        one = row.ruled.finding
        if reason is None or not self.attempt(lambda: self.desk.rule_on(one.target, one.rule, verdict, reason)):
            return
        self._last = row.key
        following = self._next_open(row.key)
        self.show_values()
        if following:
            self.query_one(PagedList).go_to(following)
            self.show_details()
        left = sum(1 for r in self._all() if r.ruled.open)
        rest = f"还有 {left} 条待裁定" if left else "全部裁定完毕"
        self.say(f"已{VERDICTS[verdict]}：{_whom(row)}。{rest}；按 u 可撤回。", "good")

    def _next_open(self, key: str) -> str:
        """The next open finding of the list behind `key`, else the first one; empty: there is none."""
        keys = [k for k, row in self._shown.items() if row.ruled.open or k == key]
        behind = keys[keys.index(key) + 1 :] if key in keys else []
        return next((k for k in [*behind, *keys] if k != key), "")

    def action_withdraw(self) -> None:
        """Take back the ruling under the cursor, else the one given last."""
        row = self.current
        key = row.key if row is not None and row.ruled.ruling is not None else self._last
        found = next((r for r in self._all() if r.key == key and r.ruled.ruling is not None), None)
        if found is None:
            self.say("选中的这条还没有裁定。按 f 看全部，选中已裁定的再撤回。")
            return
        one = found.ruled.finding
        if self.attempt(lambda: self.desk.withdraw_ruling(one.target, one.rule)):
            self.show_values()
            self.query_one(PagedList).go_to(key)
            self.show_details()
            self.say(f"已撤回裁定：{_whom(found)}，现为待裁定。", "good")

    # ------------------------------------------------------------------------------------------ what is listed

    def action_filter(self) -> None:
        """The open ones, or all."""
        self._everything = not self._everything
        self.show_values()

    def action_narrow(self) -> None:
        """Ask for a text to narrow the list by."""
        ask = AskText("筛选", "单位、姓名（或拼音首字母）、编号、问题里的文字；空着为全部：", value=self._narrowed)
        self.app.push_screen(ask, self._narrow)

    def action_widen(self) -> None:
        """Everything again."""
        self._narrow("")

    def _narrow(self, text: str | None) -> None:
        if text is not None:
            self._narrowed = text
            self.show_values()


def _whom(row: FindingRow) -> str:
    return f"{row.nomination.id} {row.nomination.name}" if row.nomination else row.unit


def _matches(row: FindingRow, text: str) -> bool:
    one, whom = row.ruled.finding, f"{row.unit} {_whom(row)}"
    return answers_to(text, whom, f"{one.message} {one.rule}")


def _row(row: FindingRow) -> Row:
    one, ruling = row.ruled.finding, row.ruled.ruling
    waiting = "再裁定" if row.ruled.proposal else "待裁定"
    state = VERDICTS[ruling.verdict] if ruling else (waiting if row.ruled.open else "-")
    whom = f"{row.nomination.id} {named(row.nomination.name, row.nomination.special)}" if row.nomination else row.unit
    ink = SEVERITY_INKS[one.severity] if row.ruled.open else "faint"
    return Row(row.key, (SEVERITIES[one.severity], whom, one.message, state), inks=(ink, "", "", "" if ruling else ink))


def finding_blocks(row: FindingRow) -> list[Block]:
    """All that is known of a finding."""
    one, ruling = row.ruled.finding, row.ruled.ruling
    head = f"{SEVERITIES[one.severity]}  {_whom(row)}" + (f"  {row.unit}" if row.nomination else "（整个单位）")
    blocks = [Block(head, ink=SEVERITY_INKS[one.severity] if row.ruled.open else "strong"), Block(one.message)]
    if one.clause != "—":
        blocks.append(Block(one.clause, label=label("依据", 6)))
    if one.evidence:
        blocks.append(Block(one.evidence, label=label("出处", 6)))
    before = row.ruled.proposal
    if before is not None:
        was = f"{before.told()}（{moment(before.at)}）。当时的问题：{before.message or '未记'}"
        blocks.append(Block("材料有变，请重新裁定；原来的裁定只供参考。", label=label("裁定", 6), ink="warn"))
        return [*blocks, Block(was, label=label("原裁定", 6))]
    state = f"{row.ruled.state()}（{moment(ruling.at)}）" if ruling else row.ruled.state()
    return [*blocks, Block(state, label=label("裁定", 6), ink="strong" if ruling else "plain")]
