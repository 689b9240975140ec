"""The office's desk: takes packages in, rules on findings, keeps the panel, exports. The only writer of its journal."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review_tui.desks.changes import compare, table_names
from review_tui.desks.docket import VERDICTS, Documents, Verdict
from review_tui.desks.filing import Filing, unclear_paths
from review_tui.desks.labels import SHARED_KINDS
from review_tui.desks.office_view import OfficeView
from review_tui.desks.take_in import TakeIn, number, outside
from review_tui.errors import ReviewError, UsageError
from review_tui.season_store import SeasonStore
from scoring.assignment import assign
from scoring.nomination import Material, Nomination, UnitPackage

if TYPE_CHECKING:
    from review_tui.intake.package import PackageReading
    from review_tui.intake.reading import Reader
    from review_tui.ledger.book import Book

_EXPERT_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")


class OfficeDesk(OfficeView):
    """The office lead at work. Opening it takes the office journal (`BusyError` when another session has it)."""

    read_only = False
    """Whether whatever writes is refused (the observer's desk)."""

    def __init__(self, store: SeasonStore, clock: Callable[[], datetime], *, take_over: bool = False) -> None:
        self.clock = clock
        self._book = store.office(take_over=take_over)
        super().__init__(store)

    @property
    def documents(self) -> Documents:
        """The state of the office journal, as this desk writes it."""
        return self._book

    @property
    def torn(self) -> str | None:
        """File of a torn last line that was set aside at opening, None when there was none."""
        return self._book.torn

    @property
    def unsaved(self) -> bool:
        """Whether the last change could not be made durable. It is as if it had not been asked for; try it again."""
        return self._book.broken

    def close(self) -> None:
        """Gives the journal back."""
        self._book.close()

    def _refresh_office(self) -> bool:
        return False  # this desk is the only writer: nothing can come from elsewhere

    # ------------------------------------------------------------------------------------------- intake

    def take_in(
        self,
        path: Path,
        *,
        unit: str | None = None,
        received: date | None = None,
        dry_run: bool = False,
        progress: Callable[[str], None] | None = None,
        reader: Reader | None = None,
    ) -> TakeIn:
        """Reads one package and takes it in as a whole, in the place of what the unit sent before.

        Everything it consists of is on disk before the one entry that makes it part of the season is written, so a
        crash leaves either the old package or the new one. A refused package (see `PackageReading.refused`) changes
        nothing. `received` None: the day recorded before is kept, if there is one. Raises `IntakeError` when there is
        nothing to read at `path`. `reader`: a reading process shared by several packages.
        """
        outside(self.store.path, path)
        with self.store.workdir() as workdir:
            from review_tui.intake.package import read_package  # the screens are there long before anything is read

            reading = read_package(
                path, self.store.season, workdir, unit=unit, received=received, progress=progress, reader=reader
            )
            return self.take(reading, dry_run=dry_run)

    def take(self, reading: PackageReading, *, dry_run: bool = False) -> TakeIn:
        """Takes in what was read: the second half of `take_in`."""
        name = reading.package.unit.name
        old = self.docket.packages.get(name)
        row = self.documents.get("packages", name) or {}
        package = reading.package
        if package.received is None and old is not None:
            package = package.model_copy(update={"received": old.received})
        serials = (self.documents.get("settings", "serials") or {}).get("used", {})
        known = [*(old.nominations if old else ()), *self._retired(row)]
        package, used = number(package, known, serials, self.rules)
        package = Filing(self).again(package, reading.blobs)
        change = compare(old, package, table_names(self.rules))
        taken = not dry_run and not reading.refused
        if taken:
            self._store_package(package, reading.blobs, row, used)
        return TakeIn(
            unit=name,
            source=package.source,
            nominations=len(package.nominations),
            attachments=sum(1 for m in _materials(package) if m.kind != "summary"),
            change=change,
            problems=package.problems,
            taken=taken,
            refused=reading.refused,
            unclear=unclear_paths(package),
        )

    def _store_package(
        self, package: UnitPackage, blobs: Mapping[str, Path], row: Mapping[str, Any], used: Mapping[str, int]
    ) -> None:
        materials = _materials(package)
        shared = {m.sha256 for m in materials if m.kind in SHARED_KINDS}
        self.store.put_attachments(blobs, shared)
        dossier, private = self.store.put_dossier(package)
        here = {n.id for n in package.nominations}
        retired = {**row.get("retired", {}), **{i: row["dossier"] for i in row.get("nominations", ()) if i not in here}}
        doc = {
            "dossier": dossier,
            "private": private,
            "received": package.received.isoformat() if package.received else None,
            "archive": package.archive_sha256,
            "nominations": sorted(here),
            "retired": {i: sha for i, sha in retired.items() if i not in here},
            "attachments": sorted(blobs),
            "at": self.now(),
        }
        with self.entry("package.take-in"):
            self.book.put("packages", package.unit.name, doc)
            self.book.put("settings", "serials", {"used": dict(used)})
        self._reload()

    def _retired(self, row: Mapping[str, Any]) -> list[Nomination]:
        """Nominations that the unit withdrew earlier: one that comes back gets its number back."""
        out = []
        for nomination_id, dossier in row.get("retired", {}).items():
            out += [n for n in self.store.dossier(dossier).nominations if n.id == nomination_id]
        return out

    # ------------------------------------------------------------------------------------------- rulings

    def rule_on(self, target: str, rule: str, verdict: Verdict, reason: str) -> None:
        """Records the office's word on a finding; a later one takes its place, the history keeps both.

        `target` is a nomination id or `unit:<name>`. Raises `ReviewError` for an empty reason and `UsageError` when
        there is no such finding.
        """
        text = reason.strip()
        if not text:
            raise ReviewError("未裁定", f"“{VERDICTS[verdict]}”要写明理由。", "理由会列入形式审查表。")
        every = (r.finding for r in self.docket.all_findings())
        found = next((f for f in every if f.target == target and f.rule == rule), None)
        if found is None:
            raise UsageError("没有这条问题", f"{target} 没有“{rule}”这条审查意见。", "请刷新后再试。")
        kept = {"text": text, "message": found.message, **self.docket.basis(found)}
        note = self.store.put_note("office", kept)
        with self.entry("ruling"):
            self.book.put("rulings", f"{target}|{rule}", {"verdict": verdict, "note": note, "at": self.now()})
        self._reload()

    def withdraw_ruling(self, target: str, rule: str) -> None:
        """Takes a ruling back; the finding is open again."""
        key = f"{target}|{rule}"
        if self.documents.get("rulings", key) is None:
            raise UsageError("没有这条裁定", f"{target} 的“{rule}”还没有裁定。")
        with self.entry("ruling.withdraw"):
            self.book.drop("rulings", key)
        self._reload()

    # ------------------------------------------------------------------------------------------- panel

    def add_member(
        self,
        expert: str,
        name: str,
        employer: str,
        account: str | None = None,
        key: str = "",
        declared: Sequence[str] | None = None,
    ) -> None:
        """Puts a member on the panel, or corrects one. Ids are lower-case letters, digits, `-` and `_`.

        `account`: the Unix account that the expert logs in with; None: the season is used through one shared account
        (a trial only: `verify` then proves less). `key`: the public SSH key, kept for `review-tui ssh`. `declared`:
        what the expert declared an interest in, as in `scoring.assignment.Member`; None: as it was.
        """
        if not _EXPERT_ID.fullmatch(expert) or expert == "office":
            raise UsageError("编号不可用", f"专家编号“{expert}”不可用。", "请用小写字母、数字、- 和 _，例如 e01。")
        if not name.strip() or not employer.strip():
            raise UsageError("资料不全", f"专家 {expert} 的姓名和工作单位都要写明。", "工作单位用来判断回避。")
        if account:
            for other in self.panel():
                if other.id != expert and self.account(other.id) == account:
                    raise UsageError(
                        "账号重复", f"系统账号“{account}”已用于专家 {other.id}。", "每位专家用自己的账号。"
                    )
        if declared is None:
            declared = next((one.declared for one in self.panel() if one.id == expert), ())
        texts = {"name": name, "employer": employer, "key": key, "declared": [d.strip() for d in declared if d.strip()]}
        note = self.store.put_note("office", texts)
        with self.entry("panel.add"):
            self.book.put("panel", expert, {"note": note, "account": account})
        self._reload()
        self.refresh()

    def assign(self, per: int | None = None) -> dict[str, tuple[str, ...]]:
        """Gives every nomination that takes part to the panel; `per` None: to every member without a conflict.

        What an expert has already scored stays with that expert. `per` is a wish: where conflicts leave
        fewer, fewer score. Raises `UsageError` without a panel, for a member whose employer is not known (conflicts
        could not be told), and when nothing takes part; `LedgerError` when a journal of the panel is broken.
        """
        members = self.panel()
        if not members:
            raise UsageError("无法分配", "评审组还没有专家。", "先用 review-tui panel SEASON add 添加专家。")
        for one in members:
            if not one.employer:
                raise UsageError(
                    "无法分配",
                    f"专家 {one.id} 的工作单位读不出，不能判断回避。",
                    f"请用 review-tui panel SEASON add {one.id} 重新填写。",
                )
        taking_part = [n for n in self.nominations() if not self.docket.barred(n)]
        if not taking_part:
            raise UsageError("无法分配", "还没有可以评审的材料。", "先导入材料，并对待裁定的问题作出裁定。")
        plan = assign(members, taking_part, per, [u.name for u in self.store.season.units])
        with self.entry("panel.assign"):
            for member in members:
                tail = self._journals.of(member.id)
                touched = {*tail.all("cards"), *tail.all("recusals")}
                ids = sorted({*plan[member.id], *(touched & set(self.docket.nominations))})
                self.book.put("assignments", member.id, {"nominations": ids})
        self._reload()
        return self.assignments()

    # ------------------------------------------------------------------------------------------- exports

    def record_export(self, files: Mapping[str, Mapping[str, str]]) -> None:
        """Records which files were exported: SHA-256 by file name, by name of the export."""
        with self.entry("export"):
            for what, shas in files.items():
                self.book.put("exports", what, {"files": dict(shas), "at": self.now()})

    # ------------------------------------------------------------------------------------------- for the rooms

    @property
    def book(self) -> Book:
        """The office journal, for the classes of this package that add a power to the desk; written within `entry`."""
        return self._book

    def entry(self, kind: str) -> AbstractContextManager[object]:
        """One entry of the journal, which is read anew first when the last write failed. `reload` afterwards."""
        if self._book.broken:
            self._book.reopen()
        return self._book.entry(kind, at=self.clock())

    def now(self) -> str:
        """The time as journals write it: ISO 8601 with offset, to the second."""
        return self.clock().isoformat(timespec="seconds")

    def reload(self) -> None:
        """Takes in what `entry` wrote."""
        self._reload()


def _materials(package: UnitPackage) -> list[Material]:
    own = [m for n in package.nominations for m in n.materials]
    return [*own, *package.materials]
