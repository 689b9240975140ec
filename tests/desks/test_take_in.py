"""Numbers for nominations, and what changed against the package before."""

from __future__ import annotations

from pathlib import Path

from review_tui.desks.office import OfficeDesk
from review_tui.season_store import SeasonStore
from scoring.nomination import by_id
from tests.builders import Clock, as_read, package, project, reading, season_with, star, take


def test_numbers_count_by_category_in_the_order_of_the_package(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"), project("向海讲习所"), star("李广"))
    desk = OfficeDesk(store, Clock())
    assert [(n.id, n.name) for n in desk.nominations()] == [
        ("P001", "向海讲习所"),
        ("S001", "方琴"),
        ("S002", "李广"),
    ]


def test_importing_again_keeps_numbers_and_says_what_changed(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"), star("李广"), star("卢兰岚"))
    desk = OfficeDesk(store, Clock())
    unit = desk.docket.packages["长春市教育局"].unit
    corrected = package(unit, [star("卢兰岚"), star("方　琴", birth="1962-03"), star("赵秀英")])
    result = desk.take(as_read(corrected, tmp_path / "again"))

    assert [(c.id, c.name) for c in result.added] == [("S004", "赵秀英")]
    assert [(c.id, c.name) for c in result.removed] == [("S002", "李广")]
    assert [(c.id, c.what[0]) for c in result.changed] == [("S001", "出生年月")]
    assert {n.id: n.name for n in desk.nominations()} == {"S001": "方　琴", "S003": "卢兰岚", "S004": "赵秀英"}


def test_a_withdrawn_nomination_that_comes_back_gets_its_number_back(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"), star("李广"))
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, star("方琴"))
    take(desk, tmp_path, star("新人"), star("方琴"))
    take(desk, tmp_path, star("李广"), star("方琴"))
    assert {n.name: n.id for n in desk.nominations()} == {"方琴": "S001", "李广": "S002"}


def test_namesakes_of_one_unit_keep_their_order(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("李广", job="电工"), star("李广", job="护士"))
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, star("李广", job="电工"), star("李广", job="护士"))
    assert [(n.id, n.text("job")) for n in desk.nominations()] == [("S001", "电工"), ("S002", "护士")]


def test_a_dry_run_and_a_refused_package_write_nothing(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    desk = OfficeDesk(store, Clock())
    unit = desk.docket.packages["长春市教育局"].unit
    read = as_read(package(unit, [star("李广")]), tmp_path / "again")
    before = (store.path / "ledger" / "office.jsonl").read_bytes()

    assert [c.name for c in desk.take(read, dry_run=True).added] == ["李广"]
    refused = type(read)(package=read.package, blobs=read.blobs, refused=True)
    assert desk.take(refused).taken is False
    assert (store.path / "ledger" / "office.jsonl").read_bytes() == before
    assert [n.name for n in desk.nominations()] == ["方琴"]


def test_the_day_of_receipt_is_kept_when_a_correction_does_not_say_one(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴"))
    desk = OfficeDesk(store, Clock())
    unit = desk.docket.packages["长春市教育局"].unit
    desk.take(as_read(package(unit, [star("方琴")], received=None), tmp_path / "again"))
    assert desk.units()[0].received == "2022-08-15"


def test_the_journal_names_no_person_and_experts_get_no_phone(tmp_path: Path) -> None:
    store = season_with(tmp_path, star("方琴", phone="19900007777"))
    journal = (store.path / "ledger" / "office.jsonl").read_text()
    assert "方琴" not in journal and "19900007777" not in journal
    shared = "".join(p.read_text() for p in (store.path / "dossiers").iterdir())
    assert "方琴" in shared and "19900007777" not in shared
    desk = OfficeDesk(SeasonStore.open(store.path), Clock())
    assert desk.nominations()[0].text("phone") == "19900007777"


def test_readings_of_both_tables_survive_the_dossier(tmp_path: Path) -> None:
    one = star("方琴")
    one = one.model_copy(update={"readings": (*one.readings, reading("phone", "19900009999", "summary"))})
    desk = OfficeDesk(season_with(tmp_path, one), Clock())
    assert [r.value for r in desk.nominations()[0].readings_of("phone")] == [
        "19900001234",
        "19900001234",
        "19900009999",
    ]


def test_numbers_beyond_999_stay_in_order() -> None:
    assert sorted(["S1000", "P002", "S999", "P1001"], key=by_id) == ["P002", "P1001", "S999", "S1000"]
