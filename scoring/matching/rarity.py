"""How rare a person's name is, in bits: 张伟 proves little, 欧阳冠玉 a lot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log2

from scoring.matching.people import surname

_SURNAMES = (
    "王72 李72 张68 刘54 陈45 杨31 赵23 黄22 周21 吴20 徐17 孙16 胡13 朱13 高12 林12 何12 郭12 马11 罗9 梁8 宋8 "
    "郑8 谢7 韩7 唐7 冯6 于6 董6 萧6 程6 曹6 袁6 邓6 许6 傅5 沈5 曾5 彭5 吕5 苏5 卢5 蒋5 蔡5 贾4 丁4 魏4 薛4 叶4 "
    "阎4 余4 潘4 杜4 戴4 夏4 钟4 汪4 田4 任4 姜4 范4 方4 石3 姚3 谭3 廖3 邹3 熊3 金3 陆3 郝3 孔3 白3 崔3 康3 毛3 "
    "邱3 秦3 江3 史3 顾3 侯3 邵3 孟3 龙3 万3 段3 雷3 钱3 汤2 尹2 黎2 易2 常2 武2 乔2 贺2 赖2 龚2 文2 朴2"
)
_GIVEN = (
    "伟9 芳7 娜4 敏7 静7 丽13 强6 磊5 军11 洋5 勇6 艳7 杰8 娟6 涛5 明16 超6 秀9 霞6 平12 刚5 桂8 英14 华17 玉14 "
    "萍6 红13 玲9 芬5 燕6 彬4 鹏5 辉8 波6 斌5 宇6 浩5 凯3 婷6 雪5 梅9 兰8 云8 莉4 建11 国13 文13 志11 海9 春10 "
    "金9 林9 东8 生6 成5 立5 德6 福5 荣6 新6 永6 学6 清5 俊5 晓9 小10 子4 家4 庆5 祥5 光5 忠5 世3 振4 宝4 淑6 "
    "凤8 珍5 香5 琴5 月4 花4 爱4 美4 慧5 琳3 欣4 佳6 雨4 思3 嘉3 一3 天3 正4 龙5 飞5 峰6 亮3 利4 元3 长4 宏4 洪4"
)
_ALONE = 0.14
"""The share of given names of one character."""


def _table(text: str) -> dict[str, int]:
    return {word[0]: int(word[1:]) for word in text.split()}


class NameRarity:
    """Bits of surprise of names, from the names of the register smoothed with general frequencies.

    A name's chance is surname × given name; a given name of two characters is the product of its characters' shares.
    The general tables (rounded, per thousand, from common knowledge of the most frequent surnames and characters) count
    as `_PRIOR` further names, so that a short register does not call 王 rare. A name that the register itself has more
    than once is at least as common as that. `names`: full names in normal form.
    """

    _PRIOR = 500.0

    def __init__(self, names: Iterable[str]) -> None:
        names = list(names)
        self._count = len(names)
        self._names = Counter(names)
        self._surnames: Counter[str] = Counter()
        self._given: Counter[str] = Counter()
        for name, times in self._names.items():
            head = surname(name)
            self._surnames[head] += times
            for char in name[len(head) :]:
                self._given[char] += times
        self._given_count = sum(self._given.values())
        self._general_surnames, self._general_given = _table(_SURNAMES), _table(_GIVEN)
        self.bits = lru_cache(maxsize=200_000)(self._bits)

    def _bits(self, name: str) -> float:
        """Bits of one name: about 12 for the commonest, 30 and more for the rarest."""
        head = surname(name)
        chance = self._share(self._surnames[head], self._count, self._general_surnames.get(head, 0.2))
        rest = name[len(head) :]
        for char in rest:
            chance *= self._share(self._given[char], self._given_count, self._general_given.get(char, 0.3))
        chance *= _ALONE if len(rest) == 1 else 1 - _ALONE if len(rest) == 2 else 0.01
        seen = self._names[name]
        if seen > 1:
            chance = max(chance, (seen - 1) / (self._count + self._PRIOR))
        return -log2(chance)

    def _share(self, seen: int, of: int, general: float) -> float:
        return (seen + self._PRIOR * general / 1000) / (of + self._PRIOR)
