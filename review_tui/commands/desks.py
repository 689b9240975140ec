"""`desk`, `office`: the screens. They need a terminal."""

from __future__ import annotations

import argparse
import gc
import os
import pwd
import sys

from review_tui.commands.out import now
from review_tui.errors import UsageError
from review_tui.season_store import SeasonStore


def expert(arguments: argparse.Namespace) -> int:
    """The expert's desk."""
    if not arguments.plain:
        _without_collector()
        _need_terminal()
    from review_tui.desks.expert import ExpertDesk
    from review_tui.desks.identity import who

    store = SeasonStore.open(arguments.season)
    office = store.tail("office")
    office.refresh()
    accounts = {e: str(doc.get("account") or "") for e, doc in office.all("panel").items()}
    expert_id = who(accounts, pwd.getpwuid(os.getuid()).pw_name, arguments.expert)
    if arguments.plain:
        from review_tui.kiosk.plain import run_plain as run
    else:
        from review_tui.app import run_expert as run
    return run(lambda take_over: ExpertDesk(store, expert_id, now, take_over=take_over))


def office(arguments: argparse.Namespace) -> int:
    """The office lead's desk."""
    _without_collector()
    from review_tui.app import run_office
    from review_tui.desks.office import OfficeDesk

    _need_terminal()
    store = SeasonStore.open(arguments.season)
    return run_office(lambda take_over: OfficeDesk(store, now, take_over=take_over))


def observe(arguments: argparse.Namespace) -> int:
    """The observer's desk: the office's pages, read only."""
    _without_collector()
    from review_tui.app import run_office
    from review_tui.desks.observer import ObserverDesk

    _need_terminal()
    store = SeasonStore.open(arguments.season)
    return run_office(lambda _take_over: ObserverDesk(store, now))


def _without_collector() -> None:
    """Nothing of what is read for the first screen is garbage; walking it doubles the time. `KioskApp` puts it on."""
    gc.disable()


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("需要终端", "这个命令要在终端里运行。", "经 SSH 使用时请加 -t：ssh -t 主机 …")
