"""Papers of old or foreign formats (.doc, .wps, .rtf, .odt, Word's XML), through a program of the system.

LibreOffice makes a docx of them, which is then read like any other. Where it is not installed, fails or finds no table,
antiword and catdoc have their turn. Runs in the reading process; each program is confined.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

from review_tui.intake.documents import Unreadable, read_docx
from review_tui.intake.labels import Nature, label_key
from review_tui.intake.limits import Limits
from review_tui.intake.outside import Failed, found, run
from review_tui.intake.printed import barred_blocks, tabbed_blocks

More = Callable[[int], None]
"""Tells the program that it must wait so many seconds more."""
_ENDINGS = {"doc": "doc", "rtf": "rtf", "odt": "odt", "wordxml": "xml"}
_LEAST_RUN = 2
_SHORT = 4
"""Seconds for the small programs, which need a hundredth of one."""
_MISSING = (
    "这台机器还不能读 .doc 一类旧格式，请安装 LibreOffice（apt install libreoffice-writer）"
    "或 antiword（apt install antiword catdoc）后再导入，或请单位另存为 .docx 重新报送"
)
_NO_OFFICE = (
    "这台机器还不能读 XML 格式的表格，请安装 LibreOffice（apt install libreoffice-calc）后再导入，"
    "或请单位另存为 .xlsx 重新报送"
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def convert_all(papers: Sequence[tuple[Path, str]], limits: Limits, more: More) -> dict[str, str]:
    """Converts papers of one package in one run: starting LibreOffice takes longer than any of them.

    Answers the docx of each path, for as far as it came; `read_converted` tries the others one by one.
    """
    office = found("soffice", "libreoffice")
    if office is None or len(papers) < _LEAST_RUN:
        return {}
    seconds = limits.convert_seconds + len(papers) // 2
    more(seconds)
    kinds = [(path, _ENDINGS[sort]) for path, sort in papers if path.stat().st_size <= limits.document_bytes]
    made = _converted(office, kinds, "docx", limits, seconds)
    return {str(path): str(docx) for (path, _), docx in zip(kinds, made, strict=True) if docx is not None}


def read_converted(path: Path, sort: str, ready: str, limits: Limits, more: More) -> dict[str, Any]:
    """As `read_docx`, with `by`: the program that was used. `ready`: what `convert_all` made of it, or empty.

    Raises `Unreadable`.
    """
    if path.stat().st_size > limits.document_bytes:
        raise Unreadable("文件过大")
    office = found("soffice", "libreoffice")
    small = [name for name in ("antiword", "catdoc") if sort == "doc" and found(name)]
    if office is None and not small:
        raise Unreadable(_MISSING)
    more(limits.convert_seconds + _SHORT * 2)
    answers = []
    if office is not None and (answer := _by_office(office, path, _ENDINGS[sort], ready, limits)):
        answers.append({**answer, "by": "LibreOffice"})
    if not any(_labels(answer) for answer in answers):
        answers += [{**answer, "by": name} for name in small if (answer := _by_small(name, path, limits))["chars"]]
    if not answers:
        tried = "、".join((["LibreOffice"] if office else []) + small)
        raise Unreadable(f"文件已损坏，打不开（{tried} 读不出）")
    return max(answers, key=lambda answer: bool(_labels(answer)))


def _labels(answer: dict[str, Any]) -> int:
    """How many cells are labels: each of the programs loses the tables of some documents.

    Cells of other text prove nothing: catdoc prints parts of some documents as noise, with tabs in it.
    """
    cells = (cell[0] for block in answer["blocks"] if block[0] == "t" for row in block[1] for cell in row)
    return sum(1 for text in cells if any(label_key(text, nature) is not None for nature in get_args(Nature)))


def sheet_of(path: Path, limits: Limits, more: More) -> Path:
    """A workbook as XML (Excel 2003) made into an xlsx by LibreOffice. Raises `Unreadable`."""
    office = found("soffice", "libreoffice")
    if office is None:
        raise Unreadable(_NO_OFFICE)
    more(limits.convert_seconds)
    (made,) = _converted(office, [(path, "xml")], "xlsx", limits, limits.convert_seconds)
    if made is None:
        raise Unreadable("表格无法读取（LibreOffice 读不出）")
    return made


def _by_office(office: str, path: Path, ending: str, ready: str, limits: Limits) -> dict[str, Any] | None:
    made = Path(ready) if ready else _converted(office, [(path, ending)], "docx", limits, limits.convert_seconds)[0]
    try:
        return None if made is None else read_docx(made, limits)
    except Unreadable:
        return None


def _converted(
    office: str, papers: Sequence[tuple[Path, str]], target: str, limits: Limits, seconds: int
) -> list[Path | None]:
    """Each paper made into another kind, as far as LibreOffice came in that time; they stay in the work directory."""
    place = Path(tempfile.mkdtemp(prefix="convert-", dir=Path.cwd()))
    sources = [place / f"{number:04d}.{ending}" for number, (_, ending) in enumerate(papers)]
    for source, (path, _) in zip(sources, papers, strict=True):
        shutil.copyfile(path, source)
    command = [
        office,
        f"-env:UserInstallation={_profile().as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", target, "--outdir", place / "made", *sources),
    ]
    with suppress(Failed):  # what it made before it failed is whole, and what it did not make is missing
        _run(command, place, limits, seconds)
    made = [place / "made" / source.with_suffix(f".{target}").name for source in sources]
    return [path if path.is_file() else None for path in made]


def _profile() -> Path:
    """LibreOffice's own profile, for the life of the reading process: no macros, no links to the outside."""
    profile = Path.cwd() / f"office-{os.getpid()}"  # two LibreOffices cannot share one
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
    return profile


def _by_small(name: str, path: Path, limits: Limits) -> dict[str, Any]:
    options, blocks = {
        "catdoc": (["-d", "utf-8", "-s", "cp936", "-w"], tabbed_blocks),
        "antiword": (["-m", "UTF-8.txt", "-w", "0"], barred_blocks),
    }[name]
    place = Path(tempfile.mkdtemp(prefix="convert-", dir=Path.cwd()))
    try:
        said = _run([name, *options, path.absolute()], place, limits, _SHORT, limits.answer_bytes // 4)
    except Failed:
        said = b""
    finally:
        shutil.rmtree(place)
    text = said.decode("utf-8", errors="replace")
    return {"blocks": blocks(text), "chars": len("".join(text.replace("|", "").split()))}


def _run(command: list[Any], place: Path, limits: Limits, seconds: int, output: int = 0) -> bytes:
    size = limits.document_bytes
    return run(command, place, seconds=seconds, memory=limits.memory_bytes, file_bytes=size, output=output)
