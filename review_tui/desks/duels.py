"""The cut-line duel at both desks: the office opens it for the contested, experts choose pairwise.

Office: table `duels`, id of the category, `{ids, open, at}`, `ids` by rank. Expert: table `picks`, id `<a>|<b>` (in the
order of the ids), `{winner, at}`. The choices stand beside the scores as evidence; nothing is computed from both.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.errors import ReviewError, UsageError
from scoring.duel import Duel, Verdict, duel, pairs
from scoring.season import Category

FEWEST = 2
TABLE, PICKS = "duels", "picks"


MOST = 30
"""The most pairs that one expert is asked."""


class Duelled(NamedTuple):
    """What came of a duel. `answered` of `asked` choices of the whole panel; `open`: experts can still choose."""

    outcome: Duel
    answered: int
    asked: int
    open: bool


def duelled(view: OfficeView, category: Category) -> Duelled | None:
    """The duel of a category, None where there was none. `LedgerError` for a broken journal."""
    doc = view.documents.get(TABLE, category.id)
    if doc is None:
        return None
    contested, asked, verdicts = list(doc["ids"]), 0, list[Verdict]()
    assigned = view.assignments()
    for turn, member in enumerate(view.panel()):
        journal = view.journal(member.id)
        mine = set(assigned.get(member.id, ())) - set(journal.all("recusals"))
        own = {_key(*pair) for pair in pairs([i for i in contested if i in mine], turn, MOST)}
        asked += len(own)
        for key, choice in journal.all(PICKS).items():
            if key in own:
                (other,) = {*key.split("|")} - {choice["winner"]}
                verdicts.append(Verdict(member.id, choice["winner"], other))
    return Duelled(duel(contested, verdicts), len(verdicts), asked, bool(doc["open"]))


class OfficeDuels:
    """What the office does with duels. Every act is one entry of its journal."""

    def __init__(self, desk: OfficeDesk) -> None:
        self._desk = desk

    def open(self, category: Category, contested: Sequence[str]) -> None:
        """Asks the panel about these, by rank. Opening it for others keeps the choices that still apply.

        `ReviewError` for fewer than two.
        """
        if len(contested) < FEWEST:
            raise ReviewError("不用两两比较", "名额线附近没有把握不定的材料，或只有一份。", "名单按得分即可确定。")
        self._put(category, list(contested), True)

    def close(self, category: Category) -> None:
        """Ends the choosing. `UsageError` where no duel is open."""
        doc = self._desk.documents.get(TABLE, category.id)
        if doc is None or not doc["open"]:
            raise UsageError("没有两两比较", "这一类没有在进行的两两比较。")
        self._put(category, doc["ids"], False)

    def _put(self, category: Category, ids: list[str], is_open: bool) -> None:
        with self._desk.entry("duel.open" if is_open else "duel.close"):
            self._desk.book.put(TABLE, category.id, {"ids": ids, "open": is_open, "at": self._desk.now()})
        self._desk.reload()


class ExpertDuels:
    """What an expert does with duels: sees the pairs, chooses, takes the last choice back."""

    def __init__(self, desk: ExpertDesk) -> None:
        self._desk = desk

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of all open duels, in the order and with the sides in which this expert sees them."""
        desk, found = self._desk, list[tuple[str, str]]()
        turn = sorted(desk.office.all("panel")).index(desk.expert)
        for category in desk.rules.categories:
            doc = desk.office.get(TABLE, category.id)
            if doc is not None and doc["open"]:
                own = [i for i in doc["ids"] if i in desk.assigned and desk.state(i) != "recused"]
                found += pairs(own, turn, MOST)
        return tuple(found)

    def winner(self, pair: tuple[str, str]) -> str | None:
        """Whom the expert chose; None: not yet."""
        doc = self._desk.journal.get(PICKS, _key(*pair))
        return None if doc is None else str(doc["winner"])

    def left(self) -> tuple[tuple[str, str], ...]:
        """The pairs without a choice."""
        return tuple(pair for pair in self.pairs() if self.winner(pair) is None)

    def choose(self, pair: tuple[str, str], winner: str) -> None:
        """Records a choice; a later one takes its place. `UsageError` for a pair that is not asked, `ReviewError` in a
        sealed round."""
        if self._desk.round == "sealed":
            self._desk.must_be_open()
        if pair not in self.pairs() or winner not in pair:
            raise UsageError("没有这一对", "这一对已经不用比较了。", "请看下一对。")
        at, key = self._desk.clock(), _key(*pair)
        doc = {"winner": winner, "at": at.isoformat(timespec="seconds")}
        self._desk.journal.write("duel.pick", at, lambda book: book.put(PICKS, key, doc))

    def take_back(self) -> tuple[str, str] | None:
        """Takes the last choice back; the pair it was about, None when there is none. Refused in a sealed round."""
        if self._desk.round == "sealed":
            self._desk.must_be_open()
        asked = {_key(*pair): pair for pair in self.pairs()}
        made = [key for key in self._desk.journal.all(PICKS) if key in asked]
        if not made:
            return None
        key = max(made, key=self._seq)
        self._desk.journal.write("duel.undo", self._desk.clock(), lambda book: book.drop(PICKS, key))
        return asked[key]

    def _seq(self, key: str) -> int:
        """Where in the journal the choice stands."""
        return max(e.seq for e in self._desk.journal.entries() if key in e.puts.get(PICKS, {}))


def _key(a: str, b: str) -> str:
    return "|".join(sorted((a, b)))
