"""Full-width twins, and how keys are written."""

from __future__ import annotations

import pytest
from textual import events

from review_tui.widgets.keys import key_name, twin_event


@pytest.mark.parametrize(
    ("typed", "key", "character"),
    [
        ("１", "1", "1"),
        ("ｎ", "n", "n"),
        ("。", "full_stop", "."),
        ("．", "full_stop", "."),
        ("？", "question_mark", "?"),
        ("、", "slash", "/"),
        ("／", "slash", "/"),
        ("【", "left_square_bracket", "["),
        ("】", "right_square_bracket", "]"),
        ("\u3000", "space", " "),
        ("＋", "plus", "+"),
    ],
)
def test_full_width_forms_do_what_their_twins_do(typed: str, key: str, character: str) -> None:
    twin = twin_event(events.Key(typed, typed))
    assert (twin.key, twin.character) == (key, character)


@pytest.mark.parametrize("key", [events.Key("enter", "\r"), events.Key("up", None), events.Key("评", "评")])
def test_other_keys_stay(key: events.Key) -> None:
    assert twin_event(key) is key


def test_keys_are_written_without_characters_of_uncertain_width() -> None:
    assert [key_name(k) for k in ("ctrl+s", "up", "f10", "slash", "q")] == ["Ctrl+S", "上", "F10", "/", "q"]
