"""Import from inside the desk: choosing, the dry run, taking in, stopping between units."""

from __future__ import annotations

import resource
import shutil
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.desks.intake_run import IntakeRun, Parcel
from review_tui.resources import data_dir
from review_tui.screens.office_choose import ChooseScreen
from review_tui.screens.office_intake import IntakeScreen
from review_tui.screens.office_page import Details
from review_tui.season_store import SeasonStore
from review_tui.widgets.message_line import MessageLine
from tests.screens.office_bench import Sitting, sitting

SAMPLES = data_dir() / "samples"
NAMES = ("吉林工商学院-百姓学习之星和终身学习品牌项目.zip", "长春科技学院.7z")


@pytest.fixture
def parcels(tmp_path: Path) -> Path:
    """A folder with two packages, a broken one and a folder that does not say whose it is."""
    folder = tmp_path / "来件"
    (folder / "无名").mkdir(parents=True)
    (folder / "无名" / "说明.txt").write_text("请查收", encoding="utf-8")
    for name in NAMES:
        shutil.copyfile(SAMPLES / name, folder / name)
    (folder / "坏的.zip").write_bytes((SAMPLES / NAMES[0]).read_bytes()[:3000])
    return folder


async def settled(at: Sitting) -> None:
    """Until nothing runs in the background."""
    await at.app.workers.wait_for_complete()
    await at.pilot.pause()


def told(at: Sitting) -> str:
    return at.app.screen.query_one(MessageLine).text


async def choose(at: Sitting, folder: Path) -> None:
    await at.press("i", "slash")
    await at.type(str(folder))
    await at.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_packages_are_chosen_read_and_taken_in(tmp_path: Path, parcels: Path, size: tuple[int, int]) -> None:
    store = SeasonStore.create(tmp_path / "season")
    async with sitting(store, size) as at:
        assert at.shows("按 i 导入")
        await choose(at, parcels)
        assert [Path(key).name for key in at.keys] == ["..", "无名", NAMES[0], "坏的.zip", NAMES[1]]
        await at.type("ａ")
        await at.press("d")
        await at.type("８月２０日")
        await at.press("enter")
        assert at.shows("已选 3  收到日期 2022-08-20")
        await at.type("ｇ")
        assert isinstance(at.app.screen, IntakeScreen)
        await settled(at)
        assert told(at).startswith("试读完：2 份可以导入，1 份不能导入。还没有写入；按 t 导入。")
        assert at.at == "1" and at.shows("坏的.zip：")  # the cursor is on the one with a problem
        assert at.desk.units() == ()
        await at.press("tab")
        assert at.app.screen.query_one(Details).has_focus
        await at.press("tab", "p")
        assert at.shows("这一批的问题") and at.shows("坏的.zip：")
        await at.press("escape", "t")
        assert at.boxed("导入 2 份").startswith("导入 2 份：吉林工商学院、长春科技学院")
        await at.press("enter")
        await settled(at)
        assert told(at) == "已导入 2 个单位；问题 1 个，按 p 看。"
        assert sorted(u.unit for u in at.desk.units()) == ["吉林工商学院", "长春科技学院"]
        assert {u.received for u in at.desk.units()} == {"2022-08-20"}
        await at.press("escape", "escape")
        assert at.app.screen is at.screen and at.keys == ["吉林工商学院", "长春科技学院"]
    assert list((store.path / "tmp").iterdir()) == []


async def test_a_package_without_a_sender_is_given_one(tmp_path: Path, parcels: Path) -> None:
    store = SeasonStore.create(tmp_path / "season")
    async with sitting(store) as at:
        await choose(at, parcels)
        await at.press("space", "g")
        await settled(at)
        assert at.line("> 无名").endswith("1 不能导入") and at.shows("看不出是哪个单位报送的，按 n 指定单位")
        await at.press("n")
        await at.type("长春大学")
        await at.press("enter")
        await settled(at)
        assert at.shows("长春大学") and at.shows("可导入")


