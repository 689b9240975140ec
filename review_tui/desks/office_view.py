"""The office's view of a season, read only: units, findings, panel, progress, standings, selection.

Commands and the desk read through it; it never takes the office journal, so it works beside an open desk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from review_tui.desks.docket import Docket, Documents, Verdict
from review_tui.desks.kept import Kept
from review_tui.desks.office_rows import FindingRow, PanelRow, RankingInput, UnitRow
from review_tui.desks.panel_cards import CardReader
from review_tui.desks.panel_journals import PanelJournals
from review_tui.desks.returns import returned
from review_tui.desks.scenarios import Scenario, official_scenario
from review_tui.desks.shelf import OfficeDocket
from review_tui.desks.upheld import upheld
from review_tui.ledger.entry import canonical, digest, receipt
from review_tui.season_store import SeasonStore, Tail
from scoring.assignment import Member
from scoring.nomination import Nomination, UnitPackage, by_id
from scoring.scorecard import Scorecard
from scoring.season import Category, Method
from scoring.selection import Selected
from scoring.standings import Candidate, Standing, standings


class OfficeView:
    """What there is to see at the office. `refresh` reads what was written since the last look."""

    def __init__(self, store: SeasonStore, *, private: bool = True) -> None:
        self.store = store
        self.rules = store.season.rules
        self.docket: Docket = OfficeDocket(store, private=private)
        self._tail: Tail = store.tail("office")
        self._journals = PanelJournals(store)
        self._reader = CardReader(self.rules)
        self._people: dict[str, Member] = {}
        self._cards: Kept[tuple[Scorecard, ...]] = Kept()
        self._rows: Kept[PanelRow] = Kept()
        self._refresh_office()
        self._reload()

    @property
    def documents(self) -> Documents:
        """The state of the office journal."""
        return self._tail

    @property
    def journals(self) -> PanelJournals:
        """The experts' journals, for the classes of this package that add a look at them."""
        return self._journals

    def refresh(self) -> bool:
        """Reads what the office and the experts wrote since the last look; True when there was anything.

        LedgerError when nothing came and a journal is broken; all others were read before it is told.
        """
        return self._refresh_office() or self._journals.refresh(self._people)

    def warm(self) -> Iterator[None]:
        """Reads, a step at a time, what everything but `units(wait=False)` waits for: findings, then journals.

        Whatever is asked for before the end is read at that moment. A broken journal is told in its row of `progress`,
        by `refresh`, and by everything that counts cards.
        """
        for unit in list(self.docket.packages):
            self.docket.read(unit)
            yield
        yield from self.docket.compare()
        for expert in list(self._people):
            self._journals.problem(expert)
            yield

    def _refresh_office(self) -> bool:
        changed = self._tail.refresh()
        if changed:
            self._reload()
        return changed

    def _reload(self) -> None:
        self.docket.load(self.documents)
        self._people = {e: self._member(e, doc) for e, doc in sorted(self.documents.all("panel").items())}

    # ------------------------------------------------------------------------------------------- intake

    def units(self, *, wait: bool = True) -> tuple[UnitRow, ...]:
        """All units that sent something, in the order in which they were taken in.

        `wait` False: findings that are not worked out yet are not waited for.
        """
        rows = []
        for unit, row in self.documents.all("packages").items():
            if wait or self.docket.known(unit):
                rows.append(self._unit_row(unit, self.docket.packages[unit]))
            else:
                rows.append(self._bare_row(unit, row))
        return tuple(rows)

    def nominations(self, unit: str | None = None, category: str | None = None) -> tuple[Nomination, ...]:
        """Nominations in the order of their ids; None: no restriction."""
        every = sorted(self.docket.nominations.values(), key=lambda n: by_id(n.id))
        return tuple(n for n in every if unit in (None, n.unit) and category in (None, n.category))

    def findings(self) -> tuple[FindingRow, ...]:
        """Every finding of the season, unit by unit and nomination by nomination."""
        out: list[FindingRow] = []
        for unit, package in self.docket.packages.items():
            out += [FindingRow(unit, None, one) for one in self.docket.unit_findings(unit)]
            for nomination in package.nominations:
                out += [FindingRow(unit, nomination, one) for one in self.docket.findings(nomination.id)]
        return tuple(out)

    def reasons(self, verdict: Verdict, limit: int = 5) -> tuple[str, ...]:
        """Reasons given for this verdict, each once, the latest first."""
        given = [row.ruled.ruling for row in self.findings() if row.ruled.ruling is not None]
        latest = sorted((r for r in given if r.verdict == verdict and r.reason), key=lambda r: r.at, reverse=True)
        return tuple(dict.fromkeys(r.reason for r in latest))[:limit]

    # ------------------------------------------------------------------------------------------- panel

    def panel(self) -> tuple[Member, ...]:
        """The members of the panel in the order of their ids."""
        return tuple(self._people.values())

    def account(self, expert: str) -> str:
        """The Unix account that the panel names for the expert; empty: none."""
        return str((self.documents.get("panel", expert) or {}).get("account") or "")

    def assignments(self) -> dict[str, tuple[str, ...]]:
        """Who scores what: nomination ids by expert id. An expert without an entry has nothing assigned."""
        return {e: tuple(doc["nominations"]) for e, doc in self.documents.all("assignments").items()}

    def unassigned(self) -> tuple[Nomination, ...]:
        """Nominations that take part in the review and that nobody is to score."""
        given = {i for ids in self.assignments().values() for i in ids}
        return tuple(n for n in self.nominations() if n.id not in given and not self.docket.barred(n))

    def progress(self) -> tuple[PanelRow, ...]:
        """Progress of each member, in the order of their ids."""
        assignments = self.assignments()
        return tuple(self._progress_of(member, assignments.get(member.id, ())) for member in self.panel())

    def journal(self, expert: str) -> Tail:
        """The expert's journal, as far as it was read. `LedgerError` when it is broken."""
        return self._journals.of(expert)

    def outstanding(self, expert: str) -> tuple[Nomination, ...]:
        """What the expert was given and has neither submitted nor recused from; all of it where the journal broke."""
        settled: set[str] = set()
        if not self._journals.problem(expert):
            tail = self._journals.of(expert)
            cards = tail.all("cards")
            settled = {*cards, *tail.all("recusals")} - returned(self.documents, expert, cards)
        given = self.assignments().get(expert, ())
        return tuple(self.docket.nominations[i] for i in given if i not in settled and i in self.docket.nominations)

    # ------------------------------------------------------------------------------------------- results

    def cards(self) -> tuple[Scorecard, ...]:
        """All submitted cards that count: one under a recusal is void, one that was given back does not count yet.

        LedgerError when any journal of the panel is broken: scores are never dropped silently. SeasonError for a card
        that does not fit the rules as they are now.
        """
        given_back = tuple((key, doc["at"]) for key, doc in self.documents.all("returns").items())
        made_of = (self.docket.version, given_back)
        return tuple(
            card
            for expert in self._people
            for tail in [self._journals.of(expert)]
            for card in self._cards.get(expert, (tail.head, made_of), partial(self._cards_of, expert, tail))
        )

    def ranking_input(self, category: Category) -> RankingInput:
        """What a category is ranked from."""
        nominations = self.nominations(category=category.id)
        objected = upheld(self.documents)
        barred = {n.id: why for n in nominations if (why := objected.get(n.id) or self.docket.barred(n))}
        ours = {n.id for n in nominations}
        cards = tuple(c for c in self.cards() if c.nomination in ours)
        votes = {i: int(doc["votes"]) for i, doc in self.documents.all("votes").items()}
        return RankingInput(tuple(Candidate.of(n) for n in nominations), cards, barred, votes)

    def standings(self, category: Category, method: Method | None = None) -> tuple[Standing, ...]:
        """The standings of one category; None: by the season's official method."""
        candidates, cards, barred, votes = self.ranking_input(category)
        return standings(candidates, cards, category, self.rules.scoring, method=method, excluded=barred, votes=votes)

    def scenario(self, category: Category) -> Scenario:
        """What the list is made under: the scenario that was made official, else the rules of the season."""
        return official_scenario(self.documents, self.store, category) or Scenario.of_rules(category)

    def selection(
        self, category: Category, seats: int | None = None, *, ranked: Sequence[Standing] | None = None
    ) -> Selected:
        """The recommended list of one category by the official method; `seats` None: those in force.

        `ranked`: the standings by the official method, where they are at hand.
        """
        standing = self.standings(category) if ranked is None else ranked
        return self.scenario(category).select(standing, category, seats=seats)

    def exported(self) -> dict[str, str]:
        """When each sheet was last exported, by its name; what was never exported is not in it."""
        return {what: str(doc["at"]) for what, doc in self.documents.all("exports").items()}

    def list_code(self) -> str:
        """A code of all that was recorded up to now: the same records give the same code, as long as nothing is added.

        16 characters, as those of receipts, over the heads of the journals.
        """
        return receipt(digest(canonical(dict(self.heads()))))

    def heads(self) -> tuple[tuple[str, str], ...]:
        """The last entry of every journal by its writer: other ones whenever anything was recorded."""
        return (("office", self.documents.head), *((e, self._journals.of(e).head) for e in self._people))

    # ------------------------------------------------------------------------------------------- inside

    def _bare_row(self, unit: str, row: Mapping[str, Any]) -> UnitRow:
        found = self.store.season.find_unit(unit)
        prefixes = [nomination[0] for nomination in row["nominations"]]
        counts = {c.id: prefixes.count(c.prefix) for c in self.rules.categories}
        return UnitRow(unit, found.kind if found else "other", row["received"] or "", counts, None, None)

    def _unit_row(self, unit: str, package: UnitPackage) -> UnitRow:
        found = list(self.docket.unit_findings(unit))
        for nomination in package.nominations:
            found += self.docket.findings(nomination.id)
        counts = {c.id: len(package.of(c.id)) for c in self.rules.categories}
        received = package.received.isoformat() if package.received else ""
        blocks = sum(1 for r in found if r.open and r.finding.severity == "block")
        return UnitRow(unit, package.unit.kind, received, counts, sum(1 for r in found if r.open), blocks)

    def _member(self, expert: str, doc: Mapping[str, Any]) -> Member:
        note = self.store.note("office", doc["note"]) or {}
        declared = tuple(str(text) for text in note.get("declared", ()))
        employer = str(note.get("employer", ""))
        return Member(id=expert, name=str(note.get("name", expert)), employer=employer, declared=declared)

    def _cards_of(self, expert: str, tail: Tail) -> tuple[Scorecard, ...]:
        recused, known, cards = tail.all("recusals"), self.docket.nominations, tail.all("cards")
        void = {*recused, *returned(self.documents, expert, cards)}
        read = self._reader.card
        counted = ((i, doc) for i, doc in cards.items() if i in known and i not in void)
        return tuple(read(expert, i, known[i].category, doc) for i, doc in counted)

    def _progress_of(self, member: Member, assigned: tuple[str, ...]) -> PanelRow:
        account, problem = self.account(member.id), self._journals.problem(member.id)
        if problem:
            given = len(assigned)
            return PanelRow(member.id, member.name, member.employer, account, given, 0, 0, 0, "", problem)
        given_back = tuple(d["at"] for d in self.documents.all("returns").values() if d["expert"] == member.id)
        key = (member, account, assigned, given_back, self._journals.of(member.id).head)
        return self._rows.get(member.id, key, partial(self._panel_row, member, assigned))

    def _panel_row(self, member: Member, assigned: Sequence[str]) -> PanelRow:
        tail = self._journals.of(member.id)
        cards, recused, drafts = tail.all("cards"), tail.all("recusals"), tail.all("drafts")
        given_back = returned(self.documents, member.id, cards)
        done = sum(1 for i in assigned if i in cards and i not in recused and i not in given_back)
        entries = tail.entries()
        return PanelRow(
            id=member.id,
            name=member.name,
            employer=member.employer,
            account=self.account(member.id),
            assigned=len(assigned),
            done=done,
            drafts=sum(1 for i in assigned if i in drafts and i not in recused),
            recused=sum(1 for i in assigned if i in recused),
            last_at=entries[-1].at if entries else "",
            returned=sum(1 for i in assigned if i in given_back and i not in recused),
        )
