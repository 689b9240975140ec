"""Opening the office's desk: on a real terminal, and while another session has it."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from review_tui.app import OfficeApp
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.errors import BusyError
from review_tui.screens.office import OfficeScreen
from review_tui.screens.office_busy import OfficeBusyScreen
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill, seat_panel
from tests.kiosk.terminal import Terminal
from tests.screens.office_bench import season

ROOT = Path(__file__).resolve().parents[2]
HOLDER = """
import sys
from pathlib import Path
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill, seat_panel
desk = OfficeDesk(SeasonStore.open(Path(sys.argv[1])), Clock())
print("open", flush=True)
sys.stdin.read()
"""


@contextmanager
def holder(store: SeasonStore) -> Iterator[Popen[bytes]]:
    """Another program that has the office's desk open."""
    with Popen([sys.executable, "-c", HOLDER, str(store.path)], cwd=ROOT, stdin=PIPE, stdout=PIPE) as program:
        assert program.stdout is not None and program.stdout.readline() == b"open\n"
        yield program
        if program.poll() is None:
            program.kill()


@asynccontextmanager
async def asked(busy: BusyError, size: tuple[int, int]) -> AsyncIterator[tuple[OfficeApp, object]]:
    """The screen that asks whether to take over."""
    app = OfficeApp(lambda: OfficeBusyScreen(busy))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


@pytest.mark.parametrize("size", [(80, 24), (160, 48), (40, 12)])
async def test_the_second_session_is_told_and_takes_over(tmp_path: Path, size: tuple[int, int]) -> None:
    store = season(tmp_path)
    with holder(store) as other:
        with pytest.raises(BusyError) as caught:
            OfficeDesk(store, Clock())
        async with asked(caught.value, size) as (app, pilot):
            text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
            if size[0] >= 80:
                assert caught.value.holder["since"][:16].replace("T", " ") in text
                assert caught.value.holder["from"] in text
            await pilot.press("t", "escape")  # type: ignore[attr-defined]
            assert app.is_running
            await pilot.press("t", "enter")  # type: ignore[attr-defined]
        assert app.return_value is True
        desk = OfficeDesk(store, Clock(), take_over=True)
        desk.close()
        assert other.wait(10) != 0


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_the_other_session_is_left_alone(tmp_path: Path, key: str) -> None:
    store = season(tmp_path)
    with holder(store) as other:
        with pytest.raises(BusyError) as caught:
            OfficeDesk(store, Clock())
        async with asked(caught.value, (80, 24)) as (app, pilot):
            await pilot.press(key)  # type: ignore[attr-defined]
        assert app.return_value is False
        assert other.poll() is None


def test_the_whole_program_on_a_terminal(tmp_path: Path) -> None:
    store = season(tmp_path)
    terminal = Terminal("review_tui", "office", str(store.path))
    terminal.until("长春市教育局")
    terminal.send("2w")  # typed ahead: the second key does not wait for the first one's page
    terminal.until("写明理由")
    terminal.send("同意")
    terminal.send("\r")
    terminal.until("还有 5 条待裁定")
    terminal.send("ｑ")
    assert terminal.end() == 0
    desk = OfficeDesk(store, Clock())
    assert [row.ruled.ruling.reason for row in desk.findings() if row.ruled.ruling] == ["同意"]
    desk.close()


def test_keys_in_one_piece_go_where_they_were_meant(tmp_path: Path) -> None:
    store = season(tmp_path)
    terminal = Terminal("review_tui", "office", str(store.path))
    terminal.until("长春市教育局")
    terminal.send("2w同意\rw属实\r/长春\rｘ不符合\r")  # what a slow line hands over at once
    terminal.until("不予评审")
    terminal.send("1\rf")  # the unit, and in it its files
    terminal.until("待归入")
    terminal.send("\x1b")
    terminal.until("文件归属")  # among the unit's keys
    terminal.send("\x1b")
    terminal.until("选格")
    terminal.send("q")
    assert terminal.end() == 0
    desk = OfficeDesk(store, Clock())
    reasons = [row.ruled.ruling.reason for row in desk.findings() if row.ruled.ruling]
    desk.close()
    assert sorted(reasons) == ["不符合", "同意", "属实"]


def test_taking_over_on_a_terminal(tmp_path: Path) -> None:
    store = season(tmp_path)
    with holder(store) as other:
        terminal = Terminal("review_tui", "office", str(store.path))
        terminal.until("另一个窗口")
        terminal.send("t")
        terminal.until("对方窗口会立即关闭")
        terminal.send("\r")
        terminal.until("长春市教育局")
        terminal.send("q")
        assert terminal.end() == 0
        assert other.wait(10) != 0


def test_a_broken_journal_of_an_expert_is_told_and_nothing_is_ranked_over_it(tmp_path: Path) -> None:
    store = season(tmp_path)
    seat_panel(store, "e01", "e02")
    expert = ExpertDesk(store, "e01", Clock())
    fill(expert, "S001", "20")
    fill(expert, "S001", "21")
    expert.close()
    journal = store.path / "ledger" / "expert-e01.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([*lines[:1], lines[1].replace(b"20", b"29"), *lines[2:]]))
    terminal = Terminal("review_tui", "office", str(store.path))
    terminal.until("评审日志损坏：expert-e01.jsonl 第 2 行")
    terminal.send("4")
    terminal.until("专家e02")
    terminal.until("日志有误")
    terminal.send("5")
    terminal.until("无法排名")
    terminal.until("第 2 行")
    terminal.send("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("ahead", ["", "2"])
async def test_units_stand_before_everything_is_read(tmp_path: Path, ahead: str) -> None:
    desk = OfficeDesk(season(tmp_path), Clock())
    screen = OfficeScreen(desk)
    app = OfficeApp(lambda: screen)
    async with app.run_test(size=(80, 24)) as pilot:
        bare = [(row.unit, row.counts, row.open) for row in OfficeView(desk.store).units(wait=False)]
        assert bare == [
            ("长春市教育局", {"star": 3, "project": 1}, None),
            ("四平市教育局", {"star": 1, "project": 0}, None),
        ]
        if ahead:
            await pilot.press(ahead)
        while not screen.bench.ready:
            await pilot.pause()
        text = "\n".join(strip.text for strip in screen._compositor.render_strips())
        assert "待裁定 6  其中阻止 1" in text and "正在" not in text
    desk.close()
