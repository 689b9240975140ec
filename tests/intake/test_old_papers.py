"""Forms in every container that units use: old Word, WPS, RTF, web pages, PDF; what a machine without programs says."""

from __future__ import annotations

import io
import quopri
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PIL import Image

from review_tui.intake.limits import Limits
from review_tui.intake.package import PackageReading, read_package
from review_tui.rules import Season
from scoring.nomination import Nomination, Turnout
from tests.intake.converting import converted, machine_with
from tests.intake.making import document, folder_of, only, photo, project_form, star_form, stars
from tests.needs import program

Read = Callable[..., PackageReading]
NAMES = {"star": "学习之星/汪莲推介表", "project": "品牌项目/书香长春推介表"}


def _closed(data: bytes) -> bytes:
    """The document with a last paragraph, as Word always writes one."""
    paper = docx.Document(io.BytesIO(data))
    paper.add_paragraph("")
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def originals() -> dict[str, bytes]:
    mark = "事迹特别感人的百姓学习之星"
    return {
        "star": _closed(star_form("汪莲", 备注=mark)),
        "project": _closed(project_form("书香长春", 年参与人数="1,200人/年")),
    }


@pytest.fixture(scope="module")
def papers(originals: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The two forms in every format."""
    files = {f"{name}.docx": data for name, data in originals.items()}
    place = tmp_path_factory.mktemp("papers")
    return {target: converted(files, target, place / target) for target in ("doc", "rtf", "odt", "pdf")}


def _said(nomination: Nomination) -> dict[str, object]:
    return {r.key: r.value for r in nomination.readings}


def _both(read: Read, papers: dict[str, bytes], ending: str) -> PackageReading:
    return read({f"{NAMES[name]}.{ending}": data for name, data in papers.items()})


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("doc", "doc"), ("doc", "docx"), ("doc", "wps"), ("rtf", "doc"), ("odt", "odt"), ("pdf", "pdf")],
)
def test_every_format_says_what_the_docx_says(
    read: Read, tmp_path: Path, season: Season, work: Path, originals: dict[str, bytes],
    papers: dict[str, dict[str, bytes]], kind: str, ending: str,
) -> None:  # fmt: skip
    files = {f"{NAMES[name]}.docx": data for name, data in originals.items()}
    plain = read_package(folder_of(tmp_path / "原件", files), season, work, unit="长春市")
    reading = _both(read, papers[kind], ending)
    assert reading.package.problems == ()
    for found, wanted in zip(reading.package.nominations, plain.package.nominations, strict=True):
        assert (found.name, found.special) == (wanted.name, wanted.special)
        assert _said(found) == {key: value for key, value in _said(wanted).items() if key in _said(found)}
        assert {"remark", "special"} >= _said(wanted).keys() - _said(found).keys()
        assert [p.body for p in found.passages] == [p.body for p in wanted.passages]
        by = "" if kind == "pdf" else "（LibreOffice）"
        assert f".{ending} › 表1{by} › 第1行“" in found.readings[0].place


def test_a_table_that_libreoffice_loses_is_read_by_antiword(read: Read, tmp_path: Path) -> None:
    program("antiword")
    bare = converted({"a.docx": star_form("汪莲")}, "doc", tmp_path / "made")["a"]  # ends with its table
    nomination = only(read({"学习之星/推介表.doc": bare}))
    assert (nomination.name, nomination.text("birth")) == ("汪莲", "1980-05")
    assert nomination.readings[0].place == "学习之星/推介表.doc › 表1（antiword） › 第1行“姓名”"


def test_antiword_alone(
    read: Read, papers: dict[str, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine_with(monkeypatch, tmp_path / "bin", "antiword")
    star, project = _both(read, papers["doc"], "doc").package.nominations
    assert (star.special, star.text("workplace"), star.text("job")) == (True, "长春市某某社区", "社区书记")
    assert _said(project)["participants"] == Turnout(number=1200, unit="人", mode="offline")


def test_long_cells_of_antiword_are_joined(read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deed = "她坚持学习二十年，带动社区居民参与学习活动，" * 12
    rows = [["姓名", "汪莲", "性别", "女"], ["民族", "汉族", "出生年月", "1961.3"], ["主要事迹", deed + "\n第二段。"]]
    old = converted({"a.docx": _closed(document("“百姓学习之星”推介表", rows))}, "doc", tmp_path / "made")["a"]
    machine_with(monkeypatch, tmp_path / "bin", "antiword")
    (passage,) = only(read({"学习之星/推介表.doc": old})).passages
    assert passage.body == deed + "\n第二段。"


def test_a_machine_without_the_programs_says_what_to_install(
    read: Read, papers: dict[str, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    machine_with(monkeypatch, tmp_path / "bin")
    reading = _both(read, {"star": papers["doc"]["star"]}, "doc")
    assert [n.name for n in reading.package.nominations] == ["汪莲"]  # by the file's name
    (problem,) = reading.package.problems
    assert (problem.problem, problem.file) == ("form.unreadable", NAMES["star"] + ".doc")
    assert "apt install libreoffice-writer" in problem.message


def test_a_program_that_finds_no_cells_is_named(read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare = converted({"a.docx": star_form("汪莲")}, "doc", tmp_path / "made")["a"]  # ends with its table
    machine_with(monkeypatch, tmp_path / "bin", "catdoc")
    (problem,) = read({"学习之星/汪莲推介表.doc": bare}).package.problems
    assert problem.problem == "form.unreadable" and problem.message.startswith("catdoc 只读出文字")


def test_a_program_that_hangs_is_ended_with_its_children(
    papers: dict[str, dict[str, bytes]], season: Season, work: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = machine_with(monkeypatch, tmp_path / "bin", "antiword")
    script = place / "soffice"
    script.write_text(f"#!/bin/sh\n/bin/sleep 60 &\necho $! > {tmp_path}/pid\nwait\n")
    script.chmod(0o755)
    package = folder_of(tmp_path / "包", {"学习之星/推介表.doc": papers["doc"]["star"]})
    before = time.monotonic()
    reading = read_package(package, season, work, unit="长春市", limits=Limits(convert_seconds=1))
    assert time.monotonic() - before < 20
    assert only(reading).readings[0].place == "学习之星/推介表.doc › 表1（antiword） › 第1行“姓名”"
    child = Path("/proc", (tmp_path / "pid").read_text().strip(), "stat")
    assert not child.exists() or child.read_text().rsplit(")", 1)[1].split()[0] == "Z"


# ------------------------------------------------------------------------------------------------------- web pages


PAGE = """<html xmlns:o="urn:x"><head><meta http-equiv=Content-Type content="text/html; charset={charset}">
<style>p{{}}</style></head><body><p>“百姓学习之星”推介表</p>
<table border=1><tr><td>姓&nbsp;&nbsp;名</td><td><p>汪莲</p></td><td>性别</td>
<td>女</td></tr><tr><td>民族</td><td>汉族</td><td>出生年月</td><td>1961年3月</td></tr><tr><td>主要事迹</td>
<td colspan=3><p>第一段。</p><p>第二段。</p></td></tr><tr><td>备注</td><td colspan=3></td></tr></table></body></html>"""


@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
def test_a_web_page_called_docx(read: Read, charset: str) -> None:
    page = PAGE.format(charset=charset).encode(charset)
    nomination = only(read({"学习之星/汪莲推介表.docx": page}))
    assert (nomination.name, nomination.text("birth"), nomination.text("gender")) == ("汪莲", "1961-03", "女")
    assert nomination.passages[0].body == "第一段。\n第二段。"


def test_words_web_page_in_one_file(read: Read) -> None:
    body = quopri.encodestring(PAGE.format(charset="utf-8").encode()).decode()
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
    part = "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html; charset=utf-8\n\n"
    nomination = only(read({"学习之星/汪莲推介表.doc": (head + part + body + "\n--x--\n").encode()}))
    assert (nomination.name, nomination.text("birth")) == ("汪莲", "1961-03")


def test_a_web_page_called_xls(read: Read) -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>{name}</td><td>女</td><td>1980.05</td></tr>" for n, name in enumerate(("汪莲", "李红"), 1)
    )
    page = (
        "<table><tr><td colspan=4>吉林省“百姓学习之星”推介汇总表</td></tr><tr><th>序号</th><th>姓名</th><th>性别</th>"
        f"<th>出生年月</th></tr>{rows}</table>"
    )
    package = read({"附表2.xls": page.encode("gb18030")}).package
    assert [(n.name, n.text("birth")) for n in package.nominations] == [("汪莲", "1980-05"), ("李红", "1980-05")]
    assert package.summaries == ("star",)


# ------------------------------------------------------------------------------------------------------------ PDF


def _scan() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 400), (240, 240, 240)).save(out, "PDF")
    return out.getvalue()


def test_a_scanned_form_is_kept_and_said_so(read: Read) -> None:
    reading = read({"学习之星/汪莲推介表.pdf": _scan(), "学习之星/汪莲.jpg": photo()})
    nomination = only(reading)
    assert nomination.name == "汪莲"
    (form,) = nomination.of_kind("form")
    assert "扫描件" in (form.problem or "") and form.sha256 in reading.blobs
    assert [p.problem for p in reading.package.problems] == ["form.unreadable"]


def test_the_text_of_a_pdf_counts_only_without_the_form_itself(
    read: Read, originals: dict[str, bytes], papers: dict[str, dict[str, bytes]]
) -> None:
    other = star_form("汪莲", 出生年月="1999-01", 备注="")
    reading = read({"汪莲/汪莲推介表.docx": other, "汪莲/汪莲推介表（盖章）.pdf": papers["pdf"]["star"]})
    nomination = only(reading)
    assert [r.value for r in nomination.readings_of("birth")] == ["1999-01"]
    assert [(m.kind, m.problem) for m in nomination.materials] == [("form", None), ("other", None)]
    assert reading.package.problems == ()


def test_a_work_summary_as_pdf_and_as_text(read: Read, tmp_path: Path) -> None:
    lines = ["书香长春工作总结", *["全年开展读书活动，受到居民欢迎。"] * 20]
    pdf = converted({"a.docx": document(lines[0], lines=lines[1:])}, "pdf", tmp_path / "made")["a"]
    for name, data in {"工作总结.pdf": pdf, "工作总结.txt": "\r\n".join(lines).encode("gb18030")}.items():
        nomination = only(read({f"书香长春/{name}": data, "书香长春/推介表.docx": project_form("书香长春")}))
        (report,) = nomination.of_kind("report")
        assert report.chars == sum(map(len, lines))
        assert [p.body.replace("\n", "") for p in nomination.passages if p.title == "工作总结"] == ["".join(lines)]
        (tmp_path / "包" / "书香长春" / name).unlink()


def test_tables_and_ticks_of_a_pdf_stand_where_they_stood(read: Read, tmp_path: Path) -> None:
    rows = [["序号", "姓名", "性别", "出生年月", "工作单位及职务", "人员类别", "联系电话", "备注"]]
    for number, name in enumerate(("汪莲", "李红", "欧阳明"), 1):
        mark = "事迹特别感人的百姓学习之星" if number == 2 else ""
        rows.append([str(number), name, "女", "1980.05", "长春市某某社区 书记", "老年人", f"1990000123{number}", mark])
    choice = [["项目名称", "书香长春"], ["启动时间", "2017年9月1日"], ["学习方式", "线下（   ）  线上线下（ √ ）"]]
    choice += [["年参与人数", "约3200人次/年"], ["备注", ""]]
    made = converted(
        {
            "narrow.docx": document("吉林省“百姓学习之星”推介汇总表", rows),
            "sheet.xlsx": stars("汪莲", "李红"),
            "form.docx": document("“终身学习品牌项目”推介表", choice),
        },
        "pdf",
        tmp_path / "made",
    )
    package = read({"附表2 汇总表.pdf": made["narrow"], "书香长春推介表.pdf": made["form"]}).package
    told = [(n.name, n.text("birth"), n.text("phone"), n.special) for n in package.nominations[:3]]
    assert told == [
        ("汪莲", "1980-05", "19900001231", False),
        ("李红", "1980-05", "19900001232", True),
        ("欧阳明", "1980-05", "19900001233", False),
    ]
    assert package.nominations[0].text("workplace") == "长春市某某社区"
    project = package.nominations[3]
    assert (project.name, project.text("start")) == ("书香长春", "2017-09-01")
    assert _said(project)["participants"] == Turnout(number=3200, unit="人次", mode="blended")
    (tmp_path / "包" / "附表2 汇总表.pdf").write_bytes(made["sheet"])
    told = [(n.name, n.text("birth")) for n in read({}).package.nominations[:2]]
    assert told == [("汪莲", "1980-05"), ("李红", "1980-05")]


def test_noise_with_tabs_in_it_does_not_win_against_the_text(read: Read, tmp_path: Path) -> None:
    sentences = "参加学习的居民都说，日子过得更有劲头了。大家从认字读报学起。在老年活动中心的带动下，学员从未缺过课。"
    lines = [sentences[n:] + sentences * 3 for n in range(12)]
    data = document("工作总结", lines=lines)
    made = converted({"总结.docx": data}, "doc", tmp_path / "made")["总结"]
    form = {"书香长春/推介表.docx": project_form("书香长春")}
    (report,) = [m for m in only(read({**form, "书香长春/工作总结.doc": made})).materials if m.kind == "report"]
    assert report.chars == len("工作总结") + sum(map(len, lines))


def test_a_document_of_nothing_but_a_picture_is_a_scan(read: Read) -> None:
    paper, out = docx.Document(), io.BytesIO()
    paper.add_picture(io.BytesIO(photo(200, 300)))
    paper.save(out)
    (problem,) = read({"学习之星/汪莲推介表.docx": out.getvalue()}).package.problems
    assert problem.problem == "form.unreadable" and "扫描件" in problem.message
