"""Keys that are taken and keys that are not, and what `review-tui ssh` prints of them."""

from __future__ import annotations

import base64
import re
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from review_tui.desks.office import OfficeDesk
from review_tui.errors import UsageError
from review_tui.kiosk.access import Seat, access
from review_tui.kiosk.public_keys import PublicKey, parse_key
from review_tui.season_store import SeasonStore
from tests import needs
from tests.builders import Clock
from tests.test_cli import run


def wire(*fields: bytes) -> str:
    return base64.b64encode(b"".join(struct.pack(">I", len(f)) + f for f in fields)).decode()


def made(number: int) -> str:
    """A well-formed key; nobody has its private half."""
    return f"ssh-ed25519 {wire(b'ssh-ed25519', bytes([number]) * 32)}"


KEY = made(1)
BLOB = KEY.split()[1]


def test_a_key_keeps_its_type_and_its_bytes_alone() -> None:
    found = parse_key(f"{KEY} 张三的电脑\r\n", "专家 e01")
    assert (found.kind, found.blob) == tuple(KEY.split())
    assert found.fingerprint.startswith("SHA256:") and len(found.fingerprint) == 50


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
def test_the_fingerprint_is_that_of_ssh_keygen(kind: str, tmp_path: Path) -> None:
    keygen = needs.program("ssh-keygen")
    subprocess.run([keygen, "-q", "-t", kind, "-N", "", "-f", tmp_path / "k"], check=True)
    told = subprocess.run([keygen, "-lf", tmp_path / "k.pub"], capture_output=True, text=True, check=True).stdout
    assert parse_key((tmp_path / "k.pub").read_text(), "e01").fingerprint == told.split()[1]


def test_the_block_that_puttygen_saves_is_read_too() -> None:
    lines = [BLOB[i : i + 64] for i in range(0, len(BLOB), 64)]
    head = ["---- BEGIN SSH2 PUBLIC KEY ----", 'Comment: "imported-\\', 'openssh-key"']
    block = "\r\n".join([*head, *lines, "---- END SSH2 PUBLIC KEY ----", ""])
    assert parse_key(block, "e01") == parse_key(KEY, "e01")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "你好",
        "ssh-ed25519",
        f'command="sh" {KEY}',
        f"restrict {KEY}",
        f"{KEY} a\n{made(2)} b",
        f"{KEY} a\rssh-ed25519",
        f"{KEY} a\x00b",
        f"ssh-ed25519\t{BLOB}",
        f"ssh-ed25519 {BLOB[:-8]}",
        f"ssh-ed25519 {BLOB}AAAA",
        f"ssh-ed25519 {BLOB[:20]}\u200b{BLOB[20:]}",
        f"ssh-rsa {BLOB}",
        f"ssh-dss {wire(b'ssh-dss', b'1', b'2', b'3', b'4')}",
        f"ssh-rsa {wire(b'ssh-rsa', b'e', b'n' * 128)}",
        f"ssh-ed25519-cert-v01@openssh.com {BLOB}",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nx\n-----END OPENSSH PRIVATE KEY-----",
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none",
        "---- BEGIN SSH2 PUBLIC KEY ----\nno key\n---- END SSH2 PUBLIC KEY ----",
        "ssh-ed25519 " + "A" * 9000,
    ],
)
def test_anything_else_is_refused_and_names_whose_it_is(text: str) -> None:
    with pytest.raises(UsageError, match="专家 e07"):
        parse_key(text, "专家 e07")


@given(st.text(max_size=200) | st.from_regex(r"(ssh-ed25519|ssh-rsa|x) [A-Za-z0-9+/=\n \"]{0,120}", fullmatch=True))
@example(f"{KEY} {KEY}")
@example(f'{KEY} ",command="sh')
def test_whatever_is_taken_is_one_word_and_one_word(text: str) -> None:
    try:
        found = parse_key(text, "专家 e01")
    except UsageError:
        return
    assert re.fullmatch(r"[a-z0-9@.-]+ [A-Za-z0-9+/]+=*", f"{found.kind} {found.blob}")


def seat(expert: str, account: str, number: int) -> Seat:
    return Seat(expert, account, parse_key(made(number), expert))


@pytest.mark.parametrize(
    ("seats", "says"),
    [
        ((seat("e01", "a", 1), seat("e02", "b", 1)), "同一把公钥"),
        ((seat("e01", "a", 1), seat("e02", "a", 2)), "同一个系统账号"),
        ((seat("e01", "root", 1),), "不合规定"),
        ((seat("e01", "a,root", 1),), "不合规定"),
        ((seat("e01", "*", 1),), "不合规定"),
        ((seat("e01", "a\nMatch all", 1),), "不合规定"),
    ],
)
def test_an_access_that_would_mix_people_up_is_refused(seats: tuple[Seat, ...], says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=says):
        access(tmp_path, seats, shared=False)


