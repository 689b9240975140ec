"""Lists of past winners, as offices keep them: real workbooks and csv files, read in the child process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from review_tui.errors import IntakeError
from review_tui.intake.past_files import MOST_ROWS, PAST_LIMITS, past_reader, read_past
from review_tui.intake.past_rows import PastRows
from review_tui.intake.reading import Reader
from review_tui.rules import load_season
from tests.intake.making import document, workbook, workbook_of

RULES = load_season(Path(__file__).parents[2] / "data" / "seasons" / "jilin-2022").rules
SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "open"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """One reading process for all lists of this file."""
    with past_reader(tmp_path_factory.mktemp("reader")) as one:
        yield one


class Lists:
    """Writes a file and reads it as a list."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        self.folder, self.reader = folder, reader

    def read(self, name: str, data: bytes | str, year: int | None = None) -> PastRows:
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_past(path, RULES, self.reader, year)

    def rows(self, name: str, data: bytes | str, year: int | None = None) -> list[tuple[object, ...]]:
        found = self.read(name, data, year)
        return [(w.year, w.category, w.name, w.unit) for w in found.winners]


@pytest.fixture
def lists(tmp_path: Path, reader: Reader) -> Lists:
    """A folder for lists."""
    return Lists(tmp_path, reader)


HEADER = ("序号", "年度", "类别", "姓名/项目名称", "单位", "推荐单位", "备注")


def test_a_plain_list_keeps_the_row_of_each(lists: Lists) -> None:
    rows = [
        ["吉林省历年“百姓学习之星”“终身学习品牌项目”名单（2016—2021年）"],
        HEADER,
        [1, 2016, "学习之星", "何 强", "长春职业技术学院", "长春职业技术学院", ""],
        [2, 2017.0, "终身学习活动品牌", "“雾凇”面点课堂", "通化市二道江区文化馆", "通化市教育局", "停办"],
    ]
    first, second = lists.read("名单.xlsx", workbook(rows, sheet="历年", merged=["A1:G1"])).winners
    assert (first.year, first.category, first.name, first.unit) == (2016, "star", "何强", "长春职业技术学院")
    assert first.place == "名单.xlsx › 历年 › 第3行"
    assert (second.year, second.category, second.region, second.remark) == (2017, "project", "通化市教育局", "停办")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_in_the_encodings_of_offices(lists: Lists, encoding: str) -> None:
    text = "年度,姓名,工作单位\n2016,镕基龘,长春大学\n"
    found = lists.read("名单.csv", text.encode(encoding))
    assert [(w.year, w.name, w.unit, w.place) for w in found.winners] == [
        (2016, "镕基龘", "长春大学", "名单.csv › 第2行")
    ]


def test_a_text_with_tabs_is_a_table_too(lists: Lists) -> None:
    assert lists.rows("名单.txt", "年度\t姓名\t单位\n2016\t王小明\t长春大学\n") == [
        (2016, "star", "王小明", "长春大学")
    ]


def test_a_sheet_for_each_category_below_titles_with_the_year(lists: Lists) -> None:
    data = workbook_of(
        {
            "说明": [["本表由办公室整理"]],
            "百姓学习之星": [
                ["2019年吉林省“百姓学习之星”名单"],
                [],
                ["序号", "姓  名", "工作单位", "地区"],
                [1, "张　三", "长春市南关区朝晖社区", "长春市"],
                [2, "李四", "长春市绿园区朝晖社区", None],
                ["合计", 2],
            ],
            "终身学习品牌项目": [["序号", "项目名称", "实施单位"], [1, "书香吉林：全民阅读", "长春市图书馆"]],
        }
    )
    found = lists.read("2019年名单.xlsx", data)
    assert [(w.year, w.category, w.name, w.region) for w in found.winners] == [
        (2019, "star", "张三", "长春市"),
        (2019, "star", "李四", ""),
        (2019, "project", "书香吉林：全民阅读", ""),
    ]
    assert found.unread == ["说明"]
    assert [(one.place, one.expected) for one in found.left_out] == [("2019年名单.xlsx › 百姓学习之星 › 第6行", True)]


def test_merged_cells_count_for_all_their_rows(lists: Lists) -> None:
    rows = [["年度", "地区", "姓名", "单位"], [2016, "长春市", "王小明", "甲社区"], [None, None, "李小红", "乙社区"]]
    found = lists.read("名单.xlsx", workbook(rows, merged=["A2:A3", "B2:B3"]))
    assert [(w.year, w.region) for w in found.winners] == [(2016, "长春市"), (2016, "长春市")]


