"""Page 4: the standings of one category, and where the cut runs."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.errors import ReviewError
from review_tui.screens.office_page import Bench, DeskList, Details, Line, Page, counted
from review_tui.screens.office_ranking_rows import (
    COLUMNS,
    METHODS,
    Ranking,
    ranking_rows,
    reason_blocks,
    seat_blocks,
    standing_blocks,
)
from review_tui.widgets.paged_list import PagedList
from review_tui.widgets.painted import Span
from review_tui.widgets.prompt import Reading
from scoring.standings import Standing


class RankingPage(Page):
    """Standings with the cut. Whichever method is looked at, the list goes by the official one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right,l", "category(1)", "换类别"),
        Binding("shift+tab,left,h", "category(-1)", "换类别", show=False),
        Binding("m", "method", "换算法"),
        Binding("g", "seats", "名额"),
    ]
    KEYS = (
        ("Tab 左 右", "换类别"),
        ("m", "换一种算法看：去一高一低、平均分、中位数；名单始终按正式的算法"),
        ("g", "名额怎样用掉：起作用的规则、各单位入选数"),
        ("Enter", "各评分项的得分和有效评分数"),
    )

    def __init__(self, bench: Bench, *, id: str) -> None:
        super().__init__(bench, id=id)
        self._official = bench.desk.rules.scoring.method
        self._method = self._official
        self._category = bench.desk.rules.categories[0]
        self._ranking: Ranking | None = None

    def compose(self) -> ComposeResult:
        """Category and method, the list, the reasons."""
        yield Line()
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
            self.query_one(PagedList).set_rows(ranking_rows(self._ranking))
        self.show_details()

    def _rank(self) -> Ranking:
        category, method = self._category, self._method
        ranked = self.desk.standings(category)
        shown = ranked if method == self._official else self.desk.standings(category, method)
        return Ranking(category, method, self._official, shown, self.desk.selection(category, ranked=ranked))

    def _heads(self, one: Ranking) -> list[Span]:
        spans: list[Span] = []
        for category in self.desk.rules.categories:
            here = category.id == self._category.id
            spans.append((f"[{category.short}] " if here else f" {category.short}  ", "strong" if here else "faint"))
        kind = "正式" if one.method == self._official else "仅供参考"
        spans.append((f" {METHODS[one.method]}（{kind}）", "plain" if kind == "正式" else "warn"))
        out = sum(1 for s in one.standings if s.rank is None)
        picked = one.selected
        parts = [
            ("名额", picked.seats),
            ("入选", len(picked.selected)),
            ("备选", len(picked.reserves)),
            ("不排序", out),
        ]
        return [*spans, (f"  {counted(parts)}", "plain")]

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
            self.app.push_screen(Reading("评分明细", standing_blocks(self._ranking, one)))

    # ------------------------------------------------------------------------------------------ keys

    def action_category(self, by: int) -> None:
        """To the next category; behind the last comes the first."""
        every = self.desk.rules.categories
        self._category = every[(every.index(self._category) + by) % len(every)]
        self.show_values()
        self.query_one(PagedList).action_end(-1)

    def action_method(self) -> None:
        """Look at the standings by the next method."""
        every = list(METHODS)
        self._method = every[(every.index(self._method) + 1) % len(every)]
        self.show_values()

    def action_seats(self) -> None:
        """How the seats were used."""
        if self._ranking is not None:
            self.app.push_screen(Reading(f"{self._category.short}的名额", seat_blocks(self._ranking)))
