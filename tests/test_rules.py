"""A wrong rule file is refused with a sentence that names file, line, key and what is allowed."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from review_tui.errors import SeasonError
from review_tui.resources import data_dir, shipped_seasons
from review_tui.rules import load_season
from review_tui.toml_lines import key_lines, nearest_line

SHIPPED = data_dir() / "seasons" / "jilin-2022"


@pytest.fixture
def season(tmp_path: Path) -> Path:
    for name in ("season.toml", "units.csv", "renames.csv"):
        shutil.copy(SHIPPED / name, tmp_path / name)
    return tmp_path


def change(directory: Path, name: str, old: str, new: str) -> int:
    """Replace the first `old` in a file; the line (from 1) on which it stood."""
    path = directory / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def refused(directory: Path) -> str:
    with pytest.raises(SeasonError) as caught:
        load_season(directory)
    return caught.value.sentence()


@pytest.mark.parametrize("name", shipped_seasons())
def test_shipped_seasons_load(name: str) -> None:
    season = load_season(data_dir() / "seasons" / name)
    assert season.rules.id == name and season.units and season.renames


@pytest.mark.parametrize(
    ("old", "new", "key", "allowed"),
    [
        ("at_most = 10", 'at_most = "ten"', "category[1].quota.at_most", '应为不小于 1 的整数，现为 "ten"'),
        ("at_most = 10", 'at_most = "10"', "category[1].quota.at_most", '应为不小于 1 的整数，现为 "10"'),
        ("at_most = 10", "at_most = 0", "category[1].quota.at_most", "应为不小于 1 的整数，现为 0"),
        ("at_most = 10", "at_most = 9.5", "category[1].quota.at_most", "应为不小于 1 的整数，现为 9.5"),
        ("at_most = 10", "at_most = true", "category[1].quota.at_most", "应为不小于 1 的整数，现为 true"),
        ("at_most = 10", "at_moost = 10", "category[1].quota.at_moost", "没有这个键，是不是 at_most？"),
        ("at_most = 10\n", "\n", "category[1].quota.at_most", "缺少这一项，应为不小于 1 的整数"),
        ("at_most = 10", "at_most = 5", "category[1].quota", "at_least 不能大于 at_most"),
        ("days = 5", "days = 61", "public_notice.days", "应为不小于 1、不大于 60 的整数，现为 61"),
        ('"trimmed"', '"best"', "scoring.method", '应为 "trimmed"、"mean"、"median" 之一，现为 "best"'),
        ("step = 0.5", 'step = "0.5"', "scoring.step", "应为大于 0、不大于 10 的数字"),
        ("date = 2022-08-22", 'date = "soon"', "deadline.date", "应为日期，如 2022-08-22"),
        ("year = 2022", "year = 22", "year", "应为不小于 2000、不大于 2100 的整数，现为 22"),
        ("points = 30", "points = -1", "category[1].rubric.criteria[1].points", "应为大于 0、不大于 1000 的数字"),
        ("minutes = [3, 4]", "minutes = [3]", "category[1].video.minutes", "缺少这一项"),
        ("clause = \"二（一）\"\ndays", "days", "public_notice.clause", "缺少这一项，应为文字"),
        ('"criterion:2"', '"criterion:9"', "", "scoring.ties 的 criterion:9 超出类别 star 的评分项数"),
        ('prefix = "P"', 'prefix = "S"', "", "各类别的 prefix 不能重复"),
    ],
)  # fmt: skip
def test_wrong_value(season: Path, old: str, new: str, key: str, allowed: str) -> None:
    line = change(season, "season.toml", old, new)
    sentence = refused(season)
    assert sentence.startswith("规则文件有误：season.toml")
    assert key in sentence and allowed in sentence
    missing = "缺少" in allowed or "不能大于" in allowed
    if key and not missing:
        assert f"第 {line} 行 {key}：" in sentence


def test_missing_key_is_told_with_the_line_of_its_table(season: Path) -> None:
    line = change(season, "season.toml", '[category.quota]\nclause = "二（二）"\n', "[category.quota]\n")
    assert f"第 {line} 行 category[1].quota.clause：缺少这一项" in refused(season)


def test_the_first_of_several_is_told_with_their_number(season: Path) -> None:
    change(season, "season.toml", "at_most = 10", 'at_most = "ten"')
    line = change(season, "season.toml", "year = 2022", 'year = "now"')
    sentence = refused(season)
    assert f"第 {line} 行 year：" in sentence and "（另有 1 处）" in sentence


@pytest.mark.parametrize(
    ("old", "new"), [("days = 5", "days = "), ('where = "长春', "where = 长春"), ("[scoring]", "[scoring")]
)
def test_syntax_error_is_told_with_its_line(season: Path, old: str, new: str) -> None:
    line = change(season, "season.toml", old, new)
    assert f"season.toml 第 {line} 行" in refused(season)


def test_unclosed_text_at_the_end(season: Path) -> None:
    path = season / "season.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'x = """', encoding="utf-8")
    assert "season.toml 第 " in refused(season)


