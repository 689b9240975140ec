"""A list that is tried out, as rows and as text: who is in, what changes, which rules bind, what they cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from review_tui.desks.scenarios import Scenario
from review_tui.desks.selecting import Difference, difference
from review_tui.screens.office_page import label, named
from review_tui.screens.office_ranking_rows import shown
from review_tui.screens.office_settings import Setting
from review_tui.widgets.paged_list import Column, Row
from review_tui.widgets.text_pane import Block
from scoring.season import Category
from scoring.selection import Choice, RuleCost, Selected
from scoring.standing import Standing

COLUMNS = (
    Column("名次", 4, "right"),
    Column("编号", 5),
    Column("姓名/项目", 8, grow=True),
    Column("单位", 6, grow=True, from_width=64),
    Column("类型", 8, from_width=72),
    Column("得分", 6, "right"),
    Column("变化", 4),
    Column("结果", 7),
)
_NAMED = 4
"""How many nominees a line names; the rest is counted."""


@dataclass(frozen=True)
class Trial:
    """A scenario tried out beside the list in force. `ranked`: the official standings."""

    category: Category
    scenario: Scenario
    ranked: tuple[Standing, ...]
    selected: Selected
    official: Selected
    costs: tuple[RuleCost, ...]

    @property
    def ranks(self) -> dict[str, int]:
        """Ranks by id; the excluded have none."""
        return {s.id: s.rank for s in self.ranked if s.rank is not None}

    @property
    def change(self) -> Difference:
        """From the list in force to this one."""
        return difference(self.official.ids, self.selected.ids, self.ranks)

    @property
    def points(self) -> Decimal:
        """The sum of scores of this list less that of the list in force."""
        return _sum(self.selected) - _sum(self.official)

    @property
    def choices(self) -> dict[str, Choice]:
        """Every line of the list by id."""
        return {c.id: c for c in (*self.selected.selected, *self.selected.reserves, *self.selected.left_out)}


def trial_rows(one: Trial) -> list[Row]:
    """Who is in by rank, the line, then the reserves and all others that are ranked."""
    places = {c.id: f"备选{n}" for n, c in enumerate(one.selected.reserves, start=1)}
    change, moves = one.change, {m.id: m.kind for m in one.scenario.moves}
    changes = dict.fromkeys(change.enter, "入") | dict.fromkeys(change.leave, "出")

    def row(choice: Choice, result: str) -> Row:
        told = {"in": "调入", "out": "调出"}[moves[choice.id]] if choice.rules[0] == "move" else result
        changed = changes.get(choice.id, "")
        cells = (
            str(choice.rank),
            choice.id,
            named(choice.name, choice.special),
            choice.unit,
            choice.type or "-",
            shown(choice.score),
            changed,
            told + ("*" if "tie" in choice.rules else ""),
        )
        inks = (
            *[""] * 6,
            "good" if changed == "入" else "bad",
            "warn" if "tie" in choice.rules or told != result else "",
        )
        return Row(choice.id, cells, inks=inks, ink="plain" if result == "入选" else "faint")

    picked = one.selected
    rows = [row(choice, "入选") for choice in picked.selected]
    empty = f"，空缺 {picked.seats - len(picked.selected)}" if len(picked.selected) < picked.seats else ""
    rows.append(Row("cut", (f"推荐线：名额 {picked.seats}，入选 {len(picked.selected)}{empty}",), "accent", rule=True))
    others = [c for c in (*picked.reserves, *picked.left_out) if c.rank is not None]
    return rows + [row(c, places.get(c.id, "未入选")) for c in sorted(others, key=lambda c: one.ranks[c.id])]


def trial_blocks(one: Trial, nomination: str | None) -> list[Block]:
    """What the scenario changes and costs, then why the nomination under the cursor is where it is."""
    blocks = change_blocks(one)
    dear = [f"{c.label} {c.points} 分" for c in one.costs]
    blocks.append(Block("；".join(dear) or "没有规则改变名单", label=label("代价", 6)))
    if one.selected.unmet or one.selected.refused:
        blocks.append(Block("；".join(_problems(one)), label=label("未满足", 6), ink="warn"))
    choice = one.choices.get(nomination or "")
    if choice is not None:
        blocks.append(Block(choice.reason, label=label(choice.id, 6)))
    return blocks


def change_blocks(one: Trial) -> list[Block]:
    """Who enters, who leaves, and the points of the whole list, all against the list in force."""
    change = one.change
    if not change.enter and not change.leave:
        return [Block("与现用名单相同", label=label("变化", 6))]
    total = f"  总分 {one.points:+}" if one.points else ""
    return [
        Block(named_list(one, change.enter), label=label("入", 6), ink="good"),
        Block(named_list(one, change.leave) + total, label=label("出", 6), ink="bad"),
    ]


def rule_blocks(one: Trial) -> list[Block]:
    """Which rules decided the list, what each costs by itself, and how units and types fare."""
    picked = one.selected
    head = f"名额 {picked.seats}，入选 {len(picked.selected)}，备选 {len(picked.reserves)}"
    blocks = [Block(head, ink="strong"), *[Block(text, label="- ") for text in picked.binding]]
    blocks += [Block(""), Block("单独去掉一条规则，名单会：", ink="accent")]
    if not one.costs:
        blocks.append(Block("都不变。"))
    for cost in one.costs:
        inside, outside = named_list(one, cost.enter), named_list(one, cost.leave)
        blocks.append(Block(f"总分 {cost.points:+}：入 {inside}；出 {outside}", label=f"{cost.label}  "))
    blocks += [Block(""), Block("各类型", ink="accent")]
    for kind in picked.type_counts:
        wish = f"，希望不少于 {kind.minimum}" if kind.minimum else ""
        text = f"入选 {kind.selected} / 申报 {kind.sent}{wish}"
        blocks.append(
            Block(text, label=label(kind.type or "（未填）", 16), ink="warn" if kind.type in picked.unmet else "plain")
        )
    blocks += [Block(""), Block("各单位", ink="accent")]
    for unit in picked.unit_counts:
        limit = f"，上限 {unit.limit}" if unit.limit is not None else ""
        blocks.append(Block(f"入选 {unit.selected} / 申报 {unit.sent}{limit}", label=label(unit.unit, 32)))
    return blocks


def scenario_text(scenario: Scenario) -> str:
    """A scenario in one line."""
    per_unit = "不限" if scenario.per_unit is None else str(scenario.per_unit)
    special = "不限" if scenario.specials_per_unit is None else str(scenario.specials_per_unit)
    wishes = "".join(f"，{kind}≥{wish}" for kind, wish in scenario.minimum.items() if wish)
    moves = "".join(f"，{'调入' if m.kind == 'in' else '调出'} {m.id}" for m in scenario.moves)
    head = f"名额 {scenario.seats}，每单位 {per_unit}，每单位特推 {special}，备选 {scenario.reserves}"
    return head + wishes + moves


def compared_blocks(one: Trial, other: Trial, settings: Sequence[Setting]) -> list[Block]:
    """What the list of `other` has that the list of `one` has not, and the settings that differ."""
    change = difference(one.selected.ids, other.selected.ids, one.ranks)
    points = _sum(other.selected) - _sum(one.selected)
    blocks = [Block("设置", ink="accent")]
    for setting in settings:
        before, after = setting.shown(one.scenario), setting.shown(other.scenario)
        if before != after:
            blocks.append(Block(f"{before} → {after}", label=label(setting.name, 16)))
    before_moves, after_moves = ({m.id: m.kind for m in t.scenario.moves} for t in (one, other))
    if before_moves != after_moves:
        blocks.append(Block(f"{_moves(before_moves)} → {_moves(after_moves)}", label=label("人工调整", 16)))
    if len(blocks) == 1:
        blocks.append(Block("相同"))
    return [
        *blocks,
        Block(""),
        Block("名单", ink="accent"),
        Block(named_list(other, change.enter, 99), label=label("入", 6)),
        Block(named_list(other, change.leave, 99), label=label("出", 6)),
        Block(f"{points:+}", label=label("总分", 6)),
    ]


def named_list(one: Trial, ids: Sequence[str], most: int = _NAMED) -> str:
    """Ids with names, the first few."""
    names: Mapping[str, str] = {s.id: s.name for s in one.ranked}
    more = f" 等 {len(ids)} 项" if len(ids) > most else ""
    return "、".join(f"{i} {names.get(i, '')}" for i in ids[:most]) + more if ids else "无"


def _problems(one: Trial) -> list[str]:
    told = [f"“{kind}”只有 {count} 项" for kind, count in one.selected.unmet.items()]
    return told + [f"{i} 不能调入" for i in one.selected.refused]


def _moves(moves: Mapping[str, str]) -> str:
    return "、".join(f"{'调入' if kind == 'in' else '调出'} {i}" for i, kind in moves.items()) or "无"


def _sum(selected: Selected) -> Decimal:
    return sum((c.score for c in selected.selected if c.score is not None), Decimal(0))
