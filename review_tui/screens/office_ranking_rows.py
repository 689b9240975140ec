"""Standings as rows of a list with the cut drawn in, and as text. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from review_tui.desks.figures import METHOD_NAMES, AnyMethod, ExpertTotal
from review_tui.screens.office_page import bar, label, named
from review_tui.screens.office_plots import Scale, scale, strip
from review_tui.widgets.paged_list import Column, Row
from review_tui.widgets.text_pane import Block
from scoring.season import Category, Method
from scoring.selection import Choice, Selected
from scoring.standing import Standing

if TYPE_CHECKING:
    from scoring.certainty import Band, Certainty

COLUMNS = (
    Column("名次", 4, "right"),
    Column("编号", 5),
    Column("姓名/项目", 8, grow=True),
    Column("单位", 6, grow=True, from_width=64),
    Column("得分", 6, "right"),
    Column("平均", 6, "right", from_width=92),
    Column("中位", 6, "right", from_width=92),
    Column("离散", 5, "right", from_width=60),
    Column("票", 2, "right"),
    Column("机会", 4, "right"),
    Column("把握", 4),
    Column("结果", 6),
)
BANDS = {"in": "稳入", "contested": "待定", "out": "落选", None: "-"}
BAND_INKS = {"in": "good", "contested": "warn", "out": "faint", None: ""}


def strip_columns(title: str) -> tuple[Column, ...]:
    """The columns of the view with strips; `title`: the ends of the scale."""
    return (
        Column("名次", 4, "right"),
        Column("编号", 5),
        Column("姓名/项目", 12),
        Column("得分", 6, "right"),
        Column(title, 8, grow=True),
        Column("把握", 4),
        Column("结果", 6),
    )


@dataclass(frozen=True)
class Ranking:
    """One category: the standings by `method`, and the list, which always goes by the official method.

    `certainty` None: it is being worked out. `totals`: the counted totals of every nomination by its id.
    """

    category: Category
    method: AnyMethod
    official: Method
    standings: tuple[Standing, ...]
    selected: Selected
    certainty: Certainty | None
    totals: Mapping[str, tuple[ExpertTotal, ...]]

    def chance(self, nomination: str) -> Decimal | None:
        """P(in the list); None: not known."""
        return None if self.certainty is None else self.certainty.chances.get(nomination)

    def band(self, nomination: str) -> Band | None:
        """The band of a nomination; None: not known."""
        return None if self.certainty is None else self.certainty.band(nomination)

    @property
    def cut(self) -> Decimal | None:
        """The lowest score that is in by rank, not by a wish or a move; None where nobody is."""
        by_rank = [c for c in self.selected.selected if c.rules[0] in ("rank", "moved")]
        return min((c.score for c in by_rank if c.score is not None), default=None)

    @property
    def choices(self) -> dict[str, Choice]:
        """What the list says of each nomination, by id."""
        every = (*self.selected.selected, *self.selected.reserves, *self.selected.left_out)
        return {one.id: one for one in every}

    def results(self) -> dict[str, str]:
        """`入选`, `备选1`, `未入选` by id; the excluded have none."""
        out = {one.id: "未入选" for one in self.selected.left_out if one.rank is not None}
        out |= {one.id: f"备选{place}" for place, one in enumerate(self.selected.reserves, start=1)}
        return out | {one.id: "调入" if one.rules[0] == "move" else "入选" for one in self.selected.selected}


def ranking_rows(one: Ranking, along: Scale | None = None) -> list[Row]:
    """The ranked, with the cut as a rule line, then the excluded behind a line of their own.

    `along`: rows with strips on this scale; None: rows with figures.
    """
    results = one.results()
    ranked = [s for s in one.standings if s.rank is not None]
    out = [s for s in one.standings if s.rank is None]

    def _row(standing: Standing, result: str) -> Row:
        return _figures(one, standing, result) if along is None else _strip(one, standing, result, along)

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
        ), f"按{METHOD_NAMES[one.method]}的前 {seats} 名，仅供参考；“结果”仍按{METHOD_NAMES[one.official]}"
    inside = [
        place for place, s in enumerate(ranked, start=1) if results.get(s.id) == "入选"
    ]  # moves stand where they rank
    empty = f"，空缺 {seats - taken}" if taken < seats else ""
    return max(inside, default=0), f"推荐线：名额 {seats}，入选 {taken}{empty}"


def _figures(one: Ranking, standing: Standing, result: str) -> Row:
    chance, band = one.chance(standing.id), one.band(standing.id)
    waiting = one.certainty is None and standing.rank is not None
    cells = (
        str(standing.rank or "-"),
        standing.id,
        named(standing.name, standing.special),
        standing.unit,
        shown(standing.score),
        shown(standing.mean),
        shown(standing.median),
        shown(standing.spread),
        str(standing.ballots or "-"),
        ".." if waiting else percent(chance),
        ".." if waiting else BANDS[band],
        result or "-",
    )
    inks = (*[""] * 9, BAND_INKS[band], BAND_INKS[band], _RESULT_INKS.get(result, ""))
    return Row(standing.id, cells, ink="faint" if standing.rank is None else "plain", inks=inks)


def _strip(one: Ranking, standing: Standing, result: str, along: Scale) -> Row:
    totals = [given.total for given in one.totals.get(standing.id, ())]
    band = one.band(standing.id)
    cells = (
        str(standing.rank or "-"),
        standing.id,
        named(standing.name, standing.special),
        shown(standing.score),
        strip(totals, standing.score, one.cut, along),
        ".." if one.certainty is None and standing.rank is not None else BANDS[band],
        result or "-",
    )
    inks = (*[""] * 5, BAND_INKS[band], _RESULT_INKS.get(result, ""))
    return Row(standing.id, cells, ink="faint" if standing.rank is None else "plain", inks=inks)


_RESULT_INKS = {"入选": "good", "调入": "warn", "未入选": "faint"}


def percent(chance: Decimal | None) -> str:
    """A chance as it is shown: never 0 % or 100 % where it is only near; `-` where it is not known."""
    if chance is None:
        return "-"
    if 0 < chance < Decimal("0.01"):
        return "<1%"
    return ">99%" if Decimal("0.99") < chance < 1 else f"{chance:.0%}"


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


def standing_blocks(one: Ranking, standing: Standing, beside: Mapping[AnyMethod, Decimal | None]) -> list[Block]:
    """The figures of one nomination: reasons, by method, chance, by criterion.

    `beside`: its scores by the methods that stand beside the official one, None where there is none.
    """
    blocks = [*reason_blocks(one, standing), Block("")]
    own: Mapping[AnyMethod, Decimal | None] = {
        "trimmed": standing.trimmed,
        "mean": standing.mean,
        "median": standing.median,
        **beside,
    }
    for method, name in METHOD_NAMES.items():
        mark = "（正式）" if method == one.official else ""
        text = f"{shown(own.get(method))}{mark}"
        blocks.append(Block(text, label=label(name, 12), ink="strong" if mark else "plain"))
    chance, band = one.chance(standing.id), one.band(standing.id)
    meaning = f"（{BANDS[band]}）：换一组同样水平的专家再评，入选的机会" if band else ""
    blocks += [
        Block(shown(standing.spread), label=label("离散度", 12)),
        Block(f"{standing.ballots} 份", label=label("有效评分", 12)),
        Block(f"{percent(chance)}{meaning}", label=label("入选机会", 12)),
        Block(""),
        Block(f"各评分项（{METHOD_NAMES[one.method if one.method not in beside else one.official]}）", ink="accent"),
    ]
    for criterion in one.category.rubric.criteria:
        points = standing.criteria.get(criterion.id)
        name = f"{label(criterion.name, 20)}{shown(points):>6} "
        share = bar(int(points * 100), int(criterion.points * 100), 20) if points is not None else ""
        blocks.append(Block(f"/ {criterion.points:<3} {share}", label=name))
    return blocks


def card_blocks(
    one: Ranking, standing: Standing, names: Mapping[str, str], severities: Mapping[str, Decimal | None]
) -> list[Block]:
    """Who gave how much: the total, against the score, and how severe the expert is in general."""
    given = one.totals.get(standing.id, ())
    if not given or standing.mean is None:
        return []
    along = scale([g.total for g in given], 24)
    blocks = [Block(""), Block("各位专家", ink="accent")]
    for each in given:
        apart = each.total - standing.mean
        severity = severities.get(each.expert)
        lean = "" if severity is None else f"  {'偏严' if severity >= 0 else '偏松'} {abs(severity)}"
        text = f"{each.total:>6} [{strip([each.total], standing.mean, None, along)}] {apart:+6.2f}{lean}"
        blocks.append(Block(text, label=label(f"{each.expert} {names.get(each.expert, '')}", 14)))
    return [*blocks, Block(f"[{along.low} 至 {along.high}] o 这位专家，+ 平均分；与平均的差；平时的宽严", ink="faint")]


def seat_blocks(one: Ranking) -> list[Block]:
    """Which rules decided the list, and how many of each unit are in it."""
    picked = one.selected
    blocks = [
        Block(f"名额 {picked.seats}，入选 {len(picked.selected)}，备选 {len(picked.reserves)}", ink="strong"),
        *[Block(text, label="- ") for text in picked.binding],
        Block(f"各项规则使入选者总分减少 {picked.cost} 分" if picked.cost else "各项规则没有减少总分", label="- "),
        Block(""),
        Block("各单位", ink="accent"),
    ]
    for unit in picked.unit_counts:
        limit = f"，上限 {unit.limit}" if unit.limit is not None else ""
        blocks.append(Block(f"入选 {unit.selected} / 申报 {unit.sent}{limit}", label=label(unit.unit, 32)))
    return blocks
