"""Contents of exports that tests fill templates with, and ways to look into the result."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from review_tui.exports.national import NationalLine
from review_tui.exports.shortlist import Detail, DetailLine, FindingLine, ListLine, QuotaLine, Shortlist
from review_tui.exports.workbook import Masthead
from review_tui.resources import data_dir
from review_tui.rules import load_season

RULES_DIRECTORY = data_dir() / "seasons" / "jilin-2022"
TEMPLATES = RULES_DIRECTORY / "templates"
RULES = load_season(RULES_DIRECTORY).rules
MADE = datetime(2022, 8, 29, 14, 5, tzinfo=timezone(timedelta(hours=8)))
MASTHEAD = Masthead.of(RULES, MADE, "7F3A-09QX-K2M4-TT10")
STAR, PROJECT = RULES.find("star"), RULES.find("project")


def line(name: str = "李桂花", *, rank: int | None = 1, category: str = "学习之星", **other: Any) -> ListLine:
    values: dict[str, Any] = {
        "category": category, "rank": rank, "id": "S001", "name": name, "unit": "长春市教育局", "special": False,
        "type": "老年人", "score": Decimal("88.50"), "ballots": 7, "reason": "第 1 名，在 43 个名额内", **other,
    }  # fmt: skip
    return ListLine(**values)


def detail(
    name: str = "李桂花", criteria: tuple[str, ...] = ("26.50", "17.00", "18.00", "18.50", "8.50")
) -> DetailLine:
    points = tuple(Decimal(one) for one in criteria)
    total = sum(points, Decimal(0)) if points else None
    return DetailLine(1, "S001", name, "长春市教育局", points, total, total, total, total, Decimal("1.20"), 7, "")


def finding(message: str = "没有竖版二寸证件照", **other: str) -> FindingLine:
    values = {
        "id": "S001", "name": "李桂花", "unit": "长春市教育局", "category": "学习之星", "rule": "photo.id",
        "level": "警告", "message": message, "clause": "二（三）1.(2)", "evidence": "包.zip › 李桂花.jpg",
        "ruling": "放行", "ruling_reason": "已补交", **other,
    }  # fmt: skip
    return FindingLine(**values)


def content(selected: tuple[ListLine, ...] = (), **other: Any) -> Shortlist:
    """A shortlist with something on every sheet, unless it is said."""
    values: dict[str, Any] = {
        "masthead": MASTHEAD,
        "selected": selected or (line(),),
        "reserves": (line("周广志", rank=2),),
        "left_out": (line("林立永", rank=None, score=None, ballots=0, reason="尚无有效评分"),),
        "quotas": (
            QuotaLine("长春市教育局", "学习之星", 11, 6, 10, 3, 10),
            QuotaLine("甲", "学习之星", 1, 6, 10, 0, None),
        ),
        "findings": (finding(),),
        "details": (Detail(STAR, (detail(),)), Detail(PROJECT, (detail("夕阳红课堂"), detail("未评", ())))),
        **other,
    }
    return Shortlist(**values)


def forwarded(name: str = "李桂花", **other: Any) -> NationalLine:
    values: dict[str, Any] = {
        "province": "吉林省", "name": name, "unit": "朝晖社区", "category": "百姓学习之星", "special": True,
        "video": False, "contact": "谭辉山", "phone": "19900002222", **other,
    }  # fmt: skip
    return NationalLine(**values)


def read(data: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet as calamine reads it."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def opened(data: bytes) -> Workbook:
    """As openpyxl reads it, with styles and print settings."""
    return load_workbook(io.BytesIO(data))


def parts(data: bytes) -> dict[str, str]:
    """The XML inside."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def restyled(name: str, tmp_path: Path, **keep: Any) -> tuple[Workbook, Path]:
    """A shipped template opened for changes, and where to save it."""
    return load_workbook(TEMPLATES / name, **keep), tmp_path / name
