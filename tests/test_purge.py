"""Personal data gone after its day, the journals whole, and nothing else excused."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office_view import OfficeView
from review_tui.desks.purging import Purging
from review_tui.desks.sheets import export_sheets
from review_tui.errors import SeasonError, UsageError
from review_tui.ledger.verify import verify
from review_tui.season_store import SeasonStore
from tests.builders import CHINA, Clock, fill
from tests.kiosk.terminal import Terminal
from tests.screens.office_bench import scored_season
from tests.test_season_store import OFFICE_UID, PANEL, acting

LATER = datetime(2026, 1, 1, 9, tzinfo=CHINA)
PRIVATE = ("19900001234", "19900002222", "甲", "专家e01", "坚持学习二十年", "朝晖社区", "谭辉山", "口头禅")


def everything(season: Path) -> str:
    """All text in the files of a season but its rules."""
    files = (path for path in season.rglob("*") if path.is_file() and "templates" not in path.parts)
    left_out = ("season.toml", "units.csv", "renames.csv")
    return "".join(p.read_bytes().decode("utf-8", "replace") for p in files if p.name not in left_out)


@pytest.fixture
def store(tmp_path: Path) -> SeasonStore:
    made = scored_season(tmp_path)
    desk = ExpertDesk(made, "e01", Clock())
    fill(desk, "S005", "26", comment="口头禅太多")
    desk.close()
    export_sheets(made, ["shortlist"], Clock())
    return made


def test_before_the_day_nothing_goes(store: SeasonStore) -> None:
    before = everything(store.path)
    assert all(one in before for one in PRIVATE)
    with pytest.raises(UsageError, match="还没有到期"):
        Purging(store, Clock()).run()
    assert everything(store.path) == before


def test_without_a_day_nothing_goes(store: SeasonStore) -> None:
    rules = store.path / "season.toml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text[: text.index("[retention]")] + text[text.index("[scoring]") :], "utf-8")
    with pytest.raises(UsageError, match="没有写保存期限"):
        Purging(SeasonStore.open(store.path), lambda: LATER).run()


def test_after_the_day_no_name_is_left_and_the_journals_verify(store: SeasonStore) -> None:
    removed = Purging(store, lambda: LATER).run()
    assert removed > 10
    left = everything(store.path)
    assert not [one for one in PRIVATE if one in left]
    result = verify(store.path)
    assert result.ok and result.purged and result.checked == 0
    for reading in (lambda: OfficeView(store), lambda: ExpertDesk(store, "e01", Clock())):
        with pytest.raises(SeasonError, match="本季已清除"):
            reading()
    assert Purging(store, lambda: LATER).run() == 0


def test_what_is_written_after_a_purge_must_be_there(store: SeasonStore) -> None:
    Purging(store, lambda: LATER).run()
    book = store.office()
    sha = store.put_note("office", {"text": "新的说明"})
    book.put("settings", "later", {"note": sha})
    book.close()
    assert verify(store.path).ok
    (store.path / "notes" / "office" / f"{sha}.json").unlink()
    assert not verify(store.path).ok


def test_an_interrupted_purge_goes_on(store: SeasonStore) -> None:
    """The announcement is written first; what a kill left is removed by the next call."""
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom datetime import datetime, timezone\n"
        "from review_tui.desks.purging import Purging\nfrom review_tui.season_store import SeasonStore\n"
        "unlink, left = Path.unlink, [5]\n"
        "def dying(self, *a, **k):\n    unlink(self, *a, **k)\n    left[0] -= 1\n"
        "    if not left[0]:\n        os.kill(os.getpid(), 9)\n"
        "Path.unlink = dying\n"
        "Purging(SeasonStore.open(Path(sys.argv[1])), lambda: datetime(2026, 1, 1, tzinfo=timezone.utc)).run()\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(store.path)], check=False, capture_output=True)
    assert done.returncode == -9
    assert verify(store.path).ok
    Purging(store, lambda: LATER).run()
    assert not [one for one in PRIVATE if one in everything(store.path)]


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to act as another account")
def test_what_cannot_be_removed_is_said(store: SeasonStore) -> None:
    """An expert's notes belong to the expert: the office alone cannot remove them."""
    base = Path(tempfile.mkdtemp())  # below tmp_path, no other account may pass
    base.chmod(0o755)
    season = base / "season"
    shutil.copytree(store.path, season)
    for path in [season, *season.rglob("*")]:
        os.chown(path, OFFICE_UID, PANEL)
    folder = season / "notes" / "expert-e01"
    os.chown(folder, 0, 0)
    folder.chmod(0o755)
    said = acting(season, OFFICE_UID, [PANEL], lambda found: Purging(found, lambda: LATER).run())
    assert "清除没有完成" in said and "删不掉" in said
    assert {path.parent for path in season.rglob("*.json") if path.parent.name != "exports"} == {folder}
    assert verify(season).ok
    shutil.rmtree(base)


def test_on_a_terminal_the_name_of_the_season_must_be_typed(store: SeasonStore) -> None:
    before = everything(store.path)
    terminal = Terminal("review_tui", "purge", str(store.path))
    terminal.until("请输入季目录的名字 season")
    terminal.send("seasons\n")
    terminal.until("没有清除。")
    assert terminal.end() == 1 and everything(store.path) == before
    terminal = Terminal("review_tui", "purge", str(store.path))
    terminal.until("请输入季目录的名字 season")
    terminal.send("season\n")
    terminal.until("已清除")
    assert terminal.end() == 0 and not [one for one in PRIVATE if one in everything(store.path)]
