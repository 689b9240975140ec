"""Lists are added to the register of past winners: a list of any year, another season, this season's own list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review_tui.desks.past import TABLE, past_winners
from review_tui.desks.past_merge import Merge
from review_tui.desks.past_season import winners_of
from review_tui.errors import IntakeError, UsageError
from review_tui.season_store import SeasonStore
from scoring.nomination import PastWinner

if TYPE_CHECKING:
    from review_tui.desks.office import OfficeDesk
    from review_tui.intake.past_rows import LeftOut, PastRows


@dataclass
class Source:
    """One list that was read. `notes`: what the office should know of it, in Chinese sentences without a full stop."""

    name: str
    rows: int
    new: int = 0
    known: int = 0
    changed: int = 0
    left_out: tuple[LeftOut, ...] = ()
    notes: list[str] = field(default_factory=list)
    troubled: bool = False
    """Whether rows were left out that somebody may miss, or years could not be read."""

    def as_json(self) -> dict[str, Any]:
        """The list's object of `register --json`."""
        return {
            "file": self.name,
            "rows": self.rows,
            "new": self.new,
            "known": self.known,
            "changed": self.changed,
            "left_out": [{"place": one.place, "reason": one.reason} for one in self.left_out],
            "notes": self.notes,
        }


@dataclass(frozen=True, slots=True)
class Addition:
    """What an addition did. `total`: rows of the register afterwards."""

    sources: tuple[Source, ...]
    total: int

    @property
    def in_order(self) -> bool:
        """Whether every row that looked like one was taken in with its year."""
        return not any(source.troubled for source in self.sources)

    def as_json(self) -> dict[str, Any]:
        """The document of `register --json`."""
        sums = {key: sum(getattr(one, key) for one in self.sources) for key in ("rows", "new", "known", "changed")}
        left = sum(len(one.left_out) for one in self.sources)
        return {**sums, "left_out": left, "total": self.total, "files": [one.as_json() for one in self.sources]}


class RegisterDesk:
    """Adds to the register of a season."""

    def __init__(self, desk: OfficeDesk) -> None:
        self._desk = desk

    def add(
        self,
        paths: Sequence[Path],
        year: int | None = None,
        *,
        final: bool = False,
        progress: Callable[[str], None] | None = None,
    ) -> Addition:
        """Adds lists (`intake.past_files`), or what another season's directory knows and recommended, in one entry.

        `year`: that of rows which say none themselves. `final`: this season's own list too, as it is now; it is
        compared with nobody before the next season. A row that is there already is added once, from whichever file it
        comes; where it says more than the one that is there, that one is completed. Raises `IntakeError` when one of
        the files is no list; then nothing is added.
        """
        if year is not None and year > self._desk.rules.year:
            raise UsageError("年度不对", f"--year {year} 晚于本季（{self._desk.rules.year}年）。")
        read = self._read(paths, year, progress)
        if final:
            read.append(winners_of(self._desk))
        used = (self._desk.documents.get("settings", TABLE) or {}).get("used", 0)
        merge = Merge(past_winners(self._desk.store, self._desk.documents), used)
        for source, winners in read:
            source.new, source.known, source.changed = merge.add(winners)
        self._write(merge)
        return Addition(tuple(source for source, _ in read), merge.total)

    def withdraw(self) -> tuple[int, int]:
        """Takes the last addition back (a wrong list or year): what it added goes, what it completed is as before.

        Gives how many rows it had added, and how many are left. Ids are not used again; the history keeps the addition.
        `UsageError` where there is none.
        """
        desk = self._desk
        docs = sorted(desk.documents.all(TABLE).items())
        if not docs:
            raise UsageError("没有可撤回的", "往年名单还是空的。")
        number, doc = docs[-1]
        with desk.entry("register.withdraw"):
            desk.book.drop(TABLE, number)
        desk.reload()
        return int(doc["new"]), len(past_winners(desk.store, desk.documents))

    def _read(
        self, paths: Sequence[Path], year: int | None, progress: Callable[[str], None] | None
    ) -> list[tuple[Source, Sequence[PastWinner]]]:
        from review_tui.intake.past_files import past_reader, read_past  # the desk is there long before a list is read

        read: list[tuple[Source, Sequence[PastWinner]]] = []
        with self._desk.store.workdir() as home, past_reader(home) as reader:
            for path in paths:
                if progress:
                    progress(f"正在读 {path.name} …")
                if path.is_dir():
                    read += _season(path, self._desk)
                    continue
                rows = read_past(path, self._desk.rules, reader, year)
                read.append((_source(path.name, rows, self._desk.rules.year), rows.winners))
        return read

    def _write(self, merge: Merge) -> None:
        desk = self._desk
        fresh = merge.fresh()
        if not fresh:
            return
        part = desk.store.put_past(fresh)
        number = f"{len(desk.documents.all(TABLE)) + 1:04d}"
        doc = {"part": part, "new": merge.new, "changed": merge.changed, "at": desk.now()}
        with desk.entry("register.add"):
            desk.book.put(TABLE, number, doc)
            desk.book.put("settings", TABLE, {"used": merge.used})
        desk.reload()


def _source(name: str, rows: PastRows, season: int) -> Source:
    """What the office should know of a list that was read; `season`: the year of the season that it is added to."""
    notes = [f"表“{sheet}”里没有姓名或项目名称，没有读" for sheet in rows.unread]
    notes += [f"{one.place}：{one.reason}，记为年度不明" for one in rows.doubtful]
    years = [one.year for one in rows.winners]
    counted = (
        (rows.other_year, "行自己写有别的年度，以表里的为准"),
        (years.count(None) - len(rows.doubtful), "行没有年度，记为年度不明；可以加 --year 再登记一次补上"),
        (years.count(season), f"行是本季（{season}年）的，从下一季起才用来查重"),
    )
    notes += [f"{count} {what}" for count, what in counted if count > 0]
    troubled = bool(rows.doubtful) or any(not one.expected for one in rows.left_out)
    return Source(name, len(years), left_out=tuple(rows.left_out), notes=notes, troubled=troubled)


def _season(path: Path, desk: OfficeDesk) -> list[tuple[Source, Sequence[PastWinner]]]:
    """Another season's register and its list, so that the register is carried on from year to year."""
    from review_tui.desks.office_view import OfficeView

    if not (path / "season.toml").is_file():
        raise IntakeError(
            "名单没有登记", f"{path} 是文件夹，也不是以往的季目录。", "请写出名单文件，例如 文件夹/*.xlsx。"
        )
    other = OfficeView(SeasonStore.open(path))
    if other.rules.year >= desk.rules.year:
        raise UsageError(
            "不能登记", f"{path} 是 {other.rules.year} 年的，不早于本季。", "把本季名单记入往年名单请用 --final。"
        )
    ids = {category.id for category in desk.rules.categories}
    kept = [
        one.model_copy(update={"id": "", "category": one.category if one.category in ids else None})
        for one in past_winners(other.store, other.documents)
    ]
    source = Source(f"{path.name}（往年名单）", len(kept))
    return [(source, kept), winners_of(other)]
