"""What Word's form controls say: boxes of three generations, lists, prompts that nobody replaced, hidden text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from review_tui.intake.package import PackageReading
from tests.intake.making import only, star_form

Read = Callable[..., PackageReading]
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


def _with(label: str, xml: str) -> bytes:
    """A star's form with those runs behind a label."""
    old = star_form("汪莲", **{label: "@@"})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(out, "w") as after:
        for info in before.infolist():
            data = before.read(info)
            if info.filename == "word/document.xml":
                assert data.count(b"<w:r><w:t>@@</w:t></w:r>") == 1
                data = data.replace(b"<w:r><w:t>@@</w:t></w:r>", xml.encode())
            after.writestr(info, data)
    return out.getvalue()


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _box(on: str, shown: str = "☐") -> str:
    """A content control; what it shows is whatever the author chose, or what was there before the tick."""
    state = f'<w14:checkbox {_W14}><w14:checked w14:val="{on}"/></w14:checkbox>'
    return f"<w:sdt><w:sdtPr>{state}</w:sdtPr><w:sdtContent>{_text(shown)}</w:sdtContent></w:sdt>"


def _old_box(state: str) -> str:
    field = f"<w:ffData><w:checkBox><w:sizeAuto/>{state}</w:checkBox></w:ffData>"
    code = '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{field}</w:fldChar></w:r>{code}'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (_box("0"), _box("1")),
        (_box("false", "☒"), _box("true", "☒")),
        (_old_box('<w:default w:val="1"/><w:checked w:val="0"/>'), _old_box("<w:checked/>")),
        (_old_box('<w:default w:val="0"/>'), _old_box('<w:default w:val="1"/>')),
        (_sign("Wingdings", "F0A8"), _sign("Wingdings 2", "F052")),
        (_text("□"), _text("☑")),
        (_text("□"), _text("■")),
        (_text("□"), _text("√")),
        (_text("□"), _text("✔")),
    ],
)
def test_boxes(read: Read, first: str, second: str) -> None:
    form = _with("性别", first + _text("男 ") + second + _text("女"))
    assert only(read({"学习之星/推介表.docx": form})).text("gender") == "女"


def test_a_list_of_the_old_kind(read: Read) -> None:
    entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in ("请选择", "男", "女"))
    field = f'<w:ffData><w:ddList><w:result w:val="2"/>{entries}</w:ddList></w:ffData>'
    xml = f'<w:r><w:fldChar w:fldCharType="begin">{field}</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert only(read({"学习之星/推介表.docx": _with("性别", xml)})).text("gender") == "女"


def test_a_prompt_is_no_value(read: Read) -> None:
    xml = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{_text('单击输入政治面貌')}</w:sdtContent></w:sdt>"
    )
    nomination = only(read({"学习之星/推介表.docx": _with("政治面貌", xml)}))
    assert nomination.readings_of("politics") == ()


def test_hidden_text_is_no_text(read: Read) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>填写说明</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>群众</w:t></w:r>'
    assert only(read({"学习之星/推介表.docx": _with("政治面貌", hidden + shown)})).text("politics") == "群众"
