"""Cards to scores, scores to ranks, with a trace of every tie that was broken.

All figures are exact decimals. Each is rounded half up to the season's decimals first and only then compared, so every
comparison is one between figures that stand in the printed table and can be repeated by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, groupby, zip_longest
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import NamedTuple, Self

from scoring.averages import Averages
from scoring.nomination import Nomination, Noun, by_id
from scoring.scorecard import Recusal, Scorecard
from scoring.season import Category, Method, Rubric, Scoring

_ZERO = Decimal(0)
_UNKNOWN = Decimal("Infinity")
"""The spread of a single card: it loses against every known one."""
_NO_REASONS: Mapping[str, str] = MappingProxyType({})
_NO_VOTES: Mapping[str, int] = MappingProxyType({})
_NAMED_OTHERS = 5
"""How many of those that share a rank a trace names; the rest is counted."""


class Candidate(Noun):
    """What the ranking needs of a nomination. `type`: type of person, empty where none was read."""

    id: str
    name: str
    unit: str
    category: str
    special: bool = False
    type: str = ""

    @classmethod
    def of(cls, nomination: Nomination) -> Self:
        """The candidate that a nomination is."""
        return cls(
            id=nomination.id,
            name=nomination.name,
            unit=nomination.unit,
            category=nomination.category,
            special=nomination.special,
            type=nomination.text("type"),
        )


class Standing(NamedTuple):
    """A candidate's place in its category. A plain tuple with names: 1,500 are made while somebody waits.

    `rank` counts 1, 2, 2, 4; None: not ranked, and `excluded` says why in Chinese (empty: ranked). `score` is the
    figure of the method asked for; it and `mean`, `median`, `trimmed` are None without a counted card and are given
    for the excluded too. `spread`: sample standard deviation of the totals, None for fewer than two cards.
    `criteria`: the same method on the points of each criterion, by id in rubric order. `ballots`: counted cards.
    `tie_break`: what decided among equal scores, empty where no other ranked candidate has this score.
    """

    id: str
    name: str
    unit: str
    category: str
    special: bool
    type: str
    rank: int | None
    score: Decimal | None
    mean: Decimal | None
    median: Decimal | None
    trimmed: Decimal | None
    spread: Decimal | None
    ballots: int
    criteria: Mapping[str, Decimal]
    tie_break: str
    excluded: str


def standings(
    nominations: Sequence[Candidate],
    cards: Iterable[Scorecard],
    category: Category,
    scoring: Scoring,
    *,
    method: Method | None = None,
    recusals: Iterable[Recusal] = (),
    excluded: Mapping[str, str] = _NO_REASONS,
    votes: Mapping[str, int] = _NO_VOTES,
) -> tuple[Standing, ...]:
    """The candidates of `category`: the ranked first, by rank and within a shared rank by id, then the excluded by id.

    A card counts unless its expert recused from that nomination; the order of the cards does not matter. `method`
    None: the official one. `excluded`: nomination id to the Chinese reason for which the office keeps it out. A
    nomination is also kept out when at least half of its counted cards say that the gate is not passed, or when no
    card counts. `votes`: recorded votes of the panel for the rung `vote` (more wins, none recorded is 0). Equal scores
    are separated by the ladder `scoring.ties`; on `spread` the smaller wins and an unknown one loses. What the ladder
    does not separate shares a rank. Raises ValueError for an incomplete card, a second card of one expert
    or a second nomination of one id.
    """
    members = [one for one in nominations if one.category == category.id]
    ids = {one.id for one in members}
    if len(ids) != len(members):
        raise ValueError("two nominations of one id")
    ballots = _counted(ids, cards, recusals)
    meter = _Meter(category.rubric, scoring, method or scoring.method)
    measures = [meter.measure(ballots[one.id]) for one in members]
    entries = [
        _Entry(one, got, _why_not(got, category, excluded.get(one.id, "")), votes.get(one.id, 0))
        for one, got in zip(members, measures, strict=True)
    ]
    ladder = [_rung(name, category) for name in scoring.ties]
    ranked = _in_order([e for e in entries if not e.why_not], ladder)
    out = sorted((e for e in entries if e.why_not), key=lambda e: by_id(e.candidate.id))
    return tuple(_ranked(ranked, ladder)) + tuple(_standing(e, None, "") for e in out)


_Points = Mapping[str, Decimal]


class _Measures(NamedTuple):
    ballots: int
    failed: int
    score: Decimal | None
    mean: Decimal | None
    median: Decimal | None
    trimmed: Decimal | None
    spread: Decimal | None
    criteria: dict[str, Decimal]


class _Entry(NamedTuple):
    candidate: Candidate
    got: _Measures
    why_not: str
    votes: int


class _Rung(NamedTuple):
    """One step of the ladder: its name for people, its unit, and where it finds its figure."""

    kind: str
    label: str
    unit: str
    criterion: str = ""

    def figure(self, entry: _Entry) -> Decimal | None:
        if self.kind == "criterion":
            return entry.got.criteria[self.criterion]
        return entry.got.spread if self.kind == "spread" else Decimal(entry.votes)

    def keys(self, entries: Iterable[_Entry]) -> list[Decimal]:
        """The figures turned so that the smaller is the better."""
        if self.kind == "spread":
            return [_UNKNOWN if e.got.spread is None else e.got.spread for e in entries]
        return [-(self.figure(e) or _ZERO) for e in entries]


class _Keyed(NamedTuple):
    key: tuple[Decimal, ...]
    id: tuple[str, int, str]
    entry: _Entry


def _counted(ids: set[str], cards: Iterable[Scorecard], recusals: Iterable[Recusal]) -> dict[str, list[Scorecard]]:
    """The cards that count for each nomination."""
    void = {(r.expert, r.nomination) for r in recusals}
    found: dict[str, list[Scorecard]] = {one: [] for one in ids}
    for card in cards:
        mine = found.get(card.nomination)
        if mine is not None and not (void and (card.expert, card.nomination) in void):
            mine.append(card)
    return found


def _row_of(names: list[str]) -> Callable[[_Points], tuple[Decimal, ...]]:
    """Reads the points in rubric order (itemgetter gives no tuple for a single name)."""
    return itemgetter(*names) if len(names) > 1 else lambda points: (points[names[0]],)


class _Meter:
    """Turns the cards of a nomination into its figures. This touches every number of the season, so it runs in C."""

    def __init__(self, rubric: Rubric, scoring: Scoring, method: Method) -> None:
        self._names = [c.id for c in rubric.criteria]
        self._row = _row_of(self._names)
        self._gate = rubric.gate is not None
        self._averages, self._method = Averages(scoring), method

    def measure(self, cards: list[Scorecard]) -> _Measures:
        if not cards:
            return _Measures(0, 0, None, None, None, None, None, {})
        gates, points = [card.gate for card in cards], [card.points for card in cards]
        self._check(cards, gates, points)
        average, method = self._averages.average, self._method
        columns = self._columns(cards[0].nomination, points)
        totals = list(map(sum, zip(*columns, strict=True)))
        mean, median, trimmed = average(totals, "mean"), average(totals, "median"), average(totals, "trimmed")
        return _Measures(
            ballots=len(cards),
            failed=gates.count(False),
            score={"mean": mean, "median": median, "trimmed": trimmed}[method],
            mean=mean,
            median=median,
            trimmed=trimmed,
            spread=self._averages.deviation(totals),
            criteria=dict(zip(self._names, self._averages.averages(columns, method), strict=True)),
        )

    def _check(self, cards: list[Scorecard], gates: list[bool | None], points: list[_Points]) -> None:
        if len({card.expert for card in cards}) < len(cards):
            raise ValueError(f"two cards of one expert for {cards[0].nomination}")
        if set(map(len, points)) != {len(self._names)} or (self._gate and None in gates):
            raise ValueError(f"a card for {cards[0].nomination} does not fit the rubric")

    def _columns(self, nomination: str, points: list[_Points]) -> list[list[int]]:
        """The points of each criterion in whole steps."""
        count = len(self._names)
        try:
            flat = list(map(self._averages.steps.__getitem__, chain.from_iterable(map(self._row, points))))
        except KeyError as error:
            raise ValueError(f"a card for {nomination} lacks {error}") from None
        return [flat[at::count] for at in range(count)]


def _why_not(got: _Measures, category: Category, by_office: str) -> str:
    reasons = [by_office] if by_office else []
    gate = category.rubric.gate
    if gate is not None and got.failed and got.failed * 2 >= got.ballots:
        reasons.append(f"“{gate.name}”一关未通过（{got.failed}/{got.ballots}）")
    if not got.ballots and not reasons:
        reasons.append("尚无有效评分")
    return "；".join(reasons)


def _rung(name: str, category: Category) -> _Rung:
    if name.startswith("criterion:"):
        criterion = category.rubric.criteria[int(name.removeprefix("criterion:")) - 1]
        return _Rung("criterion", f"“{criterion.name}”", "", criterion.id)
    return _Rung("spread", "评分离散度", "") if name == "spread" else _Rung("vote", "专家组投票", " 票")


def _in_order(entries: list[_Entry], ladder: Sequence[_Rung]) -> list[_Keyed]:
    scores = [-(e.got.score or _ZERO) for e in entries]
    keys = zip(scores, *(rung.keys(entries) for rung in ladder), strict=True)
    return sorted(_Keyed(key, by_id(e.candidate.id), e) for key, e in zip(keys, entries, strict=True))


def _ranked(ranked: list[_Keyed], ladder: Sequence[_Rung]) -> Iterator[Standing]:
    groups = [list(group) for _, group in groupby(ranked, key=attrgetter("key"))]
    rank, above = 1, ""
    for group, following in zip_longest(groups, groups[1:]):
        here, below = _decided(group[0], following[0], ladder) if following else ("", "")
        shared = [text for text in (above, here) if text]
        for one in group:
            trace = [*shared, _unresolved(one, group, ladder)] if len(group) > 1 else shared
            yield _standing(one.entry, rank, f"同分 {one.entry.got.score}，{'；'.join(trace)}" if trace else "")
        rank, above = rank + len(group), below


def _decided(first: _Keyed, second: _Keyed, ladder: Sequence[_Rung]) -> tuple[str, str]:
    """What the ladder says between two neighbours, to the first and to the second; empty for different scores."""
    differ = [a != b for a, b in zip(first.key, second.key, strict=True)].index(True)
    if differ == 0:
        return "", ""
    rung, one, two = ladder[differ - 1], first.entry, second.entry
    better, worse = _shown(rung.figure(one)), _shown(rung.figure(two))
    return (
        f"先于 {two.candidate.id}：{rung.label} {better} 优于 {worse}{rung.unit}",
        f"后于 {one.candidate.id}：{rung.label} {worse} 劣于 {better}{rung.unit}",
    )


def _shown(figure: Decimal | None) -> str:
    return "（仅一份评分）" if figure is None else str(figure)


def _unresolved(own: _Keyed, group: list[_Keyed], ladder: Sequence[_Rung]) -> str:
    others = [one.entry.candidate.id for one in group[: _NAMED_OTHERS + 1] if one is not own][:_NAMED_OTHERS]
    more = f" 等 {len(group) - 1} 项" if len(group) - 1 > len(others) else " "
    what_now = "待专家组投票" if any(rung.kind == "vote" for rung in ladder) else "规则未定先后，待办公室决定"
    return f"与 {'、'.join(others)}{more}并列，{what_now}"


def _standing(entry: _Entry, rank: int | None, tie_break: str) -> Standing:
    one, got = entry.candidate, entry.got
    return Standing(
        id=one.id,
        name=one.name,
        unit=one.unit,
        category=one.category,
        special=one.special,
        type=one.type,
        rank=rank,
        score=got.score,
        mean=got.mean,
        median=got.median,
        trimmed=got.trimmed,
        spread=got.spread,
        ballots=got.ballots,
        criteria=got.criteria,
        tie_break=tie_break,
        excluded=entry.why_not,
    )
