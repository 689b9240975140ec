"""Real programs that tests start, watch and kill: each runs in a process of its own and acknowledges on a pipe.

An acknowledgement is one line `rid seq hash nanoseconds` (monotonic clock), written after the entry is durable.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from review_tui.ledger.book import Book
from review_tui.ledger.entry import Entry
from review_tui.season_store import SeasonStore
from scoring.nomination import Nomination, Reading, Unit, UnitPackage

CHINA = timezone(timedelta(hours=8))
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.ledger.programs"])


def now() -> datetime:
    """The wall clock; nothing depends on its value."""
    return datetime.now(CHINA)


@dataclass(frozen=True, slots=True)
class Ack:
    """What a program was told to be durable."""

    rid: str
    seq: int
    hash: str
    at: int


class Acks:
    """The writing end of the pipe, inside a program."""

    def __init__(self, pipe: Connection) -> None:
        self._fd = pipe.fileno()
        self._keep = pipe

    def say(self, line: str) -> None:
        """One write of less than PIPE_BUF bytes: whole or not at all."""
        os.write(self._fd, (line + "\n").encode())

    def ack(self, entry: Entry) -> None:
        """Tell that an entry is durable."""
        self.say(f"{entry.rid} {entry.seq} {entry.hash} {time.monotonic_ns()}")


class Program:
    """A started program. `wait_for` reads its pipe; `kill` is SIGKILL; `acks` are all acknowledgements so far."""

    def __init__(self, target: Callable[..., None], *args: Any) -> None:
        reading, writing = _processes.Pipe(duplex=False)
        self.process: BaseProcess = _processes.Process(target=target, args=(writing, *args), daemon=True)
        self.process.start()
        writing.close()
        self._pipe = os.fdopen(os.dup(reading.fileno()), "rb")
        reading.close()
        self.lines: list[str] = []

    def read_line(self) -> str:
        """The next line; empty when the program has ended."""
        line = self._pipe.readline()
        if line.endswith(b"\n"):
            self.lines.append(line.decode().rstrip())
        return line.decode().rstrip()

    def drain(self) -> None:
        """Read until the program has ended."""
        while self.read_line():
            pass

    def kill(self) -> None:
        """SIGKILL, then read what it had said before."""
        self.process.kill()
        self.end()

    def end(self) -> None:
        """Read to the end and reap."""
        self.drain()
        self.process.join()
        self._pipe.close()

    @property
    def acks(self) -> list[Ack]:
        """All acknowledgements read so far."""
        return [_ack(line) for line in self.lines if " " in line]

    @property
    def newest(self) -> Ack | None:
        """The last acknowledgement read so far."""
        return _ack(self.lines[-1]) if " " in self.lines[-1] else None


def _ack(line: str) -> Ack:
    rid, seq, hash_, at = line.split()
    return Ack(rid, int(seq), hash_, int(at))


@contextmanager
def running(target: Callable[..., None], *args: Any) -> Iterator[Program]:
    """A program that is killed in the end, whatever happens."""
    program = Program(target, *args)
    try:
        yield program
    finally:
        if program.process.is_alive():
            program.kill()


# ------------------------------------------------------------------------------------------------ what they do


def card(rng: random.Random, version: int) -> dict[str, Any]:
    """A submitted card."""
    points = {name: f"{rng.randint(0, 40) / 2:g}" for name in ("learning", "story", "recognition", "service")}
    return {"points": points, "gate": True, "note": None, "version": version, "at": now().isoformat()}


def score_one(book: Book, rng: random.Random) -> Entry:
    """One draft or one submission, as the expert's desk writes them."""
    nomination = f"S{rng.randint(1, 40):03}"
    with book.entry("card.submit", at=now()) as change:
        book.put("cards", nomination, card(rng, (book.last.seq if book.last else 0) + 1))
        book.drop("drafts", nomination)
    assert change.entry is not None
    return change.entry


def scorer(
    pipe: Connection, season: Path, expert: str, seed: int, seconds: float = 60, take_over: bool = False
) -> None:
    """Scores as fast as it can until it is killed or `seconds` have gone."""
    acks = Acks(pipe)
    rng = random.Random(seed)
    book = SeasonStore.open(season).expert(expert, take_over=take_over)
    acks.say("open")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        acks.ack(score_one(book, rng))
    book.close()


def stubborn_scorer(pipe: Connection, season: Path, expert: str, seed: int) -> None:
    """A frozen line: does not end when asked to."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    scorer(pipe, season, expert, seed)


def hasty_scorer(pipe: Connection, season: Path, expert: str, seed: int) -> None:
    """The counter-example: acknowledges what it means to write together a little later."""
    acks = Acks(pipe)
    rng = random.Random(seed)
    book = SeasonStore.open(season).expert(expert)
    acks.say("open")
    while True:
        base = book.last.seq if book.last else 0
        rids = [f"{rng.getrandbits(64):016x}" for _ in range(5)]
        for number, rid in enumerate(rids, start=1):
            acks.say(f"{rid} {base + number} {'0' * 64} {time.monotonic_ns()}")
        for rid in rids:
            with book.entry("card.submit", at=now(), rid=rid):
                book.put("cards", f"S{rng.randint(1, 40):03}", card(rng, base))


def idler(pipe: Connection, season: Path, expert: str) -> None:
    """Holds an expert's journal and does nothing, until it is told to end."""
    book = SeasonStore.open(season).expert(expert)
    Acks(pipe).say("open")
    signal.pause()
    book.close()


def importer(pipe: Connection, season: Path, seed: int, folder: Path) -> None:
    """Takes in one package after another: attachments, dossier, and the entry that names them."""
    acks = Acks(pipe)
    rng = random.Random(seed)
    store = SeasonStore.open(season)
    book = store.office()
    acks.say("open")
    while True:
        number = rng.randint(1, 10)
        with store.workdir() as work:
            sources = {}
            for place in (work, work, folder):  # unpacked, unpacked, and where the unit's folder lies
                data = rng.randbytes(rng.randint(1, 60_000))
                sha = hashlib.sha256(data).hexdigest()
                sources[sha] = place / f"{os.getpid()}-{sha[:16]}"
                sources[sha].write_bytes(data)
            store.put_attachments(sources, set(sources) if number % 2 else ())
            shas = list(sources)
        (folder / sources[shas[-1]].name).unlink()
        dossier, private = store.put_dossier(a_package(f"单位{number}", rng.randint(1, 10**9)))
        doc = {"dossier": dossier, "private": private, "attachments": shas, "at": now().isoformat()}
        with book.entry("package.take-in", at=now()) as change:
            book.put("packages", f"单位{number}", doc)
        assert change.entry is not None
        acks.ack(change.entry)


def a_package(unit: str, number: int) -> UnitPackage:
    """A small package with one private fact in the middle of the others."""
    facts = [("name", f"姓名{number}"), ("phone", f"139{number:08}"), ("workplace", "某社区学校")]
    readings = tuple(
        Reading(key=k, value=v, raw=v, place=f"汇总表.xlsx › 表1 › {k}", source="summary") for k, v in facts
    )
    nomination = Nomination(
        id="S001", category="star", name=f"姓名{number}", unit=unit, special=False, readings=readings
    )
    return UnitPackage(unit=Unit(name=unit), received=None, source=f"{unit}.zip", nominations=(nomination,))
