"""What is exported: the table of the sheets, and the files that are written of them."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.errors import UsageError
from review_tui.exports.workbook import Masthead
from review_tui.ledger.files import PRIVATE, make_directory, replacing, write_all
from review_tui.season_store import SeasonStore

Content = bytes | Iterator[bytes]
"""A file: its bytes, or the pieces of one that is too large to be held."""


class Sheet(NamedTuple):
    """One export. `name`: on the command line. `module`: a module of `review_tui.desks` whose function `function` takes
    an `OfficeView` and a `Masthead` and gives the bytes of the file `<name>-<title>.xlsx`, or, where the export is
    several files, their bytes, or the pieces of them, by file name (`/` for a folder; empty: there is nothing to
    write). `told`: a function that takes the view and gives a Chinese sentence about what was left out; empty: there
    is none. `apart`: only when it is named, never as a part of `all`. `about`: what it is for, and in which form."""

    name: str
    title: str
    module: str
    function: str
    told: str = ""
    apart: bool = False
    about: str = ""

    def make(self, view: OfficeView, masthead: Masthead) -> Mapping[str, Content]:
        """The files by name. Raises `ReviewError` where one cannot be made."""
        module = importlib.import_module(f"review_tui.desks.{self.module}")
        made: bytes | Mapping[str, Content] = getattr(module, self.function)(view, masthead)
        return {f"{self.name}-{self.title}.xlsx": made} if isinstance(made, bytes) else made

    def tell(self, view: OfficeView) -> str:
        """What the person who exports should know of what is not in the files; empty: nothing."""
        if not self.told:
            return ""
        sentence: str = getattr(importlib.import_module(f"review_tui.desks.{self.module}"), self.told)(view)
        return sentence


SHEETS = (
    Sheet("shortlist", "推荐名单", "sheet_shortlist", "shortlist", about="推荐、备选、未入选和理由（Excel）"),
    Sheet("national", "报国家汇总表", "sheet_national", "national", about="按国家表样填好（Excel）"),
    Sheet("repeats", "查重表", "sheet_repeats", "repeats", about="疑似重复、依据和认定（Excel）"),
    Sheet(
        "return-slips",
        "补正通知",
        "sheet_return_slips",
        "return_slips",
        "without_slip",
        about="每个单位一份（Word、Excel）",
    ),
    Sheet(
        "scoresheet",
        "评分表",
        "sheet_scoresheet",
        "scoresheet",
        "without_sheet",
        about="没有网络时用，专家各一份（Excel）",
    ),
    Sheet("notice", "公示稿", "sheet_public", "notice", "without_notice", about="每次公示一份（Word、文本）"),
    Sheet("statistics", "评审统计", "sheet_statistics", "statistics", "without_cards", about="各类数字和图（Excel）"),
    Sheet("memo", "决定说明", "sheet_memo", "memo", about="每份材料的依据，可查日志（Word）"),
    Sheet(
        "confirmation", "认定名单", "sheet_public", "confirmed", "unconfirmed", about="公示期满确认以后（Word、Excel）"
    ),
    Sheet("archive", "全季档案", "sheet_archive", "archive", apart=True, about="存档用的整季文件（zip）；单独导出"),
)
"""Every export, in the order in which `all` writes them."""


class Written(NamedTuple):
    """One file of an export: the name of its sheet, where it is, the SHA-256 of what was written."""

    sheet: str
    path: Path
    sha256: str


def export_sheets(
    store: SeasonStore,
    what: Sequence[str],
    clock: Callable[[], datetime],
    *,
    out: Path | None = None,
    desk: OfficeDesk | None = None,
) -> tuple[Written, ...]:
    """Writes the named sheets (`all`: every one), each file whole or not at all, and says what was written.

    All are made before the first is written. `out` None: the season's `exports`. With `desk` the export is recorded in
    the office journal with the hash of each file. Raises `UsageError` for a sheet that there is not, `ReviewError` for
    a template that cannot be used, `NotSavedError` when a file cannot be written.
    """
    view = desk or OfficeView(store)
    masthead = Masthead.of(view.rules, clock(), view.list_code())
    made = {sheet.name: sheet.make(view, masthead) for sheet in _named(what)}
    folder = out or store.exports_dir()
    written = []
    for name, files in made.items():
        for file, data in files.items():
            path = folder / file
            make_directory(folder, 0o750)
            if path.parent != folder:
                make_directory(path.parent, 0o750)
            written.append(Written(name, path, _write(path, data)))
    if desk is not None:
        desk.record_export(by_sheet(written))
    return tuple(written)


def _write(path: Path, data: Content) -> str:
    """Writes one file durably and whole; the SHA-256 of it."""
    digest = hashlib.sha256()
    with replacing(path, PRIVATE) as fd:
        for piece in [data] if isinstance(data, bytes) else data:
            digest.update(piece)
            write_all(fd, piece)
    return digest.hexdigest()


def left_out(view: OfficeView, what: Sequence[str]) -> tuple[str, ...]:
    """What is not in the files of these exports and why, one Chinese sentence for each export that has one."""
    return tuple(sentence for sheet in _named(what) if (sentence := sheet.tell(view)))


def by_sheet(written: Iterable[Written]) -> dict[str, dict[str, str]]:
    """SHA-256 by file name, by sheet: what the office journal records."""
    files: dict[str, dict[str, str]] = {}
    for one in written:
        files.setdefault(one.sheet, {})[one.path.name] = one.sha256
    return files


def _named(what: Sequence[str]) -> list[Sheet]:
    known = {sheet.name: sheet for sheet in SHEETS}
    for name in what:
        if name not in known and name != "all":
            listed = "、".join(f"{sheet.name}（{sheet.title}）" for sheet in SHEETS)
            raise UsageError("没有这张表", f"不认识“{name}”。", f"可用的有：{listed}、all。")
    return (
        [sheet for sheet in SHEETS if not sheet.apart or sheet.name in what]
        if "all" in what
        else [known[name] for name in dict.fromkeys(what)]
    )
