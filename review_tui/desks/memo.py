"""The decision memo: why a nomination is in or out, every line with the ledger entry it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from review_tui.desks.figures import Figures
from review_tui.desks.notice import confirmation, notices
from review_tui.desks.objections import objections
from review_tui.desks.office_view import OfficeView
from review_tui.desks.provenance import Provenance, Source
from review_tui.desks.repeat_verdicts import TABLE as REPEATS
from review_tui.desks.repeat_verdicts import WORDS
from review_tui.desks.repeats import Pair, RepeatsView
from review_tui.desks.returns import return_id
from scoring.choice import Choice
from scoring.nomination import Nomination
from scoring.season import Category
from scoring.standing import Standing

BANDS = {"in": "稳入", "contested": "待定", "out": "落选"}
PURGED = "（已按期清除）"


class MemoLine(NamedTuple):
    """One statement. `source`: the entry that it rests on; None where it is worked out from several."""

    label: str
    text: str
    source: Source | None = None


class MemoPart(NamedTuple):
    """A heading with its lines; there is at least one."""

    title: str
    lines: tuple[MemoLine, ...]


class Memo(NamedTuple):
    """The memo of one nomination. `verdict`: 入选 备选 未入选 不参评."""

    nomination: Nomination
    category: Category
    verdict: str
    parts: tuple[MemoPart, ...]


class Memos:
    """Memos of a season as it is now; make it anew when something was written. `LedgerError` for a broken journal."""

    def __init__(self, view: OfficeView, figures: Figures | None = None) -> None:
        self._view = view
        self._figures = figures or Figures(view)
        self._from = Provenance(view)
        self._pairs: dict[str, list[Pair]] = {}
        for pair in RepeatsView(view).pairs():
            self._pairs.setdefault(pair.nomination.id, []).append(pair)
        self._lists = {c.id: self._choices(c) for c in view.rules.categories}

    def of(self, nomination: str) -> Memo:
        """The memo of one nomination; KeyError where there is none of that id."""
        found = self._view.docket.nominations[nomination]
        category = self._view.rules.find(found.category)
        standing = next(s for s in self._figures.ranked(category) if s.id == nomination)
        verdict, choice = self._lists[category.id][nomination]
        parts = (
            ("结论", self._outcome(found, verdict, choice)),
            ("得分", self._scores(standing, category)),
            ("名次", self._rank(standing, category)),
            ("名额与人工调整", self._limits(found, category)),
            ("形式审查", self._findings(found)),
            ("往年重复", self._repeats(found)),
            ("回避与退回", self._recusals(found)),
            ("公示与异议", self._public(found)),
            ("材料", self._package(found)),
        )
        return Memo(found, category, verdict, tuple(MemoPart(t, kept) for t, lines in parts if (kept := tuple(lines))))

    def all(self) -> Iterator[Memo]:
        """Category by category: the ranked by rank, then the others by number."""
        for category in self._view.rules.categories:
            for standing in self._figures.ranked(category):
                yield self.of(standing.id)

    # ------------------------------------------------------------------------------------------- the parts

    def _choices(self, category: Category) -> dict[str, tuple[str, Choice]]:
        chosen = self._view.selection(category, ranked=self._figures.ranked(category))
        out = {one.id: ("未入选" if one.rank is not None else "不参评", one) for one in chosen.left_out}
        out |= {one.id: ("备选", one) for one in chosen.reserves}
        return out | {one.id: ("入选", one) for one in chosen.selected}

    def _outcome(self, found: Nomination, verdict: str, choice: Choice) -> Iterator[MemoLine]:
        yield MemoLine(verdict, choice.reason)
        final = confirmation(self._view)
        if final is not None:
            listed = any(line.id == found.id for line in final.lines)
            told = f"在确认的名单上（{final.code}）" if listed else f"不在确认的名单上（{final.code}）"
            yield MemoLine("确认", told, self._from.office("settings", "confirmation"))

    def _scores(self, one: Standing, category: Category) -> Iterator[MemoLine]:
        if not one.ballots:
            yield MemoLine("有效评分", "没有")
            return
        method = {"trimmed": "去一高一低", "mean": "平均", "median": "中位数"}[self._view.rules.scoring.method]
        yield MemoLine("正式得分", f"{one.score}（{method}，{one.ballots} 份有效评分）")
        others = [("平均", one.mean), ("中位", one.median), ("去一高一低", one.trimmed), ("离散度", one.spread)]
        yield MemoLine("其他算法", "，".join(f"{name} {_number(value)}" for name, value in others))
        if one.rank is not None:
            adjusted = self._figures.adjusted(category)
            score = adjusted.scores.get(one.id)
            told = _number(score) if score is not None else f"不能计算：{adjusted.refused}"
            yield MemoLine("宽严校正", f"{told}（仅供参考，不影响名单）")
        names = {c.id: c.name for c in category.rubric.criteria}
        yield MemoLine("各评分项", "，".join(f"{names[key]} {value}" for key, value in one.criteria.items()))
        for total in self._figures.totals(category).get(one.id, ()):
            source = self._from.expert(total.expert, "cards", one.id)
            yield MemoLine(f"专家 {total.expert}", f"{total.total} 分", source)

    def _rank(self, one: Standing, category: Category) -> Iterator[MemoLine]:
        if one.rank is None:
            yield MemoLine("名次", f"不排名：{one.excluded}")
            return
        count = sum(1 for s in self._figures.ranked(category) if s.rank is not None)
        yield MemoLine("名次", f"第 {one.rank} 名（{category.short} {count} 项排名）")
        if one.tie_break:
            vote = self._from.office("votes", one.id)
            yield MemoLine("同分", one.tie_break, vote)
        certain = self._figures.certainty(category)
        band = certain.band(one.id)
        if band is not None:
            yield MemoLine("把握", f"{BANDS[band]}，重抽专家评分时入选的机会 {certain.chances[one.id]:.1%}")

    def _limits(self, found: Nomination, category: Category) -> Iterator[MemoLine]:
        scenario, source = self._view.scenario(category), self._from.office("official", category.id)
        in_force = self._view.documents.get("official", category.id) is not None
        limit = f"每单位最多 {scenario.per_unit} 项" if scenario.per_unit is not None else "每单位不限"
        wishes = "".join(f"，{kind}至少 {least}" for kind, least in scenario.minimum.items() if least)
        name = f"方案“{scenario.name}”" if in_force else "本季规则"
        told = f"{name}：名额 {scenario.seats}，备选 {scenario.reserves}，{limit}{wishes}"
        yield MemoLine("适用", told, source if in_force else None)
        for move in scenario.moves:
            if move.id == found.id:
                kind = "人工列入" if move.kind == "in" else "人工移出"
                yield MemoLine(kind, move.reason, source)

    def _findings(self, found: Nomination) -> Iterator[MemoLine]:
        whole = self._view.docket.unit_findings(found.unit)
        own = self._view.docket.findings(found.id)
        if not own:
            yield MemoLine("本人材料", "没有问题")
        for ruled in (*own, *(one for one in whole if one.ruling is not None or one.bars)):
            finding, source = ruled.finding, None
            if ruled.ruling is not None:
                source = self._from.office("rulings", f"{finding.target}|{finding.rule}")
            yield MemoLine(finding.clause, f"{finding.message}［{ruled.state()}］", source)

    def _repeats(self, found: Nomination) -> Iterator[MemoLine]:
        pairs = self._pairs.get(found.id, ())
        if not pairs:
            yield MemoLine("查重", "没有发现疑似重复")
        for pair in pairs:
            against = pair.suspect.against
            year = f"{against.year}年 " if against.year else ""
            label = "往年名单" if against.kind == "past" else f"本季 {against.id}"
            told = f"{year}{against.name}（{against.unit}），相似度 {pair.suspect.score}"
            if pair.given is None:
                end = "系统判为重复，办公室未认定" if pair.stands else "疑似，办公室未认定"
            else:
                end = f"办公室认定{WORDS[pair.given.word]}：{pair.given.reason or PURGED}"
            yield MemoLine(label, f"{told}。{end}", self._from.office(REPEATS, pair.key))

    def _recusals(self, found: Nomination) -> Iterator[MemoLine]:
        for member in self._view.panel():
            journal = self._view.journal(member.id)
            recusal = journal.get("recusals", found.id)
            if recusal is not None:
                text = self._note(member.id, recusal.get("note"))
                yield MemoLine(f"专家 {member.id}", f"回避：{text}", self._from.expert(member.id, "recusals", found.id))
            key = return_id(member.id, found.id)
            returned = self._view.documents.get("returns", key)
            if returned is not None:
                text = self._note("office", returned.get("note"))
                yield MemoLine(f"专家 {member.id}", f"曾退回重评：{text}", self._from.office("returns", key))

    def _public(self, found: Nomination) -> Iterator[MemoLine]:
        for one in notices(self._view):
            if found.id in one.ids:
                back = f"，已撤回：{one.withdrawn}" if one.withdrawn else ""
                told = f"{one.start} 至 {one.end}（{one.code}）{back}"
                yield MemoLine(f"第 {one.number} 次公示", told, self._from.office("notices", f"{one.number:02d}"))
        for said in objections(self._view):
            if said.nomination == found.id:
                end = f"{said.state}：{said.ruling}（{said.handler}）" if said.outcome else "待处理"
                told = f"{said.by or PURGED}提出：{said.ground or PURGED}。{end}"
                yield MemoLine(f"异议 {said.id}", told, self._from.office("objections", said.id))

    def _package(self, found: Nomination) -> Iterator[MemoLine]:
        package = self._view.docket.packages[found.unit]
        day = package.received.isoformat() if package.received else "未记"
        told = f"{package.source}，收到 {day}，本人附件 {len(found.materials)} 个"
        yield MemoLine("报送", told, self._from.office("packages", found.unit))

    def _note(self, writer: str, sha: str | None) -> str:
        return str((self._view.store.note(writer, sha) or {}).get("text", "")) or PURGED if sha else "未写理由"


def texts(memo: Memo) -> Iterable[tuple[str, tuple[tuple[str, str, str], ...]]]:
    """Title and (label, text, source in words) of every part."""
    for part in memo.parts:
        yield part.title, tuple((x.label, x.text, x.source.words() if x.source else "") for x in part.lines)


def _number(value: Decimal | None) -> str:
    return "-" if value is None else f"{value}"
