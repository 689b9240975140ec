"""What benchmarks share in one run: the large season, a place on the disk, how much to repeat."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.season import TINY, BigSeason, Size, build


@dataclass
class Stage:
    """`directory` is on a real disk and is removed after the run. `quick`: tiny sizes, to see that everything works."""

    directory: Path
    quick: bool = False

    @cached_property
    def season(self) -> BigSeason:
        """The large season, made when the first benchmark asks for it."""
        return build(self.directory / "season", TINY if self.quick else Size())

    def times(self, full: int, quick: int = 2) -> int:
        """How often to repeat."""
        return quick if self.quick else full
