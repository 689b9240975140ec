"""The experts' journals as the office follows them; one that is broken does not hide the others."""

from __future__ import annotations

from collections.abc import Iterable

from review_tui.errors import LedgerError
from review_tui.season_store import SeasonStore, Tail


class PanelJournals:
    """One tail for each expert who was asked for.

    What a broken journal said before it broke is never handed out: whoever counts cards asks with `of`, and is refused.
    """

    def __init__(self, store: SeasonStore) -> None:
        self._store = store
        self._tails: dict[str, Tail] = {}
        self._errors: dict[str, LedgerError] = {}

    def of(self, expert: str) -> Tail:
        """The expert's journal, as far as it was read. LedgerError when it is broken or not to be read."""
        if expert not in self._tails and expert not in self._errors:
            self._read(expert)
        if expert in self._errors:
            raise self._errors[expert]
        return self._tails[expert]

    def problem(self, expert: str) -> str:
        """Why the journal cannot be read, as a Chinese sentence; empty: it can."""
        try:
            self.of(expert)
        except LedgerError as error:
            return error.message
        return ""

    def refresh(self, experts: Iterable[str]) -> bool:
        """Reads what was written since the last look; True when there was anything.

        All are read, whatever is wrong with one of them. When nothing new came, the first one that cannot be read is
        told with its LedgerError.
        """
        changed = [self._read(expert) for expert in experts]
        if any(changed) or not self._errors:
            return any(changed)
        raise self._errors[min(self._errors)]

    def _read(self, expert: str) -> bool:
        """Whether anything is different now."""
        try:
            if expert in self._tails:
                fresh = self._tails[expert].refresh()
            else:
                self._tails[expert] = self._store.tail(expert)
                fresh = bool(self._tails[expert].entries())
        except LedgerError as error:
            known = self._errors.get(expert)
            self._errors[expert] = error
            return known is None or known.message != error.message
        return self._errors.pop(expert, None) is not None or fresh
