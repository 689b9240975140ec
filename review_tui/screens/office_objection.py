"""Forms of several lines: an objection, and the ruling on one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

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
from review_tui.widgets.text_pane import Block, TextPane

Result = TypeVar("Result", bound=tuple[str, ...])


class Ask(NamedTuple):
    """One line of a form. `refusal` says why an empty answer is refused; empty: it is allowed."""

    name: str
    placeholder: str
    refusal: str = ""
    limit: int = 200


class _StepField(LineField):
    """The one field of a form. Enter is worked off before the next key is, so that what was typed ahead on a slow line
    goes where it was meant to go."""

    async def action_submit(self) -> None:
        """Take this line's answer and go on."""
        form = self.screen
        assert isinstance(form, LinesForm)
        form.answer(self.value.strip())


class LinesForm(ModalScreen[Result | None], Generic[Result]):
    """Asks for several lines, one after the other; Enter goes on, on the last line it answers; Esc: None.

    What was answered stands above; `up` goes back to the line before.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "取消"),
        Binding("up", "back", "上一行"),
    ]

    def __init__(self, title: str, note: str, asks: Sequence[Ask]) -> None:
        super().__init__(classes="prompt")
        self._title, self._note, self._asks = title, note, tuple(asks)
        self._answers = [""] * len(self._asks)
        self._at = 0

    def compose(self) -> ComposeResult:
        """Title, what was answered, the line, what was wrong, keys."""
        with Vertical(classes="box"):
            yield Static(Content(self._title), classes="box-title", markup=False)
            if self._note:
                yield Static(Content(self._note), classes="box-note", markup=False)
            yield TextPane(id="answered")
            yield Static("", id="asked", markup=False)
            yield _StepField(id="answer")
            yield Static("", classes="box-refusal", markup=False)
            yield KeyLine()

    def on_mount(self) -> None:
        """The first line."""
        answered = self.query_one(TextPane)
        answered.can_focus = False
        self.set_focus(self.query_one(_StepField))
        self._show("")

    def check(self, number: int, value: str) -> str:
        """What is wrong with an answer, in Chinese; empty: nothing is."""
        return "" if value else self._asks[number].refusal

    def answer(self, value: str) -> None:
        """The answer to the present line."""
        wrong = self.check(self._at, value)
        if wrong:
            self.query_one(".box-refusal", Static).update(Content(wrong))
            return
        self._answers[self._at] = value
        if self._at + 1 < len(self._asks):
            self._at += 1
            self._show(self._answers[self._at])
        else:
            self.dismiss(tuple(self._answers))  # type: ignore[arg-type]

    def _show(self, value: str) -> None:
        ask, field, answered = self._asks[self._at], self.query_one(_StepField), self.query_one(TextPane)
        before = zip(self._asks[: self._at], self._answers[: self._at], strict=True)
        blocks = [Block(text or "（空）", label=f"{one.name}  ") for one, text in before]
        answered.set_blocks(blocks)
        answered.display = bool(blocks)
        answered.styles.height = len(blocks)
        self.query_one("#asked", Static).update(Content(f"{self._at + 1}/{len(self._asks)}  {ask.name}"))
        field.max_length, field.placeholder, field.value = ask.limit, ask.placeholder, value
        field.cursor_position = len(value)
        self.query_one(".box-refusal", Static).update("")

    def action_back(self) -> None:
        """To the line before; what stands in this one is kept."""
        if self._at:
            self._answers[self._at] = self.query_one(_StepField).value.strip()
            self._at -= 1
            self._show(self._answers[self._at])

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
