"""Normal forms of what people write into cells: dates, numbers of learners, telephones, ticks, names.

Each function takes the text of a cell and returns None where the text does not say such a value; the raw text is
kept beside it by the caller.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, timedelta

from review_tui.intake.text import line, solid

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE_YEAR = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年)")
_CHINESE_SMALL = re.compile(
    r"(十[一二]?|[一二三四五六七八九])(?=月)|([一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=日)"
)
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s*(?:[年./\-—–、·。]\s*(1[0-2]|0?[1-9])(?!\d)\s*(?:[月./\-—–]\s*(3[01]|[12]\d|0?[1-9])(?!\d))?)?"
)
_PACKED = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])?(?!\d)")
_SERIAL = re.compile(r"(?!19|20)[1-6]\d{4}")
_EXCEL_DAYS = range(3_000, 73_051)  # 1908 to 2099


def parse_date(text: str) -> str | None:
    """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`: the first date of the text (2019年5月, 2019.05, 201905, 二〇一九年五月 …).

    Five digits alone are Excel's number of a day, pasted as text; none that begin like a year (20195).
    """
    plain = unicodedata.normalize("NFKC", text).replace("\n", "")
    plain = _CHINESE_YEAR.sub(lambda m: m[0].translate(_DIGITS), plain)
    plain = _CHINESE_SMALL.sub(lambda m: str(_tens(m[0])), plain)
    packed = _PACKED.search(plain)
    found = _DATE.search(plain)
    if packed and (found is None or packed.start() <= found.start()):
        return "-".join(part for part in packed.groups() if part)
    if found is None:
        serial = _SERIAL.fullmatch(plain.strip())
        return date_of_number(int(serial[0])) if serial else None
    year, month, day = found.groups()
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def date_of_number(number: float) -> str | None:
    """A date from a numeric cell: 201905, 20190501, 2019, 2019.05 or an Excel serial.

    2019.1 may have been typed 2019.1 or 2019.10, so that only the year is sure.
    """
    if not math.isfinite(number):
        return None
    if number == int(number):
        whole = int(number)
        if whole in _EXCEL_DAYS and not 1900 <= whole <= 2100:
            return (date(1899, 12, 30) + timedelta(days=whole)).isoformat()
        return parse_date(str(whole))
    shown = f"{number:.6f}".rstrip("0")
    month = shown.partition(".")[2]
    if not 1900 <= number < 2101:
        return date_of_number(int(number)) if int(number) in _EXCEL_DAYS else None
    return parse_date(shown) if len(month) == 2 else parse_date(str(int(number)))


def date_of_cell(iso: str) -> str:
    """A cell that Excel holds as a date. The first of a month is what Excel makes of a typed month: `YYYY-MM`."""
    day = iso[:10]
    return day[:7] if day.endswith("-01") else day


def _tens(chinese: str) -> int:
    head, ten, tail = chinese.partition("十")
    if not ten:
        return int(chinese.translate(_DIGITS))
    return int(head.translate(_DIGITS) or 1) * 10 + int(tail.translate(_DIGITS) or 0)


_MOBILE = re.compile(r"(?<!\d)1\d{2}[ \-]?\d{4}[ \-]?\d{4}(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)\(?(0(?:10|2\d|[3-9]\d{2}))\)?[ \-]{0,3}(\d{7,8}|\d{3,4}[ \-]\d{4})(?!\d)")
_DASHES = str.maketrans("—–－‐‑−", "------")


def parse_phone(text: str) -> str | None:
    """`19900003831` or `0431-00009460`; several are joined with `、` in their order. None: no number of that shape."""
    plain = unicodedata.normalize("NFKC", line(text).translate(_DASHES)).translate(_DASHES)
    plain = re.sub(r"(?<=\d)\.0+(?!\d)", "", plain)
    found = [(m.start(), re.sub(r"\D", "", m[0])) for m in _MOBILE.finditer(plain)]
    found += [(m.start(), f"{m[1]}-{re.sub(r'[^0-9]', '', m[2])}") for m in _LANDLINE.finditer(plain)]
    return "、".join(dict.fromkeys(number for _, number in sorted(found))) or None


_ON = "☑✔√■✓☒●◆🗹✅"
_OFF = "□☐○◻▢◇"
_TICKED_BEFORE = re.compile(rf"[{_ON}]\s*([^\s{_ON}{_OFF},，、;；/()（）]+)")
_TICKED_AFTER = re.compile(rf"([^\s{_ON}{_OFF},，、;；/()（）]+)\s*[（(\[]?\s*[{_ON}]\s*[）)\]]?")


def chosen(text: str) -> str:
    """The ticked word of a choice cell (`☑男 □女`, `是□ 否√`, `线下（ ）线上线下（√）`); other texts as they are.

    Several ticked words are joined with `、`. Boxes of which none is ticked: empty.
    """
    plain = line(text)
    if not re.search(rf"[{_ON}{_OFF}]", plain):
        return plain
    if not re.search(rf"[{_ON}]", plain):
        return ""
    before = plain[0] in _ON + _OFF
    words = (_TICKED_BEFORE if before else _TICKED_AFTER).findall(plain)
    return "、".join(dict.fromkeys(re.sub(r"^\d+[.、]", "", word) for word in words)) or plain


_STATUS = re.compile(r"[（(\[【][\u3400-\u9fff\d、，,:：]{0,20}[）)\]】]$")
"""What units put behind a name: （退休）, （女）, （73岁）. Other brackets belong to whatever the cell says."""
_ADDRESS = re.compile(r"(?<=[\u3400-\u9fff)）]{2})(?:同志|先生|女士|老师)$")


def person_name(text: str) -> str:
    """A person's name without padding, number, form of address and bracket (`3.王 五同志（退休）` → 王五)."""
    bare = re.sub(r"^[\d①-⑳]+[.、．]?(?=[\u3400-\u9fff])", "", solid(text).strip("★☆*※▲●◆■√·"))
    return _ADDRESS.sub("", _STATUS.sub("", _ADDRESS.sub("", bare))) or bare


def gender(text: str) -> str | None:
    """`男` or `女`."""
    found = re.findall(r"[男女]", chosen(text))
    return found[0] if len(set(found)) == 1 else None


def ethnic(text: str) -> str:
    """`汉` → 汉族; anything longer stays."""
    plain = solid(chosen(text))
    return plain + "族" if re.fullmatch(r"[\u4e00-\u9fff]{0,4}[^族\W\d_a-zA-Z]", plain) else plain


def politics(text: str) -> str:
    """`党员` and longer ways of saying it → 中共党员; anything else stays."""
    plain = solid(chosen(text))
    return "中共党员" if plain in ("党员", "共产党员", "中国共产党党员", "中国共产党员") else plain


def yes_no(text: str) -> str | None:
    """`是` or `否` of a choice cell; None where it says neither."""
    plain = solid(chosen(text))
    if re.match(r"否|无|没有|未|不", plain):
        return "否"
    return "是" if re.match(r"是|有|曾|已", plain) else None
