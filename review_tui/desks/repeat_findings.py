"""The findings `repeat.past` and `repeat.season`, of the pairs that stand as repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from review_tui.desks.docket import Docket, Documents
from review_tui.desks.past import parts
from review_tui.desks.repeat_verdicts import verdict_key
from review_tui.desks.repeats import Pair, pairs_of
from scoring.finding import Finding, make
from scoring.nomination import Nomination
from scoring.season import Category

RULES = ("repeat.past", "repeat.season")
_TOLD = 3
"""How many reasons a finding gives: the strongest ones."""


def repeats_key(documents: Documents) -> Hashable:
    """Another one whenever the register or a verdict is another."""
    return parts(documents), verdict_key(documents), tuple(_ruled(documents))


def _ruled(documents: Documents) -> list[tuple[str, str]]:
    rulings = documents.all("rulings").items()
    return [(key, str(doc["note"])) for key, doc in rulings if key.endswith(RULES)]


def repeat_findings(docket: Docket, documents: Documents) -> Mapping[str, tuple[Finding, ...]]:
    """By nomination id. A rule is found once for a nomination, however many rows it repeats; a pair within the season
    is found on both its sides. A docket without private facts has no register: it finds what the office recorded."""
    if not docket.private:
        return _recorded(docket, documents)
    past: dict[str, list[Pair]] = defaultdict(list)
    season: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs_of(docket, documents):
        if not pair.stands:
            continue
        if pair.past is not None:
            past[pair.nomination.id].append(pair)
        else:
            season[pair.nomination.id].append(pair)
            season[pair.suspect.against.id].append(pair)
    rules = docket.store.season.rules
    found: dict[str, tuple[Finding, ...]] = {}
    for one in {*past, *season}:
        category = rules.find(docket.nominations[one].category)
        mine = [_past(one, past[one], category)] if one in past else []
        mine += [_season(one, season[one])] if one in season else []
        found[one] = tuple(mine)
    return found


def _recorded(docket: Docket, documents: Documents) -> Mapping[str, tuple[Finding, ...]]:
    """What the office ruled on, for those who see its records and not the register: nothing else can bar anybody once
    the office has decided."""
    found: dict[str, tuple[Finding, ...]] = {}
    for key, doc in documents.all("rulings").items():
        target, _, rule = key.partition("|")
        if rule not in RULES or target not in docket.nominations:
            continue
        message = str((docket.store.note("office", doc["note"]) or {}).get("message") or "与往年或今年的另一份重复。")
        category = docket.store.season.rules.find(docket.nominations[target].category)
        clause = category.repeat_clause if rule == "repeat.past" else "—"
        found[target] = (*found.get(target, ()), make(rule, clause, message, "往年名单（仅办公室可见）", target))
    return found


def _past(nomination: str, pairs: Sequence[Pair], category: Category) -> Finding:
    first = pairs[0].suspect.against
    year = f" {first.year} 年" if first.year else "往年（年度不明）"
    others = f"，另有 {len(pairs) - 1} 条往年记录也相同" if len(pairs) > 1 else ""
    message = (
        f"与{year}推介过的“{first.name}”{_unit(first.unit)}是同一{_what(category)}：{_why(pairs[0])}{others}。"
        f"往年推介过的今年不再推介；如不是同一{_what(category)}，请附书面说明。"
    )
    places = "；".join(dict.fromkeys(pair.place for pair in pairs))
    return make("repeat.past", category.repeat_clause, message, places, nomination)


def _season(nomination: str, pairs: Sequence[Pair]) -> Finding:
    others = [_other_side(nomination, pair) for pair in pairs]
    names = "、".join(f"{one.id}“{one.name}”（{one.unit}）" for one in others)
    message = f"与今年的 {names} 是同一人或同一项目：{_why(pairs[0])}。请核实后只保留一份；如不是，请附书面说明。"
    places = dict.fromkeys(r.place for one in others for r in one.readings_of("name"))
    return make("repeat.season", "—", message, "；".join(places), nomination)


def _other_side(nomination: str, pair: Pair) -> Nomination:
    assert pair.other is not None
    return pair.other if pair.nomination.id == nomination else pair.nomination


def _what(category: Category) -> str:
    return "人" if category.nature == "person" else "项目"


def _unit(unit: str) -> str:
    return f"（{unit}）" if unit else ""


def _why(pair: Pair) -> str:
    """The strongest reasons for it, in the order of their weight."""
    speaking = sorted((e for e in pair.suspect.evidence if e.weight > 0), key=lambda e: -e.weight)
    return "，".join(e.detail for e in speaking[:_TOLD]) or "办公室认定"
