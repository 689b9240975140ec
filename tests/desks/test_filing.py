"""Files that the office puts where they belong: entries, findings, re-imports, undoing."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_tui.desks.filing import Filing
from review_tui.desks.office import OfficeDesk
from review_tui.errors import UsageError
from review_tui.season_store import SeasonStore
from tests.builders import Clock
from tests.intake.making import document, folder_of, photo, project_form, star_form, stars, workbook

UNIT = "长春市教育局"
PROJECTS = workbook(
    [
        ["吉林省“终身学习品牌项目”推介汇总表"],
        ["序号", "项目名称", "实施单位", "启动时间", "年参与人数", "负责人", "联系电话", "备注"],
        [1, "“书香”讲堂", "长春市某某图书馆", "2018年3月", "1500人", "李某", "0431-00001234", ""],
    ]
)
FILES = {
    "学习之星汇总表.xlsx": stars("王莲", "李广"),
    "品牌项目汇总表.xlsx": PROJECTS,
    "王莲推介表.docx": star_form("王莲"),
    "李广推介表.docx": star_form("李广"),
    "“书香”讲堂推介表.docx": project_form("“书香”讲堂"),
    "王莲1.jpg": photo(350, 490),
    "IMG_1.jpg": photo(301),
    "IMG_2.jpg": photo(302),
    "全年情况.docx": document("全年情况", lines=["书香满城，学习不止。" * 120]),
}


@pytest.fixture
def desk(tmp_path: Path) -> OfficeDesk:
    made = OfficeDesk(SeasonStore.create(tmp_path / "season"), Clock())
    made.take_in(folder_of(tmp_path / "包", FILES), unit=UNIT)
    return made


def rules(desk: OfficeDesk, nomination: str) -> set[str]:
    return {r.finding.rule for r in desk.docket.findings(nomination)}


def id_of(desk: OfficeDesk, name: str) -> str:
    return next(n.id for n in desk.nominations() if n.name == name)


def paths(desk: OfficeDesk, name: str) -> list[str]:
    return [m.path for m in desk.docket.nominations[id_of(desk, name)].materials]


def give(desk: OfficeDesk, path: str, name: str, kind: str | None = None) -> None:
    filing = Filing(desk)
    file = next(f for f in filing.files(UNIT) if f.place.material.path == path)
    filing.put(UNIT, file, id_of(desk, name) if name else "", kind)  # type: ignore[arg-type]


def test_what_nobody_could_tell_waits(desk: OfficeDesk) -> None:
    waiting = [f.place.material.path for f in Filing(desk).unclear(UNIT)]
    assert waiting == ["IMG_1.jpg", "IMG_2.jpg", "全年情况.docx"]


def test_the_import_says_which_files_wait(tmp_path: Path) -> None:
    desk = OfficeDesk(SeasonStore.create(tmp_path / "season"), Clock())
    package = folder_of(tmp_path / "包", FILES)
    assert desk.take_in(package, unit=UNIT, dry_run=True).unclear == ("IMG_1.jpg", "IMG_2.jpg", "全年情况.docx")
    desk.take_in(package, unit=UNIT)
    give(desk, "IMG_1.jpg", "王莲")
    assert desk.take_in(package, unit=UNIT).unclear == ("IMG_2.jpg", "全年情况.docx")


def test_a_photo_given_to_a_nominee_changes_its_findings_at_once(desk: OfficeDesk) -> None:
    wang = id_of(desk, "王莲")
    assert "photo.count" in rules(desk, wang)
    give(desk, "IMG_1.jpg", "王莲")
    assert "photo.count" not in rules(desk, wang)
    given = desk.docket.nominations[wang].materials[-1]
    assert given.path == "IMG_1.jpg"
    assert given.filed is not None and given.filed.owner == ""
    entry = desk.book.entries()[-1]
    assert (entry.kind, entry.by) == ("filing", "office")
    assert "王莲" not in str(entry.puts["filings"])


def test_a_paper_that_is_the_work_summary_is_read_as_one(desk: OfficeDesk) -> None:
    project = id_of(desk, "“书香”讲堂")
    assert "report.missing" in rules(desk, project)
    give(desk, "全年情况.docx", "“书香”讲堂", "report")
    assert rules(desk, project).isdisjoint({"report.missing", "report.length"})
    nomination = desk.docket.nominations[project]
    assert nomination.of_kind("report")[0].chars == 1204
    assert nomination.passages[-1].title == "工作总结"


def test_an_act_holds_when_the_file_comes_again_elsewhere_and_goes_with_another_one(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    give(desk, "IMG_1.jpg", "王莲")
    moved = {("照片/DSC_7.jpg" if path == "IMG_1.jpg" else path): data for path, data in FILES.items()}
    desk.take_in(folder_of(tmp_path / "再报", moved), unit=UNIT)
    assert "照片/DSC_7.jpg" in paths(desk, "王莲")
    desk.take_in(folder_of(tmp_path / "三报", {**FILES, "IMG_1.jpg": photo(303)}), unit=UNIT)
    assert "IMG_1.jpg" not in paths(desk, "王莲")


def test_a_wrong_file_is_taken_away_and_the_act_undone(desk: OfficeDesk) -> None:
    before = desk.docket.nominations[id_of(desk, "王莲")]
    give(desk, "王莲1.jpg", "李广")
    assert "王莲1.jpg" not in paths(desk, "王莲")
    assert "photo.id" not in rules(desk, id_of(desk, "李广"))
    give(desk, "王莲1.jpg", "")
    assert "王莲1.jpg" not in [f.place.material.path for f in Filing(desk).unclear(UNIT)]
    filing = Filing(desk)
    file = next(f for f in filing.files(UNIT) if f.place.material.path == "王莲1.jpg")
    filing.undo(UNIT, file)
    assert set(desk.docket.nominations[before.id].materials) == set(before.materials)
    again = next(f for f in filing.files(UNIT) if f.place.material.path == "王莲1.jpg")
    with pytest.raises(UsageError):
        filing.undo(UNIT, again)


def test_a_form_taken_away_takes_its_facts_along_and_brings_them_back(desk: OfficeDesk) -> None:
    wang = id_of(desk, "王莲")
    before, found = desk.docket.nominations[wang], rules(desk, wang)
    give(desk, "王莲推介表.docx", "")
    without = desk.docket.nominations[wang]
    assert {r.source for r in without.readings} == {"summary"}
    assert "form.missing" in rules(desk, wang)
    give(desk, "王莲推介表.docx", "王莲", "form")
    after = desk.docket.nominations[wang]
    assert {(r.key, r.value, r.source) for r in after.readings} == {(r.key, r.value, r.source) for r in before.readings}
    assert rules(desk, wang) == found


def test_a_photographed_form_is_sent_but_read_by_nobody(desk: OfficeDesk) -> None:
    wang = id_of(desk, "王莲")
    give(desk, "王莲推介表.docx", "")
    give(desk, "IMG_1.jpg", "王莲", "form")
    assert rules(desk, wang).isdisjoint({"form.missing", "form.field.missing"})


def test_acts_are_there_after_the_desk_was_closed(desk: OfficeDesk) -> None:
    give(desk, "IMG_2.jpg", "李广")
    desk.close()
    with_it = OfficeDesk(desk.store, Clock())
    assert "IMG_2.jpg" in paths(with_it, "李广")
    file = next(f for f in Filing(with_it).files(UNIT) if f.place.material.path == "IMG_2.jpg")
    assert file.at.startswith("2022-09-01")


def test_a_nomination_that_is_not_there_is_refused(desk: OfficeDesk) -> None:
    filing = Filing(desk)
    with pytest.raises(UsageError):
        filing.put(UNIT, filing.unclear(UNIT)[0], "S099")
