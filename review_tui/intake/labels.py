"""What the labels of the forms and the headers of the tables mean, with the synonyms that units use.

A label is compared without white space, brackets and punctuation: `项目启动（\\n创建）时间` is 项目启动时间.
A Keys are
those of `Reading`, and some that only intake knows: `workjob` (单位及职务), `mode` (学习方式), the passages `deed`,
`content`, `measures`, `effects`, `opinion` (…意见), and `-` for labels whose value is of no use here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from review_tui.intake.text import folded

Nature = Literal["person", "project"]

LONG = frozenset({"deed", "content", "measures", "effects"})
"""Keys whose values are passages to read."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
_NOT_WORD = re.compile(r"[^\w/、]|_")
_LONGEST = 30


def _table(text: str) -> dict[str, str]:
    pairs = (line.split(maxsplit=1) for line in text.strip().splitlines())
    return {word: key for key, words in pairs for word in words.split()}


_COMMON = _table("""
name 姓名/项目名称 项目名称/姓名 姓名或项目名称 姓名、项目名称 推介对象 推介对象名称
serial 序号 编号 序 排序 顺序 排名 推荐序号 推介序号 No
remark 备注 附注 说明 其他说明 备注说明
unit 推荐单位 推介单位 报送单位 填报单位 上报单位 推荐部门 推荐单位名称 推介单位名称 市州 市/州
repeated 是否曾被推介 是否曾被推荐 往年是否推介过 往年是否被推介过 是否被推介过 是否推介过 曾否被推介
repeated 往年是否推介 是否曾推介 是否曾经被推介 以往是否推介过 是否往年推介过 是否曾获推介
address 通讯地址 通信地址 联系地址 家庭住址 地址 住址 家庭地址 现住址 详细地址
identity 身份证号 身份证号码 公民身份号码 公民身份证号码 身份证
- 照片 相片 一寸照片 二寸照片 年龄 籍贯 邮编 邮政编码 邮箱 电子邮箱 电子邮件 email 传真 填表人 审核人 填报日期
- 填报时间 日期 县 县区 县市区 所属县区 所在县区 县市 所属地区 所在地区 地区 区县 微信 QQ 学习经历 工作经历
- 个人简历 简历 健康状况 参加工作时间 入党时间 毕业院校 专业 是否属非学历培训 是否非学历培训 是否属于非学历培训
- 是否为非学历培训 视频 照片数量 视频资料 经费来源 项目级别 基本情况 基本信息 项目概况
""")
_PERSON = _COMMON | _table("""
name 姓名 推介人姓名 被推介人姓名 被推荐人姓名 推荐人选姓名 人选姓名 候选人姓名 申报人姓名 推介对象姓名 推介人选
name 推荐人选 候选人 学习之星姓名 百姓学习之星姓名 名称
gender 性别 性别/民族 性别及民族
birth 出生年月 出生日期 出生年月日 出生时间 生日 出生
ethnic 民族 族别
politics 政治面貌 党派 政治面目
education 文化程度 学历 最高学历 学历学位 学历/学位 受教育程度 文化水平 最高学历学位
workjob 工作单位及职务 工作单位/职务 单位及职务 工作单位和职务 工作单位职务 单位职务 工作单位与职务
workjob 所在单位及职务 现工作单位及职务 工作单位及职务职称 工作单位及职业 工作单位及岗位 工作单位、职务
workjob 单位/职务 所在单位和职务 工作单位及现任职务 工作单位及职称 工作单位及身份
workplace 工作单位 所在单位 单位 单位名称 现工作单位 所在单位名称 工作单位名称 所属单位 工作单位或住址 所在社区
job 职务 职业 职务职称 职称 现任职务 职务/职称 岗位 现任职务职称 工作岗位 职务或职业 职务/岗位
type 类型 类别 人员类别 推介类型 身份类别 人群类型 人员类型 人群类别 推荐类型 身份 所属类型 对象类型 推介类别
type 推荐类别 人物类型 职业/身份 职业身份 对象类别 推介对象类型 推荐对象类型 申报类型 申报类别 所属类别 身份类型
level 行政级别 职务级别 级别 行政职级 职级 行政职务级别
honours 获奖情况 曾获荣誉 所获荣誉称号 所获荣誉 已获荣誉 荣誉称号 获得荣誉 已获省级以上荣誉 已获省级以上荣誉称号
honours 省级以上荣誉 曾获奖项 曾获荣誉称号 曾获奖励 获奖情况及荣誉称号 主要荣誉 荣誉 表彰奖励情况 受表彰情况
honours 受表彰奖励情况 获得荣誉情况 曾获表彰 所获奖励 获得荣誉称号 获荣誉情况 何时何地获何种荣誉
honours 何时何地受过何种奖励 奖惩情况 已获得荣誉称号 曾获得荣誉 曾获得荣誉称号
deed 主要事迹 事迹材料 事迹简介 事迹 先进事迹 主要事迹简介 个人事迹 事迹介绍 简要事迹 主要事迹材料 个人主要事迹
deed 推介事迹 事迹概述 主要事迹介绍 典型事迹 推荐理由 推介理由 简介 个人简介 学习事迹 主要学习事迹 主要先进事迹
phone 联系电话 联系方式 电话 手机 手机号码 手机号 电话号码 本人联系电话 联系人电话 联系手机 联系电话/手机
phone 移动电话 本人电话
- 联系人 联系人姓名
""")
_PROJECT = _COMMON | _table("""
name 项目名称 品牌项目名称 品牌名称 项目品牌名称 终身学习品牌项目名称 终身学习品牌名称 活动品牌名称 活动名称
name 品牌项目 品牌项目/活动名称 推介项目名称 申报项目名称 项目 学习品牌名称 推介项目 名称 学习项目名称
name 活动项目名称
implementer 实施单位 申报单位 主办单位 举办单位 承办单位 项目单位 实施主体 主办方 项目实施单位 项目主办单位
implementer 项目申报单位 创建单位 举办主体 实施单位名称 申报单位名称 主办单位名称 实施/申报/主办单位
implementer 实施单位/主办单位 所属单位 所在单位 单位名称 实施机构 申报主体 申报/主办单位 实施、主办单位
nature 单位性质 性质 单位类型 单位类别 举办单位性质 主办单位性质 机构性质
start 启动时间 创建时间 项目启动时间 启动创建时间 项目启动创建时间 项目创建时间 开始时间 创办时间 起始时间
start 开展时间 实施时间 启动/创建时间 启动或创建时间 项目启动或创建时间 项目启动/创建时间 项目开始时间 起止时间
start 项目起止时间 项目实施时间 成立时间 启动年月 创建年月 启动日期 创建日期
audience 面向对象 服务对象 参与对象 受众 面向人群 学习对象 服务人群 面向群体 受益人群 受众人群 受益对象
audience 项目面向对象 参与人群
mode 学习方式 活动方式 学习形式 开展方式 参与方式 教学方式 实施方式 学习活动方式 开展形式
participants 年参与人数 参与人数 年参与人次 参与人次 参与学习人数 年均参与人数 年受益人数 每年参与人数 受益人数
participants 学习人数 年参与学习人数 人数 参与规模 年参与人数/人次 参与人数/人次 年均参与人次 年学习人数
participants 每年参与学习人数 每年参与人次 年度参与人数 年均参与人数/人次 参与学习人次 年受益人次 年参与规模
participants 人数/人次 年参与人数或人次 年参与人数、人次 每年参与学习人数/人次 参与学习人数/人次 受益人次
participants 年培训人数 年参加人数
content 活动内容与形式 活动内容和形式 活动内容简介 活动内容 项目简介 内容与形式 项目内容 活动内容及形式
content 项目内容与形式 内容简介 项目介绍 简介 活动简介 主要内容 项目主要内容 品牌简介 项目内容简介
content 项目内容及形式
measures 具体措施与保障 措施与保障 保障措施 具体措施和保障 措施及保障 具体措施及保障 措施和保障 具体措施
measures 主要措施与保障 工作措施与保障
effects 成效与影响 取得的成效与影响 取得成效与影响 成效及影响 成效和影响 取得的成效和影响 取得的成效及影响 成效
effects 取得的成效 项目成效 项目成效与影响 成果与影响 工作成效 社会影响
leader 负责人 项目负责人 负责人姓名 项目负责人姓名 姓名 主要负责人
contact 联系人 项目联系人 联系人姓名
leaderphone 负责人及联系电话 负责人及电话 联系人及电话 联系人及联系电话 联系人/电话 负责人/电话 负责人/联系电话
leaderphone 联系人/联系电话 联系人及联系方式 负责人及联系方式 联系人、联系电话
phone 联系电话 联系方式 电话 手机 手机号码 手机号 电话号码 负责人电话 负责人联系电话 联系人电话 联系人联系电话
phone 联系手机 移动电话 联系人联系方式 负责人联系方式 项目负责人联系电话
- 职务 职称 性别 项目类型 项目类别 类型 类别 项目级别
""")
_TABLES: dict[Nature, dict[str, str]] = {"person": _PERSON, "project": _PROJECT}
_PERSON_SIGNS = frozenset({"性别", "民族", "政治面貌", "出生年月", "出生日期", "文化程度", "学历"})


