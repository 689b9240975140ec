"""The kiosk behind a real sshd, with the very block that `review-tui ssh` writes, on a host set up as in the guide."""

from __future__ import annotations

import fcntl
import os
import pwd
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from review_tui.season_store import SeasonStore
from tests.kiosk.frozen import freeze
from tests.kiosk.host import NAMES, Host, host
from tests.kiosk.terminal import Terminal
from tests.kiosk.ways_in import FOREIGN, WAYS, brought

pytestmark = pytest.mark.xdist_group("sshd")


@pytest.fixture(scope="module")
def served() -> Iterator[Host]:
    with host() as made:
        made.start(made.block())
        yield made


@pytest.mark.parametrize("way", WAYS)
def test_nothing_but_the_desk(way: str, served: Host) -> None:
    assert WAYS[way](served) is False


def test_a_naive_configuration_lets_them_in(served: Host) -> None:
    """What the refusals above are worth: with Debian's own settings and `command=` alone the same attempts succeed."""
    block = served.block()
    forced = re.search(r"ForceCommand (.*)", block)
    keys = re.search(r"AuthorizedKeysFile (.*)", block)
    assert forced is not None and keys is not None
    key = (served.folder / f"{served.accounts['e01']}.pub").read_text()
    naive = served.folder / "naive"
    naive.mkdir()
    desk = f"{served.python} -m review_tui desk {served.season}"
    (naive / served.accounts["e01"]).write_text(f'command="{desk}" {key}')
    try:
        served.start(f"AuthorizedKeysFile {naive}/%u\n")
        ways = ("local port", "dynamic port", "standard input", "remote port", "socket")
        assert [way for way in ways if WAYS[way](served)] == list(ways)
        assert {"LC_CTYPE", "SSH_CONNECTION"} <= brought(served, "-oSendEnv=*", env=FOREIGN)
        (naive / served.accounts["e01"]).write_text(key)
        ways = ("a shell", "a command", "scp", "scp over sftp", "sftp")
        assert [way for way in ways if WAYS[way](served)] == list(ways)
    finally:
        served.start(block)


def test_the_environment_is_ours(served: Host) -> None:
    assert brought(served, "-oSendEnv=*", env=FOREIGN) == set()


def test_a_term_that_is_none_becomes_xterm(served: Host) -> None:
    line = served.desk("e01", env={**os.environ, "TERM": "$(touch /tmp/x);xterm"})
    line.until("帮助", seconds=30)
    assert served.environment("e01")["TERM"] == "xterm"
    leave(line, served, "e01")


def test_neither_agent_nor_display_come_along(served: Host) -> None:
    started = subprocess.run(["ssh-agent", "-s"], capture_output=True, text=True, check=True).stdout
    found = dict(re.findall(r"(SSH_\w+)=([^;]+);", started))
    try:
        assert brought(served, "-A", "-Y", env={**found, "DISPLAY": ":7"}) == set()
    finally:
        os.kill(int(found["SSH_AGENT_PID"]), 15)


def test_a_connection_has_one_session(served: Host) -> None:
    control = served.folder / "control"
    first = served.desk("e01", "-M", f"-oControlPath={control}")
    at_the_card(first)
    # without a way to fall back on a connection of its own, which would be another login
    command = served.ssh(f"-oControlPath={control}", "-oProxyCommand=false", "-tt", "plain")
    at = command.index("ControlPath=none")
    second = served.run([*command[: at - 1], *command[at + 1 :]])
    assert second.returncode == 255 and len(served.processes("e01")) == 1
    leave(first, served, "e01")


def test_two_experts_at_once_see_only_their_own(served: Host) -> None:
    lines = {name: served.desk(name) for name in ("e01", "e02")}
    for name, points in (("e01", "26"), ("e02", "19")):
        at_the_card(lines[name])
        lines[name].send(f"\x1b[H1{points}")
        lines[name].until(f"{points}/30")
        lines[name].until("已存")
    assert "19/30" not in lines["e01"].text() and "26/30" not in lines["e02"].text()
    for name, line in lines.items():
        other = served.accounts["e02" if name == "e01" else "e01"]
        assert other not in line.text()
        leave(line, served, name)
    drafts = {n: SeasonStore.open(served.season).tail(served.accounts[n]).all("drafts") for n in lines}
    assert [drafts[n]["S001"]["points"]["learning"] for n in lines] == ["26", "19"]


def test_the_kernel_keeps_the_accounts_apart(served: Host) -> None:
    line = served.desk("e02")
    at_the_card(line)
    line.send("\x1b[F\t只给办公室看")
    (pid,) = served.processes("e02")
    journal, notes = served.journal("e02"), served.season / "notes" / f"expert-{served.accounts['e02']}"
    line.until(lambda: notes.is_dir() and any(notes.iterdir()))
    office = served.season / "ledger" / "office.jsonl"
    tried = (
        f"cat {journal}", f"echo x >> {journal}", f"rm -f {journal}", f"mv {journal} {journal}.x", f"ls {notes}",
        f"kill -9 {pid}", f"cat /proc/{pid}/environ", f"echo x >> {office}", f"ls {served.season}/office/",
        f"echo x > {served.season}/season.toml", f"touch {served.season}/x", f"cat {served.season}/tmp/*",
    )  # fmt: skip
    for attempt in tried:
        assert served.as_account("e01", "sh", "-c", attempt).returncode != 0, attempt
    assert served.as_account("e01", "cat", str(office)).returncode == 0  # rulings and assignments are for all
    leave(line, served, "e02")


def test_the_one_word_that_may_follow_the_host_name(served: Host) -> None:
    line = served.desk("e01", "plain")
    line.until("输入问号再按 Enter 听说明", seconds=30)
    line.send("q\r")
    assert line.end() == 0


