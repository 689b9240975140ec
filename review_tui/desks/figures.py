"""What the panel's cards tell beside the ranking: agreement, severity, bands, influence. Read only, kept while nothing
changes.

It is worked out when first asked for: numpy alone takes longer to import than everything here takes to compute.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, get_args

from review_tui.desks.kept import Kept
from review_tui.desks.office_view import OfficeView
from scoring.season import Category, Method
from scoring.standing import Standing

if TYPE_CHECKING:
    from scoring.agreement import PanelAgreement
    from scoring.certainty import Certainty
    from scoring.influence import Influence
    from scoring.rehearsal import Rehearsal
    from scoring.severity import Adjusted
    from scoring.tally import Tally

Beside = Literal["standardised", "adjusted"]
AnyMethod = Method | Beside
METHODS: tuple[AnyMethod, ...] = (*get_args(Method), *get_args(Beside))
METHOD_NAMES: dict[AnyMethod, str] = {
    "trimmed": "去一高一低",
    "mean": "平均分",
    "median": "中位数",
    "standardised": "标准化",
    "adjusted": "宽严校正",
}
QUICK_CARDS = 3000
"""Up to so many cards, and without minimums, the bands are there before anybody notices that they were worked out."""
Value = TypeVar("Value")


class ExpertTotal(NamedTuple):
    """One counted card: who gave how many points."""

    expert: str
    total: Decimal


class Figures:
    """The figures of a season, category by category. LedgerError when a journal of the panel is broken."""

    def __init__(self, view: OfficeView) -> None:
        self._view = view
        self._kept: Kept[object] = Kept()
        self._certain: dict[str, tuple[Hashable, Certainty]] = {}

    def ranked(self, category: Category) -> tuple[Standing, ...]:
        """The official standings."""
        return self._get("ranked", category, lambda: self._view.standings(category))

    def by_method(self, category: Category, method: AnyMethod) -> tuple[Standing, ...]:
        """The standings by any method. By `standardised` and `adjusted` equal scores share a rank; where the adjusted
        scores are refused nobody has a rank, and `adjusted(...).refused` says why."""
        if method == "standardised" or method == "adjusted":
            return self._get(f"by-{method}", category, lambda: self._beside(category, method))
        if method == self._view.rules.scoring.method:
            return self.ranked(category)
        return self._get(f"by-{method}", category, lambda: self._view.standings(category, method))

    def adjusted(self, category: Category) -> Adjusted:
        """Severity-adjusted scores, and each expert's severity and spread, over the ranked nominations."""
        from scoring.severity import adjusted

        return self._get("adjusted", category, lambda: adjusted(self.tally(category), self._decimals))

    def agreement(self, category: Category) -> PanelAgreement:
        """Kendall's W, Krippendorff's alpha, ICC(2,k) over the ranked nominations."""
        from scoring.agreement import agreement

        return self._get("agreement", category, lambda: agreement(self.tally(category), category))

    def certainty(self, category: Category) -> Certainty:
        """Chances and bands under the limits in force; the year is the seed, so that everybody gets the same."""
        return self._get("certainty", category, self.certainty_job(category))

    def certainty_job(self, category: Category) -> Callable[[], Certainty]:
        """The work of `certainty` as one call that touches neither desk nor season: it may run in another thread."""
        from scoring.certainty import certainty

        ranked, counted = self.ranked(category), self.tally(category)
        rules, scoring = self._view.scenario(category).rules(category), self._view.rules.scoring
        return partial(certainty, ranked, counted, scoring, rules, seed=self._view.rules.year)

    def certainty_known(self, category: Category) -> Certainty | None:
        """What `certainty` gives, without waiting for it: None where it is not worked out yet and would take long."""
        if self._certain.get(category.id, ("",))[0] == self._view.heads():
            return self._certain[category.id][1]
        wishes = self._view.scenario(category).minimum.values()
        if any(wishes) or len(self.tally(category).nomination) > QUICK_CARDS:
            return None
        return self.certainty(category)

    def keep_certainty(self, category: Category, heads: Hashable, value: Certainty) -> None:
        """Keeps what a job gave that was made when `heads` (of the view) were the last entries."""
        self._certain[category.id] = (heads, value)

    def influence(self, category: Category) -> tuple[Influence, ...]:
        """Whose cards alone put somebody in, expert by expert, under the limits in force."""
        from scoring.influence import influence

        def work() -> tuple[Influence, ...]:
            given = self._view.ranking_input(category)
            rules = category.model_copy(update={"selection": self._view.scenario(category).rules(category)})
            return influence(
                given.candidates,
                self._whole_tally(category),
                rules,
                self._view.rules.scoring,
                excluded=given.excluded,
                votes=given.votes,
            )

        return self._get("influence", category, work)

    def totals(self, category: Category) -> dict[str, tuple[ExpertTotal, ...]]:
        """The counted totals of every nomination by its id, experts in order."""
        counted, out = self._whole_tally(category), dict[str, list[ExpertTotal]]()
        for place, seat, steps in zip(
            counted.nomination.tolist(), counted.expert.tolist(), counted.totals.tolist(), strict=True
        ):
            total = ExpertTotal(counted.experts[seat], counted.step * steps)
            out.setdefault(counted.ids[place], []).append(total)
        return {one: tuple(given) for one, given in out.items()}

    def rehearsal(self, category: Category, per: int | None = None) -> Rehearsal:
        """The check before the round opens: of the plan as it stands, or of the one that `per` experts each give."""
        return self.rehearsal_job(category, per)()

    def rehearsal_job(self, category: Category, per: int | None = None) -> Callable[[], Rehearsal]:
        """The work of `rehearsal` as one call that touches neither desk nor season: it may run in another thread."""
        from scoring.assignment import assign
        from scoring.rehearsal import rehearse

        view = self._view
        panel, known = view.panel(), [u.name for u in view.store.season.units]
        taking_part = [n for n in view.nominations() if not view.docket.barred(n)]
        planned, scoring, seed = view.assignments(), view.rules.scoring, view.rules.year

        def work() -> Rehearsal:
            plan = planned if per is None else assign(panel, taking_part, per, known)
            return rehearse(plan, panel, taking_part, category, scoring, seed=seed, wanted=per, known=known)

        return work

    def tally(self, category: Category) -> Tally:
        """The cards of the ranked nominations."""
        return self._get(
            "tally",
            category,
            lambda: self._whole_tally(category).only([s.id for s in self.ranked(category) if s.rank is not None]),
        )

    def _whole_tally(self, category: Category) -> Tally:
        from scoring.tally import tally

        def work() -> Tally:
            given = self._view.ranking_input(category)
            return tally([one.id for one in given.candidates], given.cards, category, self._view.rules.scoring.step)

        return self._get("whole-tally", category, work)

    def _beside(self, category: Category, method: Beside) -> tuple[Standing, ...]:
        from scoring.severity import by_scores, standardised

        if method == "adjusted":
            scores = self.adjusted(category).scores
        else:
            scores = standardised(self.tally(category), self._decimals)
        return by_scores(self.ranked(category), scores)

    @property
    def _decimals(self) -> int:
        return self._view.rules.scoring.decimals

    def _get(self, what: str, category: Category, work: Callable[[], Value]) -> Value:
        key: Hashable = self._view.heads()
        value: Value = self._kept.get(f"{what}|{category.id}", key, work)  # type: ignore[assignment]
        return value
