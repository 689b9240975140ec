"""Findings and problems of import in the words of a letter to the unit's clerk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from review_tui.exports.cells import day
from review_tui.exports.return_slip import Point
from scoring.findings import Finding
from scoring.nomination import Nomination, Problem

ACTIONS: Mapping[str, str] = {
    "quota.over": "请按名额取舍，重新报送名单和材料。",
    "quota.under": "名额未用足；如有合适的，可以补报。",
    "special.over": "请只保留规定数量的特别推介，其余改为一般推介。",
    "special.not-prefecture": "请改为一般推介，并删去备注里的特别推介字样。",
    "deadline.late": "请书面说明逾期报送的原因。",
    "summary.missing": "请补报汇总表（电子版和加盖公章的纸质版）。",
    "summary.mismatch": "请核对汇总表和所报材料，使人选（项目）一致。",
    "unit.unknown": "请核对单位名称，材料里写单位全称。",
    "form.missing": "请补报推介表（电子版和加盖公章的纸质版）。",
    "form.field.missing": "请在推介表里补填所缺各项。",
    "facts.conflict": "请核实哪一处正确，把推介表、汇总表和文件名改成一致。",
    "file.unreadable": "请检查文件能否打开，去掉密码，另存为通用格式（docx、xlsx、jpg、mp4）后重新报送。",
    "star.rank": "请核实职务和级别；确属领导干部的，请更换人选或书面说明特殊情况。",
    "star.honour": "请核实荣誉的级别和时间；确属省级以上的，请更换人选或书面说明特殊情况。",
    "project.age": "请核实启动时间；确实不满年限的，请更换项目，写错的请更正。",
    "project.participants": "请核实年参与人数并写明是人还是人次、线下还是线上线下；达不到的请更换项目。",
    "project.name": "请改用具体的项目名称。",
    "project.regulated": "请书面说明该项目符合所列文件的规定。",
    "photo.count": "请按规定的张数补报或选定照片。",
    "photo.id": "请补报一张竖版 2 寸免冠彩色证件照（电子版）。",
    "photo.reused": "请换成这一份材料自己的照片。",
    "report.missing": "请补报工作总结。",
    "report.length": "请按规定的字数修改工作总结。",
    "video.missing": "请补报视频。",
    "video.format": "请转成 MP4 格式后重新报送。",
    "video.duration": "请把视频剪到规定的时长。",
    "video.codec": "请按规定的编码重新输出视频。",
    "video.resolution": "请按规定的分辨率重新输出视频。",
    "video.framerate": "请按规定的帧率重新输出视频。",
    "repeat.past": "确系往年推介过的，请更换；不是同一人（项目）的，请书面说明。",
    "repeat.season": "请只保留一份；不是同一人（项目）的，请书面说明。",
}
"""What to do, by rule; of rules about a category (`quota.star.over`) without the category."""
UPHELD = "经审查，这一份不参加评审，不必补正。"
_OTHER = "请核实：有误的请更正，无误的请书面说明。"

OWN_WORDS: Mapping[str, str] = {
    "repeat.past": "与往年推介过的人选（项目）相同或疑似相同。",
    "repeat.season": "与今年另一份申报材料相同或疑似相同。",
    "photo.reused": "有照片与另一份申报材料的照片相同。",
}
"""What is said in place of findings that name other people's material."""

PROBLEMS: Mapping[str, tuple[str, str]] = {
    "archive.broken": ("压缩包（文件）损坏，打不开。", "请重新压缩，自己先试着打开一次，再报送。"),
    "archive.encrypted": ("压缩包（文件）设了密码，打不开。", "请去掉密码后重新报送。"),
    "archive.unsafe": ("压缩包里有不能接收的路径或链接。", "请把文件复制到一个普通文件夹里，重新压缩后报送。"),
    "archive.bomb": ("压缩包里的文件过多或过大，没有全部读取。", "请去掉无关文件，分别压缩后报送。"),
    "archive.format": ("这种压缩格式打不开。", "请改用 zip 格式重新压缩后报送。"),
    "table.unreadable": ("表格打不开。", "请用 Excel 或 WPS 另存为 xlsx 后重新报送。"),
    "form.unreadable": ("文件打不开。", "请用 Word 或 WPS 另存为 docx 后重新报送。"),
    "media.unreadable": ("照片或视频打不开。", "请检查文件能否播放或显示，转成 JPG 或 MP4 后重新报送。"),
}
"""By problem of import: what is wrong, and what to do."""