def test_another_s_id_is_refused_to_the_account_itself(served: Host) -> None:
    other = served.accounts["e02"]
    command = f"{served.python} -I -X utf8 -m review_tui desk {served.season} --as {other}"
    shown = served.as_account("e01", "script", "-qec", command, "/dev/null")
    assert shown.returncode == 2 and "身份不符" in shown.stdout


def test_an_expert_really_works_and_is_counted(served: Host) -> None:
    """From login to receipt under an own account; the office reads the cards, and cannot write them."""
    line = served.desk("e02")
    at_the_card(line)
    for number, name in enumerate(NAMES, start=1):
        line.until(f"S00{number} {name}")
        line.send("\x1b[H1\x1b[3~26\r\x1b[3~18\r\x1b[3~17\r\x1b[3~16\r\x1b[3~9\r\t")
        line.until("写完按")
        line.send("，事迹真实")
        line.until("事迹真实")
        line.send("\x13")
        line.until(f"已提交 S00{number}")
    leave(line, served, "e02")
    office = served.folder / "review-tui"
    listed = served.as_account("office", str(office), "panel", str(served.season), "list", "--json")
    assert listed.returncode == 0 and '"done": 4' in listed.stdout
    assert served.as_account("office", str(office), "verify", str(served.season)).returncode == 0
    assert served.as_account("office", "sh", "-c", f"echo x >> {served.journal('e02')}").returncode != 0


def test_root_takes_a_score_sheet_in_as_the_expert_s_account(served: Host) -> None:
    """An expert who may not run commands hands the file to the office; the journal stays the expert's own."""
    expert = served.accounts["e01"]
    sheets = served.folder / "sheets"
    command = [str(served.folder / "review-tui"), "export", str(served.season), "--what", "scoresheet"]
    assert served.run([*command, "--out", str(sheets)]).returncode == 0
    (sheet,) = sheets.glob(f"*-{expert}.xlsx")
    book = load_workbook(sheet)
    for column, value in enumerate(("合格", 26, 18, 17, 16, 9), start=4):
        book["学习之星"].cell(5, column).value = value
    book.save(sheet)
    command = [str(served.folder / "review-tui"), "scores", str(served.season), str(sheet), "--yes"]
    assert served.as_account("office", *command, "--as", expert).returncode == 2
    done = served.run([*command, "--as", expert])
    assert done.returncode == 0, done.stderr
    assert served.journal("e01").stat().st_uid == pwd.getpwnam(expert).pw_uid
    assert SeasonStore.open(served.season).tail(expert).all("cards")["S001"]["points"]["story"] == "18"


def test_a_frozen_client_is_given_up_and_another_goes_on(served: Host) -> None:
    """The client's machine sleeps: no line ends, nobody answers. Here asked every second; the block's own 12 s make
    the 60 s of the guide (`python -m tests.kiosk.frozen`)."""
    block = served.block()
    quick = block.replace("ClientAliveInterval 12", "ClientAliveInterval 1")
    try:
        served.start(quick)
        assert freeze(served) < 20
    finally:
        served.start(block)


def test_the_next_login_takes_over_from_a_frozen_one(served: Host) -> None:
    line = served.desk("e01")
    at_the_card(line)
    line.send("\x1b[H1\x1b[3~22")
    line.until("22/30")
    line.signal(signal.SIGSTOP)
    again = served.desk("e01")
    again.until("已在另一个窗口打开", seconds=30)
    again.until("来自：    127.0.0.1")
    again.until("打开时间：")
    again.send("1")
    again.until("22/30")
    line.signal(signal.SIGKILL)
    line.wait()
    leave(again, served, "e01")


def test_a_trial_tells_experts_apart_by_their_keys_alone(served: Host) -> None:
    """One account for all: the id stands in the key's own line, and a client cannot ask for another."""
    review, season = str(served.folder / "review-tui"), str(served.season.parent / "trial")
    people = {"e01": "张甲", "e02": "李乙"}
    assert served.as_account("office", review, "init", season).returncode == 0
    for name, called in people.items():
        key = f"{served.folder}/{served.accounts[name]}.pub"
        add = (review, "panel", season, "add", name, "--name", called, "--employer", "某大学", "--key", key)
        assert served.as_account("office", *add).returncode == 0
    served.run(["usermod", "-p", "*", served.accounts["office"]])  # as `useradd -p '*'` makes one that logs in by key
    out = served.folder / "trial"
    done = served.run([review, "ssh", season, "--out", str(out)])
    assert done.returncode == 0 and "试用" in done.stderr
    block = served.block()
    try:
        served.start((out / "sshd_config").read_text())
        for name in people:
            line = Terminal("tests.execute", *served.ssh("-tt", name="office", key=name))
            line.until("还没有分配给您的材料", seconds=30)
            (pid,) = served.processes("office")
            assert f"\0--as\0{name}\0".encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
            line.signal(9)
            line.wait()
            with (Path(season) / "ledger" / f"expert-{name}.jsonl").open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
            asked = served.run(served.ssh("-tt", "desk --as e02", name="office", key=name))
            assert asked.returncode == 126
    finally:
        served.start(block)


def at_the_card(line: Terminal) -> None:
    """Until the desk stands there with the cursor on the points: the comment may have been the last field."""
    line.until("帮助", seconds=30)
    if "? 帮助" not in line.text():
        line.send("\x1b")
        line.until("? 帮助")


def leave(line: Terminal, served: Host, name: str) -> None:
    """The client goes without a word; the program behind it ends."""
    line.signal(9)
    line.wait()
    served.wait_until_free(name)