def test_sections_name_what_follows_and_a_cell_holds_unit_and_title(lists: Lists) -> None:
    rows = [
        ["2018年度名单"],
        ["一、百姓学习之星（2名）"],
        ["长春市南关区朝晖社区：王小明"],
        ["李四（四平市铁西区育才社区）"],
        ["二、终身学习品牌项目（1个）"],
        ["长春市图书馆：“向海”讲习所"],
    ]
    assert lists.rows("名单.xlsx", workbook(rows)) == [
        (2018, "star", "王小明", "长春市南关区朝晖社区"),
        (2018, "star", "李四", "四平市铁西区育才社区"),
        (2018, "project", "“向海”讲习所", "长春市图书馆"),
    ]


def test_columns_without_a_header_are_told_by_their_content(lists: Lists) -> None:
    rows = [
        [1, "学习之星", "王小明", "长春市朝晖社区", 2015, "长春市教育局"],
        [2, "品牌项目", "“春风”微课堂", "四平市老年大学", 2016, "四平市教育局"],
        [3, "学习之星", "欧阳冠玉", "吉林大学", 2016, "吉林大学"],
    ]
    found = lists.read("名单.xlsx", workbook(rows))
    assert [(w.year, w.category, w.name, w.unit, w.region) for w in found.winners] == [
        (2015, "star", "王小明", "长春市朝晖社区", "长春市教育局"),
        (2016, "project", "“春风”微课堂", "四平市老年大学", "四平市教育局"),
        (2016, "star", "欧阳冠玉", "吉林大学", "吉林大学"),
    ]


def test_a_list_of_one_column_below_its_label(lists: Lists) -> None:
    rows = [["项目"], ["长春市图书馆：“向海”讲习所"], ["四平市老年大学:夕阳红大讲堂"], ["吉林大学：书香校园"]]
    assert [row[1:] for row in lists.rows("名单.xlsx", workbook(rows))] == [
        ("project", "“向海”讲习所", "长春市图书馆"),
        ("project", "夕阳红大讲堂", "四平市老年大学"),
        ("project", "书香校园", "吉林大学"),
    ]


def test_names_with_their_units_in_every_cell(lists: Lists) -> None:
    rows = [["百姓学习之星（2018年）"], ["王小明（长春市图书馆）", "李小红（吉林大学）"], ["张建国（四平市社区学院）"]]
    assert lists.rows("名单.xlsx", workbook(rows)) == [
        (2018, "star", "王小明", "长春市图书馆"),
        (2018, "star", "李小红", "吉林大学"),
        (2018, "star", "张建国", "四平市社区学院"),
    ]


def test_a_header_of_two_rows_and_regions_as_sections(lists: Lists) -> None:
    rows = [
        ["序号", "获奖情况", None, "推荐单位"],
        [None, "姓名", "单位", None],
        ["长春市（1人）"],
        [1, "王小明", "朝晖社区", None],
        ["四平市"],
        [2, "李小红", "铁西社区", "四平市教育局"],
    ]
    data = workbook(rows, merged=["A1:A2", "B1:C1", "D1:D2", "A3:D3", "A5:D5"])
    assert [(w.name, w.unit, w.region) for w in lists.read("名单.xlsx", data).winners] == [
        ("王小明", "朝晖社区", "长春市"),
        ("李小红", "铁西社区", "四平市教育局"),
    ]


def test_people_and_projects_in_one_table(lists: Lists) -> None:
    rows = [
        ["届次", "姓名", "工作单位", "项目名称", "实施单位"],
        ["第十三届（2018年）", "王小明", "长春大学", "春风课堂", "吉林大学"],
        ["第十四届（2019年）", None, None, "夕阳红讲堂", "四平市老年大学"],
    ]
    assert lists.rows("名单.xlsx", workbook(rows)) == [
        (2018, "star", "王小明", "长春大学"),
        (2018, "project", "春风课堂", "吉林大学"),
        (2019, "project", "夕阳红讲堂", "四平市老年大学"),
    ]


def test_a_table_that_stands_beside_itself(lists: Lists) -> None:
    rows = [
        ["2017年百姓学习之星"],
        ["序号", "姓名", "单位", "序号", "姓名", "单位"],
        [1, "王小明", "长春市图书馆", 2, "李小红", "四平市图书馆"],
        [3, "赵大", "长春市图书馆", None, None, None],
    ]
    found = lists.rows("名单.xlsx", workbook(rows, merged=["A1:F1"]))
    assert [row[2] for row in found] == ["王小明", "李小红", "赵大"]
    assert {row[0] for row in found} == {2017}


def test_a_table_in_a_document(lists: Lists) -> None:
    data = document("2016年名单", [["姓名", "单位"], ["王小明", "长春市图书馆"]])
    assert lists.rows("名单.docx", data) == [(2016, "star", "王小明", "长春市图书馆")]


