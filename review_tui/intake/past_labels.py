"""What the columns of a list of past winners are called, and what its titles, sections and cells say.

Keys: `year category both person project unit sender region remark birth deed serial`. `person`, `project` and `both`
are names: of people, of projects, of either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from review_tui.intake.found import category_of_text, only_category
from review_tui.intake.labels import label_key, plain_label
from review_tui.intake.text import folded
from scoring.season import SeasonRules

NAMES = ("project", "both", "person")
"""Keys that hold a name. Where a row fills several, the first counts: a project's 姓名 is its leader."""
EARLIEST = 1949


def _table(text: str) -> dict[str, str]:
    pairs = (line.split(maxsplit=1) for line in text.strip().splitlines())
    return {word: key for key, words in pairs for word in words.split()}


_OWN = _table("""
year year 届次 届别 期次 年度 年份 年 推介年度 推荐年度 评选年度 获奖年度 获评年度 认定年度 表彰年度 入选年度
year 推介年份 推荐年份 获奖年份 评选年份 认定年份 入选年份 获奖时间 认定时间 推介时间 评选时间 公布时间 发文时间
year 授予时间 表彰时间 命名时间 获评时间 入选时间 时间 年度届次 活动周年度 所属年度
category category 类别 类型 称号 荣誉称号 奖项 奖项名称 推介类别 推荐类别 获奖类别 获得称号 所获称号 荣誉名称
category 授予称号 评选类别 表彰类别 种类 认定类别 入选类别 获得荣誉 奖励名称 奖项类别 推介类型 推荐类型 项目类别
category 项目类型 评选项目 荣誉
both name 姓名/项目名称 项目名称/姓名 姓名或项目名称 姓名、项目名称 姓名项目名称 名称 姓名/名称 名称/姓名 推介对象
both 推介对象名称 获奖对象 入选对象 获奖名单 入选名单 名单 推介名单 姓名/项目 项目/姓名 获奖者 获奖人或项目 获评对象
both 表彰对象 认定对象 推荐对象 对象名称 推荐对象名称 姓名或名称 姓名及项目名称 姓名品牌名称 姓名/品牌名称
both 人员/项目名称
person 姓名 获奖人 获奖人姓名 获奖者姓名 入选者 学习之星 百姓学习之星 之星姓名 人员姓名 推介人 个人姓名
project project title 项目名称 品牌名称 品牌项目 品牌项目名称 终身学习品牌项目 终身学习活动品牌 活动品牌 学习品牌
project 项目 品牌 获奖项目 入选项目 推介项目名称
unit unit 单位 工作单位 所在单位 单位名称 申报单位 实施单位 获奖单位 主办单位 承办单位 工作单位及职务 单位及职务
unit 所属单位 实施主体 工作单位或住址 工作单位/实施单位 所在单位/实施单位 单位/实施单位 工作或实施单位 单位地址
sender 推荐单位 推介单位 报送单位 填报单位 上报单位 推荐部门 推荐单位名称 组织单位 推送单位 选送单位
region region 地区 所在地区 市州 市/州 地市 所属地区 属地 州市 市县 县市区 区县 县区 所在市州 所属市州 所在地 地域
region 区域 市 县
remark remark note 备注 附注 说明 备注说明 其他说明
birth 出生年月 出生日期 出生年月日 出生时间
deed 主要事迹 事迹 事迹简介 先进事迹 简介 项目简介
serial 序号 编号 序 排序 No
""")
_FROM_FORMS = {
    "workplace": "unit", "workjob": "unit", "implementer": "unit", "unit": "sender", "type": "category",
    "remark": "remark", "serial": "serial", "birth": "birth", "deed": "deed",
}  # fmt: skip
"""Keys of intake's own labels that a list of past winners may use too."""

_LONGEST = 24
_YEAR = r"(?:19|20)\d\d"
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CELL_YEAR = re.compile(rf"^({_YEAR})(?:年度?|届)?$|^({_YEAR})[-./年]\d{{1,2}}(?:\D.*)?$")
_TEXT_YEAR = re.compile(rf"(?<!\d)({_YEAR})(?=年)|(?<!\d)({_YEAR})(?!\d)")
_CHINESE_YEAR = re.compile(r"[一二][〇○零一二三四五六七八九]{3}(?=年)")
_RANGE = re.compile(rf"{_YEAR}年?(?:[-—–－~～至到]+){_YEAR}")
_AROUND = re.compile(rf"{_YEAR}年?度?|名单|一览表?|共?\d+[名人个项]")
_PERSON_WORDS = re.compile(r"之星|学习者|达人|人物|个人(?!\w*品牌)")
_PROJECT_WORDS = re.compile(r"品牌|项目|案例")


@lru_cache(maxsize=8192)
def column_key(text: str) -> str | None:
    """The key that a header's cell stands for; None: it is no header. `-`: a column that is of no use here."""
    bare = plain_label(text) if len(text) <= _LONGEST else ""
    if not bare:
        return None
    whole = re.sub(r"[\W_]", "", folded(text))
    for word in (bare.casefold(), whole.casefold()):
        if word in _OWN:
            return _OWN[word]
    person, project = label_key(text, "person"), label_key(text, "project")
    if "name" in (person, project):
        return "both" if person == project else "person" if person == "name" else "project"
    known = person or project
    return _FROM_FORMS.get(known, "-") if known else None


def year_in_cell(text: str, until: int) -> int | None:
    """The year that a whole cell gives (2017, 2017年度, 2017-10, 二〇一七年, 第13届（2017年）); None: no year."""
    plain = folded(text)
    if _CHINESE_YEAR.match(plain):
        plain = plain.translate(_DIGITS)
    found = _CELL_YEAR.match(plain)
    if found is None:
        return year_in_text([plain], until)
    year = int(found[1] or found[2])
    return year if EARLIEST <= year <= until else None


def year_in_text(texts: Iterable[str], until: int) -> int | None:
    """The year that the first telling text names; a text with two years, or a span of years, does not tell."""
    for text in texts:
        plain = _CHINESE_YEAR.sub(lambda m: m[0].translate(_DIGITS), folded(text))
        if _RANGE.search(plain):
            continue
        sure = {int(found[1]) for found in _TEXT_YEAR.finditer(plain) if found[1]}
        years = sure or {int(found[2]) for found in _TEXT_YEAR.finditer(plain) if found[2]}
        years = {year for year in years if EARLIEST <= year <= until}
        if len(years) == 1:
            return years.pop()
    return None


def is_title(text: str, rules: SeasonRules) -> bool:
    """Whether a text is nothing but the name of a category with a year or the word 名单: 百姓学习之星（2018年）."""
    bare = _AROUND.sub("", re.sub(r"[\W_]", "", folded(text)))
    words = {re.sub(r"[\W_]", "", folded(word)) for c in rules.categories for word in (c.name, c.short, *c.words)}
    return bare in words


def category_in_text(texts: Iterable[str], rules: SeasonRules) -> str | None:
    """The category that the first telling text names, by the season's words or by what such awards are called
    elsewhere (活动品牌, 学习达人); None: no text names just one."""
    for text in texts:
        found = category_of_text([text], rules) or next((c.id for c in rules.categories if c.id == text), None)
        if found is not None:
            return found
        plain = folded(text)
        person, project = bool(_PERSON_WORDS.search(plain)), bool(_PROJECT_WORDS.search(plain))
        if person != project:
            return only_category(rules, "person" if person else "project")
    return None
