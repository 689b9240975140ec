"""The end of a season's personal data, when the season's rules say that it has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from review_tui.errors import UsageError
from review_tui.ledger.purge import TABLE, Room, plan, reach, remove
from review_tui.ledger.seal import heads_of
from review_tui.season_store import SeasonStore

TITLE = "不能清除"


class Purging:
    """What is to be removed, and its removal. Opening it changes nothing."""

    def __init__(self, store: SeasonStore, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    def due(self) -> None:
        """`UsageError` while the season's rules do not let its data be removed: no day is set, or it has not come."""
        rule = self._store.season.rules.retention
        if rule is None:
            raise UsageError(
                TITLE, "season.toml 没有写保存期限。", "请在 [retention] 里写明 until = 日期（到这一天为止）。"
            )
        if self._clock().date() <= rule.until:
            raise UsageError(TITLE, f"保存期限到 {rule.until.isoformat()} 为止，还没有到期。")

    def plan(self) -> tuple[Room, ...]:
        """What would go."""
        return plan(self._store.path)

    def run(self) -> int:
        """Announces the purge in the office journal, then removes the files; how many. An interrupted one goes on.

        `UsageError` before the day, `BusyError` while the office's desk is open, `LedgerError` for a broken journal,
        `NotSavedError` when something cannot be removed.
        """
        self.due()
        book = self._store.office()
        try:
            if book.get(TABLE, "1") is None:
                doc = {**reach(heads_of(self._store.path)), "at": self._clock().isoformat(timespec="seconds")}
                with book.entry("purge", at=self._clock()):
                    book.put(TABLE, "1", doc)
            return remove(self._store.path)
        finally:
            book.close()
