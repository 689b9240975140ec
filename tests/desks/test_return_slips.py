"""Which units get a return slip, and what stands in it."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from review_tui.desks.office import OfficeDesk
from review_tui.desks.sheet_return_slips import return_slips, slip_files, slip_of, without_slip
from review_tui.desks.sheets import export_sheets
from review_tui.desks.slip_words import ACTIONS, OWN_WORDS, point, without_numbers
from review_tui.exports.workbook import Masthead
from review_tui.season_store import SeasonStore
from scoring.finding import SEVERITIES, Finding
from scoring.nomination import Material, Problem
from tests.builders import CHINA, Clock, as_read, package, project, reading, season_with, star, take

MADE = datetime(2022, 9, 1, 9, 30, tzinfo=CHINA)
UNIT = "长春市教育局"


def masthead(store: SeasonStore) -> Masthead:
    return Masthead.of(store.season.rules, MADE)


def letter_text(data: bytes) -> str:
    letter = Document(io.BytesIO(data))
    rows = ["|".join(dict.fromkeys(c.text for c in row.cells)) for t in letter.tables for row in t.rows]
    return "\n".join([*(p.text for p in letter.paragraphs), *rows])


def six(first: str = "方琴", **facts: str) -> list:  # type: ignore[type-arg]
    """As many stars as the quota asks for, of two types, so that the unit itself has nothing to correct."""
    others = [star(f"学员{n}", type="退役军人") for n in range(5)]
    return [star(first, **facts), *others]


def test_points_come_with_clause_action_and_term(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴", level="副处级"), project("讲习所", number=650))
    desk = OfficeDesk(store, Clock())
    slip = slip_of(desk, masthead(store), UNIT)
    assert [(m.whom, [p.problem for p in m.points]) for m in slip.matters] == [
        (
            "单位整体",
            [
                "百姓学习之星推介了 1 名，应为 6–10 名，少 5 名。",
                "终身学习品牌项目推介了 1 个，应为 5–8 个，少 4 个。",
            ],
        ),
        ("学习之星：方琴", ["现任县处级以上领导职务或级别：“副处级”。一般不推介。"]),
        ("品牌项目：讲习所", ["年参与人数为 650 人（线下），应不少于每年 1000 人（线下）。"]),
    ]
    last = slip.matters[-1].points[0]
    assert (last.clause, last.must, last.where) == ("一（二）2.(5)", True, "见 form.docx，表1，participants")
    assert last.action == ACTIONS["project.participants"]
    assert slip.due == date(2022, 9, 8)
    assert "请于 2022年9月8日（星期四）前" in slip.opening()


def test_what_was_waived_is_left_out_and_what_was_upheld_needs_nothing(tmp_path: Path) -> None:
    store = season_with(tmp_path, *six(level="副处级"), project("讲习所", number=650))
    desk = OfficeDesk(store, Clock())
    desk.rule_on(f"unit:{UNIT}", "quota.project.under", "waive", "可以少报")
    desk.rule_on("S001", "star.rank", "uphold", "县处级干部，内部意见")
    slip = slip_of(desk, masthead(store), UNIT)
    assert [m.whom for m in slip.matters] == ["学习之星：方琴", "品牌项目：讲习所"]
    (upheld,) = slip.matters[0].points
    assert upheld.action == "经审查，这一份不参加评审，不必补正。" and not upheld.must
    assert "内部意见" not in upheld.told
    desk.rule_on("P001", "project.participants", "waive", "口径另附")
    assert not slip_of(desk, masthead(store), UNIT).matters  # nothing is left to correct
    assert without_slip(desk) == "没有需要补正的，不发补正通知：长春市教育局。"


def test_a_unit_with_nothing_wrong_gets_none_and_the_export_says_so(tmp_path: Path) -> None:
    store = season_with(tmp_path, *six())
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, star("葛文斌"), unit="四平市")
    files = return_slips(desk, masthead(store))
    assert sorted(files) == [
        "补正通知-2022-09-01/02_四平市教育局_补正通知.docx",
        "补正通知-2022-09-01/02_四平市教育局_补正通知.xlsx",
    ]
    assert without_slip(desk) == "没有需要补正的，不发补正通知：长春市教育局。"
    text = letter_text(files["补正通知-2022-09-01/02_四平市教育局_补正通知.docx"])
    assert "长春" not in text and "方琴" not in text
    desk.rule_on("unit:四平市教育局", "quota.star.under", "waive", "人少")
    assert return_slips(desk, masthead(store)) == {}


def test_no_rule_ids_no_phones_and_no_other_unit(tmp_path: Path) -> None:
    one = star("方琴", phone="19900007777")
    torn = (*one.readings, reading("phone", "19900009999", "summary"))
    bad = Material(
        kind="photo",
        path="长春/19900007777方琴.jpg",
        sha256="0" * 64,
        size=3,
        problem="没有读 RAR 的程序：apt install unar",
    )
    one = one.model_copy(update={"readings": torn, "materials": (*one.materials[:2], bad)})
    store = SeasonStore.create(tmp_path / "season")
    desk = OfficeDesk(store, Clock())
    unit = store.season.find_unit(UNIT)
    assert unit is not None
    broken = (
        Problem(file="长春/附件/说明.wps", problem="form.unreadable", message="装 libreoffice 后再试"),
        Problem(file=bad.path, problem="media.unreadable", message="打不开"),
    )
    whole = package(unit, [one]).model_copy(update={"problems": broken})
    read = as_read(whole.model_copy(update={"nominations": ()}), tmp_path / "blobs")
    blobs = as_read(package(unit, [star("方琴")]), tmp_path / "blobs").blobs
    bad_blob = tmp_path / "bad"
    bad_blob.write_bytes(b"bad")
    import hashlib

    sha = hashlib.sha256(b"bad").hexdigest()
    one = one.model_copy(update={"materials": (*one.materials[:2], bad.model_copy(update={"sha256": sha}))})
    desk.take(type(read)(package=whole.model_copy(update={"nominations": (one,)}), blobs={**blobs, sha: bad_blob}))

    files = slip_files(desk, masthead(store), UNIT)
    text = letter_text(next(data for name, data in files.items() if name.endswith(".docx")))
    assert "打不开的文件" in text and "说明.wps：文件打不开。" in text
    assert text.count("方琴.jpg") == 1 and "文件打不开：***方琴.jpg。" in text
    for hidden in (
        "1990000",
        "apt",
        "libreoffice",
        "facts.",
        "file.unreadable",
        "unreadable",
        "S001",
        "unit:",
        "长春/",
    ):
        assert hidden not in text, hidden


def test_a_season_from_before_the_slips(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    rules = store.path / "season.toml"
    text = rules.read_text(encoding="utf-8")
    start = text.index("# 补正通知")
    rules.write_text(text[:start] + text[text.index("[retention]") :], encoding="utf-8")
    (store.path / "templates" / "return-slip.xlsx").unlink()
    written = export_sheets(SeasonStore.open(store.path), ["return-slips"], Clock(), out=tmp_path / "out")
    assert [one.path.suffix for one in written] == [".docx", ".xlsx"]


def test_the_term_and_the_contact_are_the_seasons(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    rules = store.path / "season.toml"
    text = rules.read_text(encoding="utf-8").replace('days = 7\ncontact = ""', 'days = 3\ncontact = "王老师 85800000"')
    rules.write_text(text, encoding="utf-8")
    store = SeasonStore.open(store.path)
    slip = slip_of(OfficeDesk(store, Clock()), masthead(store), UNIT)
    assert slip.due == date(2022, 9, 4) and slip.contact_line() == "联系人及电话：王老师 85800000"


def test_every_rule_has_words_of_its_own() -> None:
    families = {rule.replace(".*", "") for rule in SEVERITIES}
    assert families - {"coverage.types"} <= set(ACTIONS)


@pytest.mark.parametrize("rule", sorted(OWN_WORDS))
def test_findings_on_other_peoples_material_name_nobody(rule: str) -> None:
    found = Finding(
        rule=rule,
        severity="warn",
        clause="三",
        message="与四平市教育局的王某相同，请核实。",
        evidence="四平/王某.jpg",
        target="S001",
    )
    told = point(found, star("方琴"))
    assert "四平" not in told.told + told.action and told.where == ""


def test_numbers_of_people_are_masked() -> None:
    text = "联系 13900001111、0431-85800000、22010119610305123X；参与 13900 人次，2022-08-22"
    assert without_numbers(text) == "联系 ***、***、***；参与 13900 人次，2022-08-22"