@pytest.mark.parametrize(
    ("name", "title", "given", "year"),
    [
        ("名单.csv", "", None, None),
        ("2018年名单.csv", "", None, 2018),
        ("past_2018.csv", "", None, 2018),
        ("20180815.csv", "", None, None),
        ("2018年名单.csv", "二〇一七年名单\n", None, 2017),
        ("2018年名单.csv", "2016—2018年名单\n", None, 2018),
        ("2018年名单.csv", "二〇一七年名单\n", 2015, 2015),
        ("名单.csv", "", 1999, 1999),
    ],
)
def test_where_the_year_comes_from(lists: Lists, name: str, title: str, given: int | None, year: int | None) -> None:
    assert lists.rows(name, f"{title}姓名,单位\n王小明,长春大学\n", given) == [(year, "star", "王小明", "长春大学")]


def test_years_are_mixed_and_those_in_the_rows_count_most(lists: Lists) -> None:
    text = "姓名,单位,年度\n甲一,长春大学,2016\n王小明,长春大学,2017年度\n李小红,长春大学,第三届\n赵大,长春大学,\n"
    found = lists.read("名单.csv", text, 2017)
    assert [w.year for w in found.winners] == [2016, 2017, None, None]
    assert found.other_year == 1
    assert [(one.place, one.reason) for one in found.doubtful] == [("名单.csv › 第4行", "年度“第三届”看不懂")]


def test_rows_without_a_name_are_left_out_with_their_place(lists: Lists) -> None:
    rows = (",长春大学,学习之星", "王小明,长春大学,学习之星", "某校,长春大学,优秀组织奖")
    found = lists.read("名单.csv", "\n".join(("姓名,单位,类别", *rows)))
    assert [w.name for w in found.winners] == ["王小明"]
    assert [(one.place, one.reason, one.expected) for one in found.left_out] == [
        ("名单.csv › 第2行", "没有姓名或项目名称", False),
        ("名单.csv › 第4行", "“优秀组织奖”不是这两类推介", False),
    ]


BOMB = '<?xml version="1.0"?><worksheet>' + "<row/>" * (40 << 20)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("名单.xlsx", b"", "文件是空的"),
        ("名单.xlsx", workbook([[]]), "一行名单也没有"),
        ("名单.csv", "姓名,单位\n", "一行名单也没有"),
        ("名单.xlsx", workbook([["电话", "邮箱"], ["123", "a@b"], ["456", "c@d"]]), "找不到写姓名或项目名称的一列"),
        ("名单.xlsx", b"\x00\x01" * 500, "打不开"),
        ("名单.pdf", b"%PDF-1.4", "PDF"),
        ("名单.jpg", b"\xff\xd8\xff\xe0", "打不开|不是 Excel"),
        ("名单.csv", b"\xff\xfe\xfd\xff,\xff\n", "编码不明"),
    ],
    ids=["empty", "no cell", "head only", "no name", "noise", "pdf", "picture", "no encoding"],
)
def test_what_is_no_list_is_refused_in_one_sentence(lists: Lists, name: str, data: bytes | str, sentence: str) -> None:
    with pytest.raises(IntakeError, match=sentence) as refused:
        lists.read(name, data)
    assert name in refused.value.message
    assert "\n" not in refused.value.sentence()


def test_a_bomb_is_refused_and_the_next_list_is_read(lists: Lists) -> None:
    import io
    import zipfile

    raw = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook([["姓名"], ["王小明"]]))) as good,
        zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for name in good.namelist():
            data = BOMB.encode() if name.endswith("sheet1.xml") else good.read(name)
            bomb.writestr(name, data)
    with pytest.raises(IntakeError, match="过大"):
        lists.read("名单.xlsx", raw.getvalue())
    assert lists.rows("名单.csv", "姓名,单位\n王小明,长春大学\n") == [(None, "star", "王小明", "长春大学")]


def test_a_list_that_is_too_long_is_refused_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,单位\n" + "王小明,长春大学\n" * (MOST_ROWS + 5), encoding="utf-8")
    with past_reader(tmp_path) as reader, pytest.raises(IntakeError, match=rf"名单\.csv 超过 {MOST_ROWS} 行"):
        read_past(path, RULES, reader)


def test_a_process_that_runs_out_of_memory_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,单位\n" + "王小明,长春大学\n" * 100_000, encoding="utf-8")
    with (
        Reader(tmp_path, replace(PAST_LIMITS, memory_bytes=80 << 20)) as small,
        pytest.raises(IntakeError, match=r"名单\.csv"),
    ):
        read_past(path, RULES, small)


def test_the_open_samples_hold_the_same_list_twice(reader: Reader) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the open samples do not lie beside the repository")
    by_file = [read_past(SAMPLES / f"past_winners.{kind}", RULES, reader).winners for kind in ("csv", "xlsx")]
    bare = [[re.sub("place='[^']*'", "", repr(w)) for w in winners] for winners in by_file]
    assert len(bare[0]) == 120
    assert bare[0] == bare[1]
