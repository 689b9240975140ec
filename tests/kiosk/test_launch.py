"""The launcher that sshd starts: what of a client's wishes reaches the program."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from review_tui.kiosk.access import LAUNCHER
from tests.kiosk.terminal import Terminal


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """In the place of Python: says with what it was started."""
    told = tmp_path / "python"
    told.write_text('#!/bin/sh\necho "arguments: $*"\n/usr/bin/env\nulimit -c\numask\npwd\n')
    told.chmod(0o755)
    return told


def started(python: Path, *arguments: str, **env: str) -> str:
    line = Terminal("tests.execute", "sh", str(LAUNCHER), str(python), *arguments, columns=200, lines=50, **env)
    line.end()
    return line.text()


@pytest.mark.parametrize(
    ("term", "becomes"),
    [
        ("xterm-256color", "xterm-256color"),
        ("linux", "linux"),
        ("putty", "putty"),
        ("tmux-256color", "tmux-256color"),
        ("$(id)", "xterm"),
        ("../../../etc/passwd", "xterm"),
        ("xterm;id", "xterm"),
        ("xterm\nlinux", "xterm"),
        ("x" * 5000, "xterm"),
        ("dumb", "xterm"),
        ("", "xterm"),
    ],
)
def test_a_term_is_taken_from_a_list(term: str, becomes: str, python: Path) -> None:
    assert f"TERM={becomes} " in started(python, "/season", TERM=term)


def test_nothing_else_of_the_environment_comes_along(python: Path) -> None:
    foreign = {"LD_PRELOAD": "", "PYTHONPATH": "/tmp", "TEXTUAL_LOG": "/tmp/x", "LC_ALL": "zh_CN.GBK", "ENV": "/tmp/x"}
    seen = started(python, "/season", SSH_CLIENT="10.0.0.7 5 22", **foreign)
    names = {line.split("=", 1)[0] for line in seen.splitlines() if "=" in line}
    assert names == {"PATH", "HOME", "LANG", "LC_ALL", "TERM", "SSH_CLIENT", "PWD"}
    assert "LC_ALL=C.UTF-8" in seen and "SSH_CLIENT=10.0.0.7 5 22" in seen
    assert "arguments: -I -X utf8 -B -m review_tui desk /season" in seen
    assert "\n0 " in seen and "\n0077 " in seen and "\n/ " in seen


def test_the_id_and_the_one_word_become_options(python: Path) -> None:
    assert "desk /season --as e01" in started(python, "/season", "e01")
    assert "desk /season --as e01 --plain" in started(python, "/season", "e01", SSH_ORIGINAL_COMMAND="plain")


@pytest.mark.parametrize("asked", ["sh", "id", "plain; id", "plain ", "PLAIN", "-c id", "$(id)", " ", "plain\nid"])
def test_any_other_word_is_refused(asked: str, python: Path) -> None:
    seen = started(python, "/season", SSH_ORIGINAL_COMMAND=asked)
    assert "这里只能评分" in seen and "arguments" not in seen


def test_without_a_terminal_nothing_starts(python: Path) -> None:
    done = subprocess.run(["sh", LAUNCHER, python, "/season"], capture_output=True, text=True, check=False, input="")
    assert done.returncode == 126 and "ssh -t" in done.stderr and done.stdout == ""
