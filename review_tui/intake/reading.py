"""The program's end of the reading process: asks, waits no longer than allowed, and replaces a process that fell."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from review_tui.intake.limits import LIMITS, Limits

_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from review_tui.intake.reader import main; main()"
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}
"""numpy's threads would take address space for every processor, and there is nothing for them to do."""
_CHUNK = 1 << 16

Answer = dict[str, Any]


class Reader:
    """One reading process, started when first needed and restarted after it fell. Use as a context manager.

    An answer is the dictionary that `reader.handle` gave, or `{"fell": reason}` when the process died, took too long
    or said too much: `reason` is a Chinese sentence about the file.
    """

    def __init__(self, workdir: Path, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self._home = workdir
        self._process: subprocess.Popen[bytes] | None = None
        self._rest = b""
        self._second: Reader | None = None

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, path: Path, name: str, *, hashed: bool, ready: str = "") -> Answer:
        """What the file at `path` holds; `name` is what the unit calls it. `hashed`: also its SHA-256 and size.

        `ready`: what `convert` made of it.
        """
        request = {"op": "read", "path": str(path.absolute()), "name": name, "hash": hashed, "ready": ready}
        return self._ask(request, self.limits.file_seconds)

    def formulas(self, path: Path) -> Answer:
        """Which cells of a workbook hold a formula: `{"formulas": {sheet: [reference…]}}`."""
        return self._ask({"op": "formulas", "path": str(path.absolute())}, self.limits.file_seconds)

    def convert(self, papers: Sequence[tuple[Path, str]]) -> Mapping[Path, str]:
        """Converts papers of old formats (`sniff.OLD`), each given with its sort, all in one run; as far as it came."""
        if not papers:
            return {}
        asked = [(str(path.absolute()), sort) for path, sort in papers]
        answer = self._ask({"op": "convert", "papers": asked}, self.limits.file_seconds)
        return {Path(path): made for path, made in answer.get("ready", {}).items()}

    def unpack(self, path: Path, name: str, sort: str, into: Path, used: tuple[int, int], packed: int) -> Answer:
        """Unpacks an archive into `into`.

        `used`: files and bytes that the package has taken so far; `packed`: its bytes as it was sent.
        """
        request: dict[str, Any] = {"op": "unpack", "path": str(path.absolute()), "name": name, "sort": sort}
        request |= {"into": str(into.absolute()), "packed": packed, "files": used[0], "bytes": used[1]}
        return self._ask(request, self.limits.unpack_seconds)

    def second(self) -> Reader:
        """Another reading process beside this one, which ends with it; it is started at once."""
        if self._second is None:
            self._second = Reader(self._home, self.limits)
            self._second._start()
        return self._second

    def close(self) -> None:
        """Ends the process, if there is one, and the second."""
        if self._second is not None:
            self._second.close()
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-I", "-X", "utf8", "-c", _START, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self._home,
            env={**_ENVIRONMENT, "PATH": os.environ.get("PATH", os.defpath)},
            bufsize=0,
            start_new_session=True,
        )
        self._process, self._rest = process, b""
        self._send(process, asdict(self.limits))
        return process

    def _ask(self, request: dict[str, Any], seconds: float) -> Answer:
        try:
            process = self._process or self._start()
            self._send(process, request)
            answer: Answer = json.loads(self._line(process, time.monotonic() + seconds))
            while "more" in answer and len(answer) == 1:
                answer = json.loads(self._line(process, time.monotonic() + answer["more"]))
        except _Fell as fell:
            self.close()
            return {"fell": str(fell)}
        return answer

    def _send(self, process: subprocess.Popen[bytes], value: dict[str, Any]) -> None:
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(value).encode() + b"\n")
        except BrokenPipeError:
            raise _Fell("读取程序意外退出") from None

    def _line(self, process: subprocess.Popen[bytes], until: float) -> bytes:
        assert process.stdout is not None
        ready = select.poll()  # select() refuses descriptors above 1023
        ready.register(process.stdout, select.POLLIN)
        parts, total = [self._rest], len(self._rest)
        while b"\n" not in parts[-1]:
            left = until - time.monotonic()
            if left <= 0 or not ready.poll(left * 1000):
                raise _Fell("读取用时过长，已停止")
            chunk = os.read(process.stdout.fileno(), _CHUNK)
            if not chunk:
                raise _Fell("文件使读取程序崩溃，无法读取")
            parts.append(chunk)
            total += len(chunk)
            if total > self.limits.answer_bytes:
                raise _Fell("文件内容过多，无法读取")
        line, _, self._rest = b"".join(parts).partition(b"\n")
        return line


class _Fell(Exception):
    """The process fell; `str()` is the reason."""
