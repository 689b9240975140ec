"""A seal against journals that were cut, rewritten or went on; its signature by a real ssh-keygen."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round
from review_tui.errors import UsageError
from review_tui.ledger.seal import Seal, read_seal, seal_bytes, sign, signed_by
from review_tui.ledger.verify import Verification, verify
from review_tui.season_store import SeasonStore
from tests import needs
from tests.builders import Clock, fill, season_with, seat_panel, star

POINTS = ("26", "18", "17", "16", "9")


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    made = season_with(tmp_path, star("方琴"), star("李广"))
    seat_panel(made, "e01")
    score(made, "S001")
    return made


def score(store: SeasonStore, nomination: str) -> None:
    desk = ExpertDesk(store, "e01", Clock())
    fill(desk, nomination, *POINTS)
    desk.submit(nomination)
    desk.close()


def sealed(store: SeasonStore, *, close: bool = False) -> Seal:
    desk = OfficeDesk(store, Clock())
    if close:
        Round(desk).close()
    made = Round(desk).seal()
    desk.close()
    return made


def problems(result: Verification) -> list[str]:
    return [problem for check in result.seals for problem in check.problems]


def test_a_checkpoint_fits_while_the_journals_grow(store: SeasonStore) -> None:
    made = sealed(store)
    assert not made.final and set(made.heads) == {"office", "expert-e01"}
    score(store, "S002")
    result = verify(store.path, against=made)
    assert result.ok and [check.seal for check in result.seals] == [made, made]


def test_a_journal_cut_after_the_seal_is_told(store: SeasonStore) -> None:
    made = sealed(store)
    journal = store.path / "ledger" / "expert-e01.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-1]))
    result = verify(store.path)
    assert all(one.ok for one in result.journals)  # the chain alone does not see it
    assert not result.ok
    assert problems(result) == [f"expert-e01：封存时有 {len(lines)} 条，现在只有 {len(lines) - 1} 条，后面的被删去了"]
    assert made.heads["expert-e01"][0] == len(lines)


def test_a_journal_written_anew_is_told_by_a_copy_kept_elsewhere(store: SeasonStore, tmp_path: Path) -> None:
    copy = tmp_path / "seal-001.json"
    copy.write_bytes(seal_bytes(sealed(store)))
    (store.path / "ledger" / "expert-e01.jsonl").unlink()
    score(store, "S002")
    shutil.copy(store.path / "ledger" / "office.jsonl", tmp_path / "office.jsonl")
    lines = (store.path / "ledger" / "office.jsonl").read_bytes().splitlines(keepends=True)
    (store.path / "ledger" / "office.jsonl").write_bytes(b"".join(lines[:-1]))  # the record of the seal is gone too
    assert verify(store.path).ok
    result = verify(store.path, against=read_seal(copy))
    assert not result.ok and any("expert-e01" in problem for problem in problems(result))


def test_nothing_may_follow_a_final_seal(store: SeasonStore) -> None:
    assert sealed(store, close=True).final
    assert verify(store.path).ok
    desk = store.expert("e01")
    desk.put("seat", "here", {"nomination": "S001", "field": "", "cursor": 0})
    desk.close()
    assert problems(verify(store.path)) == ["expert-e01：封存以后又多了 1 条"]


def test_a_seal_of_another_season_is_refused(store: SeasonStore, tmp_path: Path) -> None:
    made = sealed(store)
    other = Seal(made.number, "jilin-2023", made.at, made.final, made.heads)
    assert problems(verify(store.path, against=other)) == ["这份封存单属于另一季（jilin-2023）"]
    for text in ("{}", "[1]", "no json", '{"heads": {"office": 3}}'):
        (tmp_path / "seal.json").write_text(text)
        with pytest.raises(UsageError, match="不是封存单"):
            read_seal(tmp_path / "seal.json")


def test_the_code_is_that_of_the_file(store: SeasonStore) -> None:
    made = sealed(store)
    written = json.loads(seal_bytes(made))
    assert written.pop("code") == made.code == Seal.of(written).code
    assert made.code != Seal.of({**written, "at": "2022-09-02T00:00:00+08:00"}).code


def test_who_signed_a_copy(store: SeasonStore, tmp_path: Path) -> None:
    keygen = needs.program("ssh-keygen")
    for name in ("lead", "stranger"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
    signers = tmp_path / "signers"
    signers.write_text("lead@office " + (tmp_path / "lead.pub").read_text())
    data = seal_bytes(sealed(store))
    signature = tmp_path / "seal.json.sig"
    signature.write_bytes(sign(data, tmp_path / "lead"))
    assert signed_by(data, signature, signers) == "lead@office"
    with pytest.raises(UsageError, match="签名不成立"):
        signed_by(data.replace(b"2022", b"2021"), signature, signers)
    signature.write_bytes(sign(data, tmp_path / "stranger"))
    with pytest.raises(UsageError, match="签名不成立"):
        signed_by(data, signature, signers)
