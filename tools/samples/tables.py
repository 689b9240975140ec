"""附表2 and 附表4 as units fill them in: xlsx with a merged title and a 填报单位 line, or a table in a Word file."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from samples import sheets
from samples.cast import Sender
from samples.forms import learners, month, remark
from samples.words import brief, brief_deed

_STAR_WIDTHS = (7, 10, 7, 12, 12, 11, 28, 14, 44, 17, 17, 22)
_PROJECT_WIDTHS = (6, 28, 28, 14, 24, 44, 11, 15, 16, 22)


def star_table(sender: Sender, phones: dict[str, str]) -> tuple[str, list[str], list[list[object]], tuple[int, ...]]:
    """Title, header, rows and column widths (characters) of 附表2."""
    style = sender.style
    header = [
        "序号",
        "姓名",
        "性别",
        "出生年月",
        "政治面貌",
        "文化程度",
        "工作单位及职务",
        "人群类型",
        "事迹简介",
        "联系电话",
    ]
    rows = []
    for number, star in enumerate([s for s in sender.stars if "not_in_table" not in s.plants], start=1):
        born = star.birth
        if "birth_conflict" in star.plants:
            born = f"{int(born[:4]) + 1}{born[4:]}"
        name = f"{star.name[0]}　{star.name[1]}" if len(star.name) == 2 else star.name
        rows.append(
            [number, name, star.gender, month(born, "dot" if style.month == "han" else "han"), star.politics,
             star.education, f"{star.workplace} {star.job}", star.type, brief_deed(star), phones[star.name],
             sender.unit, remark(star) or None]
        )  # fmt: skip
    return "吉林省“百姓学习之星”推介汇总表", [*header, "推荐单位", "备注"], rows, _STAR_WIDTHS


def project_table(sender: Sender, phones: dict[str, str]) -> tuple[str, list[str], list[list[object]], tuple[int, ...]]:
    """Title, header, rows and column widths (characters) of 附表4. Every third start is a real date cell."""
    header = [
        "序号",
        "项目名称",
        "实施单位",
        "启动时间",
        "年参与人数\n（人/人次）",
        "项目简介",
        "负责人",
        "联系电话",
        "推荐单位",
        "备注",
    ]
    rows = []
    for number, project in enumerate([p for p in sender.projects if "not_in_table" not in p.plants], start=1):
        start: object = month(project.start, "han")
        if number % 3 == 0 and sender.table == "xlsx":
            start = date(int(project.start[:4]), int(project.start[5:]), 1)
        rows.append(
            [number, project.name, project.implementer, start, learners(project, number), brief(project),
             project.leader, phones[project.name], sender.unit, remark(project) or None]
        )  # fmt: skip
    return "吉林省“终身学习品牌项目”推介汇总表", header, rows, _PROJECT_WIDTHS


def _under(sender: Sender) -> str:
    return f"填报单位（盖章）：{sender.unit}          填报日期：2022年8月15日          联系人：{sender.clerk}老师"


def as_xlsx(sender: Sender, title: str, header: list[str], rows: list[list[object]], widths: tuple[int, ...]) -> bytes:
    """A workbook of one sheet: merged title, 填报单位 line, header in row 3, rows, a merged 合计 line."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "附表2" if "之星" in title else "附表4"
    last = len(header)
    for row, text, size in ((1, title, 18), (2, _under(sender), 11)):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
        sheet.cell(row, 1, text).font = Font(name="方正小标宋简体" if row == 1 else "仿宋", size=size)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center" if row == 1 else "left", vertical="center")
    thin = Side(style="thin")
    for number, values in enumerate([header, *rows], start=3):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(number, column, value)
            cell.font = Font(name="宋体" if number == 3 else "仿宋", size=11, bold=number == 3)
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            if isinstance(value, date):
                cell.number_format = 'yyyy"年"m"月"'
        sheet.row_dimensions[number].height = 34 if number == 3 else 62
    end = len(rows) + 4
    sheet.merge_cells(start_row=end, start_column=1, end_row=end, end_column=last)
    sheet.cell(
        end, 1, f"合计：{len(rows)}{'人' if '之星' in title else '项'}          填表人：{sender.clerk}老师"
    ).font = Font(name="仿宋")
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    return _settled(book)


def _settled(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes with fixed dates, so that every run writes the same."""
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    stamp = sheets.WRITTEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                for tag in (b"created", b"modified"):
                    head, _, rest = data.partition(b"<dcterms:" + tag)
                    inner, _, tail = rest.partition(b"</dcterms:" + tag + b">")
                    opening = inner.partition(b">")[0]
                    data = b"".join((head, b"<dcterms:", tag, opening, b">", stamp, b"</dcterms:", tag, b">", tail))
            target.writestr(zipfile.ZipInfo(name, sheets.WRITTEN.timetuple()[:6]), data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def as_docx(sender: Sender, title: str, header: list[str], rows: list[list[object]], widths: tuple[int, ...]) -> bytes:
    """The same table in a Word file, across a landscape page."""
    document = sheets.new(landscape=True)
    sheets.heading(document, "附表2" if "之星" in title else "附表4", title, _under(sender))
    scale = 25.7 / sum(widths)
    table = sheets.grid(document, len(rows) + 1, [w * scale for w in widths])
    for number, values in enumerate([header, *rows]):
        for column, value in enumerate(values):
            text = "" if value is None else str(value)
            sheets.fill(table.cell(number, column), text, label=number == 0, size=9)
    sheets.repeat_header(table.rows[0])
    sheets.write(document.add_paragraph(), f"填表人：{sender.clerk}老师        审核人：", size=11)
    return sheets.save(document)
