"""A host as docs/operating.md sets it up: throw-away Unix accounts, a season of theirs, a real sshd on loopback.

The shell lines are those of the guide, with other names for accounts and folders. Needs root.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from review_tui.desks.office import OfficeDesk
from review_tui.season_store import SeasonStore
from tests import needs
from tests.builders import CHINA, Clock, star, take
from tests.kiosk.readable import ROOT, python_for_all
from tests.kiosk.terminal import Terminal

NAMES = ("方琴", "李广", "卢兰岚", "赵秀英")
_STOCK = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {here}/host
PidFile {here}/pid
Include {block}
UsePAM no
KbdInteractiveAuthentication no
X11Forwarding yes
PrintMotd no
AcceptEnv LANG LC_*
Subsystem sftp internal-sftp
LogLevel ERROR
"""
"""What Debian's sshd_config holds, with a port and a host key of our own."""


def guide() -> list[str]:
    """The lines of the guide that set a host up."""
    block = re.search(r"```sh\n(office=.*?)```", (ROOT / "docs" / "operating.md").read_text(), re.DOTALL)
    assert block is not None
    return block[1].splitlines()


class Host:
    """Accounts `office`, `e01`, `e02` (under names of their own), a season with `NAMES`, their keys, and an sshd."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.season = folder / "srv" / "2022"
        tail = secrets.token_hex(3)
        self.accounts = {name: f"rv{tail}{name}" for name in ("office", "panel", "e01", "e02")}
        self.python = python_for_all(folder)
        self.etc = folder / "etc"
        self._server: subprocess.Popen[bytes] | None = None
        self.port = 0

    # ------------------------------------------------------------------------------------------ set-up

    def set_up(self) -> None:
        """Run the guide with other names, and take a unit's nominations in."""
        command = self.folder / "review-tui"
        command.write_text(f'#!/bin/sh\nexec {self.python} -I -X utf8 -m review_tui "$@"\n')
        command.chmod(0o755)
        for name in (self.accounts["e01"], self.accounts["e02"], "host"):
            self._run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / name)
        names, *lines = guide()
        assert names.startswith("office=") and "sshd_config.d" in lines[-2] and "sshd -t" in lines[-1]
        experts = f"{self.accounts['e01']} {self.accounts['e02']}"
        names = f"office={self.accounts['office']} panel={self.accounts['panel']} experts='{experts}'"
        script = "\n".join(["set -eu", f"{names} season={self.season} keys={self.folder}", *lines[:-2]])
        self._run("sh", "-c", script.replace("/etc/review-tui", str(self.etc)))
        self._take_in()

    def _take_in(self) -> None:
        """A unit's package, by the office's account in life; here what root writes is given to it."""
        store = SeasonStore.open(self.season)
        desk = OfficeDesk(store, Clock(datetime(2022, 9, 1, 9, 0, tzinfo=CHINA)))
        take(desk, self.folder, *(star(name) for name in NAMES))
        desk.assign()
        desk.close()
        owner = pwd.getpwnam(self.accounts["office"]).pw_uid
        for path in self.season.rglob("*"):
            if path.stat().st_uid == 0:
                os.chown(path, owner, -1)

    def tear_down(self) -> None:
        """Stop sshd, end what the accounts still run, and remove them."""
        self.stop()
        for name in ("e01", "e02", "office"):
            for pid in self.processes(name):
                os.kill(pid, 9)
            subprocess.run(["userdel", "-f", self.accounts[name]], check=False, capture_output=True)
        for group in self.accounts.values():
            subprocess.run(["groupdel", group], check=False, capture_output=True)
        for name in ("e01", "e02", "office"):
            shutil.rmtree(Path("/home") / self.accounts[name], ignore_errors=True)

    # ------------------------------------------------------------------------------------------ sshd

    def start(self, block: str) -> None:
        """Serve with this block in a stock configuration."""
        self.stop()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        (self.folder / "block").write_text(block)
        config = self.folder / "sshd_config"
        config.write_text(_STOCK.format(port=self.port, here=self.folder, block=self.folder / "block"))
        Path("/run/sshd").mkdir(exist_ok=True)
        self._server = subprocess.Popen(
            [needs.program("sshd"), "-D", "-e", "-f", config], stderr=(self.folder / "log").open("wb")
        )

    def stop(self) -> None:
        """End the listening sshd; sessions go on."""
        if self._server is not None:
            self._server.terminate()
            self._server.wait()
            self._server = None

    def block(self) -> str:
        """The block as `review-tui ssh --out` has written it."""
        return (self.etc / "sshd_config").read_text()

    # ------------------------------------------------------------------------------------------ clients

    def options(self, key: str) -> list[str]:
        """What every client is started with."""
        given = {
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
            "IdentitiesOnly": "yes",
            "BatchMode": "yes",
            "LogLevel": "ERROR",
            "ConnectionAttempts": "20",
            "ControlPath": "none",
        }
        return [
            "-F",
            "/dev/null",
            *(p for k, v in given.items() for p in ("-o", f"{k}={v}")),
            "-i",
            str(self.folder / key),
        ]

    def ssh(self, *arguments: str, name: str = "e01", key: str = "", env: dict[str, str] | None = None) -> list[str]:
        """The command line of an ssh client; options first, then what follows the host name."""
        options = [a for a in arguments if a.startswith("-")]
        rest = [a for a in arguments if not a.startswith("-")]
        whom = f"{self.accounts[name]}@127.0.0.1"
        prefix = ["env", *(f"{k}={v}" for k, v in env.items())] if env else []
        return [*prefix, "ssh", *self.options(self.accounts[key or name]), "-p", str(self.port), *options, whom, *rest]

    def run(self, command: Sequence[str], *, seconds: float = 20, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a client to its end."""
        return subprocess.run(
            list(command), input=typed, capture_output=True, text=True, timeout=seconds, check=False, errors="replace"
        )

    def desk(self, name: str, *arguments: str, env: dict[str, str] | None = None) -> Terminal:
        """A terminal of 80×24 on which the expert has logged in."""
        return Terminal("tests.execute", *self.ssh("-tt", *arguments, name=name, env=env))

    # ------------------------------------------------------------------------------------------ looking

    def processes(self, name: str) -> list[int]:
        """The desks that an account runs."""
        uid, found = pwd.getpwnam(self.accounts[name]).pw_uid, []
        for entry in Path("/proc").iterdir():
            try:
                own = entry.name.isdigit() and entry.stat().st_uid == uid
                if own and b"-m\0review_tui\0desk" in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
        return found

    def environment(self, name: str) -> dict[str, str]:
        """What the account's desk has in its environment."""
        (pid,) = self.processes(name)
        pairs = Path(f"/proc/{pid}/environ").read_bytes().decode("utf-8", "replace").split("\0")
        return dict(pair.split("=", 1) for pair in pairs if pair)

    def journal(self, name: str) -> Path:
        """The expert's journal."""
        return self.season / "ledger" / f"expert-{self.accounts[name]}.jsonl"

    def wait_until_free(self, name: str) -> None:
        """Until the expert's desk has ended: it holds its journal for life."""
        with self.journal(name).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)

    def as_account(self, name: str, *command: str) -> subprocess.CompletedProcess[str]:
        """Run something as an account of the host, with the rights that logging in would give."""
        who = pwd.getpwnam(self.accounts[name])
        return subprocess.run(
            command,
            user=who.pw_uid,
            group=who.pw_gid,
            extra_groups=os.getgrouplist(who.pw_name, who.pw_gid),
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def _run(self, *command: str | Path) -> None:
        env = {**os.environ, "PATH": f"{self.folder}:{os.environ['PATH']}:/usr/sbin:/sbin"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", env=env)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


@contextmanager
def host() -> Iterator[Host]:
    """A host for a test; everything that was made is gone afterwards."""
    for name in ("sshd", "ssh", "ssh-keygen", "useradd", "su"):
        needs.program(name)
    needs.root()
    folder = Path(tempfile.mkdtemp(prefix="review-", dir="/srv" if Path("/srv").is_dir() else "/opt"))
    folder.chmod(0o755)
    made = Host(folder)
    try:
        made.set_up()
        yield made
    finally:
        made.tear_down()
        shutil.rmtree(folder)
