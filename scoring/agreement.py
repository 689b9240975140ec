"""How far the panel agrees: Kendall's W, Krippendorff's alpha, ICC(2,k), for the totals and for each criterion.

They stand beside the ranking and never change it. Each is None with a Chinese reason where it is not defined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from scoring.season import Category
from scoring.tally import Real, Tally

_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Figure:
    """One measure, to four decimals. None: not defined, and `reason` says why in Chinese (else empty).

    `nominations`: how many it rests on.
    """

    value: Decimal | None
    nominations: int
    reason: str = ""


@dataclass(frozen=True)
class Agreement:
    """The three measures for one kind of points.

    `kendall_w` 0 (no agreement on the order) to 1 (the same order). `krippendorff_alpha` up to 1; 0 is what chance
    gives, below 0 is systematic disagreement. `icc2k`: reliability of the mean of all experts, up to 1, may be
    negative. W and ICC rest on the nominations that every expert scored; alpha on those with two cards or more.
    """

    kendall_w: Figure
    krippendorff_alpha: Figure
    icc2k: Figure


@dataclass(frozen=True)
class PanelAgreement:
    """`total` for the sums of the cards, `criteria` by criterion id in rubric order."""

    total: Agreement
    criteria: Mapping[str, Agreement]


def agreement(counted: Tally, category: Category) -> PanelAgreement:
    """The measures of one category; give it the tally of the ranked nominations only."""
    return PanelAgreement(
        total=measures(counted.matrix(counted.totals)),
        criteria={
            one.id: measures(counted.matrix(counted.points[:, i])) for i, one in enumerate(category.rubric.criteria)
        },
    )


def measures(table: Real) -> Agreement:
    """The measures of a table nominations × experts, NaN where an expert gave none."""
    complete = table[~np.isnan(table).any(axis=1)]
    return Agreement(kendall_w(complete), krippendorff_alpha(table), icc2k(complete))


def kendall_w(complete: Real) -> Figure:
    """Kendall's coefficient of concordance with the correction for ties.

    `complete`: nominations × experts without gaps. Each expert's points are turned into ranks, equal points share the
    mean of their ranks. W = 12 S / (m² (n³ - n) - m ΣT), T = Σ(t³ - t) over the ties of one expert. Not defined for
    fewer than two experts or nominations, or where every expert gave everybody the same. Source: Kendall and
    Babington Smith 1939; Siegel and Castellan 1988, 9.7; Legendre 2005, JABES 10.
    """
    count, experts = complete.shape
    reason = _too_few(count, experts)
    if reason:
        return Figure(None, count, reason)
    ranks, ties = _ranks(complete)
    sums = ranks.sum(axis=1)
    squares = float(((sums - sums.mean()) ** 2).sum())
    most = experts**2 * (count**3 - count) - experts * ties
    if most <= 0:
        return Figure(None, count, "每位专家给各份材料的分都相同，没有先后可比")
    return _figure(12 * squares / most, count)


def krippendorff_alpha(table: Real) -> Figure:
    """Krippendorff's alpha for interval data; gaps (NaN) are allowed.

    1 - observed / expected disagreement, both mean squared differences: observed between the experts of one
    nomination, expected between all values. Nominations with a single value do not count. Not defined without a
    nomination of two values, or where all values are equal. Source: Krippendorff 2011, Computing Krippendorff's
    Alpha-Reliability, case D.
    """
    here = ~np.isnan(table)
    pairable = here.sum(axis=1) >= 2
    here, values = here[pairable], np.where(here, table, 0.0)[pairable]
    count = int(pairable.sum())
    if not count:
        return Figure(None, 0, "没有一份材料有两位以上专家的评分")
    given, sums, squares = here.sum(axis=1), values.sum(axis=1), (values**2).sum(axis=1)
    every = int(given.sum())
    observed = float((2 * (given * squares - sums**2) / (given - 1)).sum()) / every
    expected = 2 * (every * float(squares.sum()) - float(sums.sum()) ** 2) / (every * (every - 1))
    if np.isclose(expected, 0.0, atol=1e-9):
        return Figure(None, count, "所有评分都相同，谈不上一致或不一致")
    return _figure(1 - observed / expected, count)


def icc2k(complete: Real) -> Figure:
    """Intraclass correlation ICC(2,k): two-way random effects, absolute agreement, mean of the k experts.

    (BMS - EMS) / (BMS + (JMS - EMS) / n), with n nominations and the mean squares between nominations, between experts
    and of the rest. Not defined for fewer than two experts or nominations, or where the divisor is not positive.
    Source: Shrout and Fleiss 1979, Psychological Bulletin 86.
    """
    count, experts = complete.shape
    reason = _too_few(count, experts)
    if reason:
        return Figure(None, count, reason)
    grand = complete.mean()
    rows, columns = complete.mean(axis=1) - grand, complete.mean(axis=0) - grand
    between = experts * float((rows**2).sum()) / (count - 1)
    judges = count * float((columns**2).sum()) / (experts - 1)
    rest = complete - grand - rows[:, None] - columns[None, :]
    error = float((rest**2).sum()) / ((count - 1) * (experts - 1))
    divisor = between + (judges - error) / count
    if divisor <= 1e-9:
        return Figure(None, count, "各份材料的平均分没有差别，无法计算")
    return _figure((between - error) / divisor, count)


def reading(figure: Figure) -> str:
    """What a lead can take from a measure, in a few Chinese words; empty where it is not defined.

    0.9 / 0.75 / 0.5 are the usual steps for ICC (Koo and Li 2016), 0.8 / 0.667 those for alpha (Krippendorff 2004);
    one set of words serves all three: from 0.8 on 一致性好, from 0.6 较好, from 0.4 一般, below 较低.
    """
    if figure.value is None:
        return ""
    for least, words in _READINGS:
        if figure.value >= least:
            return words
    return "一致性较低"


_READINGS = ((Decimal("0.8"), "一致性好"), (Decimal("0.6"), "一致性较好"), (Decimal("0.4"), "一致性一般"))


def _too_few(count: int, experts: int) -> str:
    if experts < 2:
        return "有评分的专家不足两位"
    return "所有专家都评过的材料不足两份" if count < 2 else ""


def _figure(value: float, count: int) -> Figure:
    return Figure(Decimal(repr(float(value))).quantize(_PLACES, ROUND_HALF_UP), count)


def _ranks(complete: Real) -> tuple[Real, float]:
    """Mean ranks within each column, and the sum of t³ - t over all ties of all columns."""
    count = len(complete)
    order = np.argsort(complete, axis=0, kind="stable")
    ordered = np.take_along_axis(complete, order, axis=0)
    fresh = np.ones_like(ordered, dtype=bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    place = np.broadcast_to(np.arange(count)[:, None], ordered.shape)
    first = np.maximum.accumulate(np.where(fresh, place, 0), axis=0)
    ends = np.ones_like(fresh)
    ends[:-1] = fresh[1:]
    last = np.minimum.accumulate(np.where(ends, place, count)[::-1], axis=0)[::-1]
    ranks = np.empty_like(complete)
    np.put_along_axis(ranks, order, (first + last) / 2 + 1, axis=0)
    sizes = (last - first + 1)[fresh].astype(float)
    return ranks, float((sizes**3 - sizes).sum())
