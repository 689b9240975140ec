"""Packages taken in from inside the desk: read first, then exactly that is taken in."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from review_tui.desks.folder import listing, marked_in_order, size_text, typed_day, typed_path
from review_tui.desks.intake_run import IntakeRun, Parcel
from review_tui.desks.office import OfficeDesk
from review_tui.errors import IntakeError, ReviewError, UsageError
from review_tui.resources import data_dir
from review_tui.season_store import SeasonStore
from tests.builders import Clock

SAMPLES = data_dir() / "samples"
ZIP = SAMPLES / "吉林工商学院-百姓学习之星和终身学习品牌项目.zip"


def desk_of(tmp_path: Path) -> OfficeDesk:
    return OfficeDesk(SeasonStore.create(tmp_path / "season"), Clock())


def test_what_was_read_is_taken_in_and_nothing_is_left_behind(tmp_path: Path) -> None:
    desk, files = desk_of(tmp_path), list[str]()
    package = tmp_path / ZIP.name
    shutil.copyfile(ZIP, package)
    journal = desk.store.path / "ledger" / "office.jsonl"
    with IntakeRun(desk, date(2022, 8, 20)) as run:
        run.parcels = [Parcel(package)]
        (parcel,) = run.parcels
        before = journal.read_bytes()
        run.read(parcel, files.append)
        run.preview(parcel)
        assert parcel.ready and parcel.result is not None and len(parcel.result.added) == 5
        assert journal.read_bytes() == before and len(files) > 5
        package.unlink()  # what was shown is what is taken in
        run.stage(parcel)
        run.take(parcel)
        run.sweep(parcel)
        assert parcel.result.taken and not parcel.ready
        assert desk.units()[0].received == "2022-08-20"
        assert [p.name for p in next((desk.store.path / "tmp").iterdir()).iterdir() if p.is_dir()] == []
    assert list((desk.store.path / "tmp").iterdir()) == []


def test_a_package_that_cannot_be_opened_does_not_stop_the_others(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    broken = tmp_path / "坏的.zip"
    broken.write_bytes(ZIP.read_bytes()[:2000])
    with IntakeRun(desk) as run:
        run.parcels = [Parcel(tmp_path / "没有.zip"), Parcel(broken), Parcel(desk.store.path), Parcel(ZIP)]
        for parcel in run.parcels:
            run.read(parcel, str)
            run.preview(parcel)
        assert "不存在" in run.parcels[0].trouble
        assert run.parcels[1].result is not None and run.parcels[1].result.refused and not run.parcels[1].ready
        assert "评审季目录" in run.parcels[2].trouble
        assert run.parcels[3].ready


def test_the_office_says_who_sent_it(tmp_path: Path) -> None:
    desk = desk_of(tmp_path)
    with IntakeRun(desk) as run:
        run.parcels = [Parcel(ZIP), Parcel(ZIP, unit="长春大学")]
        for parcel in run.parcels:
            run.read(parcel, str)
            run.preview(parcel)
        assert [p.result.unit for p in run.parcels if p.result] == ["吉林工商学院", "长春大学"]
        assert run.again("长春大学") == 1 and run.again("") == 0


def test_a_folder_is_listed(tmp_path: Path) -> None:
    for name in ("乙.ZIP", "甲.tar.gz", "说明.txt", ".隐藏.zip"):
        (tmp_path / name).write_bytes(b"x" * 2048)
    (tmp_path / "某市").mkdir()
    (tmp_path / "断.zip").symlink_to(tmp_path / "无")
    found = listing(tmp_path)
    assert [(one.path.name, one.folder) for one in found] == [("某市", True), ("乙.ZIP", False), ("甲.tar.gz", False)]
    assert [size_text(one.size) for one in found] == ["", "2 KB", "2 KB"]
    with pytest.raises(IntakeError):
        listing(tmp_path / "没有")
    assert marked_in_order([Path("/x/z.zip"), found[2].path, found[1].path], found) == (
        found[1].path, found[2].path, Path("/x/z.zip")
    )  # fmt: skip


@pytest.mark.parametrize("wrap", ["{}", " '{}' ", "“{}”", "file://{}", "{}/"])
def test_paths_as_they_are_pasted(tmp_path: Path, wrap: str) -> None:
    (tmp_path / "材料 一").mkdir()
    assert typed_path(wrap.format(tmp_path / "材料 一"), Path("/")) == (tmp_path / "材料 一").resolve()
    assert typed_path("材料 一", tmp_path) == (tmp_path / "材料 一").resolve()


@pytest.mark.parametrize("text", ["", "   ", "没有这个", "~没有这人/x", "a\0b", "x" * 5000])
def test_paths_that_are_none(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError):
        typed_path(text, tmp_path)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-08-15", date(2022, 8, 15)),
        ("２０２２．８．１５", date(2022, 8, 15)),
        ("20220815", date(2022, 8, 15)),
        ("2022年8月15日", date(2022, 8, 15)),
        ("8-15", date(2022, 8, 15)),
        ("8月5日", date(2022, 8, 5)),
        ("８。１５", date(2022, 8, 15)),
        ("", None),
    ],
)
def test_days_as_they_are_typed(text: str, day: date | None) -> None:
    assert typed_day(text, date(2022, 9, 1)) == day


@pytest.mark.parametrize("text", ["2022-13-01", "昨天", "2022-02-30", "1"])
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(ReviewError):
        typed_day(text, date(2022, 9, 1))


def test_sizes() -> None:
    assert [size_text(n) for n in (0, 999, 2_000_000, 3 << 30, 5 << 40)] == [
        "0 B",
        "999 B",
        "1.9 MB",
        "3.0 GB",
        "5120.0 GB",
    ]