@pytest.mark.parametrize("name", ['a "b"', "a b", "a$b", "a%b", "a'b", "a;b", "a\nb"])
def test_a_path_that_sshd_would_read_otherwise_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(UsageError, match="路径"):
        access(tmp_path / name, (seat("e01", "a", 1),), shared=False)


def test_own_accounts_are_forced_to_the_desk_and_named_nowhere_else(tmp_path: Path) -> None:
    found = access(tmp_path, (seat("e01", "wang", 1), seat("e02", "li", 2)), shared=False)
    assert "Match User wang,li\n" in found.block()
    assert f"launch.sh {found._command().split()[-2]} {tmp_path}\n" in found.block()
    lines = found.lines()
    assert set(lines) == {"wang", "li"}
    for expert, account in (("e01", "wang"), ("e02", "li")):
        assert lines[account].startswith('restrict,pty,command="exec /bin/sh ')
        assert lines[account].endswith(f" {expert}\n") and lines[account].count("\n") == 1


def test_one_account_for_all_says_in_each_line_whose_it_is(tmp_path: Path) -> None:
    found = access(tmp_path, (seat("e01", "review", 1), seat("e02", "review", 2)), shared=True)
    assert "ForceCommand" not in found.block()  # it would take the place of what the key says
    first, second = found.lines()["review"].splitlines()
    assert f'{tmp_path} e01" ssh-ed25519' in first and f'{tmp_path} e02" ssh-ed25519' in second


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    return SeasonStore.create(tmp_path / "season")


def seat_people(store: SeasonStore, *people: tuple[str, str | None, str]) -> None:
    desk = OfficeDesk(store, Clock())
    for expert, account, key in people:
        desk.add_member(expert, "张三", "某大学", account, key)
    desk.close()


def test_the_command_prints_block_and_lines(store: SeasonStore) -> None:
    seat_people(store, ("e01", "nobody", KEY), ("e02", "daemon", made(2)))
    shown = run("ssh", store.path)
    assert shown.returncode == 0, shown.stderr
    assert "Match User nobody,daemon" in shown.stdout and "ForceCommand exec /bin/sh" in shown.stdout
    assert shown.stdout.count("\nrestrict,pty,command=") == 2
    assert "共用" not in shown.stderr


def test_who_cannot_log_in_yet_is_named(store: SeasonStore) -> None:
    seat_people(store, ("e01", "nobody", KEY), ("e02", "daemon", ""), ("e03", None, made(3)))
    shown = run("ssh", store.path)
    assert shown.returncode == 1
    assert "专家 e02 还没有公钥" in shown.stderr and "专家 e03 还没有系统账号" in shown.stderr
    assert shown.stdout.count("\nrestrict,pty") == 1


def test_a_trial_says_that_it_proves_less(store: SeasonStore) -> None:
    seat_people(store, ("e01", None, KEY), ("e02", None, made(2)))
    shown = run("ssh", store.path)
    assert shown.returncode == 0
    assert "verify" in shown.stderr and "试用" in shown.stderr
    assert shown.stdout.count("\nrestrict,pty") == 2


@pytest.mark.parametrize(
    ("people", "says"),
    [
        ((), "还没有评审组"),
        ((("e01", "nobody", ""),), "没有公钥"),
        ((("e01", "nobody", KEY), ("e02", "daemon", KEY)), "同一把公钥"),
        ((("e01", "nobody", f'command="sh" {KEY}'),), "正好一行"),
    ],
)
def test_what_cannot_be_printed_prints_nothing(
    people: tuple[tuple[str, str, str], ...], says: str, store: SeasonStore
) -> None:
    seat_people(store, *people)
    shown = run("ssh", store.path)
    assert shown.returncode == 2 and says in shown.stderr and shown.stdout == ""


def test_files_are_for_root_to_write_and_sshd_to_read(store: SeasonStore, tmp_path: Path) -> None:
    seat_people(store, ("e01", "nobody", KEY), ("e02", "daemon", made(2)))
    out = tmp_path / "etc"
    assert run("ssh", store.path, "--out", out).returncode == 0
    assert {p.name for p in (out / "keys").iterdir()} == {"nobody", "daemon"}
    assert oct((out / "keys" / "nobody").stat().st_mode)[-3:] == "644"
    assert f"AuthorizedKeysFile {out}/keys/%u" in (out / "sshd_config").read_text()
    seat_people(store, ("e02", "sys", made(2)))  # another account: the old key file would still let the key in
    assert run("ssh", store.path, "--out", out).returncode == 0
    assert {p.name for p in (out / "keys").iterdir()} == {"nobody", "sys"}


def test_a_key_is_looked_at_when_it_is_given(store: SeasonStore, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pub"
    bad.write_text(f'command="sh" {KEY}\n')
    shown = run("panel", store.path, "add", "e01", "--name", "张三", "--employer", "某大学", "--key", bad)
    assert shown.returncode == 2 and "正好一行" in shown.stderr


def test_a_key_is_a_value() -> None:
    assert parse_key(KEY, "e01") == PublicKey("ssh-ed25519", BLOB, parse_key(made(1), "e02").fingerprint)
