"""Forms and tables in the shapes that Word and Excel allow."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from review_tui.intake.package import PackageReading
from scoring.nomination import Nomination
from tests.intake.making import document, only, photo, project_form, star_form, workbook

Read = Callable[..., PackageReading]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def raw_document(body: str) -> bytes:
    """A document of nothing but its main part: no styles, no relationships, no content types."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner if inner.startswith('<') else _p(inner)}</w:tc>"


def _table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows) + "</w:tbl>"


def _only(reading: PackageReading) -> Nomination:
    (nomination,) = reading.package.nominations
    return nomination


def _texts(nomination: Nomination, *keys: str) -> list[str]:
    return [nomination.text(key) for key in keys]


def test_labels_padded_broken_and_with_hints_in_brackets(read: Read) -> None:
    rows = [
        ["姓　　名", "汪 莲", "性\n别", "女"],
        ["出生\n年月", "1980年\n5月", "民　族", "汉"],
        ["工作单\n位及职务", "长春市某某社区\n书记", "身份（人群类型）", "老年人"],
        ["主要事迹（8\n00字左右）", "第一段。\n第二段。"],
        ["备 注", ""],
    ]
    nomination = _only(read({"a.docx": document("“百姓学习之星”推介表", rows)}))
    assert _texts(nomination, "name", "gender", "birth", "ethnic", "type") == [
        "汪莲",
        "女",
        "1980-05",
        "汉族",
        "老年人",
    ]
    assert _texts(nomination, "workplace", "job") == ["长春市某某社区", "书记"]
    assert nomination.passages[0].body == "第一段。\n第二段。"


def test_a_label_and_its_text_in_one_cell(read: Read) -> None:
    rows = [
        ["姓名：汪莲", "性别：女"],
        ["出生年月：1980.5", "联系电话:19900001234"],
        ["主要事迹\n她坚持学习。"],
        ["备注：特别感人"],
    ]
    nomination = _only(read({"a.docx": document("百姓学习之星推荐表", rows)}))
    assert _texts(nomination, "name", "birth", "phone") == ["汪莲", "1980-05", "19900001234"]
    assert nomination.passages[0].body == "她坚持学习。"
    assert nomination.special


def test_values_under_their_labels(read: Read) -> None:
    rows = [["姓名", "性别", "民族", "出生年月"], ["汪莲", "女", "汉族", "1980.5"], ["主要事迹"], ["她坚持学习。"]]
    nomination = _only(read({"推介表.docx": document("百姓学习之星推介表", rows)}))
    assert _texts(nomination, "name", "gender", "ethnic", "birth") == ["汪莲", "女", "汉族", "1980-05"]
    assert nomination.passages[0].body == "她坚持学习。"


def test_a_form_typed_line_by_line(read: Read) -> None:
    lines = ["姓名：汪莲", "性别：女", "出生年月：1980年5月", "联系电话：19900001234", "主要事迹：她坚持学习。"]
    nomination = _only(read({"a.docx": document("百姓学习之星推介表", lines=lines)}))
    assert _texts(nomination, "name", "birth") == ["汪莲", "1980-05"]


def test_a_form_as_a_workbook(read: Read) -> None:
    rows = [
        ["百姓学习之星推介表"],
        ["姓名", "汪莲", "性别", "女"],
        ["出生年月", 198005, "民族", "汉族"],
        ["备注", "特别感人"],
    ]
    nomination = _only(read({"汪莲推介表.xlsx": workbook(rows)}))
    assert nomination.special
    assert [m.kind for m in nomination.materials] == ["form"]
    assert nomination.readings_of("birth")[0].place == "汪莲推介表.xlsx › Sheet1 › B3"


def test_cells_merged_sideways_and_downwards(read: Read) -> None:
    body = _p("百姓学习之星推介表") + _table(
        [_cell("基本情况", '<w:vMerge w:val="restart"/>'), _cell("姓名"), _cell("汪莲"), _cell("性别"), _cell("女")],
        [_cell("", "<w:vMerge/>"), _cell("出生年月"), _cell("1980.5", '<w:gridSpan w:val="3"/>')],
        [_cell("备注", '<w:gridSpan w:val="2"/>'), _cell("特别感人", '<w:gridSpan w:val="3"/>')],
    )
    nomination = _only(read({"a.docx": raw_document(body)}))
    assert (_texts(nomination, "name", "birth"), nomination.special) == (["汪莲", "1980-05"], True)


