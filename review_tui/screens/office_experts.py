"""The panel behind the ranking: how far it agrees, each expert's severity and spread, who decides the list alone."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.figures import Figures
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, DeskList, Line, label
from review_tui.screens.office_plots import leaning
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import Reading
from review_tui.widgets.text_pane import Block
from scoring.season import Category

if TYPE_CHECKING:
    from scoring.agreement import Agreement, Figure, PanelAgreement
    from scoring.influence import Influence
    from scoring.severity import ExpertRow

MEASURES = (
    ("kendall_w", "肯德尔 W", "排的先后是否一致"),
    ("krippendorff_alpha", "克里彭多夫 α", "分数本身是否一致"),
    ("icc2k", "ICC(2,k)", "全体平均分是否可靠"),
)
_PLOT = 6
"""Which column holds the bar."""


def columns(title: str = "") -> tuple[Column, ...]:
    """The columns of the experts' list."""
    return (
        Column("编号", 5),
        Column("姓名", 8),
        Column("份数", 4, "right"),
        Column("平均", 6, "right"),
        Column("离散", 5, "right"),
        Column("偏严", 6, "right"),
        Column(title, 8, grow=True),
        Column("出入", 5, "right"),
        Column("没有此人", 9),
    )


class ExpertsScreen(OverScreen):
    """Agreement above, the experts below. Nothing here changes anything."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("c", "criteria", "各评分项")]
    TITLE_TEXT = "一致性与专家"
    KEYS = (
        ("c", "各评分项的一致性"),
        ("Enter", "这位专家：宽严、离散、出入，没有这位专家时谁入谁出"),
        ("偏严", "同样的材料比评审组平均低多少分，负数是偏松；# 向左是严，向右是松"),
        ("出入", "除去材料好坏和本人宽严以后还剩的差别，大的与其他人先后不同"),
    )

    def __init__(self, bench: Bench, figures: Figures, category: Category) -> None:
        super().__init__()
        self.bench, self._figures, self._category = bench, figures, category
        self.read_only = bench.desk.read_only
        self._names = {member.id: member.name for member in bench.desk.panel()}

    def body(self) -> ComposeResult:
        """A line for each measure, and the list."""
        for name, _label, _meaning in MEASURES:
            yield Line(id=name)
        yield Line(id="refused")
        with Vertical(id="list"):
            yield DeskList(columns(), enter="这位专家", empty="还没有有效的评分。")

    def on_mount(self) -> None:
        """Everything anew."""
        self.query_one(TitleLine).show(f"{self._category.name}：一致性与专家", "仅供参考，不改变名次")
        total = self._figures.agreement(self._category).total
        for name, title, meaning in MEASURES:
            self.query_one(f"#{name}", Line).show(*_measure(getattr(total, name), title, meaning))
        self.query_one("#refused", Line).show((self._figures.adjusted(self._category).refused, "warn"))
        self.set_focus(self.query_one(PagedList))
        self.call_after_refresh(self._show_rows)

    def on_resize(self) -> None:
        """Bars are as wide as there is room for."""
        self.call_after_refresh(self._show_rows)

    def _show_rows(self) -> None:
        rows = self.query_one(PagedList)
        experts = self._figures.adjusted(self._category).experts
        cells = rows.widths[_PLOT]
        half = max(2, (cells - 1) // 2)
        rows.set_columns(columns("严".ljust(half - 1) + "|" + "松".rjust(half - 1)))
        widest = max((abs(row.severity) for row in experts if row.severity is not None), default=Decimal(0))
        alone = self._alone()
        rows.set_rows([self._row(row, alone[row.expert], widest, cells) for row in experts])

    def _alone(self) -> dict[str, Influence]:
        return {one.expert: one for one in self._figures.influence(self._category)}

    def _row(self, row: ExpertRow, alone: Influence, widest: Decimal, cells: int) -> Row:
        changes = f"入{len(alone.enter)} 出{len(alone.leave)}" if alone.enter or alone.leave else "不变"
        values = (
            row.expert,
            self._names.get(row.expert, ""),
            str(row.cards),
            str(row.mean),
            _shown(row.spread),
            _shown(row.severity),
            leaning(row.severity, widest, cells),
            _shown(row.noise),
            changes,
        )
        return Row(row.expert, values, inks=(*[""] * 8, "" if changes == "不变" else "warn"))

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        message.stop()
        experts = {row.expert: row for row in self._figures.adjusted(self._category).experts}
        row = experts[message.row.key]
        title = f"{row.expert} {self._names.get(row.expert, '')}"
        nominees = {s.id: f"{s.id} {s.name}" for s in self._figures.ranked(self._category)}
        alone = self._alone()[row.expert]
        self.app.push_screen(Reading(title, expert_blocks(row, alone, nominees)))

    def action_criteria(self) -> None:
        """The measures criterion by criterion."""
        found = self._figures.agreement(self._category)
        self.app.push_screen(Reading("各评分项的一致性", criteria_blocks(found, self._category)))


def expert_blocks(row: ExpertRow, alone: Influence, nominees: dict[str, str]) -> list[Block]:
    """One expert in words."""
    if row.severity is None:
        lean = "算不出：与其他专家没有共同评过的材料"
    else:
        lean = f"{abs(row.severity)} 分（同样的材料，比评审组平均{'低' if row.severity >= 0 else '高'}）"
    leaning_label = "偏严" if row.severity is None or row.severity >= 0 else "偏松"

    def told(ids: Sequence[str]) -> str:
        return "、".join(nominees.get(one, one) for one in ids) or "无"

    blocks = [
        Block(f"{row.cards} 份，平均 {row.mean}", label=label("评分")),
        Block(lean, label=label(leaning_label)),
        Block(f"{_shown(row.spread)} 分（自己的分拉得多开）", label=label("离散")),
        Block(f"{_shown(row.noise)} 分（材料好坏和本人宽严之外的差别）", label=label("出入")),
        Block(""),
        Block("去掉这位专家的全部评分，名单会：", ink="accent"),
    ]
    if not alone.enter and not alone.leave:
        return [*blocks, Block("不变。没有哪一项只系于这一位。")]
    return [
        *blocks,
        Block(told(alone.enter), label=label("增加")),
        Block(told(alone.leave), label=label("减少"), ink="warn"),
        Block("这几项的去留只系于一位专家，值得复核。", ink="faint"),
    ]


def criteria_blocks(found: PanelAgreement, category: Category) -> list[Block]:
    """The three measures of every criterion, then what they mean."""
    blocks = [Block("W        α        ICC", label=label("", 22), ink="faint")]
    rows: list[tuple[str, Agreement]] = [("合计", found.total)]
    rows += [(one.name, found.criteria[one.id]) for one in category.rubric.criteria]
    for name, one in rows:
        figures = [_value(getattr(one, key)) for key, _title, _meaning in MEASURES]
        blocks.append(Block("  ".join(f"{text:<7}" for text in figures), label=label(name, 22)))
    blocks += [Block(""), Block("0.8 起一致性好，0.6 起较好，0.4 起一般，以下较低。", ink="faint")]
    return [*blocks, Block("W 高而 α 低，多半是专家宽严不同：先后一致，分数整体偏高或偏低。", ink="faint")]


def _measure(figure: Figure, title: str, meaning: str) -> list[tuple[str, str]]:
    from scoring.agreement import reading

    if figure.value is None:
        return [(label(title, 14), "faint"), (f"算不出：{figure.reason}", "plain")]
    words = reading(figure)
    ink = "warn" if words in ("一致性较低", "一致性一般") else "good"
    basis = f"  {meaning}（{figure.nominations} 份）"
    return [(label(title, 14), "faint"), (f"{_value(figure)}  ", "strong"), (words, ink), (basis, "faint")]


def _value(figure: Figure) -> str:
    return "-" if figure.value is None else f"{figure.value:.2f}"


def _shown(value: Decimal | None) -> str:
    return "-" if value is None else str(value)
