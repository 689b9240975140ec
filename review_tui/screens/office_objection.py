"""Forms of several lines: an objection, and the ruling on one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from review_tui.desks.objections import OUTCOMES, Objection, Outcome, nomination_id
from review_tui.desks.office_view import OfficeView
from review_tui.widgets.fields import LineField
from review_tui.widgets.frame import KeyLine

Result = TypeVar("Result", bound=tuple[str, ...])


class Ask(NamedTuple):
    """One line of a form. `refusal` says why an empty answer is refused; empty: it is allowed."""

    name: str
    placeholder: str
    refusal: str = ""
    limit: int = 200


class LinesForm(ModalScreen[Result | None], Generic[Result]):
    """Asks for several lines, one below the other; Enter goes on, on the last line it answers; Esc: None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "取消"),
        Binding("up", "step(-1)", "上一行"),
        Binding("down", "step(1)", "下一行", show=False),
    ]

    def __init__(self, title: str, note: str, asks: Sequence[Ask]) -> None:
        super().__init__(classes="prompt")
        self._title, self._note, self._asks = title, note, tuple(asks)

    def compose(self) -> ComposeResult:
        """Title, lines, what was wrong, keys."""
        with Vertical(classes="box"):
            yield Static(Content(self._title), classes="box-title", markup=False)
            if self._note:
                yield Static(Content(self._note), classes="box-note", markup=False)
            for number, ask in enumerate(self._asks):
                yield Static(Content(ask.name), classes="box-note", markup=False)
                yield LineField(limit=ask.limit, placeholder=ask.placeholder, id=f"line-{number}")
            yield Static("", classes="box-refusal", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """The first line."""
        self.set_focus(self._line(0))

    def _line(self, number: int) -> LineField:
        return self.query_one(f"#line-{number}", LineField)

    def check(self, number: int, value: str) -> str:
        """What is wrong with an answer, in Chinese; empty: nothing is."""
        return "" if value else self._asks[number].refusal

    def action_step(self, by: int) -> None:
        """To the line before or behind."""
        here = next((n for n in range(len(self._asks)) if self._line(n).has_focus), 0)
        self.set_focus(self._line(min(max(0, here + by), len(self._asks) - 1)))

    @on(LineField.Submitted)
    def _submitted(self, message: LineField.Submitted) -> None:
        values = tuple(self._line(n).value.strip() for n in range(len(self._asks)))
        here = next(n for n in range(len(self._asks)) if self._line(n) is message.field)
        upto = range(here + 1) if here + 1 < len(self._asks) else range(len(self._asks))
        wrong = next(((n, text) for n in upto if (text := self.check(n, values[n]))), None)
        self.query_one(".box-refusal", Static).update(Content(wrong[1] if wrong else ""))
        if wrong:
            self.set_focus(self._line(wrong[0]))
        elif here + 1 < len(self._asks):
            self.set_focus(self._line(here + 1))
        else:
            self.dismiss(values)  # type: ignore[arg-type]

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class ObjectionForm(LinesForm[tuple[str, str, str, str]]):
    """Asks for the nomination, who objects, the ground, the evidence."""

    def __init__(self, view: OfficeView) -> None:
        asks = (
            Ask("被异议材料的编号", "如 S001", "要写编号，如 S001。", 8),
            Ask("提出人（单位或姓名）", "匿名的写“匿名”", "要写提出人。"),
            Ask("事由", "异议的理由", "要写事由。", 400),
            Ask("证据", "附件、证明人等；没有就空着", "", 400),
        )
        super().__init__("登记异议", "", asks)
        self._view = view

    def check(self, number: int, value: str) -> str:
        """The nomination must be there."""
        if number == 0 and value and nomination_id(value) not in self._view.docket.nominations:
            return f"没有编号“{value}”的申报材料。"
        return super().check(number, value)


class RulingForm(LinesForm[tuple[str, str]]):
    """Asks for the opinion and the handler of a ruling on an objection."""

    def __init__(self, one: Objection, outcome: Outcome) -> None:
        asks = (
            Ask("处理意见", "核实的经过和结论", "要写处理意见。", 400),
            Ask("经办人", "姓名", "要写经办人。", 40),
        )
        super().__init__(f"{one.id} {OUTCOMES[outcome]}", f"{one.nomination}：{one.ground}", asks)
