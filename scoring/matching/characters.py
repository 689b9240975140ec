"""Characters: one script, one width, and which two of them are confused by eye or by an input method.

OpenCC and pypinyin are imported when they are first needed (11 ms and 200 ms).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from scoring.matching.alike_pairs import MEASURED

_INVISIBLE = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), *range(0xFE00, 0xFE10), 0xFEFF]
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─━－ｰ"), "-")
_DOTS = dict.fromkeys(map(ord, "•‧∙⋅・･●˙。.．᛫"), "·")
_OPEN, _CLOSE = dict.fromkeys(map(ord, "[{【〔〖［｛"), "("), dict.fromkeys(map(ord, "]}】〕〗］｝"), ")")
_QUOTES = dict.fromkeys(map(ord, "“”‘’\"'`´＂＇《》〈〉「」『』﹁﹂﹃﹄<>«»"))
_MARKS = {**_INVISIBLE, **_DASHES, **_DOTS, **_OPEN, **_CLOSE, **_QUOTES}
_SAME = "峯峰羣群嶽岳堦阶煇辉勛勋勳勋濬浚祕秘閒闲陞升鍊炼菴庵璿璇慤悫彫雕氷冰栢柏槀槁砲炮縂总靭韧牀床"
"""Pairs: an old form that OpenCC leaves, and the standard form. Only what dictionaries call one character."""
_VARIANTS = (
    "付傅 肖萧 闫阎 邱丘 戴代 蓝兰 于余 亓齐 冼洗 岑芩 仝同 喆哲 淼渺 钰玉 堃坤 昇升 祐佑 咏永 镕熔 晖辉 琍莉 "
    "珮佩 婉宛 谊宜 皙晰 濛蒙 伟玮 琦奇 暐炜 彬斌 镔斌 沣丰 澧沣 娅亚 梅玫 晟盛 栋东 楠南 婧静 芸云 旸阳 菲霏 "
    "燕艳 莹瑩"
)
"""Writings of one name that registries mix: 付/傅, 肖/萧, 喆/哲. They resemble each other; they are not equal."""
_ALIKE = (
    "己已巳 戊戌戍戎 晓骁 末未 晴睛情清请 静净 青清菁 峰锋蜂烽 侯候 梁粱 冶治 大太犬 王玉主 天夫 士土 杨扬 陈阵 "
    "敏毓 莹萤荧 颖颍 薇微 茜西 栋拣 娟绢捐 婷停 柱桂 佳桂 今令 田由甲申 午牛 问间闻 贝见 凤风 兰三 刚钢 梅海 "
    "宇字 亮高 洋样 玲铃 琳林 慧惠 强弦 鹏朋 涛祷 春舂 平乎 金全 民氏 光先 明朋 文交 志忘  伟炜 俊峻 龙尤 飞气 "
    "宝玉 生主 东车 冬各 力刀 九丸 千干于 入人八 日曰 木本术 丹舟 月用 石右 吉古 安妥 庆厌 廷延 形彤 彦颜 思恩 "
    "恒垣 珍诊 珊删 秋秩 科料 美姜 荣莱 茂茧 英莫 贞负 贤坚 铭名 雪雷 霞露 鸣呜 黎梨 墨黑 磊垒 雷蕾 勤勒 勇男 "
    "宏宠 康庚 富福 徐除 许讦 孙孔 邓郑 何河 吴昊 吕昌 韩朝 曹曾 彭澎 潘播 丁下 任仕 范苑 石右 谭潭 廖寥 邹皱 "
    "熊能 金全 陆陈 郝赫 孔孙 白百 崔催 毛手 江汪 史吏 顾颀 侯候 邵绍 孟盂 万方 段叚 钱线 汤场 尹伊 黎犁 易昜 "
    "武式 乔娇 贺货 赖懒 龚龙 文丈 庞宠 樊攀 殷般 施拖 陶淘 翟瞿 安妥 倪霓 严产 牛午 温湿 芦芹 季李 俞愈 章童 "
    "鲁鱼 葛曷 伍仵 韦书 申由 尤龙 毕华 聂摄 焦蕉 管菅 庄压 柴紫 梅海 纪记 凌凄 辛幸 屈届 项顶 祝况 符苻 喻愉 "
    "包句 欧殴 永水 良艮 云去 巧功 岩岸 兔免 折拆析 拔拨 辩辨辫 赢羸 薄簿 暮幕慕墓 裙群 官宫 历厉 代伐 洒酒 斤斥 "
    "亨享 崇祟 竞竟兢 盲育 师帅 失矢夫 亦赤 采彩 具其 卷券 刺剌 杏否 季秀 查杳 浩皓 牟车 籍藉 茶荼 薛薜 袁哀 "
    "贷货 赏尝 迎仰 遂逐 郎朗 钧钓钩 雷霍 鸟乌 颂颁 治冶 芯蕊 怡恰 恬括 悦税 拯极 昊昃 旺汪 旭旮 "
    "昂昴 杭抗 枫机 桐铜 桢祯 梓辛 楷揩 沛市 泽译择 洁浩 "
    "洪供 淑椒 淳谆 渊洲 滨缤 漫慢 炎灾 焕换 熠煜 珂坷 珏钰 珑垅 琨锟 璟景 甜恬 "
    "皎较 睿壑 祺棋琪淇 禄绿 稳隐 筱莜 纬伟 纯钝 绮倚 耘耕 芝艺 茹如 荷何 萌盟 蓉容 虹红 裕浴 言信 诚城 谦歉 贺贸 轩杆 "
    "达込 运远 逸免 遥谣 鑫金 铁失 锦棉绵 镇慎 霖林 靖静 韬稻 颜颐 飒讽 馨磬 骏俊峻 鸿鸣"
)
"""Groups that look alike at a glance, written down by hand where the measure stays below its limit."""
_SURNAMES = (
    "曾zeng 单shan 仇qiu 解xie 查zha 盖ge 区ou 朴piao 乐yue 任ren 华hua 缪miao 翟zhai 覃qin 车che 令ling 尉wei "
    "宁ning 秘bi 种chong 重chong 燕yan 应ying 纪ji 召shao 洗xian 冼xian 员yun 黑he 折she 繁po 牟mu 尹yin 隗wei "
    "郗xi 郇xun 郝hao 葛ge 石shi 贾jia 万wan 朝chao 晁chao 柏bai 长zhang 行xing 都du 卜bu 过guo 哈ha 那na 能nai "
    "谌chen 逄pang 撒sa 盛sheng 宿su 相xiang 燕yan 幺yao 於yu 祭zhai"
)
_READINGS = (
    "乐le,yue 行xing,hang 朝chao,zhao 长chang,zhang 重zhong,chong 茜qian,xi 娜na,nuo 盛sheng,cheng 柏bai,bo "
    "莎sha,suo 奇qi,ji 屏ping,bing 单dan,shan 曾zeng,ceng 翟zhai,di 朴pu,piao 解jie,xie 查cha,zha 盖gai,ge "
    "宿su,xiu 都du,dou 卜bu,bo 车che,ju 石shi,dan 贾jia,gu 覃qin,tan 尉wei,yu 宓mi,fu 率shuai,lv 调diao,tiao "
    "乘cheng,sheng 降jiang,xiang 颉jie,xie 瑞rui 仔zi,zai 佴er,nai 俞yu,shu 卓zhuo 芦lu 炅jiong,gui "
    "晟sheng,cheng 珉min 琛chen 桦hua 蔚wei,yu 弹dan,tan 教jiao 强qiang,jiang 塔ta 术shu,zhu 澄cheng,deng "
    "筠yun,jun 菁jing 露lu,lou 祎yi 赟yun"
)
_DIGITS = str.maketrans("〇零一二三四五六七八九两壹贰叁肆伍陆柒捌玖", "001234567892123456789")
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十两百]+")


def words(text: str) -> tuple[str, ...]:
    """A table of words that is written as one text."""
    return tuple(text.split())


def _pairs(text: str) -> dict[int, str]:
    return {ord(text[i]): text[i + 1] for i in range(0, len(text), 2)}


@cache
def _simplified() -> dict[int, str]:
    """Traditional character → simplified, one by one, so that it means the same in every word (乾安)."""
    from opencc import OpenCC

    han = [chr(c) for c in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))]
    plain = OpenCC("t2s").convert("\n".join(han)).split("\n")
    table = {ord(a): b for a, b in zip(han, plain, strict=True) if a != b and len(b) == 1}
    return {**table, **{k: table.get(ord(v), v) for k, v in _pairs(_SAME).items()}}


@cache
def _standard() -> dict[int, int | str | None]:
    """`_MARKS` and `_simplified` in one table: no mark becomes a character, and none comes of one."""
    return {**_simplified(), **_MARKS}


def simplified(text: str) -> str:
    """Traditional and variant forms to the simplified standard form, character by character."""
    return text.translate(_simplified())


def folded(text: str) -> str:
    """NFKC, one script, one sign each for dashes, dots and brackets; quotes, 书名号 and invisible signs are gone.

    White space is kept as single spaces, so that it can still divide; `squeezed` drops it.
    """
    bare = unicodedata.normalize("NFKC", text).translate(_standard())
    return " ".join(bare.split()).lower()


def folded_all(texts: Sequence[str]) -> list[str]:
    """`folded` of many texts at once, many times faster; a line break within a text becomes a space."""
    joined = "\n".join(" ".join(text.split()) for text in texts)
    bare = unicodedata.normalize("NFKC", joined).translate(_standard()).lower()
    lines = bare.split("\n") if texts else []
    return [" ".join(line.split()) for line in lines] if "  " in bare or "\n " in bare or " \n" in bare else lines


def squeezed(text: str) -> str:
    """`folded` without any white space."""
    return folded(text).replace(" ", "")


def number(text: str) -> str:
    """A Chinese or Arabic numeral up to 99 as digits: 十二 → 12, 〇五 → 5, 三十 → 30; other text unchanged."""
    if text.isdigit():
        return text.lstrip("0") or "0"
    if not text or not _NUMERAL.fullmatch(text) or "百" in text:
        return text
    digits = text.translate(_DIGITS)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        digits = f"{tens or 1}{ones or 0}"
    return digits.lstrip("0") or "0"


@cache
def _surname_sounds() -> dict[str, str]:
    return {word[0]: word[1:] for word in _SURNAMES.split()}


@cache
def _heteronyms() -> dict[str, tuple[str, ...]]:
    return {word[0]: tuple(word[1:].split(",")) for word in _READINGS.split()}


@lru_cache(maxsize=20000)
def sounds(char: str, surname: bool = False) -> tuple[str, ...]:
    """The readings of one character without tones, the usual one first; as a surname its reading as a surname.

    Other signs than Chinese characters sound like themselves.
    """
    if surname and char in _surname_sounds():
        return (_surname_sounds()[char],)
    if char in _heteronyms():
        return _heteronyms()[char]
    if char < "\u3400":
        return (char,)
    from pypinyin import Style, lazy_pinyin

    return (lazy_pinyin(char, style=Style.NORMAL, errors="default")[0],)


def sound_alike(a: str, b: str) -> bool:
    """Whether two characters share a reading (tones apart)."""
    return a == b or not set(sounds(a)).isdisjoint(sounds(b))


@cache
def _neighbours() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in words(_ALIKE):
        for char in group:
            found.setdefault(char, set()).update(set(group) - {char})
    for word in words(MEASURED):
        for other in word[1:]:
            found.setdefault(word[0], set()).add(other)
            found.setdefault(other, set()).add(word[0])
    return {char: frozenset(others) for char, others in found.items()}


@cache
def _variant_pairs() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _VARIANTS.split():
        for char in pair:
            found.setdefault(char, set()).update(set(pair) - {char})
    return {char: frozenset(others) for char, others in found.items()}


def lookalikes(char: str) -> frozenset[str]:
    """The characters that are mistaken for it by eye."""
    return _neighbours().get(char, frozenset())


def variants(char: str) -> frozenset[str]:
    """The characters that registries write for it in a name (付/傅, 喆/哲)."""
    return _variant_pairs().get(char, frozenset())


def look_alike(a: str, b: str) -> bool:
    """Whether two characters are mistaken for each other by eye."""
    return a == b or b in lookalikes(a)
