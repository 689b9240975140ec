"""Rulings after a corrected package: kept while the finding is the same, asked again when it is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_tui.desks.docket import Ruled
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from scoring.nomination import Nomination, Reading
from tests.builders import Clock, photo, project, reading, season_with, seat_panel, star, take


def found(desk: OfficeDesk, target: str, rule: str) -> Ruled:
    return next(r for r in desk.docket.all_findings() if (r.finding.target, r.finding.rule) == (target, rule))


def moved(one: Nomination) -> Nomination:
    """The same, packed into another folder and one row further down."""

    def place(reading: Reading) -> Reading:
        return reading.model_copy(update={"place": f"补正材料/{reading.place} › B8"})

    files = tuple(m.model_copy(update={"path": f"补正材料/{m.path}"}) for m in one.materials)
    return one.model_copy(update={"readings": tuple(map(place, one.readings)), "materials": files})


def test_a_ruling_holds_while_its_finding_is_the_same(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("卢兰岚", level="副处级"), project("讲习所", number=650))
    desk = OfficeDesk(store, Clock())
    desk.rule_on("S001", "star.rank", "waive", "经核实已退休")
    desk.rule_on("P001", "project.participants", "waive", "统计口径另附")
    take(desk, tmp_path, moved(star("卢兰岚", level="副处级", job="志愿者队长")), moved(project("讲习所", number=650)))
    assert found(desk, "S001", "star.rank").state() == "放行：经核实已退休"
    assert found(desk, "P001", "project.participants").ruling is not None


def test_a_ruling_on_another_finding_is_asked_again_with_the_old_one_as_a_proposal(tmp_path: Path) -> None:
    store = season_with(tmp_path, project("讲习所", number=950))
    desk = OfficeDesk(store, Clock())
    desk.rule_on("P001", "project.participants", "waive", "差五十人，可以")
    assert desk.docket.barred(desk.docket.nominations["P001"]) == ""
    take(desk, tmp_path, project("讲习所", number=90))

    again = found(desk, "P001", "project.participants")
    assert again.ruling is None and again.open and again.bars
    assert again.proposal is not None and again.proposal.reason == "差五十人，可以"
    assert "950 人" in again.proposal.message
    assert again.state() == "待裁定（暂不参评）；材料有变，原裁定“放行：差五十人，可以”请重新确认"
    assert "90 人" in desk.docket.barred(desk.docket.nominations["P001"])

    desk.rule_on("P001", "project.participants", "waive", "差五十人，可以")
    assert found(desk, "P001", "project.participants").ruling is not None
    take(desk, tmp_path, project("讲习所", number=950))
    assert found(desk, "P001", "project.participants").proposal is not None


def test_what_was_upheld_is_asked_again_too(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("卢兰岚", level="副处级"))
    desk = OfficeDesk(store, Clock())
    desk.rule_on("S001", "star.rank", "uphold", "县处级干部")
    take(desk, tmp_path, star("卢兰岚", level="正处级"))
    assert found(desk, "S001", "star.rank").proposal is not None
    assert desk.docket.barred(desk.docket.nominations["S001"]) == ""


def test_a_swapped_picture_is_another_finding(tmp_path: Path) -> None:
    def pale(folder: str) -> Nomination:
        one = star("方琴")
        wide = photo(f"{folder}/证件照.jpg")  # its bytes are its path
        return one.model_copy(update={"materials": (one.materials[0], wide, one.materials[2])})

    store = season_with(tmp_path, pale("初报"))
    desk = OfficeDesk(store, Clock())
    desk.rule_on("S001", "photo.id", "waive", "生活照，可以")
    take(desk, tmp_path, pale("初报"))
    assert found(desk, "S001", "photo.id").ruling is not None
    take(desk, tmp_path, pale("补正"))
    assert found(desk, "S001", "photo.id").proposal is not None


def test_a_ruling_on_a_unit_is_asked_again_when_its_numbers_changed(tmp_path: Path) -> None:
    store = season_with(tmp_path, *(star(f"学员{i}") for i in range(11)))
    desk = OfficeDesk(store, Clock())
    target = "unit:长春市教育局"
    desk.rule_on(target, "quota.star.over", "waive", "增加一个名额")
    take(desk, tmp_path, *(star(f"学员{i}") for i in range(12)))
    assert found(desk, target, "quota.star.over").proposal is not None


@pytest.mark.parametrize(("later", "holds"), [("19900009999", True), ("", False)])
def test_an_expert_sees_the_rulings_that_the_office_sees(tmp_path: Path, later: str, holds: bool) -> None:
    """A telephone that differs is part of the office's finding; an expert sees the rest of it."""

    def torn(phone: str, birth: str = "1962-03") -> Nomination:
        one = star("方琴")
        more = [reading("birth", birth, "summary")] + ([reading("phone", phone, "summary")] if phone else [])
        return one.model_copy(update={"readings": (*one.readings, *more)})

    store = season_with(tmp_path, torn("19900009999"))
    seat_panel(store, "e01")
    desk = OfficeDesk(store, Clock())
    desk.rule_on("S001", "facts.conflict", "waive", "以身份证为准")
    take(desk, tmp_path, torn(later))
    assert (found(desk, "S001", "facts.conflict").ruling is not None) is holds
    desk.close()
    expert = ExpertDesk(store, "e01", Clock())
    (seen,) = [r for r in expert.dossier("S001").findings if r.finding.rule == "facts.conflict"]
    assert seen.ruling is not None  # of what the expert can see nothing changed
    expert.close()


def test_a_ruling_of_an_older_season_holds(tmp_path: Path) -> None:
    store = season_with(tmp_path, project("讲习所", number=950))
    desk = OfficeDesk(store, Clock())
    note = store.put_note("office", {"text": "旧裁定"})
    with desk.entry("ruling"):
        desk.book.put("rulings", "P001|project.participants", {"verdict": "waive", "note": note, "at": desk.now()})
    desk.reload()
    take(desk, tmp_path, project("讲习所", number=90))
    assert found(desk, "P001", "project.participants").state() == "放行：旧裁定"


def test_the_journal_tells_nothing_of_the_finding(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("卢兰岚", level="副处级"))
    desk = OfficeDesk(store, Clock())
    desk.rule_on("S001", "star.rank", "waive", "经核实")
    assert desk.book.last is not None
    (doc,) = desk.book.last.puts["rulings"].values()
    assert set(doc) == {"verdict", "note", "at"}
