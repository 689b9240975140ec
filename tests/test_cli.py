"""The command line as a user meets it: real processes, exit codes, one sentence, no traceback."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from review_tui.cli import parser
from review_tui.season_store import SeasonStore
from tests.builders import season_with, star

ROOT = Path(__file__).parent.parent


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "review_tui", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def commands(of: argparse.ArgumentParser, prefix: str = "") -> dict[str, set[str]]:
    """Every command of the parser with its long options."""
    found: dict[str, set[str]] = {}
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                inner = commands(sub, f"{prefix}{name} ")
                found |= inner or {f"{prefix}{name}": _options(sub)}
    return found


def _options(of: argparse.ArgumentParser) -> set[str]:
    return {o for a in of._actions for o in a.option_strings if o.startswith("--")} - {"--help"}


def test_the_documentation_lists_every_command_and_option() -> None:
    documented: dict[str, set[str]] = {}
    for usage in re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "commands.md").read_text(), re.M):
        words = [w for w in re.sub(r"\[[^\]]*\]|--\w+ \S+", "", usage).split() if w.islower()]
        documented[" ".join(words)] = set(re.findall(r"--[a-z-]+", usage))
    assert documented == commands(parser())


def test_every_command_has_chinese_help() -> None:
    for name in commands(parser()):
        words = name.split()
        arguments = [words[0], "x", *words[1:]] if len(words) > 1 else words
        shown = run(*arguments, "--help")
        assert shown.returncode == 0
        assert "用法：" in shown.stdout and re.search(r"[一-鿿]{4}", shown.stdout)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "还缺参数"),
        (("bogus",), "没有命令"),
        (("import", "x"), "还缺参数"),
        (("import", "x", "y", "--received", "2022"), "2022-08-22"),
        (("select", "x", "--seats", "0"), "不小于 1"),
        (("check", "/no/such/season"), "没有目录"),
        (("desk", "/no/such/season"), "终端"),
        (("verify", "/no/such/season"), "没有目录"),
        (("restore", "/no/such/backup", "{tmp}/new"), "备份"),
        (("init", "/proc/new"), "写不进去"),
        (("init", "{tmp}/s", "--rules", "no-such"), "可用的有"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_2(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    shown = run(*(a.format(tmp=tmp_path) for a in arguments))
    assert shown.returncode == 2
    assert says in shown.stderr
    assert "Traceback" not in shown.stderr
    assert len(shown.stderr.strip().splitlines()) == 1
    assert shown.stdout == ""


def test_a_season_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广"))
    rules = store.path / "season.toml"
    rules.write_text(rules.read_text().replace("format = 1", "format = 2"))
    shown = run("check", store.path)
    assert shown.returncode == 2
    assert "format = 2" in shown.stderr and "新版" in shown.stderr


def test_a_broken_line_in_the_middle_names_file_and_line_and_loses_nothing(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广"))
    journal = store.path / "ledger" / "office.jsonl"
    lines = journal.read_bytes().split(b"\n")
    broken = b"\n".join([lines[0], lines[1].replace(b"S001", b"S002", 1), *lines[2:]]) + lines[1] + b"\n"
    journal.write_bytes(broken)
    for command, code in (("check", 2), ("rank", 2), ("export", 2), ("verify", 1)):
        shown = run(command, store.path)
        assert shown.returncode == code, command
        assert "office.jsonl" in shown.stdout + shown.stderr and "第 2 行" in shown.stdout + shown.stderr
        assert "Traceback" not in shown.stderr
    assert journal.read_bytes() == broken


def test_check_imports_no_screen(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广"))
    code = (
        "import sys; from review_tui.cli import main; "
        f"main(['check', {str(store.path)!r}, '--json']); "
        "heavy = {'textual', 'openpyxl', 'tinydb', 'PIL'} & set(sys.modules); print(sorted(heavy), file=sys.stderr)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stderr.strip() == "[]"
    assert json.loads(shown.stdout)["nominations"][0]["name"] == "李广"


def test_verify_finds_a_receipt_and_says_when_it_does_not(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广"))
    last = SeasonStore.open(store.path).tail("office").last
    assert last is not None
    found = run("verify", store.path, "--receipt", last.receipt.lower())
    assert found.returncode == 0 and f"第 {last.seq} 条" in found.stdout
    missing = run("verify", store.path, "--receipt", "0000-0000-0000-0000")
    assert missing.returncode == 1 and "没有找到回执" in missing.stdout


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    store = season_with(tmp_path, *(star(f"学员{i}") for i in "甲乙丙"))
    shell = f"{sys.executable} -m review_tui check {store.path} --json | head -c 10"
    shown = subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert shown.stderr == ""
