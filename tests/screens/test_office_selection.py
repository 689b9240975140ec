"""Page 6: scenarios tried out by keys, moves, votes, and what is made official."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office_view import OfficeView
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill, season_with, seat_panel, star
from tests.screens.office_bench import Sitting, scored_season, sitting


def rows(at: Sitting) -> list[str]:
    """The rows of the list, runs of spaces and dashes as one, without name, unit and type."""
    found = [re.sub(" +", " ", line.split("|")[0].strip("> ")) for line in at.lines()]
    lines = [row for row in found if re.match(r"\d+ S\d{3} |-- 推荐线", row)]
    return [re.sub(r"-{3,}", "--", row) if row[0] == "-" else _row(row) for row in lines]


def _row(row: str) -> str:
    words = row.split()
    score = next(i for i, word in enumerate(words) if re.fullmatch(r"\d+\.\d\d", word))
    return " ".join([words[1], *words[score + 1 :]])


def listed(store: SeasonStore) -> list[str]:
    """The list in force, as everybody else reads it."""
    view = OfficeView(SeasonStore.open(store.path))
    return [c.id for c in view.selection(view.rules.find("star")).selected]


async def typed(at: Sitting, text: str) -> None:
    """A text and Enter in the field of a prompt."""
    await at.type(text)
    await at.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_one_seat_more_shows_at_once_who_comes_in(tmp_path: Path, size: tuple[int, int]) -> None:
    async with sitting(scored_season(tmp_path, seats=2), size) as at:
        await at.press("6")
        assert at.line("[学习之星]") == "[学习之星] 品牌项目 现用：本季规则"
        assert at.line("名额 2]") == "[名额 2] 每单位 10 每单位特推 1 备选 5"
        assert rows(at) == [
            "S002 入选", "S001 入选", "-- 推荐线：名额 2，入选 2 --", "S003 备选1", "S004 备选2",
        ]  # fmt: skip
        assert at.at == "S001"  # at the cut
        await at.press("plus")
        assert at.line("[学习之星]") == "[学习之星] 品牌项目 草稿，未定为正式"
        assert rows(at)[2:4] == ["S003 入 入选", "-- 推荐线：名额 3，入选 3 --"]
        assert at.shows("S003 丙") and at.shows("总分 +73.33")
        await at.press("minus", "minus")
        assert rows(at)[:3] == ["S002 入选", "-- 推荐线：名额 1，入选 1 --", "S001 出 备选1"]
        assert at.shows("总分 -80.00")
        await at.press("x")
        assert at.shows("现用：本季规则")
    assert listed(at.desk.store) == ["S002", "S001"]


async def test_full_width_keys_do_the_same(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=2)) as at:
        await at.type("６＋")
        assert at.shows("[名额 3]")
        await at.type("】")
        await at.type("－")
        assert at.shows("[每单位 5]")  # one unit sent five: 10 and 5 are the same limit


async def test_every_setting_is_reached_and_typed(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=2)) as at:
        await at.press("6")
        for name in ("每单位 10", "每单位特推 1", "备选 5", "基层从业 0"):
            await at.press("right_square_bracket")
            assert at.shows(f"[{name}]")
        await at.press(*["left_square_bracket"] * 3, "n")
        await typed(at, "１")
        assert at.shows("[每单位 1]")
        assert rows(at)[:2] == ["S002 入选", "-- 推荐线：名额 2，入选 1，空缺 1 --"]
        assert at.shows("每单位至多 1 项 80.00 分")
        await at.press("n")
        await typed(at, "一")
        assert at.said == "“一”不是数字。"
        await at.press(*["plus"] * 9)
        assert at.shows("[每单位 不限]")
        await at.press("minus")
        assert at.shows("[每单位 5]")  # the unit sent five: more is no limit


async def test_a_wish_costs_points_and_says_whom(tmp_path: Path) -> None:
    store = season_with(
        tmp_path, *(star(name, type=kind) for name, kind in (("甲", "老年人"), ("乙", "老年人"), ("丙", "残疾人")))
    )
    seat_panel(store, "e01")
    desk = ExpertDesk(store, "e01", Clock())
    for nomination, first in (("S001", "20"), ("S002", "19"), ("S003", "15")):
        fill(desk, nomination, first, "15", "15", "15", "8")
        desk.submit(nomination)
    desk.close()
    async with sitting(store, (100, 30)) as at:
        await at.press("6", "n")
        await typed(at, "2")
        await at.press("left_square_bracket")
        assert at.shows("[残疾人 0]")
        await at.press("plus")
        assert rows(at) == ["S001 入选", "S003 入选", "-- 推荐线：名额 2，入选 2 --", "S002 出 备选1"]
        assert at.shows("“残疾人”不少于 1 项 4.00 分")
        await at.press("plus")
        assert at.shows("“残疾人”只有 1 项")
        await at.press("g")
        assert at.boxed("残疾人") == "残疾人 入选 1 / 申报 1，希望不少于 2"
        assert at.shows("总分 +4.00：入 S002 乙；出 S003 丙")


async def test_a_move_wants_a_reason_is_marked_and_taken_back(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=2)) as at:
        await at.press("6")
        await at.go_to("S004")
        await at.press("i", "enter")
        assert at.shows("要写明理由")
        await typed(at, "事迹重大")
        assert rows(at)[:3] == ["S002 入选", "S004 入 调入", "-- 推荐线：名额 2，入选 2 --"]
        assert at.shows("人工调整 1 项")
        assert at.shows("第 4 名，办公室调入：事迹重大")
        assert at.shows("办公室调入 S004 15.00 分")
        await at.press("u")
        assert rows(at)[:2] == ["S002 入选", "S001 入选"]
        await at.press("u")
        assert at.said == "光标上的这一份没有人工调整。"
        await at.press("home", "o")
        await typed(at, "单位撤回")
        assert rows(at)[-1] == "S004 备选1" and "S002 出 调出" in rows(at)
        await at.press("o", "escape")
        assert "S002 出 调出" in rows(at)


async def test_a_scenario_is_kept_compared_taken_over_and_deleted(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=2)) as at:
        await at.press("6", "plus", "s")
        await typed(at, "多一个")
        assert at.said == "方案“多一个”已存；按 f 比较，按 y 定为正式。"
        await at.press("plus", "f")
        shown = [
            re.sub(" +", " ", line.strip("> ")) for line in at.lines() if re.search("（草稿）|（现用）|多一个", line)
        ]
        assert shown == [
            "（草稿） 4 4 10 - - 入2 出0 +138.33 -",
            "（现用） 2 2 10 - - 相同 - -",
            "多一个 3 3 10 - - 入1 出0 +73.33 09-01 09:00",
        ]  # fmt: skip
        await at.press("d")
        assert at.shows("这一行不是保存的方案")
        await at.press("end", "c")
        assert at.boxed("名额") == "名额 4 → 3"
        assert at.boxed("出 ") == "出 S004 丁"
        await at.press("escape", "enter")
        assert at.shows("草稿“多一个”，未定为正式") and at.shows("[名额 3]")
        await at.press("f", "end", "d", "n")
        assert at.shows("多一个")
        await at.press("d", "y")
        assert not at.shows("多一个 ")
        await at.press("escape")
        assert at.shows("[名额 3]")


async def test_a_draft_is_made_official_and_the_rules_come_back(tmp_path: Path) -> None:
    store = scored_season(tmp_path, seats=2)
    async with sitting(store) as at:
        await at.press("6", "y")
        assert at.said == "草稿与现用的相同，不用再定。"
        await at.press("minus", "y")
        assert at.shows("名额 1") and at.shows("出 S001 甲")
        await at.press("n")
        assert listed(store) == ["S002", "S001"]
        await at.press("y", "y")
        assert at.said == "已定为正式，名单和导出都按它产生。"
        assert listed(store) == ["S002"]
        assert at.shows("现用：未命名")
        await at.press("5")
        assert at.shows("名额 1")
        await at.press("6", "f", "down", "down", "enter", "y", "y")
        assert listed(store) == ["S002", "S001"]
        assert at.shows("现用：本季规则")


async def test_a_vote_at_the_cut_is_recorded_with_how_it_was_held(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("甲"), star("乙"), star("丙"))
    rules = store.path / "season.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("seats = 43", "seats = 1"), encoding="utf-8")
    store = SeasonStore.open(store.path)
    seat_panel(store, "e01")
    desk = ExpertDesk(store, "e01", Clock())
    for nomination, first in (("S001", "20"), ("S002", "20"), ("S003", "15")):
        fill(desk, nomination, first, "15", "15", "15", "8")
        desk.submit(nomination)
    desk.close()
    async with sitting(store) as at:
        await at.press("6")
        assert rows(at)[:3] == ["S001 入选*", "-- 推荐线：名额 1，入选 1 --", "S002 备选1*"]
        await at.press("end", "v")
        assert at.said == "光标上的这一份没有名次并列，不需要投票。"
        await at.press("home", "v", "enter", "enter", "enter")
        assert at.shows("S001 的得票要填数字。")
        await at.type("３")
        await at.press("enter")
        await at.type("4")
        await at.press("enter", "enter")
        assert at.shows("请写明投票的时间、方式和监票人。")
        await typed(at, "9月1日无记名投票，监票人王某")
        assert at.said == "已记录投票，名次按票数重排。"
        assert rows(at)[:3] == ["S002 入 入选", "-- 推荐线：名额 1，入选 1 --", "S001 出 备选1"] or rows(at)[:3] == [
            "S002 入选", "-- 推荐线：名额 1，入选 1 --", "S001 备选1",
        ]  # fmt: skip
    assert listed(store) == ["S002"]


async def test_too_many_in_one_tie_are_not_voted_on(tmp_path: Path) -> None:
    store = season_with(tmp_path, *(star(f"人{n}") for n in range(9)))
    seat_panel(store, "e01")
    desk = ExpertDesk(store, "e01", Clock())
    for number in range(1, 10):
        fill(desk, f"S{number:03}", "20", "15", "15", "15", "8")
        desk.submit(f"S{number:03}")
    desk.close()
    async with sitting(store) as at:
        await at.press("6", "v")
        assert at.said == "9 份名次并列，太多，不能逐份投票；请先补评或两两比较。"


async def test_moves_ask_for_the_second_person(tmp_path: Path) -> None:
    from review_tui.desks.office import OfficeDesk
    from review_tui.desks.witnesses import Witnesses

    store = scored_season(tmp_path, seats=2)
    rules = store.path / "season.toml"
    text = re.sub(r"(?m)^four_eyes = .*$", 'four_eyes = ["move"]', rules.read_text(encoding="utf-8"))
    rules.write_text(text, encoding="utf-8")
    store = SeasonStore.open(store.path)
    desk = OfficeDesk(store, Clock())
    Witnesses(desk).add("w01", "监督员", "abcdefgh")
    desk.close()
    async with sitting(store) as at:
        await at.press("6")
        await at.go_to("S004")
        await at.press("i")
        await typed(at, "事迹重大")
        await at.press("y", "y")
        assert at.shows("请第二人核对并输入口令")
        await at.press("escape")
        assert listed(store) == ["S002", "S001"]
        await at.press("y", "y")
        await typed(at, "w01")
        await typed(at, "abcdefgh")
        assert listed(store) == ["S002", "S004"]


async def test_the_other_category_the_reason_and_nothing_ranked(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path, seats=2)) as at:
        await at.press("6", "enter")
        assert at.shows("第 2 名，在 2 个名额内")
        await at.press("escape", "tab")
        assert at.shows("还没有可以遴选的名次。")
        await at.press("i", "o", "v", "g", "escape", "s", "escape", "shift+tab")
        assert at.at == "S001"