async def test_the_marks_and_the_way_through_folders(tmp_path: Path, parcels: Path) -> None:
    store = SeasonStore.create(tmp_path / "season")
    async with sitting(store) as at:
        await at.press("i")
        assert isinstance(at.app.screen, ChooseScreen)
        await at.press("g")
        assert told(at).startswith("还没有选中材料")
        await at.go_to(str(parcels))
        await at.press("enter")
        assert at.at == str(parcels / "无名")
        await at.press("enter")
        assert at.keys == [".."]
        await at.press("a")
        assert "没有压缩包" in told(at)
        await at.press("enter")
        assert at.at == str(parcels / "无名")
        await at.press("a", "a", "space", "space")
        assert at.shows("已选 2") and at.line("无名").startswith("[x]")
        await at.press("slash")
        await at.type("没有这个")
        await at.press("enter")
        assert "不存在" in told(at)
        await at.press("slash")
        await at.type(NAMES[1])
        await at.press("enter")
        assert at.shows("已选 3") and at.at == str(parcels / NAMES[1])
        await at.press("d")
        await at.type("昨天")
        await at.press("enter")
        assert "不是日期" in told(at)
        await at.press("backspace")
        assert at.at == str(parcels)
        await at.press("5")
        assert at.app.screen is at.screen and at.page.id == "page-4"


class Gate:
    """Holds the worker before the second package, until the test lets it go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()
        real: Callable[..., None] = getattr(IntakeRun, name)
        first = True

        def held(run: IntakeRun, parcel: Parcel, *rest: object) -> None:
            nonlocal first
            real(run, parcel, *rest)
            if first:
                first = False
                self.reached.set()
                assert self.go_on.wait(60)

        monkeypatch.setattr(IntakeRun, name, held)

    async def wait(self, at: Sitting) -> None:
        while not self.reached.is_set():
            await at.pilot.pause(0.01)


async def test_reading_stops_between_two_packages(
    tmp_path: Path, parcels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "read")
    store = SeasonStore.create(tmp_path / "season")
    async with sitting(store) as at:
        await choose(at, parcels)
        await at.press("a", "g")
        await gate.wait(at)
        assert at.shows("正在试读 1/3 个单位")
        await at.press("5")
        assert isinstance(at.app.screen, IntakeScreen) and "按 Esc 可以停" in told(at)
        await at.press("escape", "escape")  # asked, and answered with no
        await at.press("escape", "enter")
        assert at.shows("读完这个单位就停")
        gate.go_on.set()
        await settled(at)
        assert told(at).startswith("已停下：1 份可以导入，2 份没有读")


async def test_taking_in_stops_between_two_units_and_goes_on(
    tmp_path: Path, parcels: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "stage")
    store = SeasonStore.create(tmp_path / "season")
    async with sitting(store) as at:
        await choose(at, parcels)
        await at.press("a", "g")
        await settled(at)
        await at.press("t", "enter")
        await gate.wait(at)
        await at.press("q", "enter")
        gate.go_on.set()
        await settled(at)
        assert told(at).startswith("已停下：已导入 1 个单位；1 份没有导入，按 t 可以接着导入")
        assert [u.unit for u in at.desk.units()] == ["吉林工商学院"]
        await at.press("t", "enter")
        await settled(at)
        assert len(at.desk.units()) == 2


async def test_what_a_correction_would_change_is_shown_before(tmp_path: Path, parcels: Path) -> None:
    store = SeasonStore.create(tmp_path / "season")
    async with sitting(store) as at:
        for _ in range(2):
            await choose(at, parcels / NAMES[0])
            await at.press("enter")
            await settled(at)
            line = at.line("吉林工商学院-")
            await at.press("t", "enter")
            await settled(at)
            await at.press("escape", "escape")
        assert "没有变化" in line
        await choose(at, parcels)
        assert at.line("225 KB").endswith("225 KB 09-01 09:00")
        await at.press("escape")
        await at.press("s")
        assert "补正通知" in at.said


async def test_a_disk_that_is_full_leaves_the_season_as_it_was(tmp_path: Path, parcels: Path) -> None:
    store = SeasonStore.create(tmp_path / "season")
    async with sitting(store) as at:
        await choose(at, parcels / NAMES[0])
        await at.press("enter", "g")
        await settled(at)
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
            await at.press("t", "enter")
            await settled(at)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, ignored)
        assert told(at).startswith("未保存")
        assert at.desk.units() == () and at.shows("可导入")
        await at.press("t", "enter")
        await settled(at)
        assert [u.unit for u in at.desk.units()] == ["吉林工商学院"]