def test_content_controls_text_boxes_and_nested_tables(read: Read) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{_p('汪莲')}</w:sdtContent></w:sdt>"
    whole_cell = f"<w:sdt><w:sdtContent>{_cell('1980.5')}</w:sdtContent></w:sdt>"
    nested = _table([_cell("联系电话"), _cell("19900001234")], [_cell("民族"), _cell("汉族")])
    box = f"<w:p><w:r><w:pict><w:txbxContent>{_p('附表1 百姓学习之星推介表')}</w:txbxContent></w:pict></w:r></w:p>"
    body = box + _table(
        [_cell("姓名"), f"<w:tc>{control}</w:tc>", _cell("出生年月"), whole_cell],
        [_cell(nested + _p(""), '<w:gridSpan w:val="4"/>')],
    )
    nomination = _only(read({"a.docx": raw_document(body)}))
    assert _texts(nomination, "name", "birth", "phone") == ["汪莲", "1980-05", "19900001234"]


def test_deleted_text_is_not_read_and_inserted_text_is(read: Read) -> None:
    run = (
        "<w:p><w:del><w:r><w:delText>王</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>汪</w:t></w:r></w:ins><w:r><w:t>莲</w:t></w:r></w:p>"
    )
    body = _table(
        [_cell("姓名"), _cell(run), _cell("性别"), _cell("女")],
        [_cell("民族"), _cell("汉"), _cell("出生年月"), _cell("1980")],
    )
    assert _only(read({"学习之星.docx": raw_document(body)})).name == "汪莲"


@pytest.mark.parametrize(
    ("label", "cell", "key", "value"),
    [
        ("性别", "男□ 女☑", "gender", "女"),
        ("人员类别", "□技术能手 ■老年人 □残疾人", "type", "老年人"),
        ("人员类别", "基层从业人员（ ） 技术能手（√）", "type", "技术能手"),
        ("是否曾被推介", "是□ 否√", "repeated", "否"),
    ],
)
def test_ticked_cells(read: Read, label: str, cell: str, key: str, value: str) -> None:
    assert _only(read({"汪莲.docx": star_form("汪莲", **{label: cell})})).text(key) == value


def test_a_tick_drawn_with_a_symbol_font(read: Read) -> None:
    tick = (
        '<w:p><w:r><w:t>男</w:t></w:r><w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>'
        '<w:r><w:t> 女</w:t></w:r><w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r></w:p>'
    )
    body = _table(
        [_cell("姓名"), _cell("汪莲"), _cell("性别"), _cell(tick)],
        [_cell("民族"), _cell("汉"), _cell("出生年月"), _cell("1980")],
    )
    assert _only(read({"学习之星.docx": raw_document(body)})).text("gender") == "女"


def test_several_pairs_on_one_typed_line(read: Read) -> None:
    lines = [
        "姓名：汪　莲　性别：女　民族：满族",
        "出生  年月：1980年5月 政治面貌：群众　　身高：160　　文化程度：大专",
        "工作单位及职务：长春市 某某社区 书记　联系电话：19900001234",
        "曾获荣誉：荣誉：无　备  注：",
    ]
    nomination = _only(read({"学习之星/推介表.docx": document("“百姓学习之星”推介表", lines=lines)}))
    assert nomination.name == "汪莲"
    keys = ("gender", "ethnic", "birth", "politics", "education", "phone", "honours")
    assert _texts(nomination, *keys) == ["女", "满族", "1980-05", "群众", "大专", "19900001234", "无"]
    assert nomination.text("workplace") == "长春市某某社区"


