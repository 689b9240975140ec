"""Titles of projects: what is brand and subject, what is edition, place or filler, and how much two titles share.

How much a shared piece proves is counted in bits of surprise under a model of the register's own titles (`Surprise`):
大讲堂 is in every fifth title and proves nothing, 查干 proves a lot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log2
from typing import NamedTuple

from scoring.matching.characters import look_alike, number, sound_alike, squeezed, words

COMMON = words(
    "终身学习品牌项目 终身学习活动品牌 品牌项目 学习品牌 项目 工程 品牌 系列活动 主题活动 活动 "
    "提升工程 惠民工程 实践活动 公益活动 教育活动 学习活动 社区教育 老年教育 职业教育 继续教育 "
    "家庭教育 成人教育 终身教育 素质教育 教育培训 教育服务 志愿服务 公益服务 便民服务 服务 教育 "
    "学习 终身学习 全民学习 社区 老年 老年人 中老年 乡村 农村 农民 新型农民 新型职业农民 "
    "高素质农民 职工 家长 青少年 未成年人 学生 妇女 巾帼 残疾人 退役军人 百姓 市民 居民 村民 "
    "社区居民 全民 公益 新时代 幸福 快乐 和谐 书香 书香社区 书香家庭 书香城市 学习型社区 "
    "学习型城市 美丽乡村 乡村振兴 银龄 银发 夕阳红 假期 寒暑假 周末 线上 云端 智慧 数字 读书 "
    "读书节 读书会 读书月 阅读 全民阅读 亲子阅读 阅读推广 文化节 文化传承 传统文化 优秀传统文化 "
    "国学 国学经典 经典诵读 国学诵读 道德 道德讲堂 文明 文明实践 智慧助老 助老 智能手机 手机 "
    "手机课堂 智能技术 数字生活 数字素养 信息技术 电脑 互联网 摄影 书法 绘画 书画 美术 素描 "
    "国画 剪纸 手工 编织 非遗 非遗剪纸 非物质文化遗产 传承 民俗文化 民族文化 红色文化 红色故事 "
    "红色教育 家风 家风家训 家风传承 合唱 合唱艺术 舞蹈 民族舞蹈 广场舞 音乐 声乐 器乐 民乐 "
    "朗诵 戏曲 曲艺 艺术 文艺 文化 歌唱 太极 太极拳 健身 养生 健康 健康养生 健康知识 "
    "健康教育 心理健康 心理 急救知识 急救 法律普及 法律 普法 法治 防诈骗 反诈 金融防骗 "
    "金融知识 安全自护 安全教育 消防安全 电商直播 电子商务 电商 直播 面点烘焙 烘焙 烹饪 "
    "家政技能 家政 月嫂 绿色种植 种植 养殖 种植技术 实用技术 农业技术 农村实用技术 农民实用技术 "
    "乡村旅游 旅游 中医药文化 中医药 中医 冰雪运动 冰雪 体育 运动 志愿者 职业技能 技能 "
    "技能培训 技能提升 创业 就业 创业就业 再就业 岗位 科普 科学普及 环保 生态 英语 口语 外语 "
    "园艺 茶艺 插花 礼仪 理论宣讲 宣讲 党史 党建 "
)
"""Words that many titles of learning projects share. They are counted into the model as if one title in a hundred of
the register had each of them, so that a short list knows them too. Written down by hand: the words of this trade."""

FORMS = words(
    "大讲堂 讲堂 大讲坛 讲坛 讲习所 传习所 讲习堂 课堂 大课堂 云课堂 微课堂 公益课堂 空中课堂 "
    "流动课堂 移动课堂 微课 公益课 课程 课 学堂 云学堂 学校 夜校 学院 大学 书院 学苑 学馆 "
    "工坊 工作坊 作坊 工作室 驿站 小站 学习圈 学习角 学习站 学习点 学习吧 书吧 学习班 培训班 "
    "研修班 兴趣班 提高班 班 培训 公益培训 讲座 大讲座 训练营 成长营 夏令营 体验营 营 行动 "
    "计划 大舞台 舞台 平台 空间 沙龙 俱乐部 论坛 基地 中心 服务站 工作站 体验馆 馆 团 社 "
    "社团 团队 联盟 服务队 小分队 之家 家园 小屋 超市 大篷车 直通车 快车 专列 大赛 竞赛 "
    "比赛 展演 展示 展览 汇演 文化节 艺术节 读书节 节 读书会 会 故事会 分享会 工程 项目 "
    "品牌 活动 系列活动 主题活动 系列 模式 实践 体系 教育 学习 服务 教学 推广 普及 "
)
"""Words that only say what kind of thing a project is, at the end of a title: 课堂 for 讲坛 is hardly a change."""

_NUM = r"[〇零一二三四五六七八九十\d]+"
_EDITION = re.compile(
    rf"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?(?:年度?|学年)?|[二三][〇零一二三四五六七八九]{{3}}年度?"
    rf"|第{_NUM}[届季期回次]|(?<![\d周]){_NUM}期|{_NUM}\.0|[ⅰ-ⅻ]+期?"
)
_SERIES = re.compile(rf"^第?({_NUM})[期季]$")
_LABEL = re.compile(r"^(?:项目名称|品牌名称|名称)[:：]")
_BRACKET = re.compile(r"\(([^()]*)\)")
_MARK = re.compile(r"[^\w+]|_")
_STATUS = re.compile(r"特别|推荐|推介|申报|补报|省级|市级|品牌$|项目$|^原|曾用|更名|又名|暂定|试行|修订")
_FORMER = re.compile(r"^(?:原名|曾用名|又名|原|别名|现更名为|更名为|简称)[:：]?")


_FORMS_LONGEST_FIRST = tuple(sorted(FORMS, key=len, reverse=True))


class Title(NamedTuple):
    """A title in normal form. `forms`: the title without marks, years and 届, then what stood in brackets, if it can be
    a title. `series`: the numbers of 一期, 第二季.
    """

    forms: tuple[str, ...]
    series: tuple[str, ...]


@lru_cache(maxsize=200_000)
def title(text: str, heads: tuple[str, ...] = ()) -> Title:
    """The title in a cell; `heads`: names in normal form (places, the host) that are taken off its beginning."""
    bare = _LABEL.sub("", squeezed(text))
    inside = [_FORMER.sub("", part) for part in _BRACKET.findall(bare) if not _STATUS.fullmatch(part)]
    outside = _BRACKET.sub("", bare)
    editions = [e for part in (outside, *inside) for e in _EDITION.findall(part)]
    main = _MARK.sub("", _EDITION.sub("", outside))
    for head in heads:
        if main.startswith(head) and len(main) - len(head) >= 3:
            main = main.removeprefix(head)
    forms = [main or _MARK.sub("", bare)]
    forms += [other for part in inside if len(other := _MARK.sub("", _EDITION.sub("", part))) >= 4]
    series = [number(found.group(1)) for one in editions if (found := _SERIES.match(one))]
    return Title(tuple(dict.fromkeys(forms)), tuple(dict.fromkeys(series)))


class Surprise:
    """How surprising each character of a title is after the one before it, in bits, by the register's own titles.

    A character model of the second order with Witten–Bell smoothing down to a flat alphabet of 4,000 characters
    (Witten & Bell 1991, method C). `titles`: normal forms; the words of `COMMON` are added as pseudo-counts.
    """

    _ALPHABET = 4000

    def __init__(self, titles: Iterable[str]) -> None:
        self._pairs: Counter[str] = Counter()
        self._titles = Counter(titles)
        count = self._titles.total()
        for one in self._titles.elements():
            self._pairs.update(map("".join, zip(" " + one[:-1], one, strict=True)))
        share = max(1, round(count / 100))
        for word in (*COMMON, *FORMS):
            for pair in map("".join, zip(" " + word[:-1], word, strict=True)):
                self._pairs[pair] += share
        self._before: Counter[str] = Counter()
        self._single: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        for pair, times in self._pairs.items():
            self._before[pair[0]] += times
            self._kinds[pair[0]] += 1
            self._single[pair[1]] += times
        self._all = sum(self._single.values())
        self.bits = lru_cache(maxsize=200_000)(self._bits)

    def most(self, text: str) -> float:
        """The most that an agreement in this title can prove: a title that several rows have is no rarer than that."""
        seen = self._titles[text]
        return -log2((seen - 1) / (self._titles.total() + 100)) if seen > 1 else float("inf")

    def _bits(self, text: str) -> tuple[float, ...]:
        """Bits of every character of `text`, in order."""
        return tuple(-log2(self._chance(a, b)) for a, b in zip(" " + text[:-1], text, strict=True))

    def _chance(self, before: str, char: str) -> float:
        kinds = len(self._single)
        single = (self._single[char] + kinds / self._ALPHABET) / (self._all + kinds)
        seen, following = self._before[before], self._kinds[before]
        return (self._pairs[before + char] + following * single) / (seen + following) if seen else single


class Shared(NamedTuple):
    """What two titles share, in bits: `common` of both, `left` and `right` only in the first and in the second.

    `slips`: characters written alike or sounding alike that were counted as shared; `moved`: pieces change places.
    """

    common: float
    left: float
    right: float
    slips: tuple[str, ...]
    moved: bool


def shared(a: str, b: str, surprise: Surprise) -> Shared:
    """What two normal forms share: common pieces of two and more characters in any order, then slips."""
    one, other = (a, b) if a <= b else (b, a)
    tiles = _tiles(one, other)
    left_bits, right_bits = surprise.bits(one), surprise.bits(other)
    in_left, in_right = [0.0] * len(one), [0.0] * len(other)
    for i, j, length in tiles:
        in_left[i : i + length] = [1.0] * length
        in_right[j : j + length] = [1.0] * length
    slips = _slips(one, other, tiles, in_left, in_right)
    moved = [t[1] for t in sorted(tiles)] != sorted(t[1] for t in tiles)
    common = (_weigh(left_bits, in_left) + _weigh(right_bits, in_right)) / 2
    left = _weigh(left_bits, _own(one, in_left))
    right = _weigh(right_bits, _own(other, in_right))
    return Shared(common, *((left, right) if a <= b else (right, left)), slips, moved)


_FILLER = 0.2
"""What a character of a closing word such as 课堂 counts where the other title does not have it."""


def _own(text: str, shares: list[float]) -> list[float]:
    """What of each character counts as the title's own: not what is shared, and little of its closing words."""
    start = closing(text)
    return [(1 - x) * (_FILLER if i >= start else 1.0) for i, x in enumerate(shares)]


