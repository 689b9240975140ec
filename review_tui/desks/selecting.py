"""The selection desk: scenarios kept and compared, one of them made official, secret votes at a tie recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from review_tui.desks.notice import confirmation
from review_tui.desks.office import OfficeDesk
from review_tui.desks.scenarios import Scenario, kept_scenarios, official_scenario
from review_tui.desks.witnesses import require
from review_tui.errors import ReviewError, UsageError
from scoring.season import Category


class Difference(NamedTuple):
    """What changes from one list to another: ids that come in and that go, each by rank; those of both lists stay."""

    enter: tuple[str, ...]
    leave: tuple[str, ...]


class Selecting:
    """What the lead does with lists. Every act is one entry of the office journal."""

    def __init__(self, desk: OfficeDesk) -> None:
        self._desk = desk

    def kept(self, category: Category) -> tuple[Scenario, ...]:
        """The scenarios kept under names."""
        return kept_scenarios(self._desk.documents, self._desk.store, category)

    def official(self, category: Category) -> Scenario | None:
        """The one in force; None: the rules of the season."""
        return official_scenario(self._desk.documents, self._desk.store, category)

    def keep(self, scenario: Scenario, name: str) -> Scenario:
        """Keeps a scenario under a name; one of that name is replaced. `ReviewError` for an empty name."""
        title = name.strip()
        if not title:
            raise ReviewError("未保存方案", "方案要有名称。", "例如“初稿”“加强基层”。")
        category = self._desk.rules.find(scenario.category)
        kept = self.kept(category)
        same = next((one.id for one in kept if one.name == title), "")
        number = max((int(i.rpartition("|")[2]) for i in self._desk.documents.all("scenarios")), default=0) + 1
        return self._put("scenarios", same or f"{category.id}|{number}", scenario, title, "scenario.keep")

    def drop(self, scenario: str) -> None:
        """Forgets a kept scenario; the list in force stays as it is. `UsageError` where there is none of that id."""
        if self._desk.documents.get("scenarios", scenario) is None:
            raise UsageError("没有这个方案", "这个方案已经不在了。")
        with self._desk.entry("scenario.drop"):
            self._desk.book.drop("scenarios", scenario)
        self._desk.reload()

    def make_official(self, scenario: Scenario, witness: str | None = None) -> Scenario:
        """From now on the list is made under this scenario, everywhere.

        A copy is put in force: keeping the scenario anew later changes nothing of it. `witness`: the second person,
        where the season wants one for moves and there are any. `ReviewError` without, and once the list is confirmed.
        """
        self._not_confirmed()
        if scenario.moves:
            require(self._desk.documents, self._desk.rules.four_eyes, "move", witness)
        return self._put("official", scenario.category, scenario, scenario.name, "selection.official", witness)

    def back_to_rules(self, category: Category) -> None:
        """The rules of the season are in force again. `UsageError` where they are."""
        self._not_confirmed()
        if self._desk.documents.get("official", category.id) is None:
            raise UsageError("不用恢复", "现在的名单就是按本季规则产生的。")
        with self._desk.entry("selection.rules"):
            self._desk.book.drop("official", category.id)
        self._desk.reload()

    def record_vote(self, category: Category, counts: Mapping[str, int], reason: str) -> None:
        """Records the panel's secret vote on nominations that share a rank: votes by id, and how it was held.

        `ReviewError` without a reason, where the season's ladder has no vote, for fewer than two nominations, for
        negative counts, and for nominations that do not share one rank.
        """
        self._not_confirmed()
        text = reason.strip()
        if not text:
            raise ReviewError("未记录投票", "请写明投票的时间、方式和监票人。", "会列入名单的说明。")
        if "vote" not in self._desk.rules.scoring.ties:
            raise ReviewError(
                "未记录投票", "本季的同分规则没有“专家组投票”这一级。", "见 season.toml 的 scoring.ties。"
            )
        ranks = {s.id: s.rank for s in self._desk.standings(category)}
        found = {ranks.get(one) for one in counts}
        if len(counts) < 2 or len(found) != 1 or None in found:
            raise ReviewError("未记录投票", "投票只用于名次并列的材料。", "请刷新后再试。")
        if min(counts.values()) < 0:
            raise ReviewError("未记录投票", "票数不能是负数。")
        note = self._desk.store.put_note("office", {"text": text})
        with self._desk.entry("vote.record"):
            for one, votes in counts.items():
                self._desk.book.put("votes", one, {"votes": votes, "note": note, "at": self._desk.now()})
        self._desk.reload()

    def _not_confirmed(self) -> None:
        if confirmation(self._desk) is not None:
            raise ReviewError("做不到", "名单已经确认，不能再改。", "见“公示”页。")

    def _put(
        self, table: str, key: str, scenario: Scenario, name: str, kind: str, witness: str | None = None
    ) -> Scenario:
        category = self._desk.rules.find(scenario.category)
        note = self._desk.store.put_note("office", {**scenario.as_note(), "name": name})
        doc = {**scenario.as_doc(), "note": note, "at": self._desk.now()}
        if table == "official":
            doc |= {"scenario": scenario.id, "witness": witness}
        with self._desk.entry(kind):
            self._desk.book.put(table, key, doc)
        self._desk.reload()
        read = self.official(category) if table == "official" else {s.id: s for s in self.kept(category)}[key]
        assert read is not None
        return read


def difference(before: frozenset[str], after: frozenset[str], ranks: Mapping[str, int]) -> Difference:
    """From one list to another; `ranks` orders the ids."""

    def ordered(ids: frozenset[str]) -> tuple[str, ...]:
        return tuple(sorted(ids, key=lambda one: (ranks.get(one, 0), one)))

    return Difference(ordered(after - before), ordered(before - after))
