"""`repeats`: who may have been recommended before, or comes twice."""

from __future__ import annotations

import argparse
from typing import Any

from review_tui.commands.out import put, put_json, put_table
from review_tui.desks.office_view import OfficeView
from review_tui.desks.repeat_words import JUDGED, verdict_words, year_words
from review_tui.desks.repeats import Pair, RepeatsView
from review_tui.season_store import SeasonStore


def show(arguments: argparse.Namespace) -> int:
    """Suspects, the highest score first. 1: the office has not said of all of them what they are."""
    view = RepeatsView(OfficeView(SeasonStore.open(arguments.season)))
    pairs = view.pairs()
    left = sum(1 for pair in pairs if pair.open)
    if arguments.json:
        # what the office found different is no suspect any more, what it found the same is a repeat
        put_json({"suspects": [_json(pair) for pair in pairs if pair.open or pair.stands]})
    else:
        if pairs:
            header = ("编号", "名称", "单位", "对照", "名称", "单位", "分", "判断", "认定", "理由")
            put_table(header, [_row(pair) for pair in pairs])
        put(f"往年名单 {view.registered()} 行；疑似重复 {len(pairs)} 对，其中 {left} 对待认定。")
        if left:
            put(f"逐对认定：review-tui office {arguments.season}，第 3 页。")
    return 1 if left else 0


def _json(pair: Pair) -> dict[str, Any]:
    one, against = pair.suspect, pair.suspect.against
    return {
        "nomination": one.nomination,
        "name": one.name,
        "unit": pair.nomination.unit,  # who nominated, as in every other document; where she works is in the evidence
        "category": one.category,
        "against": {
            "kind": against.kind,
            "id": against.id,
            "name": against.name,
            "unit": against.unit,
            "year": against.year,
        },
        "score": one.score,
        "verdict": "repeat" if pair.stands else "suspect",
        "evidence": [{"field": e.field, "detail": e.detail, "weight": round(e.weight, 2)} for e in one.evidence],
    }


def _row(pair: Pair) -> tuple[object, ...]:
    one, against = pair.suspect, pair.suspect.against
    with_whom = year_words(pair) if pair.past is not None else against.id
    reason = pair.given.reason if pair.given is not None else ""
    mine = (one.nomination, one.name, one.unit)
    theirs = (with_whom, against.name, against.unit)
    return (*mine, *theirs, one.score, JUDGED[one.verdict], verdict_words(pair.given), reason)
