"""The national forwarding table."""

from __future__ import annotations

from review_tui.exports.national import National, national
from tests.exports.samples import MASTHEAD, TEMPLATES, forwarded, opened, read

TEMPLATE = TEMPLATES / "national.xlsx"


def test_the_table() -> None:
    lines = (forwarded(), forwarded("=1+1", special=False, video=True, category="终身学习品牌项目", remark="备"))
    sheets = read(national(National(MASTHEAD, lines), TEMPLATE))
    assert list(sheets) == ["全国推介汇总表"]
    rows = sheets["全国推介汇总表"]
    assert rows[0][0] == "2022年全国“百姓学习之星”和“终身学习品牌项目”推介汇总表"
    assert [str(head).replace("\n", "") for head in rows[2]] == [
        "序号", "省份", "姓名/项目名称", "单位", "类别", "是否特别推介", "视频（有/无）", "联系人", "联系电话", "备注",
    ]  # fmt: skip
    assert rows[3] == [1.0, "吉林省", "李桂花", "朝晖社区", "百姓学习之星", "是", "无", "谭辉山", "19900002222", ""]
    assert rows[4][2:7] == ["=1+1", "朝晖社区", "终身学习品牌项目", "否", "有"]
    assert rows[6][0].startswith("填报单位（盖章）：")


def test_a_phone_number_stays_text() -> None:
    sheet = opened(national(National(MASTHEAD, (forwarded(phone="043112345678"),)), TEMPLATE)).active
    assert (sheet["I4"].value, sheet["I4"].data_type, sheet["I4"].number_format) == ("043112345678", "s", "@")


def test_nothing_to_forward() -> None:
    rows = read(national(National(MASTHEAD, ()), TEMPLATE))["全国推介汇总表"]
    assert rows[3][0] == "（无）"
