"""Four eyes: acts that the season wants a second person for, and how that person is known.

The office works under one account, so a second person is told by a passphrase of her own, typed at the same terminal.
The journal keeps a salted scrypt hash (RFC 7914) of it and, with each act, who stood by. It proves that somebody who
knew the passphrase was there; it does not prove who it was.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from review_tui.desks.docket import Documents
from review_tui.desks.office import OfficeDesk
from review_tui.errors import ReviewError, UsageError
from scoring.season import FourEyesAct

ACTS: Mapping[FourEyesAct, str] = {"seal": "封存", "move": "人工调整名单", "confirm": "确认名单"}
SHORTEST = 8
"""The least characters of a passphrase."""
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 2**20}


@dataclass(frozen=True, slots=True)
class Witness:
    """A second person. `name` is empty when the note has been purged."""

    id: str
    name: str


class Witnesses:
    """The second persons of a season."""

    def __init__(self, desk: OfficeDesk) -> None:
        self._desk = desk

    def all(self) -> tuple[Witness, ...]:
        """Everyone who can stand by, in the order of their ids."""
        rows = sorted(self._desk.documents.all("witnesses").items())
        return tuple(
            Witness(i, str((self._desk.store.note("office", d["note"]) or {}).get("name", ""))) for i, d in rows
        )

    def add(self, witness: str, name: str, passphrase: str) -> None:
        """Adds a second person, or gives one a new name and passphrase. `UsageError` for what cannot be taken."""
        if not _ID.fullmatch(witness):
            raise UsageError("编号不可用", f"编号“{witness}”不可用。", "请用小写字母、数字、- 和 _，例如 w01。")
        if not name.strip():
            raise UsageError("资料不全", "第二人的姓名要写明。")
        if len(passphrase) < SHORTEST:
            raise UsageError("口令太短", f"口令至少要 {SHORTEST} 个字符。")
        salt = secrets.token_hex(16)
        note = self._desk.store.put_note("office", {"name": name.strip()})
        with self._desk.entry("witness.add"):
            doc = {"note": note, "salt": salt, "hash": _hashed(passphrase, salt)}
            self._desk.book.put("witnesses", witness, doc)
        self._desk.reload()

    def needed(self, act: FourEyesAct) -> bool:
        """Whether the season wants a second person for this act."""
        return act in self._desk.rules.four_eyes

    def stand_by(self, act: FourEyesAct, witness: str, passphrase: str) -> str:
        """The id of the second person, who gave the right passphrase. `ReviewError` otherwise."""
        found = self._desk.documents.get("witnesses", witness.strip())
        if found is None or not hmac.compare_digest(_hashed(passphrase, found["salt"]), found["hash"]):
            raise ReviewError(f"未{ACTS[act]}", "第二人的编号或口令不对。", "请第二人本人重新输入。")
        return witness.strip()


def require(documents: Documents, four_eyes: tuple[FourEyesAct, ...], act: FourEyesAct, witness: str | None) -> None:
    """The last check before an act is written. `ReviewError` where a second person is wanted and none is named."""
    if act in four_eyes and (witness is None or documents.get("witnesses", witness) is None):
        hint = "先用 review-tui witness SEASON add 登记第二人，再由其在界面里输入口令。"
        raise ReviewError(f"未{ACTS[act]}", f"本季规定{ACTS[act]}要有第二人在场。", hint)


def _hashed(passphrase: str, salt: str) -> str:
    return hashlib.scrypt(passphrase.encode(), salt=bytes.fromhex(salt), dklen=32, **_COST).hex()
