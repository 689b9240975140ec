"""What the cells of a list of past winners look like: names of people, bodies, projects; and two things in one cell."""

from __future__ import annotations

import re
from functools import lru_cache

from review_tui.intake.text import line

_SINGLE = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付傅方邹熊白孟秦邱侯江尹薛闫阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文温洪颜柳俞葛岳荣祝鲁牛耿齐申庄"
    "梅倪辛管左苗连鞠关佟那朴全权玄安池慎裴奚宁柴詹尚舒简仲阮凌骆车古阳盛焦单曲甘费项兰纪季游路裘殷芦尤霍翟滕宗初于丛解荆宫"
)
_DOUBLE = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "南宫",
    "长孙",
    "夏侯",
)
_PERSON = re.compile(r"^[\u3400-\u9fff]{2,4}$|^[\u3400-\u9fff]{1,8}(?:[·•‧・][\u3400-\u9fff]{1,8}){1,3}$")
_BODY = re.compile(
    r"(?:大学|学院|学校|中学|小学|幼儿园|电大|党校|夜校|分校|校区|社区|街道|村|屯|局|委|办|中心|馆|站|所|院|厂|场|公司|集团|协会|学会"
    r"|联合会|基金会|合作社|商会|医院|银行|支行|法院|检察院|队|部|处|科|室|会|省|市|县|区|州|镇|乡|旗|连锁|店|社|台|团|园|院系)$"
)
_TITLED = re.compile(r"[“”\"'《》「」『』]")
_PROJECT_END = re.compile(
    r"(?:项目|工程|品牌|活动|系列|课堂|讲堂|讲坛|论坛|舞台|学堂|行动|计划|工坊|学习圈|讲习所|微课|驿站|夜校|读书会|节|周|班|课程|模式)$"
)
_SPLIT = re.compile(r"^([^:：]{3,40})[:：]\s*(\S.*)$", re.S)
_BRACKET = re.compile(r"^(.{2,60}?)[(（]([^()（）]{3,60})[)）]$", re.S)
_GAP = re.compile(r"[\s\u3000]+")


@lru_cache(maxsize=65536)
def is_person(text: str) -> bool:
    """Whether a cell holds the name of a person: a known surname and at most four characters, or a name with `·`."""
    bare = _GAP.sub("", text)
    if not _PERSON.match(bare):
        return False
    return "·" in bare or bare[0] in _SINGLE or bare.startswith(_DOUBLE)


@lru_cache(maxsize=65536)
def is_body(text: str) -> bool:
    """Whether a cell holds the name of a body or a place (学校, 社区, 教育局 …)."""
    return bool(_BODY.search(re.sub(r"[(（][^()（）]*[)）]$", "", line(text)))) and not _TITLED.match(text)


def is_project(text: str) -> bool:
    """Whether a cell holds the title of a project: quotes, an ending such as 大讲堂."""
    bare = line(text)
    return bool(_TITLED.search(bare) or _PROJECT_END.search(bare))


def split_name(name: str, unit: str) -> tuple[str, str]:
    """(name, unit) where both may stand in the name's cell: `单位：项目`; without a unit `姓名（单位）`, `单位 姓名`.

    What stands before a colon is a unit only where it looks like one, so that 书香吉林：全民阅读 stays a title.
    """
    found = _SPLIT.match(name)
    if found and (is_body(found[1]) or (unit and line(found[1]) == line(unit))):
        return found[2].strip(), unit or found[1].strip()
    if unit:
        return name, unit
    found = _BRACKET.match(name)
    if found and is_body(found[2]) and (is_person(found[1]) or is_project(found[1])):
        return found[1].strip(), found[2].strip()
    head, _, tail = line(name).rpartition(" ")
    if head and is_person(tail) and is_body(head):
        return tail, head
    return name, unit
