"""Suspected repeats at the office's desk: what is found, what the office says, and how long that holds."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import product
from pathlib import Path

import openpyxl
import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.observer import ObserverDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.register import RegisterDesk
from review_tui.desks.repeat_verdicts import repeat_verdicts
from review_tui.desks.repeats import Pair, RepeatsDesk
from review_tui.desks.sheets import export_sheets
from review_tui.errors import ReviewError, UsageError
from review_tui.ledger.verify import verify
from review_tui.season_store import SeasonStore
from scoring.nomination import Nomination
from tests.builders import Clock, project, season_with, seat_panel, star, take

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "open"
RARE = "欧阳冠玉"
WORKPLACE = "长春市南关区朝晖社区"
OTHERS = "".join(
    f"2016,学习之星,{a}{b}{c},吉林市第{n}中学\n" for n, (a, b, c) in enumerate(product("王李张赵", "明华", "山川海"))
)
PAST = (
    f"年度,类别,姓名/项目名称,单位\n2017,学习之星,{RARE},{WORKPLACE}\n2018,品牌项目,向海讲习所,四平市图书馆\n{OTHERS}"
)


def register(desk: OfficeDesk, text: str = PAST, name: str = "名单.csv") -> None:
    path = desk.store.path.parent / name
    path.write_text(text, "utf-8")
    RegisterDesk(desk).add([path])


@contextmanager
def office(tmp_path: Path, *nominations: Nomination, repeat_from: int | None = None) -> Iterator[OfficeDesk]:
    """A season with these nominations of 长春市 and the register `PAST`; `repeat_from`: the threshold of a repeat."""
    store = season_with(tmp_path, *nominations)
    if repeat_from is not None:
        rules = store.path / "season.toml"
        rules.write_text(
            re.sub(r"^repeat = \d+", f"repeat = {repeat_from}", rules.read_text("utf-8"), flags=re.M), "utf-8"
        )
        store = SeasonStore.open(store.path)
    desk = OfficeDesk(store, Clock())
    register(desk)
    try:
        yield desk
    finally:
        desk.close()


def found(desk: OfficeDesk, nomination: str) -> dict[str, str]:
    return {
        r.finding.rule: r.finding.severity
        for r in desk.docket.findings(nomination)
        if r.finding.rule.startswith("repeat.")
    }


def only(desk: OfficeDesk) -> Pair:
    (pair,) = RepeatsDesk(desk).pairs()
    return pair


def test_a_repeat_is_a_blocking_finding_with_clause_reason_and_source_row(tmp_path: Path) -> None:
    with office(tmp_path, star(RARE), star("葛文斌")) as desk:
        (ruled,) = [r for r in desk.docket.findings("S001") if r.finding.rule == "repeat.past"]
        one = ruled.finding
        assert (one.severity, one.clause, one.evidence) == ("block", "一（一）2.(5)", "名单.csv › 第2行")
        assert one.message.startswith(f"与 2017 年推介过的“{RARE}”（{WORKPLACE}）是同一人：")
        assert "姓名" in one.message and one.message.endswith("请附书面说明。")
        assert desk.docket.barred(desk.docket.nominations["S001"]).startswith("待裁定：与 2017 年")
        assert found(desk, "S002") == {}


def test_a_post_in_the_cell_of_the_workplace_makes_no_other_unit(tmp_path: Path) -> None:
    one = star("方琴", workplace="长春市宽城区安石镇大荒地村")
    raw = "长春市宽城区安石镇大荒地村 种植专业合作社理事长"
    readings = [r.model_copy(update={"raw": raw}) if r.key == "workplace" else r for r in one.readings]
    with office(tmp_path, one.model_copy(update={"readings": tuple(readings)})) as desk:
        register(desk, "年度,类别,姓名,单位\n2017,学习之星,方琴,宽城区安石镇大荒地村\n", "再.csv")
        assert found(desk, "S001") == {"repeat.past": "block"}


def test_several_rows_of_one_past_winner_are_one_finding(tmp_path: Path) -> None:
    with office(tmp_path, star(RARE)) as desk:
        register(desk, f"年度,类别,姓名,单位\n2019,学习之星,{RARE},{WORKPLACE}\n", "再.csv")
        (ruled,) = [r for r in desk.docket.findings("S001") if r.finding.rule == "repeat.past"]
        assert "另有 1 条往年记录也相同" in ruled.finding.message
        assert set(ruled.finding.evidence.split("；")) == {"名单.csv › 第2行", "再.csv › 第2行"}


def test_who_comes_twice_is_warned_of_on_both_sides(tmp_path: Path) -> None:
    with office(tmp_path, star("欧阳海棠")) as desk:
        take(desk, tmp_path, star("欧阳海棠"), unit="四平市")
        assert found(desk, "S001") == found(desk, "S002") == {"repeat.season": "warn"}
        messages = [r.finding.message for n in ("S001", "S002") for r in desk.docket.findings(n)]
        assert any("S002“欧阳海棠”（四平市教育局）" in m for m in messages)
        assert any("S001“欧阳海棠”（长春市教育局）" in m for m in messages)


def test_the_season_s_own_list_repeats_nobody(tmp_path: Path) -> None:
    with office(tmp_path, star("欧阳海棠")) as desk:
        register(desk, f"年度,类别,姓名,单位\n2022,学习之星,欧阳海棠,{WORKPLACE}\n", "今年.csv")
        assert found(desk, "S001") == {}


def test_different_takes_the_finding_away_and_taking_back_brings_it_again(tmp_path: Path) -> None:
    with office(tmp_path, star(RARE)) as desk:
        repeats = RepeatsDesk(desk)
        assert repeats.left() == 1
        repeats.say(only(desk), "different", "查身份证，不是同一人")
        assert found(desk, "S001") == {}
        assert repeats.left() == 0
        assert repeats.reasons("different") == ("查身份证，不是同一人",)
        repeats.take_back(only(desk).key)
        assert found(desk, "S001") == {"repeat.past": "block"}
        with pytest.raises(UsageError, match="还没有认定"):
            repeats.take_back(only(desk).key)
        with pytest.raises(ReviewError, match="要写明理由"):
            repeats.say(only(desk), "same", "  ")


def test_a_suspect_is_a_finding_only_when_the_office_says_the_same(tmp_path: Path) -> None:
    with office(tmp_path, star(RARE), repeat_from=100) as desk:
        assert only(desk).suspect.verdict == "suspect"
        assert found(desk, "S001") == {}
        RepeatsDesk(desk).say(only(desk), "same", "单位已承认")
        assert found(desk, "S001") == {"repeat.past": "block"}


def test_a_verdict_holds_until_one_of_the_records_changes(tmp_path: Path) -> None:
    with office(tmp_path, star(RARE)) as desk:
        RepeatsDesk(desk).say(only(desk), "different", "同名")
        take(desk, tmp_path, star(RARE, phone="19900009999"))  # nothing that is compared
        assert only(desk).given is not None
        register(desk, f"年度,类别,姓名,单位\n2015,学习之星,别人某,{WORKPLACE}\n", "别的.csv")
        assert only(desk).given is not None
        take(desk, tmp_path, star(RARE, birth="1972-05"))
        again = only(desk)
        assert again.given is None and again.before is not None and again.before.reason == "同名"
        assert found(desk, "S001") == {"repeat.past": "block"}
        RepeatsDesk(desk).say(again, "different", "仍是同名")
        register(desk, f"年度,类别,姓名,单位,备注\n2017,学习之星,{RARE},{WORKPLACE},女\n", "补充.csv")
        assert only(desk).open and only(desk).before is not None


def test_nothing_of_a_verdict_stands_in_the_journal_and_verify_knows_its_note(tmp_path: Path) -> None:
    with office(tmp_path, star(RARE)) as desk:
        RepeatsDesk(desk).say(only(desk), "same", "单位已承认重复")
        journal = (desk.store.path / "ledger" / "office.jsonl").read_text("utf-8")
        assert "单位已承认重复" not in journal and RARE not in journal and "S001|past|W00001" in journal
        assert verify(desk.store.path).ok and verify(desk.store.path).unreferenced == 0


def test_an_expert_reads_the_verdict_and_never_compares(tmp_path: Path) -> None:
    with office(tmp_path, star(RARE)) as desk:
        desk.rule_on("S001", "repeat.past", "waive", "先评")
        RepeatsDesk(desk).say(only(desk), "different", "查身份证，不是同一人")
        store = desk.store
    seat_panel(store, "e01")
    expert = ExpertDesk(store, "e01", Clock())
    (told,) = repeat_verdicts(store, store.tail("office"), expert.nomination("S001"))
    assert told.sentence() == (
        f"与2017年已推介的“{RARE}”（{WORKPLACE}）：办公室认定不是同一人（项目），理由：查身份证，不是同一人"
    )
    expert.close()
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, star(RARE, birth="1972-05"))
    desk.close()
    expert = ExpertDesk(store, "e01", Clock())
    assert repeat_verdicts(store, store.tail("office"), expert.nomination("S001")) == ()
    expert.close()


def test_an_observer_is_told_what_the_office_ruled_on(tmp_path: Path) -> None:
    with office(tmp_path, star(RARE)) as desk:
        desk.rule_on("S001", "repeat.past", "uphold", "往年已推介")
        observer = ObserverDesk(desk.store, Clock())
        assert found(observer, "S001") == {"repeat.past": "block"}
        one = observer.docket.nominations["S001"]
        assert observer.docket.barred(one) == desk.docket.barred(desk.docket.nominations["S001"])


def test_the_sheet_for_a_meeting(tmp_path: Path) -> None:
    with office(tmp_path, star(RARE), project("“向海”讲习所", implementer="四平市图书馆")) as desk:
        (star_pair,) = [p for p in RepeatsDesk(desk).pairs() if p.nomination.id == "S001"]
        RepeatsDesk(desk).say(star_pair, "different", "同名")
        (written,) = export_sheets(desk.store, ["repeats"], Clock(), desk=desk)
        book = openpyxl.load_workbook(io.BytesIO(written.path.read_bytes()))
    rows = [[c.value for c in row] for row in book["查重表"].iter_rows(min_row=4, max_row=5)]
    assert [(row[1], row[7], row[8] or "", row[9] or "") for row in rows] == [
        ("P001", "待认定", "", ""),
        ("S001", "不同", "同名", ""),
    ]
    assert rows[1][3].split("\n") == [f"2017年  {RARE}", WORKPLACE, "名单.csv › 第2行"]
    weights = [float(line.split()[0]) for line in rows[1][4].split("\n")]
    assert 50 + 2.5 * sum(weights) == pytest.approx(rows[1][5], abs=1.5)
    sheet = book["查重表"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "review_tui", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_the_command_gives_the_document_of_the_contract(tmp_path: Path) -> None:
    with office(tmp_path, star(RARE)) as desk:
        season = desk.store.path
        told = run("repeats", season, "--json")
        assert told.returncode == 1  # undecided
        (one,) = json.loads(told.stdout)["suspects"]
        assert list(one) == ["nomination", "name", "unit", "category", "against", "score", "verdict", "evidence"]
        assert one["against"] == {"kind": "past", "id": "W00001", "name": RARE, "unit": WORKPLACE, "year": 2017}
        assert (one["nomination"], one["category"], one["verdict"]) == ("S001", "star", "repeat")
        assert 70 <= one["score"] <= 100
        assert all(set(e) == {"field", "detail", "weight"} for e in one["evidence"])
        table = run("repeats", season)
        assert table.returncode == 1 and "其中 1 对待认定" in table.stdout
        RepeatsDesk(desk).say(only(desk), "different", "同名")
    told = run("repeats", season, "--json")
    assert (told.returncode, json.loads(told.stdout)) == (0, {"suspects": []})


def test_the_open_samples_give_exactly_the_expected_findings(tmp_path: Path) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the open samples do not lie beside the repository")
    truth = json.loads((SAMPLES / "truth.json").read_text("utf-8"))
    desk = OfficeDesk(SeasonStore.create(tmp_path / "season"), Clock())
    RegisterDesk(desk).add([SAMPLES / "past_winners.xlsx"])
    for unit in truth["units"]:
        desk.take_in(SAMPLES / unit["package"], received=date.fromisoformat(unit["received"]))
    there = {(n.unit, n.name, rule) for n in desk.nominations() for rule in found(desk, n.id)}
    expected = {
        (n["unit"], n["name"], rule)
        for n in truth["nominations"]
        for rule in n["expected"]
        if rule.startswith("repeat.")
    }
    assert there == expected
    desk.close()
