"""RAR, tar and packed files: read like any zip, and refused for the same reasons."""

from __future__ import annotations

import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.intake.limits import Limits
from review_tui.intake.package import PackageReading, read_package
from review_tui.rules import Season
from tests.intake.archiving import HARD_LINK, SYMLINK, packed, rar_of, tar_member, tar_of
from tests.intake.converting import machine_with
from tests.intake.making import photo, star_form, zip_of
from tests.needs import program

FORM = "学习之星/01汪莲/汪莲推介表.docx"
Reads = Callable[..., PackageReading]


@pytest.fixture
def reads(tmp_path: Path, season: Season, work: Path) -> Reads:
    """Reads those bytes as the package of 长春市 that bears that name."""

    def run(name: str, data: bytes, limits: Limits | None = None) -> PackageReading:
        path = tmp_path / name
        path.write_bytes(data)
        return read_package(path, season, work, unit="长春市", limits=limits)

    return run


def _problems(reading: PackageReading) -> list[tuple[str, str]]:
    assert reading.refused
    assert reading.package.nominations == () and dict(reading.blobs) == {}
    return [(p.problem, p.file) for p in reading.package.problems]


@pytest.mark.parametrize("tool", ["unar", "bsdtar"])
def test_rar(reads: Reads, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tool: str) -> None:
    machine_with(monkeypatch, tmp_path / "work" / "bin", tool)
    reading = reads("长春市.rar", rar_of({"学习之星/": b"", FORM: star_form("汪莲"), "学习之星/01汪莲/1.jpg": photo()}))
    (nomination,) = reading.package.nominations
    assert [m.path for m in nomination.materials] == ["学习之星/01汪莲/1.jpg", FORM]
    assert reading.package.problems == ()


def test_rar_of_one_empty_file_and_of_none(reads: Reads) -> None:
    program("unar")
    assert [m.size for m in reads("a.rar", rar_of({"空.jpg": b""})).package.materials] == [0]
    assert _problems(reads("b.rar", rar_of({}))) == [("archive.broken", "b.rar")]


