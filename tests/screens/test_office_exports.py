"""Page 5: sheets written in the background."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.screens.office_bench import Sitting, scored_season, sitting


async def exported(at: Sitting, *keys: str) -> None:
    """Press the keys and wait until the export has ended."""
    await at.press(*keys)
    await at.app.workers.wait_for_complete()
    await at.pilot.pause()
    await at.pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_one_sheet_is_exported_and_recorded(tmp_path: Path, size: tuple[int, int]) -> None:
    async with sitting(scored_season(tmp_path), size) as at:
        await at.press("8")
        assert at.line("> 推荐名单") == "> 推荐名单 推荐、备选、未入选和理由（Excel） -"
        await exported(at, "enter")
        (file,) = (at.desk.store.path / "exports").iterdir()
        assert at.said == f"已导出：{file}"
        assert at.screen.bench.busy == ""
        recorded = at.desk.documents.get("exports", "shortlist")
        assert recorded is not None and recorded["files"][file.name] == hashlib.sha256(file.read_bytes()).hexdigest()
        assert at.line("> 推荐名单").startswith("> 推荐名单 推荐、备选、未入选和理由（Excel） 09-01 09:")


async def test_all_sheets(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path)) as at:
        await at.press("8")
        await exported(at, "a")
        files = {path.name for path in (at.desk.store.path / "exports").iterdir()}
        assert {"shortlist-推荐名单.xlsx", "national-报国家汇总表.xlsx"} <= files
        assert at.said.startswith("已导出") and "还没有公示" in at.said
        done = set(at.desk.exported())
        assert (
            {"shortlist", "national"} <= done < set(at.keys)
        )  # nothing is published yet: no notice, no confirmed list


async def test_what_went_wrong_is_a_sentence(tmp_path: Path) -> None:
    store = scored_season(tmp_path)
    (store.path / "templates" / "shortlist.xlsx").write_bytes(b"no workbook")
    async with sitting(store) as at:
        await at.press("8")
        await exported(at, "enter")
        assert at.said.startswith("模板不能用")
        assert at.desk.exported() == {}
        assert at.screen.bench.busy == ""


async def test_while_an_export_runs_nothing_is_changed_and_nobody_leaves(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path)) as at:
        at.screen.bench.busy = "正在导出"
        await at.press("8", "enter")
        assert at.said == "正在导出，请等它完成。"
        await at.press("q")
        assert at.said == "正在导出，请等它完成后再离开。"
        await at.press("2", "w")
        await at.type("同意")
        await at.press("enter")
        assert at.said == "正在导出，请等它完成后再试。"
        assert all(row.ruled.ruling is None for row in at.desk.findings())
        at.screen.bench.busy = ""
        await at.press("q")
    assert at.app.return_code == 0
