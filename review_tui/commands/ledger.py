"""`verify`, `backup`, `restore`."""

from __future__ import annotations

import argparse

from review_tui.commands.out import put, put_json, put_table
from review_tui.errors import UsageError
from review_tui.season_store import SeasonStore
