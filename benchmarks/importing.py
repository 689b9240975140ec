"""Import of a package against the least that must be done with its files: unzip, SHA-256, MediaInfo."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from pymediainfo import MediaInfo

from benchmarks.measure import Row, median, timed
from benchmarks.packages import PROJECTS, STARS, package
from benchmarks.season import Clock
from benchmarks.stage import Stage
from review_tui.desks.office import OfficeDesk
from review_tui.intake.limits import limits_of
from review_tui.intake.reading import Reader
from review_tui.resources import data_dir
from review_tui.season_store import SeasonStore

GOAL = 1.5
_FEW, _MANY = 10, 80
_PHOTO, _VIDEO = 2 << 20, 40 << 20
"""Sizes of what units really send: a photo of a telephone, a video of the 4 to 5 minutes that the notice wants."""
_PICTURES, _FILMS = {".jpg", ".jpeg", ".png"}, {".mp4"}


def run(stage: Stage) -> list[Row]:
    """A sample package as it is, and the same with photos and videos of real size."""
    sample = max((data_dir() / "samples").glob("*.zip"), key=lambda path: path.stat().st_size)
    out = [_compare(stage, sample, f"import of a sample package ({_megabytes(sample)} MB)", stage.times(7, 1))]
    if not stage.quick:
        large = _enlarge(sample, stage.directory / "large" / sample.name)
        out.append(_compare(stage, large, f"the same with files of real size ({_megabytes(large)} MB)", 5))
    return out + _many(stage)


def _many(stage: Stage) -> list[Row]:
    """One call that imports few and many full packages: against the floor, and how the price of a unit grows."""
    few, many = (1, 2) if stage.quick else (_FEW, _MANY)
    packages = [(f"第{n + 1}大学", package(stage.directory / f"u{n}.zip", f"第{n + 1}大学", n)) for n in range(many)]
    ours, bare = {}, {}
    for count in (few, many):
        ours[count], bare[count] = _import_all(stage, packages[:count])
    each = STARS + PROJECTS
    return [
        Row("importing", f"import of {count} units × {each} nominations", "ms", ours[count], bare[count], GOAL)
        for count in (few, many)
    ] + [_growth(few, many, {count: ours[count] / bare[count] for count in (few, many)})]


def _growth(few: int, many: int, floors: dict[int, float]) -> Row:
    """How the price of a unit grows, counted in floors of the same minutes: the machine may be busier in some."""
    what = f"a unit among {many} against one among {few}, in floors"
    return Row("importing", what, "floors", floors[many], floors[few], 1.25)


def _import_all(stage: Stage, packages: list[tuple[str, Path]]) -> tuple[float, float]:
    """Milliseconds of ours and of the floor, package by package in turns."""
    season, place = stage.directory / "import-season", stage.directory / "bare-import"
    desk = OfficeDesk(SeasonStore.create(season), Clock())
    ours = bare = 0.0
    with desk.store.workdir() as home:
        reader = Reader(home, limits_of(desk.rules.intake))
        ours += timed(reader.__enter__)
        for unit, path in packages:
            ours += timed(lambda u=unit, p=path: desk.take_in(p, unit=u, reader=reader))
            bare += timed(lambda p=path: _bare(p, place))
            shutil.rmtree(place)
        reader.close()
    desk.close()
    shutil.rmtree(season)
    return ours, bare


def _compare(stage: Stage, package: Path, what: str, times: int) -> Row:
    ours: list[float] = []
    bare: list[float] = []
    for turn in range(times + 1):
        season, place = stage.directory / "import-season", stage.directory / "bare-import"
        desk = OfficeDesk(SeasonStore.create(season), Clock())
        both = timed(lambda d=desk: d.take_in(package)), timed(lambda p=place: _bare(package, p))
        desk.close()
        shutil.rmtree(season)
        shutil.rmtree(place)
        if turn:
            ours.append(both[0])
            bare.append(both[1])
    return Row("importing", what, "ms", median(ours), median(bare), GOAL)


def _bare(package: Path, place: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(place)
    for path in sorted(place.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                hashlib.file_digest(file, "sha256")
            if path.suffix.lower() in _PICTURES | _FILMS:
                MediaInfo.parse(path)


def _enlarge(sample: Path, target: Path) -> Path:
    """The same package, each photo and video filled up with bytes that its readers pass over."""
    target.parent.mkdir(exist_ok=True)
    filling = _noise(_VIDEO)
    with zipfile.ZipFile(sample) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            fill = _FILLED.get(Path(info.filename).suffix.lower())
            new.writestr(info, fill(data, filling) if fill else data)
    return target


def _long_photo(data: bytes, filling: bytes) -> bytes:
    return data + filling[: _PHOTO - len(data)]  # what follows the end mark of a JPEG is not looked at


def _long_video(data: bytes, filling: bytes) -> bytes:
    size = _VIDEO - len(data)
    return data + size.to_bytes(4, "big") + b"free" + filling[: size - 8]  # a box of an MP4 that holds nothing


_FILLED: dict[str, Callable[[bytes, bytes], bytes]] = dict.fromkeys(_PICTURES, _long_photo) | dict.fromkeys(
    _FILMS, _long_video
)


def _noise(size: int) -> bytes:
    """Bytes that no archive makes smaller, the same in every run."""
    return hashlib.shake_128(b"filling").digest(size)


def _megabytes(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f}"
