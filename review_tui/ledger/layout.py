"""Where things are inside a season directory, and which files the journals name.

Modes. With one account for all (a trial) nothing matters. With own accounts, every file is 0640 and every directory
has the setgid bit, so that what an account makes belongs to the group of the directory:

- `season/` 2750, group `panel` (the office and all experts): nobody else comes in. The office owns it.
- `ledger/`, `notes/` 3770: each account makes its own files; the sticky bit keeps others from removing them. With one
  group, experts can read each other's journals. To prevent that, make a second group `office` with only the office's
  account in it, then `chgrp office ledger notes && chmod 3777 ledger notes`: experts enter as others (only the panel
  gets as far), their files belong to the group `office`, and the office's own journal is given to the group of
  `season/`, so that experts can read it.
- `dossiers/` 2750: experts read. `attachments/` 2750: files are 0640 when experts may see them, else 0600.
- `office/`, `exports/`, `tmp/` 0700, files 0600.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from review_tui.errors import SeasonError
from review_tui.ledger.entry import Doc, Entry

OFFICE = "office"
EXPERT = "expert-"

DIRECTORIES = {
    "ledger": 0o3770,
    "notes": 0o3770,
    "dossiers": 0o2750,
    "attachments": 0o2750,
    "office": 0o700,
    "exports": 0o700,
    "tmp": 0o700,
}
"""The directories of a season and their modes."""
RULES = ("season.toml", "units.csv", "renames.csv", "templates")
"""What a season takes from `data/seasons/NAME`."""
NOTE_FIELDS = ("note", "ruling", "withdrawn")
"""The fields of documents that name a note of their writer."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one season directory."""

    root: Path

    def season_id(self) -> str:
        """The id in `season.toml`. SeasonError when the directory is missing or no season."""
        if not self.root.is_dir():
            raise SeasonError("打不开这一季", f"没有目录 {self.root}。", "请检查路径，或先运行 review-tui init。")
        try:
            rules = tomllib.loads((self.root / "season.toml").read_text("utf-8-sig"))
        except PermissionError as error:
            raise SeasonError("打不开这一季", f"本账号没有进入 {self.root} 的权限。", "请联系办公室。") from error
        except (OSError, ValueError):
            rules = {}
        if not isinstance(rules.get("id"), str) or not (self.root / "ledger").is_dir():
            what = "不是评审季目录（缺 ledger，或 season.toml 读不出）"
            raise SeasonError("打不开这一季", f"{self.root} {what}。", "请检查路径，或先运行 review-tui init。")
        return str(rules["id"])

    def journal(self, writer: str) -> Path:
        """The journal of `office` or `expert-<id>`."""
        return self.root / "ledger" / f"{writer}.jsonl"

    def writers(self) -> tuple[str, ...]:
        """Who has a journal: the office first, then the experts by id."""
        found = sorted(path.stem for path in (self.root / "ledger").glob("*.jsonl"))
        return tuple(sorted(found, key=lambda writer: writer != OFFICE))

    def attachment(self, sha256: str) -> Path:
        """A file of a package, named by its content."""
        return self.root / "attachments" / sha256[:2] / sha256[2:]

    def dossier(self, sha256: str) -> Path:
        """What a package says, as experts may read it."""
        return self.root / "dossiers" / f"{sha256}.json"

    def private(self, sha256: str) -> Path:
        """What only the office may read: a package's private facts, a part of the register of past winners."""
        return self.root / "office" / f"{sha256}.json"

    def note(self, writer: str, sha256: str) -> Path:
        """A text that a person wrote: a comment, a reason, a name of the panel."""
        return self.root / "notes" / writer / f"{sha256}.json"

    def named(self, entry: Entry) -> Iterator[Path]:
        """The content files that an entry names."""
        for table, docs in entry.puts.items():
            for doc in docs.values():
                yield from self._named_by(entry.by, table, doc)

    def _named_by(self, writer: str, table: str, doc: Doc) -> Iterator[Path]:
        if table == "packages":
            if doc.get("dossier"):
                yield self.dossier(doc["dossier"])
            if doc.get("private"):
                yield self.private(doc["private"])
            yield from (self.attachment(sha256) for sha256 in doc.get("attachments", ()))
        if table == "register":
            yield self.private(doc["part"])
        yield from (self.note(writer, doc[field]) for field in NOTE_FIELDS if doc.get(field))

    def aside(self) -> tuple[Path, ...]:
        """Torn tails that were set aside."""
        return tuple(sorted((self.root / "ledger").glob("*.torn-*")))

    def content_directories(self) -> Iterator[Path]:
        """All directories that hold content files."""
        for pattern in ("attachments/??", "dossiers", "office", "notes/*"):
            yield from sorted(self.root.glob(pattern))

    def contents(self) -> Iterator[tuple[Path, str]]:
        """All content files that are there, each with the hash that its name says. Temporary files are left out."""
        for directory in self.content_directories():
            for path in sorted(directory.iterdir()):
                if path.name.startswith("."):
                    continue
                attached = directory.parent.name == "attachments"
                yield path, directory.name + path.name if attached else path.stem
