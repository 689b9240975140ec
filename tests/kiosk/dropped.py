"""Lines that drop at random moments of a sitting, and what is left of the sitting afterwards.

`python -m tests.kiosk.dropped [COUNT] [SEED]` drops that many (100) and prints what was lost; the suite drops a few.

Each time an expert logs in, types points and a comment at the pace of a person, and the line goes: hung up,
asked to end, killed outright, or stalled first and then hung up. What was typed more than a second before must be
there, and the next sitting must begin at the same nomination and field.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

from review_tui.desks.expert import ExpertDesk
from review_tui.season_store import SeasonStore
from tests.builders import Clock
from tests.kiosk.terminal import Terminal
from tests.screens.expert_bench import season

PROGRAM = "tests.kiosk.desk_program"
GRACE = 1.0
"""Seconds before the end that may be lost."""
WAYS = ("hang up", "ask to end", "kill", "stall")


@dataclass(frozen=True, slots=True)
class Drop:
    """One dropped line. `lost`: pieces typed more than `GRACE` before it that are not there; `late`: younger ones."""

    way: str
    typed: int
    lost: tuple[str, ...]
    late: tuple[str, ...]
    same_place: bool


def drop(store: SeasonStore, dice: random.Random, number: int) -> Drop:
    """One sitting with a dropped line at its end."""
    way = WAYS[number % len(WAYS)]
    line = Terminal(PROGRAM, str(store.path))
    line.until("帮助", seconds=30)
    if "? 帮助" not in line.text():
        line.send("\x1b")  # from the comment back to the points
        line.until("? 帮助")
    pieces: list[tuple[float, str]] = []
    _points(line, dice, number, pieces)
    line.send("\x1b[F\t")
    line.until("写完按")
    entered = time.monotonic()
    for turn in range(dice.randint(0, 12)):
        piece = f"{number:03d}{chr(0x4E00 + turn)}"
        line.send(piece)
        pieces.append((time.monotonic(), piece))
        _wait(line, dice.uniform(0.02, 0.4))
    _wait(line, dice.uniform(0.0, 1.2))
    end = _end(line, way)
    text, seat = _left(store)
    missing = [(at, piece) for at, piece in pieces if piece not in text]
    return Drop(
        way,
        len(pieces),
        tuple(piece for at, piece in missing if end - at > GRACE),
        tuple(piece for at, piece in missing if end - at <= GRACE),
        seat == ("S001", "comment") or end - entered <= GRACE,
    )


def _points(line: Terminal, dice: random.Random, number: int, pieces: list[tuple[float, str]]) -> None:
    """Points of the first criterion: another value each time, so that an old one cannot pass for it."""
    value = f"{number % 30}.5" if dice.random() < 0.5 else str(number % 31)
    line.send(f"\x1b[H\x1b[B\x1b[3~{value}")
    pieces.append((time.monotonic(), f"learning={value};"))
    _wait(line, dice.uniform(0.02, 0.2))


def _wait(line: Terminal, seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        line.read(left)


def _end(line: Terminal, way: str) -> float:
    """Let the line go; the moment."""
    if way == "stall":
        line.send("\x1bOP\x1b" * 40)  # help opens and closes, and nobody reads what is drawn
        time.sleep(0.3)
    at = time.monotonic()
    if way == "ask to end":
        line.signal(signal.SIGTERM)
        line.end()
        os.close(line.fd)
    elif way == "kill":
        line.signal(signal.SIGKILL)
        line.wait()
        os.close(line.fd)
    else:
        line.hang_up()
    return at


def _left(store: SeasonStore) -> tuple[str, tuple[str, str]]:
    """What is at the desk now, and where the next sitting begins."""
    desk = ExpertDesk(store, "e01", Clock())
    try:
        draft, seat = desk.ballot("S001").draft, desk.seat()
        points = "".join(f"{key}={value};" for key, value in draft.points.items())
        # room for the next sitting, which begins elsewhere than it is to end
        desk.save_draft("S001", replace(draft, comment="", field="learning", cursor=0))
        return points + draft.comment, (seat.nomination, seat.field) if seat else ("", "")
    finally:
        desk.close()


def main(count: int, seed: int) -> int:
    """Drops `count` lines and tells what was lost."""
    dice, drops = random.Random(seed), []
    with tempfile.TemporaryDirectory(prefix="dropped-") as folder:
        store = season(Path(folder))
        for number in range(count):
            drops.append(drop(store, dice, number))
            wrong = drops[-1] if drops[-1].lost or not drops[-1].same_place else ""
            print(f"{number + 1}/{count} {wrong}", end="\n" if wrong else "\r", file=sys.stderr)
    print(file=sys.stderr)
    for way in WAYS:
        of = [d for d in drops if d.way == way]
        lost, late = sum(len(d.lost) for d in of), sum(len(d.late) for d in of)
        places = sum(d.same_place for d in of)
        print(f"{way}: {len(of)} lines, {sum(d.typed for d in of)} pieces typed, {lost} lost, "
              f"{late} lost of the last {GRACE:g} s, back in place {places} of {len(of)}")  # fmt: skip
    return 1 if any(d.lost for d in drops) else 0


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [100, 2022][len(numbers) :])))
