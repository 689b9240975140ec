"""Standings as rows of a list with the cut drawn in, and as text. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from review_tui.screens.office_page import bar, label, named
from review_tui.widgets.paged_list import Column, Row
from review_tui.widgets.text_pane import Block
from scoring.season import Category, Method
from scoring.selection import Choice, Selected
from scoring.standings import Standing

METHODS: Mapping[Method, str] = {"trimmed": "去一高一低", "mean": "平均分", "median": "中位数"}

COLUMNS = (
    Column("名次", 4, "right"),
    Column("编号", 5),
    Column("姓名/项目", 8, grow=True),
    Column("单位", 6, grow=True, from_width=64),
    Column("得分", 6, "right"),
    Column("平均", 6, "right", from_width=72),
    Column("中位", 6, "right", from_width=72),
    Column("离散", 5, "right", from_width=60),
    Column("票", 2, "right"),
    Column("结果", 6),
)


@dataclass(frozen=True)
class Ranking:
    """One category: the standings by `method`, and the list, which always goes by the official method."""

    category: Category
    method: Method
    official: Method
    standings: tuple[Standing, ...]
    selected: Selected

    @property
    def choices(self) -> dict[str, Choice]:
        """What the list says of each nomination, by id."""
        every = (*self.selected.selected, *self.selected.reserves, *self.selected.left_out)
        return {one.id: one for one in every}

    def results(self) -> dict[str, str]:
        """`入选`, `备选1`, `未入选` by id; the excluded have none."""
        out = {one.id: "未入选" for one in self.selected.left_out if one.rank is not None}
        out |= {one.id: f"备选{place}" for place, one in enumerate(self.selected.reserves, start=1)}
        return out | {one.id: "入选" for one in self.selected.selected}


def ranking_rows(one: Ranking) -> list[Row]:
    """The ranked, with the cut as a rule line, then the excluded behind a line of their own."""
    results = one.results()
    ranked = [s for s in one.standings if s.rank is not None]
    out = [s for s in one.standings if s.rank is None]
    rows = [_row(s, results.get(s.id, "")) for s in ranked]
    cut, text = _cut(one, ranked, results)
    if text:
        rows.insert(cut, Row("cut", (text,), ink="accent", rule=True))
    if out:
        rows.append(Row("excluded", (f"不参加排序 {len(out)} 份",), ink="faint", rule=True))
    return rows + [_row(s, "不排序") for s in out]


def _cut(one: Ranking, ranked: Sequence[Standing], results: Mapping[str, str]) -> tuple[int, str]:
    """Behind how many rows the line stands, and what it says; no text: no line."""
    seats, taken = one.selected.seats, len(one.selected.selected)
    if not ranked:
        return 0, ""
    if one.method != one.official:
        return min(
            seats, len(ranked)
        ), f"按{METHODS[one.method]}的前 {seats} 名，仅供参考；“结果”仍按{METHODS[one.official]}"
    inside = [place for place, s in enumerate(ranked, start=1) if results.get(s.id) == "入选"]
    empty = f"，空缺 {seats - taken}" if taken < seats else ""
    return max(inside, default=0), f"推荐线：名额 {seats}，入选 {taken}{empty}"


def _row(one: Standing, result: str) -> Row:
    cells = (
        str(one.rank or "-"),
        one.id,
        named(one.name, one.special),
        one.unit,
        shown(one.score),
        shown(one.mean),
        shown(one.median),
        shown(one.spread),
        str(one.ballots or "-"),
        result or "-",
    )
    inks = {"入选": "good", "未入选": "faint"}
    return Row(one.id, cells, ink="faint" if one.rank is None else "plain", inks=(*[""] * 9, inks.get(result, "")))


def shown(value: Decimal | None) -> str:
    """A figure as it is printed; `-` where there is none."""
    return "-" if value is None else str(value)


def reason_blocks(one: Ranking, standing: Standing) -> list[Block]:
    """Why the nomination is where it is."""
    choice = one.choices.get(standing.id)
    head = f"{standing.id} {named(standing.name, standing.special)}  {standing.unit}"
    blocks = [Block(head + (f"  {standing.type}" if standing.type else ""), ink="strong")]
    if standing.excluded:
        blocks.append(Block(standing.excluded, label=label("不排序", 8)))
    elif choice is not None:
        result = one.results().get(standing.id, "")
        blocks.append(Block(choice.reason, label=label(result, 8)))
    if standing.tie_break:
        blocks.append(Block(standing.tie_break, label=label("同分", 8)))
    return blocks


def standing_blocks(one: Ranking, standing: Standing) -> list[Block]:
    """The figures of one nomination: by method, by criterion, and the reasons."""
    rubric = one.category.rubric
    blocks = [*reason_blocks(one, standing), Block("")]
    for method, name in METHODS.items():
        figure = {"trimmed": standing.trimmed, "mean": standing.mean, "median": standing.median}[method]
        mark = "（正式）" if method == one.official else ""
        blocks.append(Block(f"{shown(figure)}{mark}", label=label(name, 12), ink="strong" if mark else "plain"))
    blocks += [
        Block(shown(standing.spread), label=label("离散度", 12)),
        Block(f"{standing.ballots} 份", label=label("有效评分", 12)),
        Block(""),
        Block(f"各评分项（{METHODS[one.method]}）", ink="accent"),
    ]
    for criterion in rubric.criteria:
        points = standing.criteria.get(criterion.id)
        name = f"{label(criterion.name, 20)}{shown(points):>6} "
        share = bar(int(points * 100), int(criterion.points * 100), 20) if points is not None else ""
        blocks.append(Block(f"/ {criterion.points:<3} {share}", label=name))
    return blocks


def seat_blocks(one: Ranking) -> list[Block]:
    """Which rules decided the list, and how many of each unit are in it."""
    picked = one.selected
    blocks = [
        Block(f"名额 {picked.seats}，入选 {len(picked.selected)}，备选 {len(picked.reserves)}", ink="strong"),
        *[Block(text, label="- ") for text in picked.binding],
        Block(f"单位限额使入选者总分减少 {picked.cost} 分" if picked.cost else "单位限额没有改变名单", label="- "),
        Block(""),
        Block("各单位", ink="accent"),
    ]
    for unit in picked.unit_counts:
        limit = f"，上限 {unit.limit}" if unit.limit is not None else ""
        blocks.append(Block(f"入选 {unit.selected} / 申报 {unit.sent}{limit}", label=label(unit.unit, 32)))
    return blocks
