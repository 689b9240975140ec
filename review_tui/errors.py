"""The one error family that a person sees.

Bad data is never an error: it becomes a finding or a problem of import beside the result. Only an operation that
could not be done raises, and one place (`cli.main`, or the application's error screen) turns it into a sentence.
"""

from __future__ import annotations


class ReviewError(Exception):
    """An operation could not be done.

    `title`: what failed, in a few Chinese words. `message`: one Chinese sentence that says what is wrong and where.
    `hint`: what to do now; empty when there is nothing that the person can do about it.
    """

    def __init__(self, title: str, message: str, hint: str = "") -> None:
        super().__init__(f"{title}：{message}")
        self.title = title
        self.message = message
        self.hint = hint

    def sentence(self) -> str:
        """The whole error as one line for a terminal: title, message, hint."""
        return f"{self.title}：{self.message}{self.hint}"


class UsageError(ReviewError):
    """What was asked for does not exist or contradicts itself (an unknown expert, a missing directory)."""


class SeasonError(ReviewError):
    """The season directory or its rules cannot be used (missing, of a newer format, a wrong value)."""


class LedgerError(ReviewError):
    """A journal is broken or cannot be opened."""


class NotSavedError(LedgerError):
    """An entry could not be made durable. Nothing was acknowledged; the same `rid` may be written again."""


class BusyError(LedgerError):
    """Another program holds the journal. `holder` says since when and from where (never names a person)."""

    def __init__(self, title: str, message: str, hint: str = "", *, holder: dict[str, str] | None = None) -> None:
        super().__init__(title, message, hint)
        self.holder = holder or {}


class IntakeError(ReviewError):
    """A package cannot be taken in at all (the path does not exist, the unit cannot be told)."""
