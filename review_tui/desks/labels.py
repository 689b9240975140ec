"""What the facts of a nomination are called, for screens and messages."""

from __future__ import annotations

from collections.abc import Mapping

FACT_LABELS: Mapping[str, str] = {
    "name": "姓名/项目名称",
    "gender": "性别",
    "birth": "出生年月",
    "ethnic": "民族",
    "politics": "政治面貌",
    "education": "文化程度",
    "workplace": "工作单位",
    "job": "职务",
    "type": "人群类型",
    "phone": "联系电话",
    "level": "行政级别",
    "honours": "荣誉",
    "implementer": "实施单位",
    "start": "启动时间",
    "participants": "年参与人数",
    "audience": "面向对象",
    "leader": "负责人",
    "special": "特别推介标记",
    "remark": "备注",
    "serial": "序号",
    "unit": "推荐单位",
    "nature": "单位性质",
    "address": "通讯地址",
    "repeated": "是否曾被推介",
    "mode": "学习方式",
}
"""Chinese name of each fact key."""

SOURCE_LABELS: Mapping[str, str] = {"form": "推介表", "summary": "汇总表", "name": "文件名", "office": "办公室更正"}
"""Chinese name of each source of a reading."""

MATERIAL_LABELS: Mapping[str, str] = {
    "form": "推介表",
    "summary": "汇总表",
    "photo": "照片",
    "video": "视频",
    "report": "工作总结",
    "other": "其他文件",
}
"""Chinese name of each kind of file."""

SHARED_KINDS = frozenset({"photo", "video", "report"})
"""Attachments that experts may read; tables and forms carry phones and addresses and stay with the office."""

SHOWN_FACTS = [
    "gender",
    "birth",
    "ethnic",
    "politics",
    "education",
    "workplace",
    "job",
    "type",
    "level",
    "honours",
    "implementer",
    "nature",
    "start",
    "participants",
    "mode",
    "audience",
    "leader",
    "repeated",
    "remark",
]
"""The keys that an expert reads, in reading order; private facts are not among them."""
