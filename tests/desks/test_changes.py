"""What differs between two packages of a unit, and which nomination is which."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.desks.changes import change_lines, compare, compare_nominations
from review_tui.desks.file_changes import compare_files
from review_tui.desks.office import OfficeDesk
from review_tui.desks.same_nominee import match, slips
from scoring.nomination import Nomination, Passage, Problem, Turnout, Unit
from tests.builders import Clock, as_read, package, photo, project, reading, season_with, star

UNIT = Unit(name="长春市教育局", kind="prefecture")


def numbered(one: Nomination, number: str = "S001") -> Nomination:
    return one.model_copy(update={"id": number})


def test_a_changed_fact_is_told_with_both_values_and_both_places() -> None:
    old, new = numbered(star("方琴")), numbered(star("方琴", birth="1962-03"))
    new = new.model_copy(
        update={"readings": tuple(r.model_copy(update={"place": f"新/{r.place}"}) for r in new.readings)}
    )
    change = compare_nominations(old, new)
    assert [(f.key, f.source) for f in change.facts] == [("birth", "form"), ("birth", "summary")]
    assert change.facts[0].line() == (
        "出生年月（推介表）：“1961-03” → “1962-03”（form.docx › 表1 › birth → 新/form.docx › 表1 › birth）"
    )
    assert change.what == ("出生年月",)
    assert change.facts[0].as_json() == {
        "fact": "birth", "label": "出生年月", "source": "form",
        "before": "1961-03", "before_place": "form.docx › 表1 › birth",
        "after": "1962-03", "after_place": "新/form.docx › 表1 › birth",
    }  # fmt: skip


def test_facts_that_came_or_went_and_numbers_with_units() -> None:
    old = numbered(project("讲习所", number=650), "P001")
    more = (*old.readings[:-1], reading("nature", "文化馆"))
    number = reading("participants", Turnout(number=3200, unit="人次", mode="blended"))
    new = old.model_copy(update={"readings": tuple(number if r.key == "participants" else r for r in more)})
    told = [f.line().split("（form")[0].split("（summary")[0] for f in compare_nominations(old, new).facts]
    assert told == [
        "启动时间（汇总表）：“2017-10” → （无）",
        "年参与人数（推介表）：“650人（线下）” → “3200人次（线上线下）”",
        "单位性质（推介表）：（无） → “文化馆”",
    ]


def test_a_place_alone_or_a_renamed_file_is_no_change() -> None:
    old = numbered(star("方琴"))
    moved = tuple(r.model_copy(update={"place": f"补正/{r.place}"}) for r in old.readings)
    files = tuple(m.model_copy(update={"path": f"补正/{m.path}"}) for m in old.materials)
    assert not compare_nominations(old, old.model_copy(update={"readings": moved, "materials": files}))


def test_a_text_is_quoted_where_it_begins_to_differ() -> None:
    def deed(body: str) -> Nomination:
        return numbered(star("方琴")).model_copy(
            update={"passages": (Passage(title="主要事迹", body=body, place="form.docx"),)}
        )

    change = compare_nominations(deed("坚持学习二十年，带动邻里读书。"), deed("坚持学习二十年，组建读书会三个。"))
    assert [t.line() for t in change.texts] == [
        "主要事迹：15 字 → 16 字，自“学习二十年，带动邻里读书。”改为“学习二十年，组建读书会三个。”"
    ]
    assert compare_nominations(deed("甲"), deed("甲乙")).texts[0].line().endswith("自“甲”改为“甲乙”")


def test_files_are_told_by_their_bytes() -> None:
    same, old, new = photo("一.jpg"), photo("证件照.jpg"), photo("证件照新.jpg")
    new = new.model_copy(update={"path": "补/证件照.jpg"})
    gone, come = photo("旧活动.jpg"), photo("新活动.jpg")
    report = photo("总结.docx").model_copy(update={"kind": "report"})
    other = photo("总结二稿.docx").model_copy(update={"kind": "report"})
    lines = [c.line() for c in compare_files((same, old, gone, report), (new, same, come, other))]
    assert lines == [
        "照片换过：证件照.jpg → 补/证件照.jpg",
        "照片换过：旧活动.jpg → 新活动.jpg",
        "工作总结换过：总结.docx → 总结二稿.docx",
    ]
    two = [c.line() for c in compare_files((gone,), (photo("a.jpg"), photo("b.jpg")))]
    assert two == ["照片新增：a.jpg", "照片新增：b.jpg", "照片撤下：旧活动.jpg"]
    assert [c.as_json() for c in compare_files((), (come,))] == [
        {"how": "added", "kind": "photo", "before": None, "after": "新活动.jpg"}
    ]


def test_the_package_as_a_whole() -> None:
    broken = Problem(file="附件/张三.doc", problem="form.unreadable", message="打不开")
    old = package(UNIT, [numbered(star("方琴"))]).model_copy(update={"problems": (broken,)})
    new = package(UNIT, [numbered(star("方琴")), numbered(project("讲习所"), "P001")], received=date(2022, 8, 20))
    lines = change_lines(compare(old, new, {"project": "终身学习品牌项目推介汇总表"}))
    assert lines == [
        "新增：讲习所",
        "单位材料：收到日期：2022-08-15 → 2022-08-20",
        "单位材料：《终身学习品牌项目推介汇总表》：补报",
        "单位材料：导入问题消除：附件/张三.doc：打不开",
    ]
    renamed = broken.model_copy(update={"file": "补正/附件/张三.doc"})
    assert not compare(old, old.model_copy(update={"problems": (renamed,)}))


# ------------------------------------------------------------------------------------------ who is who


def test_a_name_corrected_by_a_character_stays_the_same_and_it_is_told(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"), star("李光复", birth="1950-01", phone="19900008888"))
    desk = OfficeDesk(store, Clock())
    corrected = package(UNIT, [star("方琴"), star("李广复", birth="1950-01", phone="19900008888")])
    result = desk.take(as_read(corrected, tmp_path / "again"))
    assert not result.added and not result.removed
    (one,) = result.changed
    assert (one.id, one.name, one.what[0]) == ("S002", "李广复", "姓名/项目名称")
    assert (
        one.note == "“李光复”改为“李广复”，出生年月、联系电话、工作单位、职务相同，按同一份处理：编号、裁定、评分不变"
    )
    assert f"  {one.note}" in change_lines(result.change)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"birth": "1975-06", "phone": "19900005555"}, "sisters at one workplace"),
        ({"gender": "男"}, "the gender says otherwise"),
    ],
)
def test_a_name_nearly_the_same_with_other_facts_is_a_new_one(tmp_path: Path, facts: dict[str, str], why: str) -> None:
    store = season_with(tmp_path, star("李桂花"))
    desk = OfficeDesk(store, Clock())
    other = star("李桂华", **facts)
    other = other.model_copy(update={"passages": (Passage(title="主要事迹", body="她会剪纸。", place="form.docx"),)})
    result = desk.take(as_read(package(UNIT, [other]), tmp_path / "again"))
    assert [(c.id, c.name) for c in result.added] == [("S002", "李桂华")], why
    assert [c.id for c in result.removed] == ["S001"]
    assert result.added[0].note.startswith("与撤回的 S001 李桂花 只差一两个字")


def test_two_candidates_for_one_slip_are_nobody() -> None:
    old = [numbered(star("李桂花"), "S001"), numbered(star("李桂芳"), "S002")]
    assert match([star("李桂华")], old) == (None,)


def test_the_next_of_a_series_is_no_slip() -> None:
    assert match([project("银龄课堂第二期培训")], [numbered(project("银龄课堂第一期培训"), "P001")]) == (None,)
    assert match([project("银龄课堂终身学习班")], [numbered(project("银铃课堂终身学习班"), "P001")]) == ("P001",)


def test_namesakes_follow_their_facts_when_their_order_turned() -> None:
    old = [numbered(star("李广", job="电工", birth="1961-03"), "S001"), numbered(star("李广", birth="1980-01"), "S002")]
    new = [star("李广", birth="1980-01"), star("李广", job="电工", birth="1961-03")]
    assert match(new, old) == ("S002", "S001")


@given(st.text("甲乙丙丁", max_size=6), st.text("甲乙丙丁", max_size=6))
def test_slips_are_a_distance(a: str, b: str) -> None:
    assert slips(a, b) == slips(b, a)
    assert (slips(a, b) == 0) == (a == b)
    assert abs(len(a) - len(b)) <= slips(a, b) <= max(len(a), len(b))


def test_neighbours_that_changed_places_are_one_slip() -> None:
    assert slips("李广复", "李复广") == 1
