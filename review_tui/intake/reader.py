"""The reading process: takes one request a line, answers one line, and is killed when a file makes it stop.

It loads nothing of the program but the parsers. A parser that fails in a way not foreseen here ends the process: the
program then calls the file unreadable and starts another one (`reading.Reader`).
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from review_tui.intake import sniff
from review_tui.intake.archives import CHUNK, Job, Refused, unpack
from review_tui.intake.convert import More, convert_all, read_converted, sheet_of
from review_tui.intake.documents import Unreadable, read_docx
from review_tui.intake.formulas import formula_cells
from review_tui.intake.limits import Limits
from review_tui.intake.media import read_photo, read_video
from review_tui.intake.tables import read_csv, read_text, read_workbook

_REFUSALS = {
    "locked": "文件已加密，请去掉密码后重新报送",
    "heic": "暂不能读取 HEIC 照片，请转成 JPG 后重新报送",
    "empty": "文件是空的",
    "strange": "文件已损坏，或内容与扩展名不符，打不开",
}
_SCAN = "是扫描件，没有可读的文字：已作为附件保留，请对照原件核对"


def handle(request: dict[str, Any], limits: Limits, more: More) -> dict[str, Any]:
    """The answer to one request: `unpack`, `convert`, `read`, `formulas` (cells with one); `more` asks for time."""
    if request["op"] == "convert":
        return {"ready": convert_all([(Path(path), sort) for path, sort in request["papers"]], limits, more)}
    path = Path(request["path"])
    if request["op"] == "formulas":
        return _content(path, "formulas", "", limits, more)
    if request["op"] == "unpack":
        used = (request["files"], request["bytes"])
        try:
            job = Job(path, request["name"], Path(request["into"]), used[0], used, request["packed"], limits)
            return {"members": unpack(job, request["sort"])}
        except Refused as refused:
            answer = {"problem": refused.problem, "message": str(refused), "member": refused.member}
            return {**answer, "more": refused.more}
        except OSError as error:
            return {"problem": "archive.broken", "message": f"压缩包解不开（{error.strerror}）", "member": ""}
    answer = _hash(path) if request["hash"] else {}
    sort = sniff.sort_of(path, request["name"])
    return {**answer, "sort": sort, **_content(path, sort, request["ready"], limits, more)}


def _content(path: Path, sort: str, ready: str, limits: Limits, more: More) -> dict[str, Any]:
    try:
        answer = _parsed(path, sort, ready, limits, more)
    except Unreadable as error:
        return {"unread": str(error)}
    except (zipfile.BadZipFile, zlib.error, ParseError, EOFError, NotImplementedError, KeyError, RecursionError):
        return {"unread": "文件已损坏，打不开"}
    except MemoryError:
        return {"unread": "文件内容过大，打不开"}
    return {"unread": _SCAN} if answer.get("scan") else answer


def _parsed(path: Path, sort: str, ready: str, limits: Limits, more: More) -> dict[str, Any]:
    match sort:
        case "photo":
            return {"photo": read_photo(path, limits)}
        case "video":
            return {"video": _video(path)}
        case "docx":
            return read_docx(path, limits)
        case "doc" | "rtf" | "odt" | "wordxml":
            return read_converted(path, sort, ready, limits, more)
        case "workbook":
            return read_workbook(path, limits)
        case "sheetxml":
            return read_workbook(sheet_of(path, limits, more), limits)
        case "formulas":
            return {"formulas": formula_cells(path, limits)}
        case "csv" | "text":
            return read_csv(path, limits) if sort == "csv" else read_text(path, limits)
        case "pdf":
            from review_tui.intake.pdf import read_pdf

            return read_pdf(path, limits)
        case "html":
            from review_tui.intake.webpage import read_webpage

            return read_webpage(path, limits)
        case _:
            return {"unread": _REFUSALS[sort]} if sort in _REFUSALS else {}


def _video(path: Path) -> dict[str, Any]:
    named = Path.cwd() / f"film-{os.getpid()}{sniff.video_suffix(path)}"
    named.symlink_to(path.absolute())
    try:
        return read_video(named)
    finally:
        named.unlink()


def _hash(path: Path) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return {"sha256": digest.hexdigest(), "size": size}


def _confine(limits: Limits) -> None:
    """Memory, file size and core dumps for the life of the process. The caller may have blocked or ignored signals."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.total_bytes, limits.total_bytes))


def _allow(seconds: int) -> None:
    """Processor time for the next request; past it the kernel ends the process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds + 1, most))


def main() -> None:
    """Serves requests until the pipe is closed. What parsers print goes nowhere.

    A line `{"more": seconds}` before the answer asks the program to wait so much longer for it.
    """
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def put(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()

    requests = sys.stdin.buffer
    limits = Limits(**json.loads(requests.readline()))
    _confine(limits)
    for line in requests:
        request = json.loads(line)
        _allow(limits.unpack_seconds if request["op"] == "unpack" else limits.file_seconds)
        put(handle(request, limits, lambda seconds: put({"more": seconds})))


if __name__ == "__main__":
    main()
