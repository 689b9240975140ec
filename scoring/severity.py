"""Experts against each other: how severe each one is, how far each spreads, and scores freed of it.

Standardised and severity-adjusted scores stand beside the official ones for the office's eyes, never instead of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
from numpy.typing import NDArray

from scoring.assignment import linked_parts
from scoring.nomination import by_id
from scoring.standing import Standing
from scoring.tally import Real, Tally

Here = NDArray[np.bool_]
"""Where a card is: nominations × experts."""


@dataclass(frozen=True)
class ExpertRow:
    """One expert within one category, in points. None: not known.

    `cards`: counted ones. `mean` of the totals; `spread`: their sample standard deviation (two cards or more).
    `severity`: by how much the expert scores lower than the panel on the same nominations (negative: milder); None
    where the panels are not linked. `noise`: root mean square of what nominee and severity do not explain: whoever
    judges by another order than the others has a high one; None as well for fewer than two cards.
    """

    expert: str
    cards: int
    mean: Decimal
    spread: Decimal | None
    severity: Decimal | None
    noise: Decimal | None


@dataclass(frozen=True)
class Adjusted:
    """Scores of the additive model, by nomination id; empty where the model was refused, and `refused` says why.

    `parts`: the groups of experts that no common nomination links, each sorted, the largest first; one: all are linked.
    """

    scores: Mapping[str, Decimal]
    experts: tuple[ExpertRow, ...]
    parts: tuple[tuple[str, ...], ...]
    refused: str = ""


def adjusted(counted: Tally, decimals: int) -> Adjusted:
    """Severity-adjusted scores: total = nomination + expert + rest, by least squares over all counted cards.

    The effects of the experts sum to zero, so a nomination that all of them scored keeps its mean. Where the graph of
    experts and nominations falls into parts, their severities cannot be told from the quality of what they scored:
    the model is refused and `parts` says who is not linked with whom. Source: the additive two-way model without
    interaction for unbalanced data (Searle 1971, Linear Models, ch. 7); for panels Roth and Rao 2013.
    """
    parts = linked(counted)
    table = counted.matrix(counted.totals)
    if len(parts) > 1:
        alone = "；".join("、".join(part) for part in parts)
        refused = f"评审组之间没有共同评过的材料，分不开宽严与优劣：{alone}"
        return Adjusted({}, _rows(counted, table, None, None, decimals), parts, refused)
    here = ~np.isnan(table)
    effects = _effects(np.where(here, table, 0.0), here)
    means = _means(np.where(here, table - effects, 0.0), here)
    rest = np.where(here, table - effects - means[:, None], 0.0)
    scores = {
        one: _exact(value, decimals)
        for one, value, count in zip(counted.ids, means.tolist(), counted.counts.tolist(), strict=True)
        if count
    }
    return Adjusted(scores, _rows(counted, table, effects, rest, decimals), parts)


def standardised(counted: Tally, decimals: int) -> Mapping[str, Decimal]:
    """Scores by nomination id from standardised cards: each expert's totals are brought to the same mean and spread.

    z = (total - mean of the expert) / spread of the expert; back to points with the mean and spread of all cards; then
    the plain mean over the cards. An expert with one card, or who gave everybody the same, tells nothing about
    an order: z is 0. It supposes that experts saw nominations of equal quality; the adjusted scores do not.
    """
    table = counted.matrix(counted.totals)
    here = ~np.isnan(table)
    if not here.any():
        return {}
    values = np.where(here, table, 0.0)
    means, spreads = _means(values.T, here.T), _spreads(table)
    z = np.where(here & (spreads > 0), (table - means) / np.where(spreads > 0, spreads, 1.0), 0.0)
    every = table[here]
    whole = float(every.std(ddof=1)) if len(every) > 1 else 0.0
    scores = float(every.mean()) + whole * _means(z, here)
    return {
        one: _exact(value, decimals)
        for one, value, count in zip(counted.ids, scores.tolist(), counted.counts.tolist(), strict=True)
        if count
    }


def by_scores(ranked: Sequence[Standing], scores: Mapping[str, Decimal]) -> tuple[Standing, ...]:
    """The ranked in the order of other scores, equal ones sharing a rank, by id; then the excluded as they were.

    Who has no such score is not ranked.
    """
    inside = [one for one in ranked if one.rank is not None and one.id in scores]
    inside.sort(key=lambda one: (-scores[one.id], by_id(one.id)))
    figures = [scores[one.id] for one in inside]
    first = {figure: place for place, figure in reversed([*enumerate(figures, start=1)])}
    again = [one._replace(rank=first[scores[one.id]], score=scores[one.id], tie_break="") for one in inside]
    rest = [one._replace(rank=None) for one in ranked if one.rank is not None and one.id not in scores]
    return (*again, *rest, *(one for one in ranked if one.rank is None))


def two_way(counted: Tally, *, with_experts: bool = True) -> tuple[Real, Real]:
    """The additive model's effects of the experts (zero in sum) and the rest of each card, in points.

    `with_experts` False: no effects are fitted, they are 0 and stay within the rests.
    """
    table = counted.matrix(counted.totals)
    here = ~np.isnan(table)
    effects = _effects(np.where(here, table, 0.0), here) if with_experts else np.zeros(len(counted.experts))
    means = _means(np.where(here, table - effects, 0.0), here)
    rest = table - effects - means[:, None]
    return effects, rest[counted.nomination, counted.expert]


def linked(counted: Tally) -> tuple[tuple[str, ...], ...]:
    """The groups of experts that are linked by common nominations, each sorted, the largest first."""
    return linked_parts(dict(zip(counted.experts, _held(counted), strict=True)))


def _held(counted: Tally) -> list[list[str]]:
    out: list[list[str]] = [[] for _ in counted.experts]
    for place, seat in zip(counted.nomination.tolist(), counted.expert.tolist(), strict=True):
        out[seat].append(counted.ids[place])
    return out


def _effects(values: Real, here: Here) -> Real:
    """The experts' effects: nominations are swept out, what is left is one small system of as many rows as experts."""
    experts = values.shape[1]
    if not experts:
        return np.zeros(0)
    given = np.maximum(here.sum(axis=1), 1)
    seats = here.astype(float)
    system = np.diag(seats.sum(axis=0)) - seats.T @ (seats / given[:, None])
    right = values.sum(axis=0) - seats.T @ (values.sum(axis=1) / given)
    system += np.ones((experts, experts)) / experts  # fixes the sum of the effects at zero
    return np.asarray(np.linalg.solve(system, right))


