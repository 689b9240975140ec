"""What the office has taken in, as both desks read it: packages, nominations, findings with their rulings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from review_tui.content import for_all
from review_tui.desks.basis import basis
from review_tui.desks.kept import Kept
from review_tui.errors import SeasonError
from review_tui.ledger.entry import Entry
from review_tui.ledger.purge import TABLE as PURGES
from review_tui.season_store import SeasonStore
from scoring.findings import Finding, check_nomination, check_unit
from scoring.nomination import Nomination, UnitPackage

Verdict = Literal["waive", "uphold"]
"""`waive`: the finding does not stand in the way; `uphold`: the nomination is not reviewed."""

VERDICTS: Mapping[str, str] = {"waive": "放行", "uphold": "不予评审"}


class Documents(Protocol):
    """The read side of a journal: an open book or a tailed one."""

    @property
    def head(self) -> str:
        """Hash of the last entry."""
        ...

    def entries(self) -> Sequence[Entry]:
        """All entries from the first on."""
        ...

    def all(self, table: str) -> dict[str, dict[str, Any]]:
        """All documents of a table by id; copies."""
        ...

    def get(self, table: str, doc_id: str) -> dict[str, Any] | None:
        """One document, or None where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Ruling:
    """The office's word on a finding. `reason` is empty when the note has been purged.

    `basis`: that of the finding it was given on (`basis.basis`); None: not recorded, so it holds for whatever the rule
    finds. `message`: what that finding said; empty where it was not recorded.
    """

    verdict: Verdict
    reason: str
    at: str
    basis: str | None = None
    message: str = ""

    def told(self) -> str:
        """The verdict with its reason, in Chinese."""
        return f"{VERDICTS[self.verdict]}：{self.reason or '（理由已按期清除）'}"


@dataclass(frozen=True, slots=True)
class Ruled:
    """A finding with the office's ruling, None while there is none.

    `proposal`: a ruling that was given on another finding of the same rule, before the material changed. It does not
    count until the office gives it again.
    """

    finding: Finding
    ruling: Ruling | None = None
    proposal: Ruling | None = None

    @property
    def open(self) -> bool:
        """Whether it still asks for a ruling."""
        return self.ruling is None and self.finding.severity != "info"

    @property
    def bars(self) -> bool:
        """Whether it keeps its target out of the ranking: a block without a waiver, or anything upheld."""
        if self.ruling is not None:
            return self.ruling.verdict == "uphold"
        return self.finding.severity == "block"

    def state(self) -> str:
        """The state in a few Chinese words, for screens and sheets."""
        if self.ruling is not None:
            return self.ruling.told()
        state = {"block": "待裁定（暂不参评）", "warn": "待裁定", "info": "提示"}[self.finding.severity]
        return f"{state}；材料有变，原裁定“{self.proposal.told()}”请重新确认" if self.proposal else state


