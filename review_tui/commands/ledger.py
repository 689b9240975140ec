"""`verify`, `backup`, `restore`."""

from __future__ import annotations

import argparse

from review_tui.commands.out import put, put_json, put_table, say
from review_tui.ledger.backup import backup as make_backup
from review_tui.ledger.backup import restore as make_restore
from review_tui.season_store import SeasonStore


def verify(arguments: argparse.Namespace) -> int:
    """Walks every chain and every file that it names. 1: something is not as it was recorded."""
    raise NotImplementedError


def backup(arguments: argparse.Namespace) -> int:
    """Copies the season, then replays and compares the copy."""
    raise NotImplementedError


def restore(arguments: argparse.Namespace) -> int:
    """Makes a season of a backup, then replays and compares it."""
    raise NotImplementedError
