"""附表1, 附表3 and the work summary as Word files, each unit in its own wording."""

from __future__ import annotations

import random
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt

from samples import sheets
from samples.cast import Project, Sender, Star, is_university
from samples.words import deed, project_sections

_WIDTHS = (2.6, 3.4, 2.4, 3.2, 3.6)


def month(value: str, style: str) -> str:
    """`1953-04` as the unit writes it."""
    year, number = value.split("-")
    return {"han": f"{year}年{int(number)}月", "dot": f"{year}.{number}", "dash": f"{year}-{number}"}[style]


def learners(project: Project, variant: int) -> str:
    """年参与人数 in one of the wordings met in forms."""
    if project.blended:
        return (f"线上线下{project.learners}人次/年", f"每年约{project.learners}人次（线上线下）")[variant % 2]
    return (f"{project.learners}人/年", f"每年约{project.learners}人（线下）")[variant % 2]


def remark(nominee: Star | Project) -> str:
    """What stands in 备注."""
    if not nominee.special:
        return ""
    if isinstance(nominee, Star):
        return "推荐为“事迹特别感人的百姓学习之星”"
    return "推荐为“特别受百姓喜爱的终身学习品牌项目”"


def star_form(sender: Sender, star: Star, phone: str, portrait: bytes | None, day: str, rng: random.Random) -> bytes:
    """附表1: facts around a photo cell, deed, two opinions, remark. `portrait` None: the cell says 照片."""
    style = sender.style
    document = sheets.new()
    sheets.heading(document, "附表1", f"“百姓学习之星”{style.star_form}", f"推荐单位（盖章）：{sender.unit}")
    table = sheets.grid(document, 12, _WIDTHS)
    politics = "" if "no_politics" in star.plants else star.politics
    facts = (
        ("姓    名", star.name, "性    别", star.gender),
        (style.birth, month(star.birth, style.month), "民    族", star.ethnic),
        ("政治面貌", politics, style.education, star.education),
        (style.type, star.type, "联系电话", phone),
    )
    for row, texts in enumerate(facts):
        for column, text in enumerate(texts):
            sheets.fill(table.cell(row, column), text, label=column % 2 == 0)
        sheets.height(table.rows[row], 1.15)
    photo = table.cell(0, 4).merge(table.cell(3, 4))
    if portrait is None:
        sheets.fill(photo, "照\n片", align=ALIGN.CENTER)
    else:
        sheets.picture(photo, portrait, 2.9)
    address = "校内" if is_university(sender.unit) else f"{sender.region}学习路{rng.randrange(2, 99)}号"
    wide = (
        ("工作单位\n及职务", f"{star.workplace} {star.job}"),
        ("行政级别", star.level),
        (style.honours, star.honours),
        ("是否曾\n被推介", "否"),
        ("通讯地址", address),
    )
    for row, (label, text) in enumerate(wide, start=4):
        sheets.fill(table.cell(row, 0), label, label=True, size=11)
        sheets.fill(table.cell(row, 1).merge(table.cell(row, 4)), text, align=ALIGN.LEFT)
        sheets.height(table.rows[row], 1.0)
    _texts_and_seals(sender, table, 9, {style.deed: deed(star, rng)}, remark(star), day, width=4)
    return sheets.save(document)


def _texts_and_seals(
    sender: Sender, table: Any, row: int, texts: dict[str, tuple[str, ...]], note: str, day: str, *, width: int
) -> None:
    """The lower part of both forms: long texts, then the recommending unit's opinion, then 备注."""
    for label, paragraphs in texts.items():
        sheets.fill(table.cell(row, 0), "\n".join(_halves(label)), label=True)
        sheets.tell(table.cell(row, 1).merge(table.cell(row, width)), paragraphs, size=10.5)
        row += 1
    sheets.fill(table.cell(row, 0), "推荐单位\n意    见", label=True)
    seal = table.cell(row, 1).merge(table.cell(row, width))
    sheets.stamp(seal, "情况属实，经公示无异议，同意推荐。", sender.unit, day)
    sheets.height(table.rows[row], 2.3)
    sheets.fill(table.cell(row + 1, 0), "备    注", label=True)
    sheets.fill(table.cell(row + 1, 1).merge(table.cell(row + 1, width)), note, align=ALIGN.LEFT)
    sheets.height(table.rows[row + 1], 1.0)


