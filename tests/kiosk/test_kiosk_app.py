"""The doors that are shut, and keys that come in pairs with the input method."""

from __future__ import annotations

from typing import ClassVar

import pytest
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from review_tui.app import THEME
from review_tui.kiosk.app import KioskApp
from review_tui.kiosk.driver import KioskDriver
from review_tui.kiosk.not_utf8 import NOT_UTF8, STILL_NOT_UTF8
from review_tui.kiosk.too_small import TooSmall
from review_tui.kiosk.typed import UnreadableBytes
from review_tui.widgets.fields import LineField
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.prompt import Confirm


class Kiosk(KioskApp):
    """An application with one key and one field."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "note"), Binding("f2", "to_field"), Binding("f3", "away")]

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(THEME)
        self.theme = "review"
        self.noted: list[str] = []

    def compose(self) -> ComposeResult:
        yield Static("工作", markup=False)
        yield LineField(id="field")
        yield MessageLine()

    def on_mount(self) -> None:
        self.screen.set_focus(None)

    def action_note(self) -> None:
        self.noted.append(self.query_one(LineField).value)

    def action_to_field(self) -> None:
        self.screen.set_focus(self.query_one(LineField))

    def action_away(self) -> None:
        self.screen.set_focus(None)


async def test_nothing_leads_out() -> None:
    app = Kiosk()
    async with app.run_test() as pilot:
        keys = [f"ctrl+{c}" for c in "abcdefghijklmnopqrstuvwxyz"] + [f"f{n}" for n in range(4, 13)]
        for key in [*keys, "ctrl+backslash", "ctrl+space"]:
            await pilot.press(key)
        assert app.is_running
        assert len(app.screen_stack) == 1
        assert app.ENABLE_COMMAND_PALETTE is False
        with pytest.raises(PermissionError):
            app.save_screenshot()
        assert app.deliver_screenshot() is None
        assert app.deliver_text() is None
        assert app.deliver_binary() is None


def test_the_environment_does_not_choose_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.DRIVER", "os:system")
    assert Kiosk().get_driver_class() is KioskDriver


async def test_keys_have_their_whole_effect_one_after_the_other() -> None:
    app = Kiosk()
    async with app.run_test() as pilot:
        # all of them wait in the queue before the first is looked at, as on a slow line
        for key, character in [
            ("f2", None),
            ("a", "a"),
            ("ｎ", "ｎ"),
            ("f3", None),
            ("ｎ", "ｎ"),
            ("f2", None),
            ("b", "b"),
        ]:
            app.post_message(events.Key(key, character))
        app.post_message(events.Paste("贴"))
        app.post_message(events.Key("f3", None))
        app.post_message(events.Key("n", "n"))
        await pilot.pause()
        assert app.noted == [
            "aｎ",
            "b贴",
        ]  # a field that is come back to is typed over, at any speed


async def test_bytes_that_are_no_utf8_are_answered_where_there_is_a_line_for_it() -> None:
    app = Kiosk()
    async with app.run_test() as pilot:
        app.post_message(UnreadableBytes())
        await pilot.pause()
        assert app.query_one(MessageLine).text == NOT_UTF8
        assert all(menu in NOT_UTF8 for menu in ("PuTTY", "Xshell", "MobaXterm"))
        app.post_message(UnreadableBytes())
        await pilot.pause()
        assert app.query_one(MessageLine).text == STILL_NOT_UTF8


async def test_a_window_too_small_hides_what_was_going_on_and_gives_it_back() -> None:
    app = Kiosk()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2", "a")
        asked = Confirm("问", "可以吗？")
        app.push_screen(asked)
        await pilot.pause()
        await pilot.resize_terminal(20, 5)
        assert isinstance(app.screen, TooSmall)
        await pilot.resize_terminal(30, 6)  # a storm: still one, not one on another
        await pilot.press("y", "n", "enter", "escape", "b")
        assert [type(screen) for screen in app.screen_stack[1:]] == [Confirm, TooSmall]
        await pilot.resize_terminal(40, 10)
        assert app.screen is asked
        await pilot.press("n")
        await pilot.press("c")
        assert app.query_one(LineField).value == "ac"


async def test_a_question_that_comes_while_the_window_is_too_small_waits_for_room() -> None:
    app = Kiosk()
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TooSmall)
        app.push_screen(Confirm("问", "可以吗？"))
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.press("n")
        await pilot.pause()
        assert not any(isinstance(screen, TooSmall) for screen in app.screen_stack)
        await pilot.press("f2", "d")
        assert app.query_one(LineField).value == "d"