@pytest.mark.parametrize("head", ["主要事迹：", "主要事迹", "主要事迹：她坚持学习。"])
def test_a_deed_typed_in_several_paragraphs(read: Read, head: str) -> None:
    lines = ["姓名：汪莲", "性别：女", "民族：满族", head, "第一段：她二十年如一日。", "第二段。", "备注：事迹特别感人"]
    nomination = _only(read({"学习之星/推介表.docx": document("“百姓学习之星”推介表", lines=lines)}))
    (deed,) = nomination.passages
    assert deed.body == (head.partition("：")[2] + "\n第一段：她二十年如一日。\n第二段。").strip()
    assert nomination.special
    (remark,) = nomination.readings_of("remark")
    assert "第8行" in remark.place


def test_several_forms_in_one_document(read: Read) -> None:
    paper = docx.Document()
    for name, birth in (("汪莲", "1980.5"), ("萧强胜", "1961.3")):
        paper.add_paragraph("“百姓学习之星”推介表")
        table = paper.add_table(rows=2, cols=4)
        for row, texts in enumerate([["姓名", name, "性别", "女"], ["出生年月", birth, "民族", "汉族"]]):
            for cell, text in zip(table.rows[row].cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    paper.save(out)
    package = read({"推介表.docx": out.getvalue()}).package
    assert [(n.name, n.text("birth")) for n in package.nominations] == [("汪莲", "1980-05"), ("萧强胜", "1961-03")]


def test_leader_is_the_responsible_person_else_the_contact(read: Read) -> None:
    rows = [["项目名称", "书香讲堂"], ["主办单位", "某馆"], ["启动时间", "2018"], ["联系人及电话", "王某 19900001234"]]
    nomination = _only(read({"a.docx": document("终身学习品牌项目推介表", rows)}))
    assert _texts(nomination, "leader", "phone") == ["王某", "19900001234"]
    both = _only(read({"a.docx": project_form("书香讲堂", 联系人="赵某")}))
    assert both.text("leader") == "李某"


def test_a_summary_beside_a_photo_of_the_stamped_summary(read: Read) -> None:
    reading = read({"汪莲/汪莲.docx": star_form("汪莲"), "汪莲/推介表盖章扫描.jpg": photo()})
    assert [m.kind for m in _only(reading).materials] == ["other", "form"]


def test_two_tables_under_each_other_on_one_sheet(read: Read) -> None:
    rows = [
        ["百姓学习之星推介汇总表"],
        ["序号", "姓名", "性别", "出生年月"],
        [1, "汪莲", "女", "1980.5"],
        ["合计", "1人"],
        ["终身学习品牌项目推介汇总表"],
        ["序号", "项目名称", "实施单位", "启动时间"],
        [1, "书香讲堂", "某馆", "2018.3"],
    ]
    package = read({"汇总表.xlsx": workbook(rows)}).package
    assert [(n.category, n.name) for n in package.nominations] == [("star", "汪莲"), ("project", "书香讲堂")]


def test_numbers_and_labels_of_a_real_header(read: Read) -> None:
    rows = [
        [
            "序号",
            "县（市、区）",
            "品牌项\n目名称",
            "实施（申报、主办）单位",
            "项目启动（创建）时间",
            "学习方式",
            "年参与人数（人/年或人次/年）",
            "备注",
        ],
        ["1", "通榆县", "巧手学堂", "某馆", "2013-01", "线上线下", "4000", ""],
    ]
    nomination = _only(read({"项目汇总表.xlsx": workbook(rows)}))
    assert _texts(nomination, "name", "implementer", "start", "mode") == ["巧手学堂", "某馆", "2013-01", "线上线下"]
    assert nomination.readings_of("mode")[0].value == "blended"
    assert nomination.readings_of("participants")[0].value.unit == "人次"  # type: ignore[union-attr]


def test_a_section_left_blank_is_kept_as_blank(read: Read) -> None:
    form = project_form("“书香”讲堂", 具体措施与保障="", 成效与影响="参加者众。")
    passages = only(read({"终身学习品牌项目推介表.docx": form})).passages
    assert [(p.title, p.body) for p in passages] == [
        ("活动内容与形式", "每周一课。"),
        ("具体措施与保障", ""),
        ("成效与影响", "参加者众。"),
    ]