@dataclass
class Docket:
    """Everything taken in, read once and kept until the office journal says otherwise.

    `private` True: phones and addresses are read too (the office's account only). Dossiers are addressed by content,
    so a package that did not change is never read twice.
    """

    store: SeasonStore
    private: bool
    packages: MutableMapping[str, UnitPackage] = field(default_factory=dict)
    nominations: MutableMapping[str, Nomination] = field(default_factory=dict)
    version: int = 0
    """Another number whenever packages came or went."""
    kept: Kept[Any] = field(default_factory=Kept)
    """What others worked out of this docket, each under its own name."""
    _notes: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _loaded: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    _found: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    _rulings: dict[str, Ruling] = field(default_factory=dict)
    _bases: dict[str, tuple[Finding, str]] = field(default_factory=dict)

    def load(self, documents: Documents) -> None:
        """Brings the docket up to the state of the office journal. `SeasonError` where personal data was purged."""
        if documents.all(PURGES):
            told = "个人信息已按期限清除，不能再打开。"
            raise SeasonError("本季已清除", told, "日志仍可用 review-tui verify 核对；档案见归档文件。")
        rows = documents.all("packages")
        for unit in [u for u in self.packages if u not in rows]:
            self._forget(unit)
        for unit, row in rows.items():
            key = (row["dossier"], row["private"] if self.private else None)
            if self._loaded.get(unit) != key:
                self._forget(unit)
                self._fetch(unit, row, key)
                self._loaded[unit] = key
        self._rulings = {key: self._ruling(doc) for key, doc in documents.all("rulings").items()}

    def findings(self, nomination_id: str) -> tuple[Ruled, ...]:
        """The findings of one nomination with their rulings, in the order of the checks."""
        return self._ruled(nomination_id, self._nomination_findings(nomination_id))

    def unit_findings(self, unit: str) -> tuple[Ruled, ...]:
        """The findings of one unit as a whole."""
        target = f"unit:{unit}"
        if target not in self._found:
            self._found[target] = check_unit(self.packages[unit], self.store.season.rules)
        return self._ruled(target, self._found[target])

    def read(self, unit: str) -> None:
        """Works out what the unit's package says by itself, so that `findings` need not later."""
        self.unit_findings(unit)
        for nomination in self.packages[unit].nominations:
            self._own_findings(nomination.id)

    def compare(self) -> Iterator[None]:
        """Works out, a step at a time, what comes from comparing all nominations, so that `findings` need not later."""
        yield

    def known(self, unit: str) -> bool:
        """Whether the findings of a unit and of all its nominations are worked out already."""
        return f"unit:{unit}" in self._found and all(n.id in self._found for n in self.packages[unit].nominations)

    def all_findings(self) -> Iterator[Ruled]:
        """Every finding of the season: unit by unit, then nomination by nomination."""
        for unit, package in self.packages.items():
            yield from self.unit_findings(unit)
            for nomination in package.nominations:
                yield from self.findings(nomination.id)

    def barred(self, nomination: Nomination) -> str:
        """Why the nomination is kept out of the ranking, as Chinese text; empty: it takes part.

        A block of its unit bars the nominations that it speaks of: those of one category, or the special ones.
        """
        package = self.packages[nomination.unit]
        for ruled in self.unit_findings(nomination.unit):
            if ruled.bars and _touches(ruled.finding.rule, nomination, package):
                return _why(ruled)
        for ruled in self.findings(nomination.id):
            if ruled.bars:
                return _why(ruled)
        return ""

    def _nomination_findings(self, nomination_id: str) -> tuple[Finding, ...]:
        return self._own_findings(nomination_id)

    def _own_findings(self, nomination_id: str) -> tuple[Finding, ...]:
        if nomination_id not in self._found:
            nomination = self.nominations[nomination_id]
            season = self.store.season
            unit = self.packages[nomination.unit].unit
            self._found[nomination_id] = check_nomination(
                nomination, season.rules, unit, season.universities, season.chains
            )
        return self._found[nomination_id]

    def basis(self, finding: Finding) -> dict[str, str]:
        """What a ruling on the finding is to be remembered by: `basis` for this account, `public` for those who see no
        private facts (missing where they do not see the finding)."""
        found = {"basis": self._basis_of(finding)}
        nomination = self.nominations.get(finding.target)
        if nomination is None:
            return {**found, "public": found["basis"]}
        season, unit = self.store.season, self.packages[nomination.unit].unit
        seen = check_nomination(for_all(nomination), season.rules, unit, season.universities, season.chains)
        twin = next((one for one in seen if one.rule == finding.rule), None)
        return found if twin is None else {**found, "public": self._basis_of(twin)}

    def _basis(self, finding: Finding) -> str:
        """Worked out once for each finding that there is a ruling on."""
        key = f"{finding.target}|{finding.rule}"
        kept = self._bases.get(key)
        if kept is None or kept[0] is not finding:
            kept = self._bases[key] = (finding, self._basis_of(finding))
        return kept[1]

    def _basis_of(self, finding: Finding) -> str:
        nomination = self.nominations.get(finding.target)
        if nomination is not None:
            return basis(finding, nomination.materials)
        return basis(finding, self.packages[finding.target.removeprefix("unit:")].materials)

    def _ruled(self, target: str, findings: tuple[Finding, ...]) -> tuple[Ruled, ...]:
        return tuple(self._with_ruling(one, self._rulings.get(f"{target}|{one.rule}")) for one in findings)

    def _with_ruling(self, finding: Finding, ruling: Ruling | None) -> Ruled:
        if ruling is None or ruling.basis in (None, self._basis(finding)):
            return Ruled(finding, ruling)
        return Ruled(finding, None, ruling)

    def _ruling(self, doc: Mapping[str, Any]) -> Ruling:
        sha = doc["note"]
        if sha not in self._notes:
            self._notes[sha] = self.store.note("office", sha) or {}
        note = self._notes[sha]
        found = note.get("basis" if self.private else "public")
        return Ruling(doc["verdict"], str(note.get("text", "")), doc["at"], found, str(note.get("message", "")))

    def _fetch(self, unit: str, _row: Mapping[str, Any], key: tuple[str, str | None]) -> None:
        self._take(unit, self.store.dossier(*key))

    def _take(self, unit: str, package: UnitPackage) -> None:
        self.version += 1
        self.packages[unit] = package
        self.nominations.update({n.id: n for n in package.nominations})

    def _forget(self, unit: str) -> None:
        self.version += 1
        self._loaded.pop(unit, None)
        self._found.pop(f"unit:{unit}", None)
        old = self.packages.pop(unit, None)
        for nomination in old.nominations if old else ():
            self.nominations.pop(nomination.id, None)
            self._found.pop(nomination.id, None)


def _touches(rule: str, nomination: Nomination, package: UnitPackage) -> bool:
    """Whether a finding on the unit speaks of this nomination: `quota.<category>.…`, `special.<category>.…` name a
    category, a missing 汇总表 is that of its category, a special mark concerns the special ones."""
    parts = rule.split(".")
    if len(parts) == 3 and parts[1] != nomination.category:
        return False
    if rule == "summary.missing":
        return nomination.category not in package.summaries
    return nomination.special or parts[0] != "special"


def _why(ruled: Ruled) -> str:
    if ruled.ruling is None:
        return f"待裁定：{ruled.finding.message}"
    return f"不予评审：{ruled.ruling.reason or ruled.finding.message}"