def plain_label(text: str) -> str:
    """The label without white space, brackets and punctuation; empty for what is too long to be one."""
    squeezed = folded(text)
    if not squeezed or len(squeezed) > _LONGEST:
        return ""
    bare = _NOT_WORD.sub("", _BRACKETS.sub("", squeezed))
    return re.sub(r"^[一二三四五六七八九十\d]+、", "", bare).strip("/、")


@lru_cache(maxsize=4096)
def label_key(text: str, nature: Nature) -> str | None:
    """The key that the label stands for in a paper about a `person` or a `project`; None: it is no label."""
    bare = plain_label(text)
    if not bare:
        return None
    found = _TABLES[nature].get(bare) or _TABLES[nature].get(_whole(text))
    if found is None and bare.endswith("意见"):
        return "opinion"
    return found


def _whole(text: str) -> str:
    """The label with the words in its brackets kept: 实施（申报、主办）单位, 职业/身份（人群类型）."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", folded(text)))


def nature_of(texts: list[str]) -> Nature | None:
    """What a paper with these cells is about; None where its labels do not say."""
    bare = {plain_label(text) for text in texts}
    either = _COMMON.keys() | {"名称"}
    if any(_PROJECT.get(label) == "name" for label in bare - either):
        return "project"
    names = any(_PERSON.get(label) == "name" for label in bare - either)
    return "person" if names or len(bare & _PERSON_SIGNS) >= 2 else None
