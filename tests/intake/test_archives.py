"""Archives: names recovered, nothing outside, bombs and broken ones refused as a whole."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import py7zr
import pytest

from review_tui.errors import IntakeError
from review_tui.intake.limits import Limits
from review_tui.intake.package import PackageReading, read_package
from review_tui.rules import Season
from tests.intake.making import member, photo, star_form, zip_of

FORM = "学习之星/01汪莲/汪莲推介表.docx"


def _read(path: Path, season: Season, work: Path, limits: Limits = Limits()) -> PackageReading:  # noqa: B008
    return read_package(path, season, work, unit="长春市", limits=limits)


def _refused(reading: PackageReading, problem: str) -> None:
    assert reading.refused
    assert [p.problem for p in reading.package.problems] == [problem]
    assert reading.package.nominations == ()
    assert dict(reading.blobs) == {}


def _zip(path: Path, *infos: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for info, data in infos:
            archive.writestr(info, data)
    return path


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_are_recovered(tmp_path: Path, season: Season, work: Path, encoding: str) -> None:
    path = zip_of(tmp_path / "长春市.zip", {FORM: star_form("汪莲")}, encoding=encoding)
    reading = _read(path, season, work)
    assert [m.path for m in reading.package.nominations[0].materials] == [FORM]


def test_names_are_decided_one_by_one(tmp_path: Path, season: Season, work: Path) -> None:
    rare = "学习之星/02李\U00020bb7/1.jpg"  # a character that GBK lacks and GB18030 has
    path = _zip(
        tmp_path / "长春市.zip",
        (member("甲.jpg", "gb18030"), photo()),
        (member("乙.jpg", "utf-8"), photo(31)),
        (member(rare, "gb18030"), photo(32)),
    )
    assert sorted(m.path for m in _read(path, season, work).package.materials) == sorted(["甲.jpg", "乙.jpg", rare])


def test_backslashes_separate_folders(tmp_path: Path, season: Season, work: Path) -> None:
    path = _zip(tmp_path / "长春市.zip", (member("学习之星\\01汪莲\\照片.jpg", "gb18030"), photo()))
    assert _read(path, season, work).package.materials[0].path == "学习之星/01汪莲/照片.jpg"


@pytest.mark.parametrize(
    "name",
    [
        "../外.jpg",
        "a/../../外.jpg",
        "/etc/外.jpg",
        "C:\\外.jpg",
        "\\\\host\\外.jpg",
        "..\\外.jpg",
        "a/con.jpg",
        "D:外.jpg",
    ],
)
def test_a_member_that_leaves_the_package_refuses_it(tmp_path: Path, season: Season, work: Path, name: str) -> None:
    info = zipfile.ZipInfo("x")
    info.filename = name
    path = _zip(tmp_path / "长春市.zip", (FORM, star_form("汪莲")), (info, photo()))
    before = {p for p in tmp_path.rglob("*") if work not in p.parents}
    _refused(_read(path, season, work), "archive.unsafe")
    assert {p for p in tmp_path.rglob("*") if work not in p.parents} == before
    assert [p for p in work.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o060666, 0o010666])
def test_links_and_devices_refuse_the_package(tmp_path: Path, season: Season, work: Path, mode: int) -> None:
    info = zipfile.ZipInfo("照片.jpg")
    info.create_system, info.external_attr = 3, mode << 16
    _refused(_read(_zip(tmp_path / "a.zip", (info, b"/etc/passwd")), season, work), "archive.unsafe")


def test_own_names_in_the_work_directory(tmp_path: Path, season: Season, work: Path) -> None:
    reading = _read(zip_of(tmp_path / "a.zip", {FORM: star_form("汪莲"), "b.jpg": photo()}), season, work)
    assert sorted(p.name for p in (work / "files").iterdir()) == ["000000.bin", "000001.bin"]
    assert {p.parent for p in reading.blobs.values()} == {work / "files"}


def test_an_encrypted_zip(tmp_path: Path, season: Season, work: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.jpg": photo()})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at] |= 1
    path.write_bytes(data)
    _refused(_read(path, season, work), "archive.encrypted")


def test_a_truncated_zip_and_a_wrong_checksum(tmp_path: Path, season: Season, work: Path) -> None:
    whole = _zip(tmp_path / "a.zip", ("a.jpg", photo(300, 200))).read_bytes()
    (tmp_path / "b.zip").write_bytes(whole[: len(whole) // 2])
    _refused(_read(tmp_path / "b.zip", season, work), "archive.broken")
    at = whole.index(b"\xff\xd8\xff") + 40
    (tmp_path / "c.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    (work / "2").mkdir()
    _refused(_read(tmp_path / "c.zip", season, work / "2"), "archive.broken")


def test_a_zip_in_name_only(tmp_path: Path, season: Season, work: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"not an archive at all")
    _refused(_read(tmp_path / "a.zip", season, work), "archive.broken")
    (tmp_path / "b.txt").write_bytes(b"text")
    _refused(_read(tmp_path / "b.txt", season, work), "archive.format")


def test_content_decides_not_the_ending(tmp_path: Path, season: Season, work: Path) -> None:
    path = zip_of(tmp_path / "长春市.rar", {FORM: star_form("汪莲")})
    assert [n.name for n in _read(path, season, work).package.nominations] == ["汪莲"]


def test_a_rar_in_name_only(tmp_path: Path, season: Season, work: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(50))
    _refused(_read(tmp_path / "a.zip", season, work), "archive.broken")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, season: Season, work: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.bin": bytes(3 << 20)})
    _refused(_read(path, season, work, Limits(ratio=100, ratio_from=1 << 20)), "archive.bomb")
    assert [p for p in work.rglob("*") if p.is_file()] == []


def test_too_many_files(tmp_path: Path, season: Season, work: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {f"{n}.txt": b"x" for n in range(21)})
    _refused(_read(path, season, work, Limits(files=20)), "archive.bomb")


def test_a_member_that_lies_about_its_size(tmp_path: Path, season: Season, work: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.bin": bytes(1 << 20)})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(data)
    reading = _read(path, season, work)
    assert reading.refused
    assert sum(p.stat().st_size for p in work.rglob("*") if p.is_file()) <= 10


def test_overlapping_members(tmp_path: Path, season: Season, work: Path) -> None:
    path = _zip(tmp_path / "a.zip", ("a.bin", b"x" * 100), ("b.bin", b"x" * 100))
    data = bytearray(path.read_bytes())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    path.write_bytes(data)
    _refused(_read(path, season, work), "archive.bomb")


def test_one_zip_per_nominee_inside(tmp_path: Path, season: Season, work: Path) -> None:
    inner = zip_of(tmp_path / "i.zip", {"推介表.docx": star_form("汪莲"), "1.jpg": photo()}).read_bytes()
    reading = _read(zip_of(tmp_path / "长春市.zip", {"学习之星/汪莲.zip": inner}), season, work)
    (nomination,) = reading.package.nominations
    assert [m.path for m in nomination.materials] == ["学习之星/汪莲.zip/1.jpg", "学习之星/汪莲.zip/推介表.docx"]


def test_an_unsafe_archive_inside_refuses_the_whole(tmp_path: Path, season: Season, work: Path) -> None:
    inner = _zip(tmp_path / "i.zip", ("../x.jpg", photo())).read_bytes()
    _refused(
        _read(zip_of(tmp_path / "a.zip", {FORM: star_form("汪莲"), "b.zip": inner}), season, work), "archive.unsafe"
    )


def test_a_broken_archive_inside_is_a_problem_of_its_own(tmp_path: Path, season: Season, work: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {FORM: star_form("汪莲"), "b.zip": b"PK\x03\x04broken"})
    package = _read(path, season, work).package
    assert [(p.file, p.problem) for p in package.problems] == [("b.zip", "archive.broken")]
    assert [n.name for n in package.nominations] == ["汪莲"]
    assert [(m.path, m.problem is not None) for m in package.materials] == [("b.zip", True)]


def test_archives_too_deep(tmp_path: Path, season: Season, work: Path) -> None:
    data = photo()
    for depth in range(5):
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as archive:
            archive.writestr(f"{depth}.zip" if depth else "a.jpg", data)
        data = inner.getvalue()
    (tmp_path / "a.zip").write_bytes(data)
    _refused(_read(tmp_path / "a.zip", season, work), "archive.bomb")


def test_7z(tmp_path: Path, season: Season, work: Path) -> None:
    path = tmp_path / "长春市.7z"
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr(star_form("汪莲"), FORM)
        archive.writestr(b"", "学习之星/01汪莲/空.jpg")
        archive.writestr(b"", "Thumbs.db")
    package = _read(path, season, work).package
    assert [m.path for m in package.nominations[0].materials] == [FORM, "学习之星/01汪莲/空.jpg"]
    assert package.archive_sha256 is not None


def test_7z_encrypted_broken_linked(tmp_path: Path, season: Season, work: Path) -> None:
    with py7zr.SevenZipFile(tmp_path / "locked.7z", "w", password="x") as archive:
        archive.writestr(b"x", "a.txt")
    _refused(_read(tmp_path / "locked.7z", season, work), "archive.encrypted")
    with py7zr.SevenZipFile(tmp_path / "whole.7z", "w") as archive:
        archive.writestr(bytes(range(256)) * 100, "a.txt")
    data = (tmp_path / "whole.7z").read_bytes()
    (tmp_path / "cut.7z").write_bytes(data[:-20])
    _refused(_read(tmp_path / "cut.7z", season, work), "archive.broken")
    (tmp_path / "link").symlink_to("/etc/passwd")
    with py7zr.SevenZipFile(tmp_path / "link.7z", "w") as archive:
        archive.write(tmp_path / "link", "照片.jpg")
    _refused(_read(tmp_path / "link.7z", season, work), "archive.unsafe")


def test_a_folder_with_a_link(tmp_path: Path, season: Season, work: Path) -> None:
    folder = tmp_path / "长春市"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(photo())
    (folder / "b.jpg").symlink_to("/etc/passwd")
    _refused(_read(folder, season, work), "archive.unsafe")


def test_a_folder_is_read_where_it_lies(tmp_path: Path, season: Season, work: Path) -> None:
    folder = tmp_path / "长春市"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(photo())
    reading = _read(folder, season, work)
    assert list(reading.blobs.values()) == [folder / "a.jpg"]
    assert list(work.iterdir()) == []
    assert reading.package.archive_sha256 is None


def test_nothing_there_and_nothing_inside(tmp_path: Path, season: Season, work: Path) -> None:
    with pytest.raises(IntakeError, match="不存在"):
        _read(tmp_path / "没有.zip", season, work)
    (tmp_path / "空").mkdir()
    _refused(_read(tmp_path / "空", season, work), "archive.broken")


def test_noise_is_left_out(tmp_path: Path, season: Season, work: Path) -> None:
    noise = ["Thumbs.db", "a/.DS_Store", "__MACOSX/a/._x.jpg", "a/desktop.ini", "a/~$汇总表.xlsx", "a/._x.jpg"]
    path = zip_of(tmp_path / "a.zip", {"a/x.jpg": photo(), **dict.fromkeys(noise, b"x")})
    assert [m.path for m in _read(path, season, work).package.materials] == ["a/x.jpg"]
