"""What the names of files and folders tell: a nominee's name between category, unit, number and kind of material."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from review_tui.intake.labels import Nature
from review_tui.intake.text import key, words
from review_tui.rules import Season

_KINDS = re.compile(
    r"附[表件]\d*|(?:推介|推荐|申报|登记|报名|汇总)(?:登记)?(?:表|材料|信息)?|报送材料|材料|电子版|盖章版?|扫描件?|终稿|最终版?|修改版?|定稿|改\d*$"
    r"|活动?工作总结|总结材料|工作总结|总结|小结|主要事迹|先进事迹|事迹(?:材料)?|个人|简介|视频资料|视频|短片|宣传片"
    r"|(?:\d|[一二两])寸|免冠|彩色|证件照片?|学习活动照片?|活动照片?|生活照片?|工作照片?|照片|图片|相片|微信|img|dsc|mmexport|qq"
    r"|特别推介|事迹特别感人|特别受百姓喜爱|人员|候选人|项目(?=推介|推荐|申报|表)|副本|复件|copy|\d{4}年|年度"
)
_SERIAL = re.compile(r"^(?:第|no|序号)?(\d{1,3})(?:号|[.、．_\-\s)）]|(?=\D))?", re.IGNORECASE)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂"
    "章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇"
    "桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆"
    "朴太玄承咸池方表洪南禹葛卞朱具千廉鱼元那关佟赫"
)
COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "南宫",
    "独孤",
    "东方",
)
_NO_NAME = re.compile(
    r"说明|模板|样表|空白|通知|公示|请示|文件|目录|清单|方案|资料|影像|集锦|证书|佐证|荣誉|原图|原件|成果|文字|单位|相关|函$"
)
_PERSON = re.compile(r"^[\u3400-\u9fff]{2,4}$|^[\u3400-\u9fff]{1,8}·[\u3400-\u9fff]{1,8}$")
_PLACE = re.compile(r"[区县市州旗盟镇乡村屯街道路社组班校院园所局站馆处厂司部队店]$")
_ENDING = re.compile(r"(?:\.tar)?\.(?:zip|rar|7z|tar|t[gbx]z|gz|bz2|xz|exe)$", re.IGNORECASE)
_GENERIC = words(
    "照片 图片 视频 材料 总结 其他 附件 其它 资料 证件照 表格 个人 学习 活动 支撑材料 佐证 证明 荣誉 证书"
    " 事迹 音像 影像 人物 新建文件夹 一 二 三 报送 汇总 个人材料 相关 相关材料 佐证材料 证明材料 工作 文档"
    " 表 名单 公示 公示材料 请示 报告 通知 推介 推荐 终身 品牌 项目 百姓 百姓之星 目录 说明 函 文件"
)


def bare_name(part: str) -> str:
    """A folder's name, with the ending of an archive that became a folder taken off."""
    return _ENDING.sub("", part)


def serial_of(part: str) -> str:
    """The number of a folder that is nothing but a number (01, 3号, 第2); empty for any other."""
    plain = unicodedata.normalize("NFKC", part).strip()
    found = re.fullmatch(r"(?:第|序号|no\.?)?\s*0*(\d{1,3})\s*(?:号|个|位)?", plain, re.IGNORECASE)
    return found[1] if found else ""


def number_of(part: str) -> str:
    """The number that a file's name begins with (01, 1-2, 3.推介表, 2（活动）); empty: it begins with none."""
    plain = unicodedata.normalize("NFKC", part).strip()
    found = re.match(r"0*(\d{1,3})(?!\d)(?![年月日寸.]\d|寸|年|月)", plain)
    return found[1] if found else ""


def is_place(name: str) -> bool:
    """Whether a short word rather names a place or a body than a person (南关区, 安图县)."""
    return _PLACE.search(name) is not None


def group_of(part: str) -> str:
    """The number of a group that a file is counted in (1-1, 2_3, 3（2）, 第1号-2); empty for any other name."""
    plain = unicodedata.normalize("NFKC", part).strip()
    found = re.fullmatch(r"(?:第|no\.?)?0*(\d{1,3})号?\s*(?:[-_.—–、]\s*\d{1,2}|\(\d{1,2}\))", plain, re.IGNORECASE)
    return found[1] if found else ""


def slip_of(name: str, known: Iterable[str]) -> bool:
    """Whether a name differs by one sign from one of those: a slip of the input method."""
    return any(len(name) == len(one) >= 2 and sum(a != b for a, b in zip(name, one, strict=True)) == 1 for one in known)


class Names:
    """Takes names of files and folders apart; made once for a package, from the words of its season."""

    def __init__(self, season: Season, sender: str = "") -> None:
        """`sender`: the unit whose package it is; it may be in no list."""
        words = [w for c in season.rules.categories for w in (*c.words, c.name, c.short)]
        words += [n for u in season.units for n in (u.name, *u.aliases) if len(n) > 2]
        words.append(sender)
        plain = {unicodedata.normalize("NFKC", word).casefold() for word in words if word}
        self._known = re.compile("|".join(re.escape(word) for word in sorted(plain, key=len, reverse=True)))

    def residue(self, part: str) -> str:
        """What is left when number, category, unit and kind of material are taken away; in `key` form.

        `01汪莲` → 汪莲; `附表1 百姓学习之星推介表（林立永）` → 林立永.
        """
        plain = unicodedata.normalize("NFKC", bare_name(part)).strip().casefold()
        plain = self._known.sub(" ", _SERIAL.sub("", plain, count=1))
        plain = _KINDS.sub(" ", plain)
        return key(re.sub(r"[\d_]{5,}|\(\d+\)|[-_\s]\d{1,2}$", " ", plain))


def plausible(name: str, nature: Nature) -> bool:
    """Whether a residue may be the name of a nominee at all."""
    if name in _GENERIC or not name or name.isdigit() or _NO_NAME.search(name):
        return False
    if nature == "project":
        return len(name) >= 4
    return _PERSON.match(name) is not None and (name[0] in _SURNAMES or name.startswith(COMPOUND) or "·" in name)
