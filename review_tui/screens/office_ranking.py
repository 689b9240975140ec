"""Page 5: the standings of one category, where the cut runs, and how certain it is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from review_tui.desks.figures import METHOD_NAMES, METHODS, AnyMethod, Figures
from review_tui.errors import ReviewError
from review_tui.screens.office_page import Bench, DeskList, Details, Line, Page, counted
from review_tui.screens.office_plots import Scale, scale
from review_tui.screens.office_ranking_rows import (
    COLUMNS,
    Ranking,
    card_blocks,
    ranking_rows,
    reason_blocks,
    seat_blocks,
    standing_blocks,
    strip_columns,
)
from review_tui.widgets.paged_list import PagedList
from review_tui.widgets.painted import Span
from review_tui.widgets.prompt import Reading
from review_tui.widgets.text_pane import Block
from scoring.season import Category
from scoring.standing import Standing

if TYPE_CHECKING:
    from scoring.certainty import Certainty

_STRIP = 4
"""Which column of the view with strips holds the strip."""


class RankingPage(Page):
    """Standings with the cut. Whichever method is looked at, the list goes by the official one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right,l", "category(1)", "换类别"),
        Binding("shift+tab,left,h", "category(-1)", "换类别", show=False),
        Binding("m", "method", "换算法"),
        Binding("s", "strips", "评分带"),
        Binding("e", "experts", "专家"),
        Binding("g", "seats", "名额"),
        Binding("d", "duel", "两两比较"),
    ]
    KEYS = (
        ("Tab 左 右", "换类别"),
        ("m", "换一种算法看：去一高一低、平均分、中位数、标准化、宽严校正；名单始终按正式的算法"),
        ("s", "评分带：o 一位专家，2-9 几位专家同在一处，+ 得分，| 名额线；再按一次回到数字"),
        ("e", "一致性，各位专家的宽严和离散，名单是否只系于一位专家"),
        ("g", "名额怎样用掉：起作用的规则、各单位入选数"),
        ("d", "两两比较：请专家比较名额线附近“待定”的几份，结果只作参考"),
        ("Enter", "这一份的得分、各位专家的分、同分时怎样定的先后"),
        ("把握", "稳入、待定、落选：换一组同样水平的专家再评，入选机会 95% 及以上、其间、不足 5%"),
    )

    class Certain(Message):
        """The bands of a category are worked out; `heads`: the last entries of the journals when that began."""

        def __init__(self, category: Category, heads: Hashable, certainty: Certainty) -> None:
            super().__init__()
            self.category, self.heads, self.certainty = category, heads, certainty

    def __init__(self, bench: Bench, *, id: str) -> None:
        super().__init__(bench, id=id)
        self.figures = Figures(bench.desk)
        self._official = bench.desk.rules.scoring.method
        self._method: AnyMethod = self._official
        self._category = bench.desk.rules.categories[0]
        self._strips = False
        self._ranking: Ranking | None = None
        self._working: Hashable = None

    def compose(self) -> ComposeResult:
        """Category and method, the list, the reasons."""
        yield Line(id="heads")
        with Vertical(classes="work"):
            yield DeskList(COLUMNS, enter="评分明细", empty="这一类还没有申报材料。")
            details = Details()
            details.can_focus = False
            yield details

    def show_values(self) -> None:
        """Standings, list and details anew."""
        try:
            self._ranking = self._rank()
        except ReviewError as error:  # a journal that cannot be read: no standings rather than wrong ones
            self._ranking = None
            self.query_one(Line).show(("无法排名", "bad"))
            self.query_one(PagedList).set_rows([])
            self.say(error.sentence(), "bad")
        else:
            self.query_one(Line).show(*self._heads(self._ranking))
            self._show_rows(self._ranking)
        self.show_details()

    def on_resize(self) -> None:
        """Strips are as wide as there is room for."""
        if self._ranking is not None and self._strips:
            self._show_rows(self._ranking)
        super().on_resize()

    def _show_rows(self, one: Ranking) -> None:
        rows = self.query_one(PagedList)
        along: Scale | None = None
        if self._strips:
            rows.set_columns(strip_columns(""))
            totals = [given.total for cards in one.totals.values() for given in cards]
            along = scale(totals, rows.widths[_STRIP])
            rows.set_columns(strip_columns(along.title()))
        else:
            rows.set_columns(COLUMNS)
        rows.set_rows(ranking_rows(one, along))

    def _rank(self) -> Ranking:
        category, figures = self._category, self.figures
        ranked = figures.ranked(category)
        certainty = figures.certainty_known(category)
        if certainty is None:
            self._work_out(category)
        return Ranking(
            category=category,
            method=self._method,
            official=self._official,
            standings=figures.by_method(category, self._method),
            selected=self.desk.selection(category, ranked=ranked),
            certainty=certainty,
            totals=figures.totals(category),
        )

    def _work_out(self, category: Category) -> None:
        """Bands of a large panel take a moment: they come later, in a thread that knows nothing of the desk."""
        heads = self.desk.heads()
        if self._working == (category.id, heads):
            return
        self._working = (category.id, heads)
        job: Callable[[], Certainty] = self.figures.certainty_job(category)
        self.run_worker(lambda: self.post_message(self.Certain(category, heads, job())), thread=True)

    @on(Certain)
    def _certain(self, message: Certain) -> None:
        message.stop()
        self.figures.keep_certainty(message.category, message.heads, message.certainty)
        self._working = None
        if message.category is self._category:
            self.show_values()

    def _heads(self, one: Ranking) -> list[Span]:
        kind = "正式" if one.method == self._official else "仅供参考"
        out = sum(1 for s in one.standings if s.rank is None)
        picked = one.selected
        parts = [
            ("名额", picked.seats),
            ("入选", len(picked.selected)),
            ("待定", len(one.certainty.contested()) if one.certainty else 0),
            ("不排序", out),
        ]
        return [
            *category_tabs(self.desk.rules.categories, self._category),
            (f" {METHOD_NAMES[one.method]}（{kind}）", "plain" if kind == "正式" else "warn"),
            (f"  {counted(parts)}", "plain"),
        ]

    @property
    def current(self) -> Standing | None:
        """The standing under the cursor."""
        row = self.query_one(PagedList).current
        if row is None or self._ranking is None:
            return None
        return next((s for s in self._ranking.standings if s.id == row.key), None)

    def show_details(self) -> None:
        """The text for the row under the cursor."""
        one = self.current
        self.query_one(Details).set_blocks(reason_blocks(self._ranking, one) if one and self._ranking else [])

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self.show_details()

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        message.stop()
        one = self.current
        if one is not None and self._ranking is not None:
            self.app.push_screen(Reading("评分明细", self._sheet(self._ranking, one)))

    def _sheet(self, ranking: Ranking, one: Standing) -> list[Block]:
        def figure(method: AnyMethod) -> Decimal | None:
            found = (s for s in self.figures.by_method(self._category, method) if s.id == one.id and s.rank)
            return next((s.score for s in found), None)

        adjusted = self.figures.adjusted(self._category)
        names = {member.id: member.name for member in self.desk.panel()}
        return [
            *standing_blocks(ranking, one, {"standardised": figure("standardised"), "adjusted": figure("adjusted")}),
            *card_blocks(ranking, one, names, {row.expert: row.severity for row in adjusted.experts}),
        ]

    # ------------------------------------------------------------------------------------------ keys

    def action_duel(self) -> None:
        """The pairwise choices about the contested."""
        from review_tui.screens.office_duel import DuelScreen

        self.app.push_screen(DuelScreen(self.bench, self._category, self.figures), self._left)

    def action_category(self, by: int) -> None:
        """To the next category; behind the last comes the first."""
        every = self.desk.rules.categories
        self._category = every[(every.index(self._category) + by) % len(every)]
        self.show_values()
        self.query_one(PagedList).action_end(-1)

    def action_method(self) -> None:
        """Look at the standings by the next method; one that is refused says why and is passed over."""
        self._method = METHODS[(METHODS.index(self._method) + 1) % len(METHODS)]
        if self._method == "adjusted" and (why := self._refused()):
            self.say(f"宽严校正算不出：{why}", "warn")
            self._method = METHODS[0]
        self.show_values()

    def _refused(self) -> str:
        try:
            return self.figures.adjusted(self._category).refused
        except ReviewError as error:
            return error.sentence()

    def action_strips(self) -> None:
        """Figures, or each expert's total on a strip."""
        self._strips = not self._strips
        self.show_values()

    def action_experts(self) -> None:
        """Agreement, and the experts one by one."""
        from review_tui.screens.office_experts import ExpertsScreen

        if self._ranking is not None:
            self.app.push_screen(ExpertsScreen(self.bench, self.figures, self._category), self._left)

    def action_seats(self) -> None:
        """How the seats were used."""
        if self._ranking is not None:
            self.app.push_screen(Reading(f"{self._category.short}的名额", seat_blocks(self._ranking)))


def category_tabs(categories: tuple[Category, ...], here: Category) -> list[Span]:
    """The categories of the season in a line, the open one in brackets."""
    return [
        (f"[{one.short}] " if one.id == here.id else f" {one.short}  ", "strong" if one.id == here.id else "faint")
        for one in categories
    ]
