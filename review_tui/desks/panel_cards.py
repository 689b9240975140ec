"""Cards as the journals hold them, read against the rules as they are now."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from review_tui.errors import SeasonError
from scoring.scorecard import PointsRefused, Scorecard, lacks, parse_points
from scoring.season import Rubric, SeasonRules


class CardReader:
    """Reads cards. Whatever stands on one is parsed once: a season has many cards and few different points."""

    def __init__(self, rules: SeasonRules) -> None:
        self._rules = rules
        self._parsed: dict[tuple[str, str, str], Decimal] = {}

    def card(self, expert: str, nomination: str, category: str, doc: Mapping[str, Any]) -> Scorecard:
        """The card that a document of the table `cards` is.

        SeasonError when it does not fit the rubric: `season.toml` was edited after it had been submitted.
        """
        rubric = self._rules.find(category).rubric
        try:
            points = {key: self._points(category, rubric, key, text) for key, text in doc["points"].items()}
        except PointsRefused as refused:
            raise _misfit(expert, nomination, str(refused)) from None
        except KeyError:
            raise _misfit(expert, nomination, "评分项已改名或删去") from None
        if lacks(points, doc["gate"], rubric):
            raise _misfit(expert, nomination, "评分项有增加")
        return Scorecard(expert=expert, nomination=nomination, points=points, gate=doc["gate"])

    def _points(self, category: str, rubric: Rubric, criterion: str, text: str) -> Decimal:
        key = category, criterion, text
        if key not in self._parsed:
            self._parsed[key] = parse_points(text, rubric.criterion(criterion), self._rules.scoring.step)
        return self._parsed[key]


def _misfit(expert: str, nomination: str, why: str) -> SeasonError:
    return SeasonError(
        "评分与规则不符",
        f"专家 {expert} 对 {nomination} 的评分是按另一套评分项给的（season.toml 在评分开始后改过）：{why}。",
        "请恢复原来的评分项，或请专家重新提交。",
    )
