"""The round of scoring: open, closed, sealed. And cards that are given back while it is open.

A closed round takes no more submissions; a sealed one takes nothing. The seal records the last entry of every journal,
so that whoever holds a copy of it can show later that nothing before it was cut or rewritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.desks.returns import return_id, version_of
from review_tui.desks.round_gate import ROUND_STATES as ROUND_STATES
from review_tui.desks.round_gate import RoundState as RoundState
from review_tui.desks.round_gate import round_state as round_state
from review_tui.desks.witnesses import require
from review_tui.errors import ReviewError, UsageError
from review_tui.ledger.files import PRIVATE, write_file
from review_tui.ledger.seal import Seal, heads_of, seal_bytes, sign
from review_tui.season_store import SeasonStore


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What is still open when the round is to be closed: scores not given by expert id, and given-back cards."""

    missing: dict[str, int]
    returned: int

    def sentence(self) -> str:
        """In Chinese; empty when nothing is open."""
        parts = [f"{expert} 还有 {count} 份未评" for expert, count in self.missing.items()]
        if self.returned:
            parts.append(f"{self.returned} 份退回后未重交")
        return "；".join(parts)


def unfinished(view: OfficeView) -> Unfinished:
    """What the panel has not finished."""
    rows = view.progress()
    return Unfinished({r.id: r.open for r in rows if r.open}, sum(r.returned for r in rows))


class SealLine(NamedTuple):
    """A seal that was made. `witness`: id of the second person, empty where nobody stood by."""

    number: int
    at: str
    final: bool
    code: str
    witness: str


class Round:
    """What the office does with the round. Every act is one entry of the office journal."""

    def __init__(self, desk: OfficeDesk) -> None:
        self._desk = desk

    @property
    def state(self) -> RoundState:
        """How the round stands."""
        return round_state(self._desk.documents)

    def close(self) -> None:
        """Ends the scoring: what is submitted stands. `ReviewError` when it is not open or nobody scored."""
        self._need("open", "评审没有在进行")
        if not any(row.done for row in self._desk.progress()):
            raise ReviewError("未结束评审", "还没有任何评分。", "等专家提交后再结束。")
        self._set("closed", "round.close")

    def reopen(self, reason: str) -> None:
        """Lets the experts go on. A sealed round is never opened again; the reason must not be empty."""
        self._need("closed", "评审不在“已结束”状态")
        text = _given(reason, "未恢复评审")
        note = self._desk.store.put_note("office", {"text": text})
        self._set("open", "round.reopen", {"note": note})

    def seal(self, witness: str | None = None) -> Seal:
        """Records the head of every journal and, when the round is closed, seals it for good.

        While it is open this is a checkpoint, afterwards one more copy. `witness`: the id of the second person where
        the season wants one for sealing. `ReviewError` without, `LedgerError` when a journal is broken.
        """
        at, final = self._desk.now(), self.state == "closed"
        if final:
            require(self._desk.documents, self._desk.rules.four_eyes, "seal", witness)
        number = len(self._desk.documents.all("seals")) + 1
        seal = Seal(number, self._desk.rules.id, at, final, heads_of(self._desk.store.path))
        doc: dict[str, Any] = {**seal.as_json(), "witness": witness}
        with self._desk.entry("round.seal" if seal.final else "checkpoint"):
            self._desk.book.put("seals", f"{seal.number:03d}", doc)
            if seal.final:
                self._desk.book.put("settings", "round", {"state": "sealed", "at": at})
        self._desk.reload()
        return seal

    def seals(self) -> tuple[SealLine, ...]:
        """Every seal that was made, in their order."""
        docs = [doc for _, doc in sorted(self._desk.documents.all("seals").items())]
        made = [(Seal.of(doc), doc.get("witness") or "") for doc in docs]
        return tuple(SealLine(seal.number, seal.at, seal.final, seal.code, witness) for seal, witness in made)

    def give_back(self, expert: str, nomination: str, reason: str) -> None:
        """Gives a submitted card back to its expert; it does not count until it is submitted again."""
        self._need("open", "评审已经结束")
        text = _given(reason, "未退回")
        if nomination not in submitted(self._desk, expert):
            raise UsageError("未退回", f"专家 {expert} 没有提交过 {nomination} 的评分。", "只能退回已提交的评分。")
        card = version_of(self._desk.journal(expert).all("cards")[nomination])
        note = self._desk.store.put_note("office", {"text": text})
        doc = {"expert": expert, "nomination": nomination, "note": note, "at": self._desk.now(), "card": card}
        with self._desk.entry("card.return"):
            self._desk.book.put("returns", return_id(expert, nomination), doc)
        self._desk.reload()

    def _need(self, state: RoundState, otherwise: str) -> None:
        if self.state != state:
            now = ROUND_STATES[self.state]
            raise ReviewError("做不到", f"{otherwise}（现在是“{now}”）。", "封存后的评审不能再改。")

    def _set(self, state: RoundState, kind: str, more: dict[str, Any] | None = None) -> None:
        with self._desk.entry(kind):
            self._desk.book.put("settings", "round", {"state": state, "at": self._desk.now(), **(more or {})})
        self._desk.reload()


def write_seal(store: SeasonStore, made: Seal, key: Path | None = None) -> Path:
    """Writes `exports/seal-NNN.json`, and beside it its signature (`.sig`) where a key is given; the file's path.

    `UsageError` when the key cannot sign, `NotSavedError` when a file cannot be written.
    """
    path, data = store.exports_dir() / f"seal-{made.number:03d}.json", seal_bytes(made)
    signature = sign(data, key) if key is not None else None
    write_file(path, data, PRIVATE)
    if signature is not None:
        write_file(path.with_name(f"{path.name}.sig"), signature, PRIVATE)
    return path


def submitted(view: OfficeView, expert: str) -> tuple[str, ...]:
    """The nominations whose card of this expert counts now, in the order of submission. `LedgerError` for a broken
    journal."""
    return tuple(card.nomination for card in view.cards() if card.expert == expert)


def _given(reason: str, title: str) -> str:
    text = reason.strip()
    if not text:
        raise ReviewError(title, "请写明理由。", "理由会记入日志。")
    return text
