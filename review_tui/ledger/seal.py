"""A seal: the last entry of every journal at one moment, to be kept where nobody who can write the journals comes to.

A chain alone cannot show that lines were cut from its end or that all of it was written anew with new hashes. Held
against a copy of the seal, both are seen. The signature (`ssh-keygen -Y sign`, format SSHSIG) says who made the copy.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from review_tui.errors import LedgerError, UsageError
from review_tui.ledger.check import check_journal
from review_tui.ledger.entry import Entry, canonical, digest, receipt
from review_tui.ledger.files import reason
from review_tui.ledger.layout import OFFICE, Layout

NAMESPACE = "review-tui-seal"
"""What a signature is made for: one over something else is refused."""


@dataclass(frozen=True, slots=True)
class Seal:
    """`number` counts the seals of a season from 1; `final`: made when the round was closed, nothing came after it.

    `heads`: by writer, how many entries the journal had and the hash of the last one.
    """

    number: int
    season: str
    at: str
    final: bool
    heads: Mapping[str, tuple[int, str]]

    @property
    def code(self) -> str:
        """Sixteen characters for the minutes: whoever has them knows this seal from any other."""
        return receipt(digest(canonical(self.as_json())))

    def as_json(self) -> dict[str, Any]:
        """As it is recorded and written to a file."""
        return {
            "number": self.number,
            "season": self.season,
            "at": self.at,
            "final": self.final,
            "heads": {writer: {"entries": n, "head": head} for writer, (n, head) in self.heads.items()},
        }

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Self:
        """The seal of a recorded document or of a file. UsageError when it is none."""
        try:
            heads = {str(w): (int(one["entries"]), str(one["head"])) for w, one in value["heads"].items()}
            return cls(int(value["number"]), str(value["season"]), str(value["at"]), bool(value["final"]), heads)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UsageError("不是封存单", "文件里没有封存记录。", "请给出封存时保存的 .json 文件。") from error


@dataclass(frozen=True, slots=True)
class SealCheck:
    """A seal held against the journals. `problems`: Chinese sentences; empty: every recorded head is in its chain."""

    seal: Seal
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing before the seal was cut or rewritten."""
        return not self.problems


def heads_of(season: Path) -> dict[str, tuple[int, str]]:
    """Entries and last hash of every journal now. LedgerError when one is broken."""
    layout = Layout(season)
    heads = {}
    for writer in layout.writers():
        check, _ = check_journal(layout.journal(writer), writer, layout.season_id())
        if not check.ok:
            raise LedgerError("未封存", check.problem, "先运行 review-tui verify，处理好再封存。")
        heads[writer] = (check.entries, check.head)
    return heads


def check_seal(seal: Seal, season_id: str, journals: Mapping[str, list[Entry]]) -> SealCheck:
    """Holds a seal against the entries of the journals, by writer."""
    if seal.season != season_id:
        return SealCheck(seal, (f"这份封存单属于另一季（{seal.season}）",))
    problems = []
    for writer, (count, head) in seal.heads.items():
        entries = journals.get(writer, [])
        if len(entries) < count:
            problems.append(f"{writer}：封存时有 {count} 条，现在只有 {len(entries)} 条，后面的被删去了")
        elif count and entries[count - 1].hash != head:
            problems.append(f"{writer}：第 {count} 条与封存时不同，日志被改写过")
        elif seal.final and writer != OFFICE and len(entries) > count:
            problems.append(f"{writer}：封存以后又多了 {len(entries) - count} 条")
    return SealCheck(seal, tuple(problems))


def read_seal(path: Path) -> Seal:
    """The seal in a file that was kept elsewhere. UsageError when it cannot be read or is none."""
    try:
        return Seal.of(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError("读不出封存单", f"{path}：{reason(error)}。") from error
    except ValueError as error:
        raise UsageError("不是封存单", f"{path} 不是 JSON 文件。", "请给出封存时保存的 .json 文件。") from error


def seal_bytes(seal: Seal) -> bytes:
    """The file of a seal."""
    return json.dumps({**seal.as_json(), "code": seal.code}, ensure_ascii=False, indent=2).encode() + b"\n"


def sign(data: bytes, key: Path) -> bytes:
    """The detached SSH signature of `data` by a private key (or a public one whose private half an agent holds).

    UsageError when OpenSSH is missing or refuses the key.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "seal.json"
        file.write_bytes(data)
        _keygen(["-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(file)])
        return file.with_name("seal.json.sig").read_bytes()


def signed_by(data: bytes, signature: Path, signers: Path) -> str:
    """Who of the allowed signers (`ssh-keygen`'s ALLOWED SIGNERS file) signed `data`. UsageError when nobody did."""
    who = _keygen(["-Y", "find-principals", "-s", str(signature), "-f", str(signers)]).decode().split("\n")[0].strip()
    _keygen(["-Y", "verify", "-f", str(signers), "-I", who, "-n", NAMESPACE, "-s", str(signature)], data)
    return who


def _keygen(arguments: list[str], data: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["ssh-keygen", *arguments], input=data, capture_output=True, check=False, timeout=60)
    except FileNotFoundError as error:
        raise UsageError("不能签名", "没有 ssh-keygen。", "Debian：apt install openssh-client。") from error
    except subprocess.TimeoutExpired as error:
        raise UsageError("不能签名", "ssh-keygen 没有回应。", "请检查密钥是否要口令。") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise UsageError(
            "签名不成立", f"ssh-keygen：{said[-1] if said else done.returncode}。", "请检查密钥和签名文件。"
        )
    return done.stdout
