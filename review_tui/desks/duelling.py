"""The duel at the cut: the office opens it for the contested, experts answer pair by pair, the office sees what came.

The office's journal: table `duels`, id the category, `{nominations, state, at}`. An expert's: table `verdicts`, id
`<category>|<nomination>|<nomination>` (the two in order), `{better, at}`. No score is read or written here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from review_tui.desks.expert import ExpertDesk
from review_tui.errors import ReviewError
from scoring.season import Category

if TYPE_CHECKING:
    from review_tui.desks.office import OfficeDesk
    from scoring.duel import Duel

MOST_PAIRS = 30
"""How many pairs one expert is asked at most: about a quarter of an hour."""


@dataclass(frozen=True)
class DuelState:
    """The duel of one category. `open`: experts may answer. `at`: when it was opened or closed."""

    nominations: tuple[str, ...]
    open: bool
    at: str


class Answers(NamedTuple):
    """How far one expert is."""

    expert: str
    given: int
    asked: int


class OfficeDuel:
    """The office's side."""

    def __init__(self, desk: OfficeDesk) -> None:
        self._desk = desk

    def state(self, category: Category) -> DuelState | None:
        """The duel of a category; None: there was none."""
        doc = self._desk.documents.get("duels", category.id)
        return None if doc is None else DuelState(tuple(doc["nominations"]), doc["state"] == "open", doc["at"])

    def open(self, category: Category, nominations: Sequence[str]) -> None:
        """Asks the panel about these; answers of before on the same pairs stand. `ReviewError` for fewer than two."""
        if len(nominations) < 2:
            raise ReviewError("不用比较", "“待定”的不足两份。", "把握清楚时不需要两两比较。")
        self._put(category, tuple(nominations), "open", "duel.open")

    def close(self, category: Category) -> None:
        """Ends it; what was answered stays. `ReviewError` when it is not open."""
        found = self.state(category)
        if found is None or not found.open:
            raise ReviewError("没有在比较", "两两比较没有在进行。")
        self._put(category, found.nominations, "closed", "duel.close")

    def result(self, category: Category) -> Duel | None:
        """What the answers of all experts say; None: there was no duel. `LedgerError` for a broken journal."""
        from scoring.duel import Verdict, duel

        found = self.state(category)
        if found is None:
            return None
        given = []
        for member in self._desk.panel():
            for key, doc in self._desk.journal(member.id).all("verdicts").items():
                _, one, two = key.split("|")
                other = two if doc["better"] == one else one
                given.append(Verdict(member.id, doc["better"], other))
        return duel(found.nominations, given)

    def progress(self, category: Category) -> tuple[Answers, ...]:
        """Each member of the panel, in the order of their ids."""
        found, out = self.state(category), []
        if found is None:
            return ()
        panel = [member.id for member in self._desk.panel()]
        for turn, expert in enumerate(panel):
            tail = self._desk.journal(expert)
            own = [i for i in self._desk.assignments().get(expert, ()) if tail.get("recusals", i) is None]
            asked = _asked(category.id, found.nominations, own, turn)
            out.append(Answers(expert, sum(tail.get("verdicts", q.key) is not None for q in asked), len(asked)))
        return tuple(out)

    def _put(self, category: Category, nominations: tuple[str, ...], state: str, kind: str) -> None:
        doc = {"nominations": list(nominations), "state": state, "at": self._desk.now()}
        with self._desk.entry(kind):
            self._desk.book.put("duels", category.id, doc)
        self._desk.reload()


class Pair(NamedTuple):
    """A pair that an expert is asked about. `better` is the id chosen, empty while there is no answer."""

    category: str
    left: str
    right: str
    better: str = ""

    @property
    def key(self) -> str:
        """Its id in the journal, whichever stands left."""
        return "|".join((self.category, *sorted((self.left, self.right))))


class ExpertDuel:
    """The expert's side."""

    def __init__(self, desk: ExpertDesk) -> None:
        self._desk = desk

    @property
    def is_open(self) -> bool:
        """Whether the office asks for anything just now."""
        return any(doc["state"] == "open" for doc in self._desk.office.all("duels").values())

    def pairs(self) -> tuple[Pair, ...]:
        """What this expert is asked, category by category, with the answers given so far.

        Only what is assigned and not recused from; at most `MOST_PAIRS` of each category, for each expert others first.
        """
        desk, out = self._desk, list[Pair]()
        turn = sorted(desk.office.all("panel")).index(desk.expert)
        own = [i for i in desk.assigned if desk.state(i) != "recused"]
        for category, doc in desk.office.all("duels").items():
            if doc["state"] == "open":
                out += _asked(category, doc["nominations"], own, turn)
        answers = desk.journal.all("verdicts")
        return tuple(one._replace(better=answers.get(one.key, {}).get("better", "")) for one in out)

    def choose(self, pair: Pair, better: str) -> None:
        """Records which of the two is the better one; a later word takes the place of the earlier.

        `ReviewError` when the office has ended it, or sealed the round.
        """
        desk = self._desk
        desk.refresh()
        if desk.round == "sealed":
            desk.must_be_open()
        if pair.key not in {one.key for one in self.pairs()}:
            raise ReviewError("没有记下", "办公室已结束两两比较。", "已经答的都保留。")
        if better not in (pair.left, pair.right):
            raise ValueError("not one of the pair")
        at = desk.clock()
        doc = {"better": better, "at": at.isoformat(timespec="seconds")}
        desk.journal.write("duel.verdict", at, lambda book: book.put("verdicts", pair.key, doc))


def _asked(category: str, nominations: Sequence[str], own: Sequence[str], turn: int) -> list[Pair]:
    from scoring.duel import pairs  # numpy: only who is asked pays for it

    mine = set(own)
    found = pairs([i for i in nominations if i in mine], turn, MOST_PAIRS)
    return [Pair(category, left, right) for left, right in found]