@lru_cache(maxsize=200_000)
def closing(text: str) -> int:
    """Where the closing words of a title begin (大讲堂, 系列活动); at most all but its first two characters."""
    end = len(text)
    while found := next((w for w in _FORMS_LONGEST_FIRST if text.endswith(w, 2, end)), ""):
        end -= len(found)
    return end


def _weigh(bits: Iterable[float], shares: Iterable[float]) -> float:
    return sum(x * y for x, y in zip(bits, shares, strict=True))


def _tiles(a: str, b: str) -> list[tuple[int, int, int]]:
    """Greedy string tiling: the longest common piece first, none used twice; (start in a, start in b, length)."""
    tiles: list[tuple[int, int, int]] = []
    length = min(len(a), len(b))
    while length >= 2:
        for i in range(len(a) - length + 1):
            j = b.find(a[i : i + length])
            if j >= 0:
                tiles.append((i, j, length))
                a = f"{a[:i]}{chr(0) * length}{a[i + length :]}"
                b = f"{b[:j]}{chr(1) * length}{b[j + length :]}"
                break
        else:
            length -= 1
    return tiles


_SLIP = 0.75
"""A character that only sounds or looks alike counts as shared by this part."""


def _slips(a: str, b: str, tiles: list[tuple[int, int, int]], in_a: list[float], in_b: list[float]) -> tuple[str, ...]:
    """Single characters beside a shared piece: the same ones are shared, alike ones partly (雾凇, 雾松)."""
    edges = [(i + n, j + n) for i, j, n in tiles] + [(i - 1, j - 1) for i, j, n in tiles] + [(0, 0)]
    edges += [(len(a) - 1, len(b) - 1)]
    slips: list[str] = []
    for i, j in edges:
        if not (0 <= i < len(a) and 0 <= j < len(b)) or in_a[i] or in_b[j]:
            continue
        if a[i] == b[j]:
            in_a[i] = in_b[j] = 1.0
        elif sound_alike(a[i], b[j]) or look_alike(a[i], b[j]):
            in_a[i] = in_b[j] = _SLIP
            slips.append(f"{a[i]}/{b[j]}")
    return tuple(slips)
