"""The six units of the sample season and the scripted panel of the demo."""

from __future__ import annotations

from samples import projects_east, projects_west, stars_east, stars_west
from samples.cast import Sender, Style

SENDERS = (
    Sender(
        unit="四平市教育局",
        file="四平市教育局.zip",
        region="四平市",
        received="2022-08-16",
        layout="tree",
        container="zip-gbk",
        stars=stars_east.SIPING,
        projects=projects_east.SIPING,
        clerk="邢",
    ),
    Sender(
        unit="通化市教育局",
        file="通化市教育局报送材料",
        region="通化市",
        received="2022-08-18",
        layout="flat",
        container="folder",
        stars=stars_east.TONGHUA,
        projects=projects_east.TONGHUA,
        expected=("summary.mismatch",),
        style=Style(
            star_form="推荐表", project_form="推荐表", birth="出生日期", education="学历", deed="事迹材料", month="dot",
            honours="曾获荣誉", implementer="主办单位", photo_in_form=False,
        ),
        clerk="路",
    ),
    Sender(
        unit="松原市教育局",
        file="松原市教育局.zip",
        region="松原市",
        received="2022-08-22",
        layout="tree",
        container="zip-utf8",
        stars=stars_west.SONGYUAN,
        projects=projects_west.SONGYUAN,
        style=Style(type="人员类别", month="dash", implementer="申报单位"),
        table="docx",
        clerk="白",
    ),
    Sender(
        unit="白山市教育局",
        file="白山市2022年推介材料(最终版).zip",
        region="白山市",
        received="2022-08-25",
        layout="folders",
        container="zip-gbk",
        stars=stars_west.BAISHAN,
        expected=("deadline.late",),
        style=Style(star_form="推荐表", photo_in_form=False, deed="主要事迹材料"),
        clerk="常",
    ),
    Sender(
        unit="长春科技学院",
        file="长春科技学院.7z",
        region="长春科技学院",
        received="2022-08-19",
        layout="by-material",
        container="7z",
        projects=projects_west.KEJI,
        style=Style(project_form="推荐表", month="dot", asks_training=True),
        clerk="米",
    ),
    Sender(
        unit="吉林工商学院",
        file="吉林工商学院-百姓学习之星和终身学习品牌项目.zip",
        region="吉林工商学院",
        received="2022-08-20",
        layout="folders",
        container="zip-utf8",
        stars=stars_west.GONGSHANG,
        projects=projects_west.GONGSHANG,
        expected=("quota.project.under", "quota.star.under"),
        style=Style(type="职业身份", asks_training=True),
        clerk="单",
    ),
)  # fmt: skip

SEATS = {"star": 18, "project": 12}
"""Seats with which the demo's selection has to leave somebody out."""

PANEL = (
    {"id": "e01", "name": "闻道成", "employer": "松辽成人教育研究会", "severity": 0.5, "noise": 2.0},
    {"id": "e02", "name": "展素琴", "employer": "长春科技学院", "severity": -1.0, "noise": 2.5},
    {"id": "e03", "name": "耿立言", "employer": "北疆社区教育协作中心", "severity": -5.0, "noise": 2.0},
    {"id": "e04", "name": "娄慧敏", "employer": "关东晚报社", "severity": 3.5, "noise": 3.5},
    {"id": "e05", "name": "司徒正", "employer": "望山职业教育学会", "severity": 0.0, "noise": 1.5},
    {"id": "e06", "name": "臧雨桐", "employer": "明德图书馆学会", "severity": 1.5, "noise": 3.0},
    {"id": "e07", "name": "匡志清", "employer": "退休（原望江师范学校）", "severity": -2.0, "noise": 5.0},
)
"""`severity`: points out of 100 that the expert gives more (+) or less (−) than is fair. `noise`: standard
deviation of the expert's own judgement, in the same points.
e02 is employed by a unit that nominates: a conflict of interest."""
