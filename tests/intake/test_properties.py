"""Laws of the readings, for any input: dates, numbers with units, names of members; and a slice of the fuzz run."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_tui.intake.archives import told, unsafe_name
from review_tui.intake.limits import Limits
from review_tui.intake.reading import Reader
from review_tui.intake.text import clean, line
from review_tui.intake.turnout import parse_turnout
from review_tui.intake.unzip import member_name
from review_tui.intake.values import date_of_number, parse_date, parse_phone
from review_tui.rules import Season
from tests.intake.fuzz import attempt, machine

YEARS, MONTHS = st.integers(1900, 2099), st.integers(1, 12)
_CHINESE = "〇一二三四五六七八九"


def _spoken(year: int, month: int) -> str:
    tens = {10: "十", 11: "十一", 12: "十二"}.get(month) or _CHINESE[month]
    return "".join(_CHINESE[int(digit)] for digit in str(year)) + f"年{tens}月"


@given(YEARS, MONTHS)
def test_a_month_in_every_writing_is_the_same_month(year: int, month: int) -> None:
    wanted = f"{year}-{month:02d}"
    for text in (
        f"{year}年{month}月", f"{year}.{month:02d}", f"{year}-{month}", f"{year}/{month:02d}", f"{year}{month:02d}",
        f"{year}年 {month} 月", f"{year}．{month:02d}", _spoken(year, month), f"出生于{year}年{month}月",
        f"{year}年\n{month}月", f"{year}年{month}月起",
    ):  # fmt: skip
        assert parse_date(text) == wanted, text


@given(st.dates(date(1910, 1, 1), date(2090, 12, 31)))
def test_a_day_as_a_serial_and_as_text(day: date) -> None:
    assert date_of_number(float((day - date(1899, 12, 30)).days)) == day.isoformat()
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert parse_date(day.strftime("%Y%m%d")) == day.isoformat()


@given(st.text(max_size=60))
def test_whatever_a_cell_says_a_date_is_one_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", found)


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_whatever_number_a_cell_holds_a_date_is_one_or_none(number: float) -> None:
    found = date_of_number(number)
    assert found is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", found)


@given(
    st.integers(1, 9_999_999),
    st.sampled_from(["人", "人次", "名", "人/次"]),
    st.sampled_from(["", "年均", "约", "每年"]),
)
def test_a_number_with_its_unit(number: int, unit: str, before: str) -> None:
    for shown in (str(number), f"{number:,}", f"{number}.0"):
        for text in (f"{before}{shown}{unit}", f"{before} {shown} {unit}/年", f"{before}{shown}余{unit}"):
            said = parse_turnout(text)
            assert said is not None and (said.number, said.unit) == (number, "人次" if "次" in unit else "人"), text


@given(st.integers(1, 999), st.integers(0, 9))
def test_numbers_in_wan(whole: int, part: int) -> None:
    for text in (f"{whole}.{part}万人次", f"约{whole}.{part}万余人次", f"{whole}.{part} 万人次/年"):
        said = parse_turnout(text)
        assert said is not None and (said.number, said.unit) == (whole * 10_000 + part * 1_000, "人次"), text


@given(st.text(max_size=80))
def test_whatever_a_cell_says_a_turnout_is_a_number_or_none(text: str) -> None:
    for said in (parse_turnout(text), parse_turnout(text + "人"), parse_turnout("一二三百千万" + text)):
        assert said is None or said.number >= 0
    assert parse_phone(text) is None or re.search(r"\d{7,}", parse_phone(text) or "")


# ------------------------------------------------------------------------------------------------ names of members


_PARTS = st.text(st.characters(codec="utf-8", exclude_characters="/\\\x00:"), min_size=1, max_size=20)


@given(st.lists(_PARTS, min_size=1, max_size=5), st.sampled_from(["/", "\\"]))
def test_a_name_that_leaves_is_refused_wherever_it_turns(parts: list[str], sign: str) -> None:
    for at in range(len(parts) + 1):
        assert unsafe_name(sign.join([*parts[:at], "..", *parts[at:]]))
    assert unsafe_name(sign + sign.join(parts)) and unsafe_name("C:" + sign.join(parts))
    assert unsafe_name(sign.join(parts) + "\x00.jpg")


@given(st.lists(st.text("汪莲推介表0123abc（）—·", min_size=1, max_size=12), min_size=1, max_size=5))
def test_a_plain_name_is_taken(parts: list[str]) -> None:
    assert unsafe_name("/".join(parts)) == ""


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=4, max_size=20))
def test_names_are_recovered_from_both_encodings(name: str) -> None:
    assert told(name.encode("utf-8")) == name
    raw = name.encode("gb18030")
    assert told(raw) in (name, raw.decode("utf-8", errors="replace"))  # a few read as either
    info = zipfile.ZipInfo("x")
    info.orig_filename, info.flag_bits = raw.decode("cp437"), 0
    assert member_name(info) == told(raw)


@given(st.binary(min_size=1, max_size=40))
def test_whatever_bytes_a_name_has_it_can_be_shown(raw: bytes) -> None:
    for shown in (line(told(raw)), clean(told(raw))):
        shown.encode("utf-8")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


# ------------------------------------------------------------------------------------------------ packages


@pytest.mark.parametrize("first", [100_000, 200_000])
def test_packages_changed_at_random_end_in_no_traceback(tmp_path: Path, season: Season, first: int) -> None:
    with machine(tmp_path), Reader(tmp_path, Limits(file_seconds=10, unpack_seconds=10)) as reader:
        ends = {attempt(number, season, reader, tmp_path) for number in range(first, first + 25)}
    assert ends <= {"taken in", "refused", "reader fell", "not opened"}
    assert "taken in" in ends
