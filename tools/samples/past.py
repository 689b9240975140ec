"""The list of past winners that the demo registers: invented people, three of them nominated again this year."""

from __future__ import annotations

import random
from itertools import product

FILE = "往年名单.csv"
TITLE = "吉林省历年“百姓学习之星”和“终身学习品牌项目”名单（2018—2021年）"
HEADER = ("序号", "年度", "类别", "姓名/项目名称", "单位", "推荐单位", "备注")
REPEATS = ("师玉环", "“山城夜读”家庭阅读计划")
"""Who of this year's cast stands in the list, under another way of writing."""
SUSPECTS = ("冷建平",)
"""Whose name stands in it with another unit: the data cannot say whether it is the same person."""

_PLANTED = (
    (2018, "终身学习活动品牌", "《山城夜读》家庭阅读项目", "东昌区滨河文化站", "通化市教育局"),
    (2019, "百姓学习之星", "师玉环", "铁东区红砖巷社区", "四平市教育局"),
    (2020, "学习之星", "冷建平", "抚松县泉水镇中心小学", "白山市教育局"),
)
_PLACES = (
    ("四平市教育局", "梨树县", "双辽市"),
    ("通化市教育局", "辉南县", "集安市"),
    ("松原市教育局", "长岭县", "乾安县"),
    ("白山市教育局", "抚松县", "靖宇县"),
)
_SURNAMES, _FIRST, _SECOND = "邸栗晏苑冀芮储仉", "瑞承文雅思念", "岚峥舟禾遥朗"
_BODIES = ("清泉镇云岭村", "东岗街道新苑社区", "教师进修学校", "柳溪镇卫生院")
_BRANDS = ("禾苗", "灯塔", "春泥", "瓦罐", "满园", "石磨")
_TOPICS = ("珠算讲堂", "篆刻学堂", "木偶剧社", "气象科普班", "皮影工坊", "急救夜校")


def rows(seed: int) -> list[tuple[object, ...]]:
    """The list with its title and header; the same every time."""
    source = random.Random(seed)
    names = [f"{a}{b}{c}" for a, b, c in product(_SURNAMES, _FIRST, _SECOND)]
    titles = [f"“{brand}”{topic}" for brand, topic in product(_BRANDS, _TOPICS)]
    people, projects = iter(source.sample(names, 28)), iter(source.sample(titles, 12))
    found: list[tuple[int, str, str, str, str]] = [*_PLANTED]
    for year in (2018, 2019, 2020, 2021):
        for number in range(10):
            sender, *counties = source.choice(_PLACES)
            if number < 7:
                body = source.choice(counties) + source.choice(_BODIES)
                found.append((year, "百姓学习之星", next(people), body, sender))
            else:
                body = source.choice(counties) + "社区学院"
                found.append((year, "终身学习活动品牌", next(projects), body, sender))
    found.sort(key=lambda row: (row[0], row[1] != "百姓学习之星"))
    return [(TITLE,), HEADER, *((n, *row, "") for n, row in enumerate(found, start=1))]


def text(seed: int) -> bytes:
    """The list as offices save it: csv in GB18030 with line ends of Windows."""
    lines = (",".join(str(cell) for cell in row) for row in rows(seed))
    return "".join(f"{line}\r\n" for line in lines).encode("gb18030")
