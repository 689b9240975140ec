"""Says in Chinese why each nomination is where it is, and which rules decided the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scoring.choice import Choice, Move
from scoring.limits import BestList
from scoring.season import Selection
from scoring.standing import Standing

_NAMED = 6
"""How many ids a sentence names; the rest is counted."""
_KEPT_OUT = {
    "per_unit": "单位限额",
    "specials_per_unit": "单位限额",
    "minimum": "类型最低数",
    "move": "办公室调整",
}
"""What made room for those further down, in words."""


@dataclass(frozen=True)
class Picture:
    """All that the words are made of. `ordered`: the ranked; `unmoved`: who would be in without the lead's moves;
    `left_out`: with what keeps each one out; `tied`: who an unresolved tie concerns, with the others."""

    rules: Selection
    seats: int
    ordered: Sequence[Standing]
    best: BestList
    selected: Sequence[Standing]
    reserves: Sequence[Standing]
    left_out: Sequence[tuple[Standing, tuple[str, ...]]]
    moves: Mapping[str, Move]
    unmoved: frozenset[str]
    tied: Mapping[str, tuple[str, ...]]
    unranked: frozenset[str]

    @cached_property
    def places(self) -> dict[str, int]:
        """Place in the order of ranks, from 0."""
        return {one.id: i for i, one in enumerate(self.ordered)}

    @cached_property
    def last(self) -> int:
        """Place of the last one that is in without being moved in; -1: nobody is."""
        own = [self.places[s.id] for s in self.selected if s.id not in self.moves]
        return max(own, default=-1)

    @cached_property
    def passed(self) -> dict[str, tuple[str, ...]]:
        """Who is out although somebody of a lower place is in, with the rules that decided it, by place."""
        out = {}
        reasons = {one.id: broken for one, broken in self.left_out} | {s.id: ("seats",) for s in self.reserves}
        for one in self.ordered:
            if one.id not in self.best.ids and self.places[one.id] < self.last:
                out[one.id] = self._decided(one, reasons[one.id])
        return out

    def displaced(self, one: Standing) -> tuple[str, ...]:
        """Rules other than the limits that took the place of one who is out: `minimum`, `move`; empty: none did."""
        out = []
        passed = self.places[one.id] < self.last and one.id not in self._full
        if one.id in self.best.greedy or (self.best.raised and passed):
            out.append("minimum")
        if one.id in self.unmoved and self.moves:
            out.append("move")
        return tuple(out)

    @cached_property
    def _full(self) -> frozenset[str]:
        """Who is out for a limit of its unit."""
        return frozenset(s.id for s, broken in self.left_out if {*broken} & {"per_unit", "specials_per_unit"})

    def _decided(self, one: Standing, broken: tuple[str, ...]) -> tuple[str, ...]:
        named = tuple(rule for rule in broken if rule != "seats")
        return tuple(dict.fromkeys((*named, *(self.displaced(one) if broken != ("move",) else ()))))


class Words:
    """The sentences of one list."""

    def __init__(self, picture: Picture) -> None:
        self._all = picture
        self._rules, self._seats = picture.rules, picture.seats

    def selected(self) -> Iterable[Choice]:
        """The lines of the list."""
        for one in self._all.selected:
            move = self._all.moves.get(one.id)
            if move is not None and move.kind == "in":
                yield choice(one, f"第 {one.rank} 名，办公室调入：{move.reason}", "move")
            elif one.id not in self._all.best.greedy:
                yield self._with_tie(one, f"第 {one.rank} 名，{self._by_minimum(one)}列入", "minimum")
            else:
                yield self._by_rank(one)

    def reserves(self) -> Iterable[Choice]:
        """The lines of the reserves."""
        for place, one in enumerate(self._all.reserves, start=1):
            why = self._displaced(one)
            text = f"第 {one.rank} 名，{why or f'{self._seats} 个名额已满'}，备选第 {place} 位"
            yield self._with_tie(one, text, "seats", *self._all.displaced(one))

    def left_out(self) -> Iterable[Choice]:
        """The lines of the others that are ranked."""
        for one, broken in self._all.left_out:
            if broken == ("move",):
                yield choice(one, f"第 {one.rank} 名，办公室调出：{self._all.moves[one.id].reason}", "move")
                continue
            reasons = [self._limit(rule) for rule in broken if rule != "seats"]
            reasons += [text for text in [self._displaced(one)] if text]
            reason = "；".join(reasons) or f"{self._seats} 个名额和 {self._rules.reserves} 个备选均已满"
            refused = f"；办公室调入未能执行（{self._why_refused(one.id)}）" if one.id in self._all.best.refused else ""
            yield self._with_tie(one, f"第 {one.rank} 名，{reason}{refused}", *broken, *self._all.displaced(one))

    def binding(self) -> Iterable[str]:
        """What decided the list as a whole."""
        by_limit: dict[tuple[str, str], list[str]] = {}
        for one, broken in self._all.left_out:
            for rule in broken:
                by_limit.setdefault(("" if rule in ("seats", "move") else one.unit, rule), []).append(one.id)
        by_limit.pop(("", "move"), None)
        without_seat = len(self._all.reserves) + len(by_limit.pop(("", "seats"), ()))
        if without_seat:
            yield f"{self._seats} 个名额已满，另有 {without_seat} 项有名次而无名额"
        for (unit, rule), ids in by_limit.items():
            yield f"{unit}：{self._limit(rule)}，{_listed(ids)} 未列入"
        yield from self._minimums()
        yield from self._moves()
        for together in dict.fromkeys(self._all.tied.values()):
            yield f"{_listed(together)} 名次并列而名额不足，暂按编号先后列入，待专家组投票确定"
        if len(self._all.selected) < self._seats:
            yield f"{self._seats} 个名额只选出 {len(self._all.selected)} 项，其余空缺"

    def _by_rank(self, one: Standing) -> Choice:
        within = f"第 {one.rank} 名，在 {self._seats} 个名额内"
        if self._all.places[one.id] < self._seats:
            return self._with_tie(one, within, "rank")
        above = [rules for i, rules in self._all.passed.items() if self._all.places[i] < self._all.places[one.id]]
        causes = Counter(_KEPT_OUT[rule] for rules in above for rule in rules[:1])
        told = "、".join(causes) or "单位限额"
        text = f"第 {one.rank} 名，因{told}前面有 {len(above)} 项未列入，依次递补，在 {self._seats} 个名额内"
        rules = dict.fromkeys(rule for rules in above for rule in rules)
        return self._with_tie(one, text, "moved", *rules)

    def _by_minimum(self, one: Standing) -> str:
        raised = self._all.best.raised
        kinds = [one.type] if one.type in raised else list(raised)
        wishes = "、".join(f"“{kind}”不少于 {self._rules.minimum[kind]} 项" for kind in kinds)
        return f"为满足{wishes}" if one.type in raised else f"因{wishes}而调整，"

    def _displaced(self, one: Standing) -> str:
        rules, texts = self._all.displaced(one), []
        if "minimum" in rules:
            kinds = "、".join(f"“{kind}”" for kind in self._all.best.raised)
            gave = one.id in self._all.best.greedy
            texts.append(f"因{kinds}的最低数而让出名额" if gave else f"名额已满，其后有为{kinds}的最低数列入的")
        if "move" in rules:
            texts.append("因办公室调整而让出名额")
        return "；".join(texts)

    def _minimums(self) -> Iterable[str]:
        best = self._all.best
        if best.raised:
            came = [s.id for s in self._all.selected if s.id not in best.greedy]
            went = [s.id for s in self._all.ordered if s.id in best.greedy - best.ids]
            wishes = "、".join(f"“{kind}”不少于 {self._rules.minimum[kind]} 项" for kind in best.raised)
            gone = f"，{_listed(went)} 让出" if went else ""
            yield f"{wishes}：{_listed(came)} 因此列入{gone}"
        for kind, count in best.unmet.items():
            yield f"“{kind}”希望不少于 {self._rules.minimum[kind]} 项，只能列入 {count} 项（可列入的不足）"

    def _moves(self) -> Iterable[str]:
        for move in self._all.moves.values():
            if move.id in self._all.unranked:
                if move.kind == "in":
                    yield f"办公室调入 {move.id} 未能执行：它不参加排序"
            elif move.id in self._all.best.refused:
                yield f"办公室调入 {move.id} 未能执行：{self._why_refused(move.id)}"
            elif move.id not in self._all.places:
                yield f"办公室{'调入' if move.kind == 'in' else '调出'} {move.id} 未能执行：它已不在本类"
            else:
                yield f"办公室{'调入' if move.kind == 'in' else '调出'} {move.id}：{move.reason}"

    def _why_refused(self, nomination: str) -> str:
        told = {
            "seats": "名额已全部用于其他调入",
            "per_unit": "本单位上限已被其他调入用完",
            "specials_per_unit": "本单位特别推介上限已被其他调入用完",
        }
        return "；".join(told[rule] for rule in self._all.best.refused[nomination])

    def _limit(self, rule: str) -> str:
        if rule == "per_unit":
            return f"本单位已满 {self._rules.per_unit} 项（每单位上限）"
        return f"本单位特别推介已满 {self._rules.specials_per_unit} 项（每单位上限）"

    def _with_tie(self, one: Standing, reason: str, *rules: str) -> Choice:
        together = self._all.tied.get(one.id)
        if together is None:
            return choice(one, reason, *rules)
        others = _listed([i for i in together[: _NAMED + 1] if i != one.id], len(together) - 1)
        return choice(one, f"{reason}；与 {others} 名次并列，待专家组投票确定", *rules, "tie")


def choice(one: Standing, reason: str, *rules: str) -> Choice:
    """The line of one nomination."""
    return Choice(
        id=one.id,
        name=one.name,
        unit=one.unit,
        rank=one.rank,
        score=one.score,
        special=one.special,
        type=one.type,
        reason=reason,
        rules=rules,
    )


def _listed(ids: Sequence[str], count: int | None = None) -> str:
    """The first few ids; `count` is how many there are in all where `ids` is only their beginning."""
    count = len(ids) if count is None else count
    return "、".join(ids[:_NAMED]) + (f" 等 {count} 项" if count > _NAMED else "")