def _halves(label: str) -> tuple[str, ...]:
    """A label of more than four characters broken in two lines."""
    middle = (len(label) + 1) // 2
    return (label,) if len(label) <= 4 else (label[:middle], label[middle:])


def project_form(sender: Sender, project: Project, phone: str, day: str, index: int, rng: random.Random) -> bytes:
    """附表3: name, facts in pairs, three texts, opinion, remark."""
    style = sender.style
    document = sheets.new()
    sheets.heading(document, "附表3", f"“终身学习品牌项目”{style.project_form}", f"推荐单位（盖章）：{sender.unit}")
    start = f"{month(project.start, style.month)}{'至今' if style.month == 'han' and index % 2 else ''}"
    facts = [
        ("负 责 人", project.leader, "联系电话", phone),
        ("启动时间", start, "年参与人数", learners(project, index)),
        ("学习方式", "线上线下相结合" if project.blended else "线下", "面向对象", project.audience),
    ]
    pairs = [("单位性质", project.nature), ("是否曾被推介", "否")]
    if style.asks_training:
        pairs.append(("是否属非学历培训", "是" if is_university(sender.unit) else "否"))
    table = sheets.grid(document, 2 + len(facts) + len(pairs) + 5, (2.8, 4.4, 2.8, 5.2))
    for row, (label, text) in enumerate((("项目名称", project.name), (style.implementer, project.implementer))):
        sheets.fill(table.cell(row, 0), label, label=True)
        sheets.fill(table.cell(row, 1).merge(table.cell(row, 3)), text)
        sheets.height(table.rows[row], 1.0)
    for row, texts in enumerate(facts, start=2):
        for column, text in enumerate(texts):
            sheets.fill(table.cell(row, column), text, label=column % 2 == 0, size=11)
        sheets.height(table.rows[row], 1.0)
    for row, (label, text) in enumerate(pairs, start=2 + len(facts)):
        sheets.fill(table.cell(row, 0), "\n".join(_halves(label)), label=True, size=11)
        sheets.fill(table.cell(row, 1).merge(table.cell(row, 3)), text, align=ALIGN.LEFT)
        sheets.height(table.rows[row], 1.0)
    parts = project_sections(project, rng)
    texts = {"活动内容与形式": parts["content"], "具体措施与保障": parts["measures"], "成效与影响": parts["effects"]}
    _texts_and_seals(sender, table, 2 + len(facts) + len(pairs), texts, remark(project), day, width=3)
    return sheets.save(document)


def report_document(project: Project, sections: tuple[tuple[str, tuple[str, ...]], ...], day: str) -> bytes:
    """The work summary: title, headed sections, signature and day at the right."""
    document = sheets.new()
    sheets.heading(document, "", f"{project.name}\n工作总结")
    for heading, paragraphs in sections:
        sheets.write(document.add_paragraph(), heading, font="黑体", size=14).paragraph_format.first_line_indent = Pt(
            28
        )
        for text in paragraphs:
            paragraph = sheets.write(document.add_paragraph(), text, size=14)
            paragraph.paragraph_format.first_line_indent = Pt(28)
            paragraph.paragraph_format.line_spacing = Pt(26)
    sheets.write(document.add_paragraph(), f"\n{project.implementer}", size=14, align=ALIGN.RIGHT)
    sheets.write(document.add_paragraph(), day, size=14, align=ALIGN.RIGHT)
    return sheets.save(document)
