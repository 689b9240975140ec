"""Proves that a season's ledger and files are whole and unaltered.

What it proves: every line of every journal is as it was written and follows the line before; every file that a
journal names is there, and every file has the bytes that its name says; every seal that the office recorded fits. What
it does not prove: that lines were not cut from the end, or a whole journal rewritten with new hashes. Receipts held by
the experts (`find_receipt`) and copies of a seal held elsewhere (`against`) show that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review_tui.ledger.check import JournalCheck, check_journal
from review_tui.ledger.entry import Chain, Entry, plain_receipt
from review_tui.ledger.files import reason, sha256_of
from review_tui.ledger.layout import OFFICE, Layout
from review_tui.ledger.purge import purged, still_needed
from review_tui.ledger.seal import Seal, SealCheck, check_seal

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BadFile:
    """A content file (path inside the season) that is missing, altered or unreadable, and why."""

    file: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The result. `checked`: content files hashed. `unreferenced`: files that no journal names (what a killed import
    leaves); they are no fault. `aside`: names of torn tails set aside earlier. `one_account`: all journals belong to
    one Unix account, so that nothing but the chain keeps the experts apart. `seals`: those that the office recorded, in
    their order, then the one that was brought along. `purged`: personal data was removed after its time, so content
    files that entries of before name are rightly missing."""

    journals: tuple[JournalCheck, ...]
    checked: int
    bad: tuple[BadFile, ...]
    unreferenced: int
    aside: tuple[str, ...]
    one_account: bool
    seals: tuple[SealCheck, ...] = ()
    purged: bool = False

    @property
    def ok(self) -> bool:
        """Whether everything is in order."""
        return not self.bad and all(one.ok for one in self.journals) and all(one.ok for one in self.seals)

    def as_json(self) -> dict[str, Any]:
        """The document of the contract's `verify --json`."""
        journals = [
            {"writer": j.writer, "entries": j.entries, "head": j.head, "ok": j.ok, "problem": j.problem}
            for j in self.journals
        ]
        bad = [{"file": one.file, "problem": one.problem} for one in self.bad]
        attachments = {"checked": self.checked, "bad": bad, "unreferenced": self.unreferenced}
        return {
            "ok": self.ok,
            "journals": journals,
            "attachments": attachments,
            "set_aside": list(self.aside),
            "one_account": self.one_account,
            "purged": self.purged,
            "seals": [
                {
                    "number": s.seal.number,
                    "at": s.seal.at,
                    "final": s.seal.final,
                    "code": s.seal.code,
                    "ok": s.ok,
                    "problem": "；".join(s.problems),
                }
                for s in self.seals
            ],
        }


def verify(season: Path, progress: Progress | None = None, *, against: Seal | None = None) -> Verification:
    """Walk every chain and hash every file. `against`: a seal that was kept elsewhere, held against the chains too.

    SeasonError when `season` is missing or no season.
    """
    layout = Layout(season)
    season_id = layout.season_id()
    checks: list[JournalCheck] = []
    named: set[Path] = set()
    walked: dict[str, list[Entry]] = {}
    for writer in layout.writers():
        check, entries = check_journal(layout.journal(writer), writer, season_id)
        checks.append(check)
        walked[writer] = entries
        if progress:
            progress(f"日志 {writer}：{check.entries} 条")
    upto = purged(walked.get(OFFICE, ()))
    for writer, entries in walked.items():
        named.update(still_needed(layout, entries, upto.get(writer, 0)))
    checked, bad, unreferenced = _check_contents(layout, named, progress)
    owners = {layout.journal(check.writer).stat().st_uid for check in checks}
    if OFFICE not in layout.writers() and (checks or checked):
        gone = f"{OFFICE}.jsonl 不见了，而材料或专家的日志还在。"
        checks.insert(0, JournalCheck(OFFICE, 0, Chain(season_id, OFFICE).head, False, gone))
    return Verification(
        journals=tuple(checks),
        checked=checked,
        bad=tuple(bad),
        unreferenced=unreferenced,
        aside=tuple(path.name for path in layout.aside()),
        one_account=len(checks) > 1 and len(owners) == 1,
        purged=bool(upto),
        seals=tuple(check_seal(seal, season_id, walked) for seal in _seals(walked, against)),
    )


def _seals(walked: dict[str, list[Entry]], against: Seal | None) -> list[Seal]:
    """Every seal that was ever recorded, and the one that was brought along."""
    docs = [doc for entry in walked.get(OFFICE, ()) for doc in entry.puts.get("seals", {}).values()]
    return [*(Seal.of(doc) for doc in docs), *([against] if against else [])]


def find_receipt(season: Path, code: str) -> tuple[str, Entry] | None:
    """(writer, entry) of the receipt that a person holds, or None; the good part of a broken journal is searched.

    SeasonError when `season` is missing or no season.
    """
    layout = Layout(season)
    season_id = layout.season_id()
    wanted = plain_receipt(code)
    for writer in layout.writers():
        _, entries = check_journal(layout.journal(writer), writer, season_id)
        for entry in entries:
            if entry.receipt == wanted:
                return writer, entry
    return None


def _check_contents(layout: Layout, named: set[Path], progress: Progress | None) -> tuple[int, list[BadFile], int]:
    """(how many hashed, the bad ones, how many that no journal names)."""
    bad: list[BadFile] = []
    checked = unreferenced = 0
    present: set[Path] = set()
    for path, sha256 in layout.contents():
        present.add(path)
        checked += 1
        unreferenced += path not in named
        problem = _content_problem(path, sha256)
        if problem:
            bad.append(BadFile(str(path.relative_to(layout.root)), problem))
        if progress and checked % 100 == 0:
            progress(f"附件和材料：已核对 {checked} 个")
    for path in sorted(named - present):
        bad.append(BadFile(str(path.relative_to(layout.root)), "日志里有记录，文件缺失"))
    return checked, bad, unreferenced


def _content_problem(path: Path, sha256: str) -> str:
    try:
        return "" if sha256_of(path) == sha256 else "内容与编号（SHA-256）不符，被改动或损坏"
    except OSError as error:
        return f"读不出（{reason(error)}）"
