"""The expert's desk as a program of its own, for tests on a pty: `python -m tests.kiosk.desk_program SEASON`."""

from __future__ import annotations

import sys
from pathlib import Path

from review_tui.app import run_expert
from review_tui.desks.expert import ExpertDesk
from review_tui.season_store import SeasonStore
from tests.builders import Clock

if __name__ == "__main__":
    store = SeasonStore.open(Path(sys.argv[1]))
    sys.exit(run_expert(lambda take_over: ExpertDesk(store, "e01", Clock(), take_over=take_over)))
