from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from review_tui.intake.package import PackageReading, read_package
from review_tui.intake.reading import Reader
from review_tui.resources import data_dir
from review_tui.rules import Season, load_season
from tests.intake.making import folder_of


@pytest.fixture(scope="session")
def season() -> Season:
    return load_season(data_dir() / "seasons" / "jilin-2022")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The work directory of a reading, apart from the package."""
    made = tmp_path / "work"
    made.mkdir()
    return made


@pytest.fixture
def reader(work: Path) -> Iterator[Reader]:
    with Reader(work) as made:
        yield made


@pytest.fixture
def read(tmp_path: Path, work: Path, season: Season) -> Callable[..., PackageReading]:
    """Reads a folder of those files as the package of 长春市教育局."""

    def run(files: Mapping[str, bytes], unit: str | None = "长春市") -> PackageReading:
        return read_package(folder_of(tmp_path / "包", files), season, work, unit=unit)

    return run