def test_newer_format(season: Path) -> None:
    change(season, "season.toml", "format = 1", "format = 2\nunheard_of = 1")
    sentence = refused(season)
    assert "format = 2" in sentence and "新版" in sentence and "unheard_of" not in sentence


def test_file_of_another_encoding(season: Path) -> None:
    path = season / "season.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert "season.toml 第 1 行不是 UTF-8" in refused(season)


def test_mark_and_line_ends_of_windows_are_fine(season: Path) -> None:
    for name in ("season.toml", "units.csv", "renames.csv"):
        path = season / name
        text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))
    assert load_season(season).rules.id == "jilin-2022"


def append(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(path.read_text(encoding="utf-8") + text + "\n", encoding="utf-8")

    return write


@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        ("units.csv", "某学院,college,no,,—", "kind 应为 prefecture、university、other 之一，现为 “college”"),
        ("units.csv", "某学院,other,maybe,,—", "special 应为 yes 或 no，现为 “maybe”"),
        ("units.csv", ",other,no,,—", "name 不能为空"),
        ("units.csv", "某学院,other,no", "应有 5 格，现有 3 格"),
        ("units.csv", "某学院,other,no,长春,—", "“长春”已在第 2 行用过"),
        ("renames.csv", "甲学院,乙学院,去年,", "since 应为四位年份或留空，现为 “去年”"),
        ("renames.csv", "甲学院,,2020,", "old 和 new 都要填"),
    ],
)
def test_wrong_row(season: Path, name: str, row: str, told: str) -> None:
    append(row)(season / name)
    line = (season / name).read_text(encoding="utf-8").count("\n")
    sentence = refused(season)
    assert f"{name} 第 {line} 行" in sentence and told in sentence


def test_wrong_header(season: Path) -> None:
    change(season, "units.csv", "name,kind", "单位,kind")
    assert "units.csv 第 1 行：表头应为 name,kind,special,aliases,clause" in refused(season)


@pytest.mark.parametrize("name", ["season.toml", "units.csv", "renames.csv"])
def test_missing_file(season: Path, name: str) -> None:
    (season / name).unlink()
    sentence = refused(season)
    assert name in sentence and "没有这个文件" in sentence


TOML = '''a = 1
[b]
c = """x
[z]
"""   # comment = 3
d = [
  1,  # one
  { e = "]", f = [3,
    4] },
]
[[g]]
h.i = '#'
[g.j]
k = 1
[[g]]
"q r" = 1
[g.j]
k = 2
'''


def test_lines_of_keys() -> None:
    tomllib.loads(TOML)
    lines = key_lines(TOML)
    assert {
        path: lines[path]
        for path in [("a",), ("b",), ("b", "c"), ("b", "d"), ("b", "d", 1, "e"), ("b", "d", 1, "f", 1)]
    } == {("a",): 1, ("b",): 2, ("b", "c"): 3, ("b", "d"): 6, ("b", "d", 1, "e"): 8, ("b", "d", 1, "f", 1): 9}
    assert lines["g", 0, "h", "i"] == 12
    assert (lines["g", 0, "j", "k"], lines["g", 1, "j", "k"], lines["g", 1, "q r"]) == (14, 18, 16)
    assert nearest_line(lines, ("g", 1, "j", "unknown", 3)) == 17
    assert nearest_line(lines, ("nowhere",)) is None


def test_thresholds_of_repeats_have_defaults_for_older_files(season: Path) -> None:
    text = (season / "season.toml").read_text("utf-8")
    before, rest = text.split("[repeats]", 1)
    (season / "season.toml").write_text(before + rest[rest.index("[[category]]") :], "utf-8")
    older, shipped = load_season(season).rules.repeats, load_season(SHIPPED).rules.repeats
    assert (older.repeat, older.suspect, older.regions) == (shipped.repeat, shipped.suspect, {})


def test_a_repeat_is_always_a_suspect(season: Path) -> None:
    change(season, "season.toml", "suspect = 45", "suspect = 71")
    assert "suspect 不能大于 repeat" in refused(season)
