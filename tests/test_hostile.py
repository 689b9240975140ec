"""What clumsy people do on the command line: wrong places, a lost journal, a season edited by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from review_tui.desks.office import OfficeDesk
from review_tui.errors import IntakeError, NotSavedError, UsageError
from review_tui.ledger.verify import verify
from review_tui.season_store import SeasonStore
from tests.builders import Clock, season_with, seat_panel, star
from tests.test_cli import run


@pytest.mark.parametrize(
    ("out", "says"),
    [
        ("file", "file"),
        ("file/inside", "路径中有一段是文件"),
        ("no/such/place", "没有这个文件或上级目录"),
        ("n" * 300, "文件名太长"),
    ],
)
def test_exports_that_cannot_go_there_are_one_sentence(tmp_path: Path, out: str, says: str) -> None:
    store = season_with(tmp_path, star("方琴"))
    (tmp_path / "file").write_text("别的文件")
    shown = run("export", store.path, "--out", tmp_path / out)
    assert shown.returncode == 2 and shown.stdout == ""
    assert shown.stderr.startswith("未保存：") and says in shown.stderr and len(shown.stderr.splitlines()) == 1
    assert (tmp_path / "file").read_text() == "别的文件"
    assert SeasonStore.open(store.path).tail("office").all("exports") == {}


def test_the_panel_is_listed_beside_a_broken_journal(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    seat_panel(store, "e01", "e02")
    store.expert("e01").close()
    (store.path / "ledger" / "expert-e01.jsonl").write_text("不是日志\n", encoding="utf-8")
    shown = run("panel", store.path, "list")
    assert shown.returncode == 1
    assert "专家e02" in shown.stdout and "日志读不出" in shown.stdout
    assert "expert-e01.jsonl 第 1 行" in shown.stderr and "verify" in shown.stderr


@pytest.mark.parametrize("command", ["check", "rank", "select", "export"])
def test_rules_that_no_longer_fit_the_material_are_one_sentence(tmp_path: Path, command: str) -> None:
    store = season_with(tmp_path, star("方琴"))
    rules = store.path / "season.toml"
    rules.write_text(rules.read_text("utf-8").replace('id = "star"', 'id = "person"', 1), "utf-8")
    shown = run(command, store.path)
    assert shown.returncode == 2
    assert "S001 属于类别“star”" in shown.stderr and "Traceback" not in shown.stderr


@pytest.mark.parametrize("command", [("import", "{package}"), ("panel", "assign")])
def test_a_command_beside_an_open_desk_says_to_leave_it(tmp_path: Path, command: tuple[str, ...]) -> None:
    store = season_with(tmp_path, star("方琴"))
    package = tmp_path / "包"
    package.mkdir()
    desk = OfficeDesk(store, Clock())
    shown = run(command[0], store.path, *(a.format(package=package) for a in command[1:]))
    desk.close()
    assert shown.returncode == 2
    assert shown.stderr.startswith("已在别处打开：office") and "按 q" in shown.stderr and "接管" not in shown.stderr


def test_what_the_machine_refuses_is_one_sentence(tmp_path: Path) -> None:
    for command in ("check", "verify"):
        shown = run(command, tmp_path / ("n" * 300))
        assert shown.returncode == 2
        assert "文件名太长" in shown.stderr and len(shown.stderr.splitlines()) == 1


def test_a_season_is_no_package(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    desk = OfficeDesk(store, Clock())
    for path in (store.path, store.path / "attachments", tmp_path):
        with pytest.raises(IntakeError, match="不是报送的材料"):
            desk.take_in(path, unit="四平市")
    assert [row.unit for row in desk.units()] == ["长春市教育局"]
    desk.close()


def test_a_member_without_name_or_employer_is_refused(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    desk = OfficeDesk(store, Clock())
    for name, employer in (("", "吉林大学"), ("谭辉山", " ")):
        with pytest.raises(UsageError, match="姓名和工作单位"):
            desk.add_member("e01", name, employer)
    assert desk.panel() == ()
    desk.close()


def test_nothing_is_assigned_while_an_employer_cannot_be_read(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    seat_panel(store, "e01")
    before = store.tail("office").all("assignments")
    shutil.rmtree(store.path / "notes" / "office")
    desk = OfficeDesk(SeasonStore.open(store.path), Clock())
    with pytest.raises(UsageError, match="e01 的工作单位读不出"):
        desk.assign()
    desk.close()
    assert store.tail("office").all("assignments") == before


def test_a_lost_journal_of_the_office_is_no_empty_season(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    assert verify(store.path).ok
    (store.path / "ledger" / "office.jsonl").unlink()
    result = verify(store.path)
    assert not result.ok and "office.jsonl 不见了" in result.journals[0].problem
    assert verify(SeasonStore.create(tmp_path / "new").path).ok


def test_directories_that_a_copy_left_out_are_made_again(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    (store.path / "tmp").rmdir()
    shutil.rmtree(store.path / "exports")
    with store.workdir() as place:
        assert place.parent == store.path / "tmp"
    assert (store.path / "exports").is_dir()


def test_a_place_for_work_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    (store.path / "tmp").rmdir()
    (store.path / "tmp").write_text("一个文件")
    with pytest.raises(NotSavedError, match="同名文件已存在"), store.workdir():
        pass