def _means(values: Real, here: Here) -> Real:
    """Row means over what is here; 0 for a row of nothing."""
    return np.asarray(values.sum(axis=1) / np.maximum(here.sum(axis=1), 1))


def _spreads(table: Real) -> Real:
    """Sample standard deviation of each column; 0 for fewer than two values."""
    out = np.zeros(table.shape[1])
    for i, column in enumerate(table.T):
        known = column[~np.isnan(column)]
        if len(known) > 1:
            out[i] = known.std(ddof=1)
    return np.where(out < 1e-9, 0.0, out)


def _rows(counted: Tally, table: Real, effects: Real | None, rest: Real | None, decimals: int) -> tuple[ExpertRow, ...]:
    here, spreads, rows = ~np.isnan(table), _spreads(table), []
    for i, expert in enumerate(counted.experts):
        cards = int(here[:, i].sum())
        known = rest is not None and cards > 1
        rows.append(
            ExpertRow(
                expert=expert,
                cards=cards,
                mean=_exact(float(table[here[:, i], i].mean()), decimals),
                spread=_exact(float(spreads[i]), decimals) if cards > 1 else None,
                severity=None if effects is None else _exact(-float(effects[i]), decimals),
                noise=_exact(float(np.sqrt((rest[:, i] ** 2).sum() / cards)), decimals)
                if rest is not None and known
                else None,
            )
        )
    return tuple(rows)


def _exact(value: float, decimals: int) -> Decimal:
    """A float at the border: rounded half up after its noise is cut off."""
    rounded = Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded + 0  # no minus zero
