"""The whole way with real parts: an expert scores over ssh, loses the line, comes back; the office sees and exports."""

from __future__ import annotations

import csv
import fcntl
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from review_tui.season_store import SeasonStore
from tests import needs
from tests.builders import season_with, seat_panel, star
from tests.kiosk.terminal import Terminal

NAMES = ("方琴", "李广", "卢兰岚", "赵秀英", "尹玉雅", "魏刚东")


class Server:
    """A real sshd on loopback that gives one key one command: the expert's desk."""

    def __init__(self, folder: Path, season: Path, expert: str) -> None:
        self.folder = folder
        sshd, keygen = needs.program("sshd"), needs.program("ssh-keygen")
        for name in ("host", "client"):
            subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
        command = f"{sys.executable} -I -X utf8 -m review_tui desk {season} --as {expert}"
        public = (folder / "client.pub").read_text()
        (folder / "keys").write_text(f'restrict,pty,command="{command}" {public}')
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (folder / "config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile {folder}/pid\n"
            f"AuthorizedKeysFile {folder}/keys\nStrictModes no\nUsePAM no\nPasswordAuthentication no\n"
            "PermitRootLogin prohibit-password\nLogLevel ERROR\n"
        )
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        self.process = subprocess.Popen([sshd, "-D", "-e", "-f", folder / "config"], stderr=subprocess.PIPE)

    def connect(self) -> Terminal:
        """A terminal of 80×24 on which ssh has been started."""
        options = {
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
            "IdentitiesOnly": "yes",
            "LogLevel": "ERROR",
            "ConnectionAttempts": "20",
        }
        given = [part for key, value in options.items() for part in ("-o", f"{key}={value}")]
        who = ["-i", str(self.folder / "client"), "-p", str(self.port), "127.0.0.1"]
        return Terminal("tests.execute", needs.program("ssh"), "-tt", *given, *who)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    made = season_with(tmp_path, *(star(name) for name in NAMES))
    seat_panel(made, "e01", "e02")
    return made


@pytest.fixture
def server(tmp_path: Path, store: SeasonStore) -> Iterator[Server]:
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    started = Server(folder, store.path, "e01")
    yield started
    started.stop()


def wait_until_free(journal: Path) -> None:
    """Until the program behind a dropped line has ended: it holds the lock of its journal for life."""
    with journal.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)


def test_five_nominees_a_lost_line_and_the_same_field_again(store: SeasonStore, server: Server) -> None:
    line = server.connect()
    line.until("? 帮助")
    for number, name in enumerate(NAMES[:5], start=1):
        line.until(f"S00{number} {name}")
        for keys, seen in (("1", "合格"), ("26\r", "26/30"), ("18\r", "18/20"), ("17\r", "17/20"), ("16\r", "16/20")):
            line.send(keys)
            line.until(seen)
        line.send("9\r")
        line.until("86/100")
        line.send("\r")
    line.until(f"S006 {NAMES[5]}")
    line.send("127\r1")
    line.until("27/30")
    line.until("1/20")
    line.until("已存")
    line.signal(9)  # the client is gone without a word
    line.wait()
    wait_until_free(store.path / "ledger" / "expert-e01.jsonl")

    again = server.connect()
    again.until("欢迎回来")
    again.until(f"S006 {NAMES[5]}")
    again.until("27/30")
    again.send("9\r17\r16\r9\r")  # goes on in the second criterion, behind the 1
    again.until("88/100")
    again.until("19/20")
    again.send("\r")
    again.until("学习之星 6/6")
    again.signal(9)
    again.wait()
    wait_until_free(store.path / "ledger" / "expert-e01.jsonl")
    cards = SeasonStore.open(store.path).tail("e01").all("cards")
    assert len(cards) == 6 and cards["S006"]["points"]["story"] == "19"

    _the_office_sees_and_exports(store)


def _the_office_sees_and_exports(store: SeasonStore) -> None:
    office = Terminal("review_tui", "office", str(store.path))
    office.until("? 帮助")
    office.send("5")
    office.until("魏刚东")
    office.until("88.00")
    office.send("8")
    office.until("推荐名单")
    office.send("\r")
    office.until("已导出")
    office.send("q")
    assert office.end() == 0

    soffice = needs.program("soffice", "libreoffice")
    (sheet,) = (store.path / "exports").glob("shortlist-*.xlsx")
    home = f"-env:UserInstallation=file://{store.path.parent}/office"
    subprocess.run(
        [soffice, home, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", sheet.name],
        cwd=sheet.parent,
        check=True,
        capture_output=True,
    )
    with sheet.with_suffix(".csv").open(encoding="utf-8") as file:
        rows = {row[4]: row for row in csv.reader(file) if len(row) > 4 and row[4] in NAMES}
    assert set(rows) == set(NAMES)
    assert rows["魏刚东"][2] == "1" and "88.00" in rows["魏刚东"]
    assert all("86.00" in rows[name] for name in NAMES[:5])


def test_criteria_are_named_in_full_from_the_first_picture_on(store: SeasonStore) -> None:
    """At 80×24, before any key: a pane must not be drawn for a width that it had before the layout."""
    desk = Terminal("review_tui", "desk", str(store.path), "--as", "e01")
    desk.until("? 帮助")
    for name in ("政治与品行合格", "学习坚持与成效", "群众认可与带动", "材料质量与真实性"):
        desk.until(name, seconds=5)
    desk.hang_up()
