"""The second person at the office's terminal: an id and a passphrase, where the season wants four eyes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from review_tui.desks.office import OfficeDesk
from review_tui.desks.witnesses import ACTS, Witnesses
from review_tui.errors import ReviewError
from review_tui.widgets.fields import LineField
from review_tui.widgets.frame import KeyLine
from scoring.season import FourEyesAct


class SecondScreen(ModalScreen[str | None]):
    """Asks who stands by. Its result is the id of a second person whose passphrase was right, or None for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "取消")]

    def __init__(self, people: Witnesses, act: FourEyesAct) -> None:
        super().__init__(classes="prompt")
        self._people, self._act = people, act

    def compose(self) -> ComposeResult:
        """Who, the passphrase, what was wrong, keys."""
        known = "、".join(f"{one.id} {one.name}" for one in self._people.all()) or "还没有登记"
        with Vertical(classes="box"):
            yield Static(Content(f"{ACTS[self._act]}：请第二人核对并输入口令"), classes="box-title", markup=False)
            yield Static(Content(f"第二人：{known}"), classes="box-note", markup=False)
            yield LineField(limit=32, placeholder="编号", id="who")
            secret = LineField(limit=100, placeholder="口令（不显示）", id="secret")
            secret.password = True
            yield secret
            yield Static("", classes="box-refusal", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """The id comes first."""
        self.set_focus(self.query_one("#who", LineField))

    @on(LineField.Submitted)
    def _submitted(self, message: LineField.Submitted) -> None:
        secret = self.query_one("#secret", LineField)
        if message.field is not secret:
            self.set_focus(secret)
            return
        try:
            self.dismiss(self._people.stand_by(self._act, self.query_one("#who", LineField).value, secret.value))
        except ReviewError as error:
            self.query_one(".box-refusal", Static).update(Content(error.sentence()))
            secret.value = ""

    def action_leave(self) -> None:
        """Nobody stands by."""
        self.dismiss(None)


def with_second(app: App[object], desk: OfficeDesk, act: FourEyesAct, then: Callable[[str | None], None]) -> None:
    """Calls `then` with the id of the second person, or with None where the season wants none; not at all for Esc."""
    people = Witnesses(desk)
    if not people.needed(act):
        then(None)
        return
    app.push_screen(SecondScreen(people, act), lambda who: then(who) if who is not None else None)
