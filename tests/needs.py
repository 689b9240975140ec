"""What a test needs of the machine: it is there, or the test says why it is skipped. CI installs it all."""

from __future__ import annotations

import os
import shutil

import pytest


def program(*names: str) -> str:
    """The path of the first of `names` that is installed; the test is skipped where there is none.

    With REVIEW_TUI_NO_SKIP set (CI) a missing program fails the test instead.
    """
    for name in names:
        found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
        if found:
            return found
    reason = f"{' or '.join(names)} is not installed"
    if os.environ.get("REVIEW_TUI_NO_SKIP"):
        pytest.fail(reason)
    pytest.skip(reason)


def root() -> None:
    """Skips the test where it may not make Unix accounts."""
    if os.getuid():
        pytest.skip("only root may make the Unix accounts that this test needs")