_PLEASE = re.compile(r"[，；]\s*请[^，。；]*$")
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx])(?!\d)")
_DAY = re.compile(r"(?<![\d-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])(?![\d-])")
_FAULT = re.compile(r"（[^（）]*应为[^（）]*）$")
_MOST_PLACES = 3


def point(finding: Finding, nomination: Nomination | None, *, upheld: bool = False) -> Point:
    """One finding as the clerk reads it."""
    action = UPHELD if upheld else ACTIONS.get(_family(finding.rule), _OTHER)
    clause = "" if finding.clause == "—" else finding.clause
    must = finding.severity == "block" and not upheld
    if finding.rule in OWN_WORDS:
        return Point(OWN_WORDS[finding.rule], "", clause, action, must)
    if finding.rule == "file.unreadable" and nomination is not None:
        return Point(_unreadable(nomination), "", clause, action, must)
    # of a unit as a whole the evidence is the name of what it sent, except where tables are spoken of
    where = _where(finding.evidence, nomination) if nomination or finding.rule.startswith("summary.") else ""
    return Point(_as_read(finding.message), where, clause, action, must)


def problem_point(one: Problem, clause: str) -> Point:
    """A problem of import as the clerk reads it; `clause`: where the notice lists the material to send."""
    told, action = PROBLEMS.get(one.problem, ("文件不能读取。", _OTHER))
    return Point(without_numbers(f"{PurePosixPath(one.file).name}：{told}"), "", clause, action, must=False)


def without_numbers(text: str) -> str:
    """The text with telephone and identity numbers masked: file names are sometimes made of them."""
    return _PHONE.sub("***", text)


def _family(rule: str) -> str:
    """`quota.star.over` -> `quota.over`."""
    parts = rule.split(".")
    return f"{parts[0]}.{parts[2]}" if len(parts) == 3 and parts[0] in ("quota", "special") else rule


def _without_please(message: str) -> str:
    """What is wrong, without what is asked: that stands beside it."""
    sentences = [one for one in message.split("。") if one.strip() and not one.startswith("请")]
    return "。".join(_PLEASE.sub("", one) for one in sentences) + "。"


def _as_read(message: str) -> str:
    """The message for the letter: without what is asked, days written out, numbers masked."""
    days = _DAY.sub(lambda found: day(date.fromisoformat(found[0])), _without_please(message))
    return without_numbers(days)


def _unreadable(nomination: Nomination) -> str:
    names = [PurePosixPath(m.path).name for m in nomination.materials if m.problem is not None]
    names += [
        f"{PurePosixPath(m.path).name}（视频不完整）"
        for m in nomination.materials
        if m.problem is None and m.video is not None and m.video.truncated
    ]
    return without_numbers(f"文件打不开：{'、'.join(dict.fromkeys(names))}。")


def _where(evidence: str, nomination: Nomination | None) -> str:
    """The files and cells, a few of them: `汇总表.xls，Sheet1，B7`."""
    places = [_place(part) for part in evidence.split("；") if part.strip()]
    told = [p for p in dict.fromkeys(places) if nomination is None or p != nomination.name]
    rest = f"等 {len(told)} 处" if len(told) > _MOST_PLACES else ""
    return without_numbers(f"见 {'；'.join(told[:_MOST_PLACES])}{rest}") if told else ""


def _place(text: str) -> str:
    parts = [part.strip() for part in text.split("›")]
    return "，".join([_FAULT.sub("", PurePosixPath(parts[0]).name), *parts[1:]])
