"""Keeps what the expert enters on disk: points at once, the comment within a second, everything when the line drops."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from review_tui.desks.ballots import Ballot, Draft
from review_tui.desks.expert import ExpertDesk
from review_tui.errors import NotSavedError

_HANG_UP_PATIENCE = 2.0
"""Seconds that a hang-up waits for a write that is under way."""


class DraftKeeper:
    """The draft on the screen and its way to the desk.

    The desk is written to by the event loop and, at a hang-up, by the waiting thread: `writing` keeps them apart.
    """

    def __init__(self, desk: ExpertDesk) -> None:
        self.desk = desk
        self.nomination = ""
        self.draft = Draft({})
        self._behind = False
        self._lock = threading.Lock()

    @property
    def behind(self) -> bool:
        """Whether the comment on the screen is newer than the one at the desk."""
        return self._behind

    @property
    def unsaved(self) -> bool:
        """Whether anything of what was entered is not yet durable."""
        return self._behind or self.desk.unsaved

    @contextmanager
    def writing(self) -> Iterator[ExpertDesk]:
        """The desk, for one write: the hang-up waits meanwhile."""
        with self._lock:
            yield self.desk

    def open(self, ballot: Ballot) -> None:
        """Take up another nomination. What belongs to the last one must have been flushed."""
        self.nomination, self.draft, self._behind = ballot.nomination, ballot.draft, False

    def change(self, *, points: Mapping[str, str], gate: bool | None, field: str, cursor: int) -> None:
        """New points: written at once. Raises `NotSavedError`; the desk then writes it with the next change."""
        self.draft = replace(self.draft, points=dict(points), gate=gate, field=field, cursor=cursor)
        self._save()

    def note(self, comment: str, cursor: int) -> None:
        """New comment: written with the next `flush`, `change` or hang-up."""
        self.draft = replace(self.draft, comment=comment, field="comment", cursor=cursor)
        self._behind = True

    def sit(self, field: str, cursor: int) -> None:
        """Another field: the desk remembers it. Raises `NotSavedError`."""
        self.draft = replace(self.draft, field=field, cursor=cursor)
        if self._behind:
            self._save()
        else:
            with self.writing() as desk:
                desk.sit(self.nomination, field, cursor)

    def flush(self) -> None:
        """Write what is behind, and what an earlier write left over. Raises `NotSavedError`."""
        if self._behind:
            self._save()
        elif self.desk.unsaved:
            with self.writing() as desk:
                desk.retry()

    def hang_up(self) -> None:
        """The line is gone: one last try. Runs in the waiting thread; the event loop may be stalled for good."""
        if not self._lock.acquire(timeout=_HANG_UP_PATIENCE):
            return
        try:
            if self._behind:
                self.desk.save_draft(self.nomination, self.draft)
            elif self.desk.unsaved:
                self.desk.retry()
        except NotSavedError:
            return  # there is nobody left to tell, and nothing was acknowledged that is not on disk
        finally:
            self._lock.release()

    def _save(self) -> None:
        with self.writing() as desk:
            self._behind = False  # from here on the desk keeps it, even when the disk refuses it
            desk.save_draft(self.nomination, self.draft)
