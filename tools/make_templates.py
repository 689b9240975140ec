"""Writes the templates of the exports that are shipped with the rules of a season.

Usage: python tools/make_templates.py [DIRECTORY]. The office may restyle the files in Excel or WPS; running this again
puts the shipped look back.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from review_tui.exports import national, public_list, repeats, return_slip, shortlist, statistics
from review_tui.exports.paper import A4, PAGES
from review_tui.exports.workbook import GUIDE, without_clock

DIRECTORY = Path(__file__).parents[1] / "data" / "seasons" / "jilin-2022" / "templates"
MADE = datetime(2022, 8, 1)
SLOTS = 8
"""Criteria that the sheet of details has room for; a season with more needs a template with more."""

TITLE = Font(name="黑体", size=18, bold=True)
LINE = Font(name="楷体", size=11, color="404040")
HEAD = Font(name="黑体", size=11, bold=True)
BODY = Font(name="宋体", size=11)
EDGE = Side(style="thin", color="7F7F7F")
BOX = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)
SHADE = PatternFill("solid", fgColor="DDE6F0")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)


@dataclass(frozen=True)
class Column:
    """Header, sample cell, width in half-width characters, and how it stands: `c`entred, `l`eft, a `n`umber format."""

    head: str
    sample: str
    width: float
    look: str = "c"


@dataclass(frozen=True)
class Page:
    """One sheet: its name, title, columns, and the lines that stand below the table.

    `above`: lines between the title and the table with their heights, in place of the one that lists have. `upright`:
    printed on upright paper.
    """

    name: str
    title: str
    columns: Sequence[Column]
    below: Sequence[str] = ()
    above: Sequence[tuple[str, float]] = ()
    upright: bool = False


SCORE, WHOLE = "0.00", "0"
SIGNED = "制表人：{0}审核人：{0}负责人（签字）：{0}{0}年　　月　　日".format("　" * 15)


def listed(name: str, title: str, below: Sequence[str] = ()) -> Page:
    """A list of nominations."""
    columns = (
        Column("序号", "{{no}}", 6, WHOLE),
        Column("类别", "{{category}}", 10),
        Column("名次", "{{rank}}", 6, WHOLE),
        Column("编号", "{{id}}", 8),
        Column("姓名/项目名称", "{{name}}", 26, "l"),
        Column("推荐单位", "{{unit}}", 28, "l"),
        Column("人群类型", "{{type}}", 14),
        Column("特别\n推介", "{{special}}", 6),
        Column("得分", "{{score}}", 8, SCORE),
        Column("有效票", "{{ballots}}", 6, WHOLE),
        Column("理由", "{{reason}}", 34, "l"),
    )
    return Page(name, title, columns, below)


def details() -> Page:
    """The figures of one category; columns of criteria that a category does not have are hidden when it is filled."""
    criteria = [
        Column(f"{{{{criterion.{n}.name}}}}\n（{{{{criterion.{n}.points}}}}分）", f"{{{{criterion.{n}}}}}", 12, SCORE)
        for n in range(1, SLOTS + 1)
    ]
    columns = (
        Column("名次", "{{rank}}", 6, WHOLE),
        Column("编号", "{{id}}", 8),
        Column("姓名/项目名称", "{{name}}", 20, "l"),
        *criteria,
        Column("得分", "{{score}}", 8, SCORE),
        Column("平均", "{{mean}}", 8, SCORE),
        Column("中位", "{{median}}", 8, SCORE),
        Column("离散度", "{{spread}}", 8, SCORE),
        Column("有效票", "{{ballots}}", 6, WHOLE),
        Column("说明", "{{note}}", 30, "l"),
    )
    note = "得分按规则规定的算法计算；离散度为各专家总分的样本标准差；有效票不含回避。"
    return Page("评分明细", "{{category.name}}评分明细（满分{{category.points}}分）", columns, (note,))


SHORTLIST = (
    listed("推荐名单", "{{season.title}}推荐名单", ("", SIGNED)),
    listed("备选名单", "{{season.title}}备选名单", ("如有推荐对象退出，按类别依名次递补。",)),
    listed("未入选", "{{season.title}}未入选名单及理由"),
    Page(
        "各单位名额",
        "{{season.title}}各单位名额使用情况",
        (
            Column("序号", "{{no}}", 6, WHOLE),
            Column("单位", "{{unit}}", 40, "l"),
            Column("类别", "{{category}}", 14),
            Column("报送数", "{{sent}}", 12, WHOLE),
            Column("规定名额", "{{quota}}", 14),
            Column("入选数", "{{selected}}", 12, WHOLE),
            Column("入选上限", "{{limit}}", 12, WHOLE),
            Column("备注", "{{note}}", 24, "l"),
        ),
    ),
    Page(
        "形式审查",
        "{{season.title}}形式审查意见",
        (
            Column("序号", "{{no}}", 6, WHOLE),
            Column("编号", "{{id}}", 8),
            Column("姓名/项目名称", "{{name}}", 18, "l"),
            Column("推荐单位", "{{unit}}", 20, "l"),
            Column("性质", "{{level}}", 8),
            Column("问题", "{{message}}", 30, "l"),
            Column("依据条款", "{{clause}}", 14),
            Column("证据（文件 › 表 › 单元格）", "{{evidence}}", 30, "l"),
            Column("裁定", "{{ruling}}", 10),
            Column("裁定理由", "{{ruling_reason}}", 22, "l"),
        ),
    ),
    details(),
)

NATIONAL = (
    Page(
        national.SHEET,
        "{{season.year}}年全国“百姓学习之星”和“终身学习品牌项目”推介汇总表",
        (
            Column("序号", "{{no}}", 6, WHOLE),
            Column("省份", "{{province}}", 10),
            Column("姓名/项目名称", "{{name}}", 28, "l"),
            Column("单位", "{{unit}}", 30, "l"),
            Column("类别", "{{category}}", 18),
            Column("是否\n特别推介", "{{special}}", 10),
            Column("视频\n（有/无）", "{{video}}", 10),
            Column("联系人", "{{contact}}", 10),
            Column("联系电话", "{{phone}}", 17),
            Column("备注", "{{remark}}", 16, "l"),
        ),
        ("", "填报单位（盖章）：{0}填报人：{0}联系电话：{0}年　　月　　日".format("　" * 14)),
    ),
)

RETURN_SLIP = (
    Page(
        return_slip.SHEET,
        "补正通知",
        (
            Column("序号", "{{no}}", 6, WHOLE),
            Column("对象", "{{whom}}", 18, "l"),
            Column("存在的问题", "{{problem}}", 40, "l"),
            Column("通知条款", "{{clause}}", 12),
            Column("请这样办", "{{action}}", 30, "l"),
        ),
        ("{{closing}}", "{{contact}}", "{{sender}}", "{{made}}"),
        (("{{unit}}：", 26), ("{{opening}}", 62)),
        upright=True,
    ),
)

REPEATS = (
    Page(
        repeats.SHEET,
        "{{season.title}}查重表",
        (
            Column("序号", "{{no}}", 6, WHOLE),
            Column("编号", "{{id}}", 8),
            Column("今年申报", "{{now}}", 28, "l"),
            Column("对照记录及出处", "{{then}}", 30, "l"),
            Column("依据（正数支持相同，\n负数支持不同）", "{{evidence}}", 38, "l"),
            Column("分值", "{{score}}", 6, WHOLE),
            Column("程序\n判断", "{{judged}}", 7),
            Column("办公室\n认定", "{{verdict}}", 10),
            Column("认定理由", "{{reason}}", 20, "l"),
            Column("会议决定", "{{decision}}", 18, "l"),
        ),
        ("分值 50 为各半；依据各项相加即得分值，一分为 0.4 比特。", "", SIGNED),
    ),
)

CONFIRMATION = (
    Page(
        public_list.SHEET,
        "{{season.province}}{{season.year}}年“百姓学习之星”和“终身学习品牌项目”认定名单",
        (
            Column("序号", "{{no}}", 8, WHOLE),
            Column("类别", "{{category}}", 24),
            Column("姓名/项目名称", "{{name}}", 44, "l"),
            Column("推荐单位", "{{unit}}", 44, "l"),
        ),
        ("", f"（盖章）{'　' * 40}年　　月　　日"),
    ),
)

STATISTICS = (
    Page(
        statistics.AGREEMENT,
        "{{season.title}}评审组一致性",
        (
            Column("序号", "{{no}}", 6, WHOLE),
            Column("类别", "{{category}}", 14),
            Column("评分项", "{{what}}", 24, "l"),
            Column("肯德尔 W\n（次序一致）", "{{kendall_w}}", 16, "0.000"),
            Column("克里彭多夫 α\n（分数一致）", "{{alpha}}", 16, "0.000"),
            Column("ICC(2,k)\n（平均分可靠性）", "{{icc2k}}", 18, "0.000"),
            Column("说明", "{{note}}", 34, "l"),
        ),
        ("三个数都以 1 为完全一致；怎样读、怎样算，见随软件提供的统计说明。仅供办公室参考，不影响名单。",),
    ),
    Page(
        statistics.EXPERTS,
        "{{season.title}}专家宽严与离散",
        (
            Column("序号", "{{no}}", 6, WHOLE),
            Column("类别", "{{category}}", 14),
            Column("专家", "{{expert}}", 10),
            Column("评分份数", "{{cards}}", 10, WHOLE),
            Column("平均分", "{{mean}}", 10, SCORE),
            Column("离散度", "{{spread}}", 10, SCORE),
            Column("宽严\n（正为严）", "{{severity}}", 12, SCORE),
            Column("与众不同\n（残差）", "{{noise}}", 12, SCORE),
            Column("去掉该专家后名单的变化", "{{alone}}", 44, "l"),
        ),
    ),
    Page(
        statistics.SCORES,
        "{{category.name}}得分与入选把握（入选线 {{cut}}）",
        (
            Column("名次", "{{rank}}", 6, WHOLE),
            Column("编号", "{{id}}", 8),
            Column("姓名/项目名称", "{{name}}", 24, "l"),
            Column("推荐单位", "{{unit}}", 22, "l"),
            Column("正式得分", "{{score}}", 9, SCORE),
            Column("平均", "{{mean}}", 8, SCORE),
            Column("中位", "{{median}}", 8, SCORE),
            Column("去一高\n一低", "{{trimmed}}", 8, SCORE),
            Column("标准化", "{{standardised}}", 9, SCORE),
            Column("宽严\n校正", "{{adjusted}}", 8, SCORE),
            Column("离散度", "{{spread}}", 8, SCORE),
            Column("有效票", "{{ballots}}", 7, WHOLE),
            Column("入选\n机会", "{{chance}}", 8, "0%"),
            Column("把握", "{{band}}", 8),
        ),
    ),
)

GUIDE_LINES = (
    "这个文件是导出用的模板，可以在 Excel 或 WPS 里改：字体、颜色、列宽、列的先后、标题、页脚、加列、加工作表都行。",
    "表头下面那一行是样行：导出时每条记录一行，样子照样行。样行里写着 {{…}} 的地方填数据，其余文字和公式每行照抄。",
    "样行下面的内容（签字栏、说明）会跟着下移。请不要改工作表的名字；带“评分明细”的表每个类别生成一张。",
    "标题和页脚里可以用：{{season.title}} {{season.year}} {{season.province}} {{season.organiser}} {{season.source}} "
    "{{list_code}}（名单编号）{{made_at}}（生成时间）。",
    "缺了必需的 {{…}} 或写了不认识的 {{…}}，导出时会说明是哪张表、缺什么。本页不会出现在导出的文件里。",
)


def write(path: Path, pages: Sequence[Page]) -> None:
    """Writes one template."""
    book = Workbook()
    del book["Sheet"]
    for page in pages:
        _draw(book.create_sheet(page.name), page)
    _guide(book.create_sheet(GUIDE))
    book.properties.creator = "review-tui"
    book.properties.created = MADE
    raw = io.BytesIO()
    book.save(raw)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(without_clock(raw, MADE))


def _draw(sheet: Worksheet, page: Page) -> None:
    last = get_column_letter(len(page.columns))
    lines = [(text, BODY, LEFT, height) for text, height in page.above] or [
        ("{{season.organiser}}　　名单编号：{{list_code}}　　生成时间：{{made_at}}", LINE, MIDDLE, 22.0)
    ]
    for row, (text, font, stand, height) in enumerate([(page.title, TITLE, MIDDLE, 36.0), *lines], start=1):
        sheet.merge_cells(f"A{row}:{last}{row}")
        _write(sheet, row, 1, text, font, stand, height)
    head = len(lines) + 2
    for at, column in enumerate(page.columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width + 1.5
        _write(sheet, head, at, column.head, HEAD, MIDDLE, 36, boxed=True)
        sheet.cell(head, at).fill = SHADE
        _write(sheet, head + 1, at, column.sample, BODY, LEFT if column.look == "l" else MIDDLE, 26, boxed=True)
        if column.look not in ("c", "l"):
            sheet.cell(head + 1, at).number_format = column.look
    for row, text in enumerate(page.below, start=head + 2):
        sheet.merge_cells(f"A{row}:{last}{row}")
        stand = RIGHT if text in ("{{sender}}", "{{made}}") else LEFT
        _write(sheet, row, 1, text or None, BODY, stand, 40 if text == "{{closing}}" else 26)
    _paper(sheet, page, head)


def _write(
    sheet: Worksheet,
    row: int,
    at: int,
    text: str | None,
    font: Font,
    stand: Alignment,
    height: float,
    *,
    boxed: bool = False,
) -> None:
    cell = sheet.cell(row, at, text)
    cell.font, cell.alignment = font, stand
    sheet.row_dimensions[row].height = height
    if boxed:
        cell.border = BOX


def _paper(sheet: Worksheet, page: Page, head: int) -> None:
    sheet.page_setup.paperSize, sheet.page_setup.orientation = A4, "portrait" if page.upright else "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.7, 0.3, 0.35
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{head}:{head}"
    sheet.freeze_panes = f"A{head + 1}"
    sheet.sheet_view.showGridLines = False
    footer = sheet.oddFooter
    footer.center.text = PAGES
    if not page.above:  # a letter to a unit carries no code of the office's
        footer.left.text, footer.right.text = "名单编号 {{list_code}}", "{{made_at}}"
    for part in (footer.left, footer.center, footer.right):
        part.font, part.size = "宋体", 9


def _guide(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 110
    for row, text in enumerate(GUIDE_LINES, start=1):
        _write(sheet, row, 1, text, BODY, LEFT, 40)


def main(arguments: Sequence[str]) -> int:
    """Writes the templates into the directory."""
    directory = Path(arguments[0]) if arguments else DIRECTORY
    books = {
        shortlist.TEMPLATE: SHORTLIST,
        national.TEMPLATE: NATIONAL,
        return_slip.TEMPLATE: RETURN_SLIP,
        public_list.CONFIRMED_SHEET: CONFIRMATION,
        statistics.TEMPLATE: STATISTICS,
        repeats.TEMPLATE: REPEATS,
    }
    for name, pages in books.items():
        write(directory / name, pages)
        print(directory / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
