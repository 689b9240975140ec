"""Where the shipped data is: seasons, sample packages, templates."""

from __future__ import annotations

from pathlib import Path

from review_tui.errors import SeasonError


def data_dir() -> Path:
    """The directory that holds `seasons/` and `samples/`.

    In an installed wheel it is `review_tui/_data`, in a checkout `data/` beside the package. Raises `SeasonError`
    when neither is there (a broken installation).
    """
    here = Path(__file__).resolve().parent
    for candidate in (here / "_data", here.parent / "data"):
        if (candidate / "seasons").is_dir():
            return candidate
    raise SeasonError("程序不完整", f"在 {here} 旁找不到 data/seasons。", "请重新安装本程序。")


def shipped_seasons() -> tuple[str, ...]:
    """The names of the shipped rule sets, sorted; each is a directory with a `season.toml`."""
    return tuple(sorted(p.parent.name for p in (data_dir() / "seasons").glob("*/season.toml")))
