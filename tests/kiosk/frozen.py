"""How long the desk of a frozen client lives: `python -m tests.kiosk.frozen` (root) measures with the printed block."""

from __future__ import annotations

import signal
import sys
import time

from review_tui.season_store import SeasonStore
from tests.kiosk.host import Host, host


def freeze(served: Host) -> float:
    """Seconds from SIGSTOP of the client to the end of its desk, with a comment on the screen that was just typed."""
    line = served.desk("e01")
    line.until("帮助", seconds=30)
    line.send("\x1b[F\t")
    line.until("写完按")
    line.send("冻住以前")
    line.until("冻住以前")
    line.signal(signal.SIGSTOP)
    begin = time.monotonic()
    served.wait_until_free("e01")
    seconds = time.monotonic() - begin
    line.signal(signal.SIGKILL)
    line.wait()
    expert = served.accounts["e01"]
    book = SeasonStore.open(served.season)
    note = book.note(expert, book.tail(expert).all("drafts")["S001"]["note"])
    assert note is not None and "冻住以前" in note["text"]
    return seconds


def main() -> int:
    """Prints the seconds."""
    with host() as served:
        served.start(served.block())
        print(f"ended {freeze(served):.1f} s after the client froze; what was typed is there")
    return 0


if __name__ == "__main__":
    sys.exit(main())