def test_rar_without_a_program(reads: Reads, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    machine_with(monkeypatch, tmp_path / "work" / "bin")
    reading = reads("a.rar", rar_of({FORM: star_form("汪莲")}))
    assert _problems(reading) == [("archive.format", "a.rar")]
    assert "apt install unar" in reading.package.problems[0].message


def test_rar_inside_a_zip_without_a_program(reads: Reads, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    machine_with(monkeypatch, tmp_path / "work" / "bin")
    inner = rar_of({"1.jpg": photo()})
    data = zip_of(tmp_path / "a.zip", {FORM: star_form("汪莲"), "学习之星/01汪莲/照片.rar": inner}).read_bytes()
    package = reads("长春市.zip", data).package
    assert [(p.problem, p.file) for p in package.problems] == [("archive.format", "学习之星/01汪莲/照片.rar")]
    assert [n.name for n in package.nominations] == ["汪莲"]


@pytest.mark.parametrize("cut", [30, 300])
def test_rar_that_is_cut(reads: Reads, cut: int) -> None:
    program("unar")
    data = rar_of({"a.jpg": photo(), "b.jpg": photo(31)})
    assert _problems(reads("a.rar", data[:-cut])) == [("archive.broken", "a.rar")]


def test_rar_with_a_wrong_checksum(reads: Reads) -> None:
    program("unar")
    data = bytearray(rar_of({"a.txt": b"x" * 500}))
    data[-100] ^= 1
    assert _problems(reads("a.rar", bytes(data))) == [("archive.broken", "a.rar")]


@pytest.mark.parametrize(
    "name", ["../外.jpg", "a/../../外.jpg", "/etc/外.jpg", "C:\\外.jpg", "..\\外.jpg", "a/nul.jpg"]
)
def test_rar_and_tar_that_leave_the_package(reads: Reads, tmp_path: Path, work: Path, name: str) -> None:
    shown = name.replace("\\", "/").removeprefix("/")
    for number, make in enumerate((rar_of, tar_of)):
        reading = reads(f"{number}.rar", make({FORM: star_form("汪莲"), name: photo()}))
        assert _problems(reading) == [("archive.unsafe", shown)]
        assert "其余 1 个文件：" + FORM in reading.package.problems[0].message
    assert sorted(p.name for p in tmp_path.iterdir()) == ["0.rar", "1.rar", "work"]
    assert [p for p in work.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("kind", [SYMLINK, HARD_LINK])
def test_rar_with_links(reads: Reads, kind: int) -> None:
    data = rar_of({"a.jpg": photo()}, links={"b.jpg": (kind, "/etc/passwd")})
    assert _problems(reads("a.rar", data)) == [("archive.unsafe", "b.jpg")]


@pytest.mark.parametrize("packing", ["", "gz", "bz2", "xz"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_tar(reads: Reads, packing: str, encoding: str) -> None:
    data = tar_of({FORM: star_form("汪莲"), "1.jpg": photo()}, packing=packing, encoding=encoding)
    package = reads("长春市.zip", data).package
    assert [m.path for m in package.nominations[0].materials] == ["1.jpg", FORM]


@pytest.mark.parametrize("packing", ["gz", "bz2", "xz"])
def test_one_packed_file(reads: Reads, packing: str) -> None:
    reading = reads(f"汪莲推介表.docx.{packing}", packed(star_form("汪莲"), packing))
    assert [m.path for n in reading.package.nominations for m in n.materials] == ["汪莲推介表.docx"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_tar_with_links_and_devices(reads: Reads, kind: bytes) -> None:
    assert _problems(reads("a.tar", tar_member("照片.jpg", kind, "/etc/passwd"))) == [("archive.unsafe", "照片.jpg")]


@pytest.mark.parametrize("packing", ["", "gz", "bz2", "xz"])
def test_tar_that_is_cut(reads: Reads, packing: str) -> None:
    data = tar_of({"a.jpg": photo(), "b.jpg": photo(31), "c.jpg": photo(32)}, packing=packing)
    ends = (len(data) * 2 // 3, len(data) - 15) if packing else (2000, 3 * 1024)
    for number, end in enumerate(ends):
        assert _problems(reads(f"{number}.tar", data[:end])) == [("archive.broken", f"{number}.tar")]


@pytest.mark.parametrize("packing", ["gz", "bz2", "xz"])
def test_a_packed_bomb_stops_at_the_limit(reads: Reads, work: Path, packing: str) -> None:
    data = packed(bytes(6 << 20), packing)
    assert _problems(reads("a.gz", data, Limits(ratio=100, ratio_from=1 << 20))) == [("archive.bomb", "a.gz")]
    assert [p for p in work.rglob("*") if p.is_file()] == []


def test_every_unsafe_member_is_named(reads: Reads) -> None:
    reading = reads("a.tar", tar_of({"../1.jpg": b"1", "好.jpg": photo(), "../2.jpg": b"2"}))
    assert _problems(reading) == [("archive.unsafe", "../1.jpg"), ("archive.unsafe", "../2.jpg")]
    first, second = (p.message for p in reading.package.problems)
    assert "好.jpg" not in first and "其余 1 个文件：好.jpg" in second


def test_a_nested_archive_that_broke_leaves_room_for_the_next(reads: Reads, tmp_path: Path) -> None:
    broken = bytearray(zip_of(tmp_path / "i.zip", {"1.jpg": photo(), "2.jpg": photo(40, 40)}).read_bytes())
    at = broken.index(b"PK\x01\x02", broken.index(b"PK\x01\x02") + 4) + 16
    broken[at] ^= 1  # the checksum of the second
    whole = zip_of(tmp_path / "j.zip", {"3.jpg": photo(41, 41)}).read_bytes()
    data = zip_of(tmp_path / "k.zip", {"a坏.zip": bytes(broken), "b好.zip": whole}).read_bytes()
    package = reads("长春市.zip", data).package
    assert [(p.problem, p.file) for p in package.problems] == [("archive.broken", "a坏.zip")]
    assert [m.path for m in package.materials] == ["a坏.zip", "b好.zip/3.jpg"]
