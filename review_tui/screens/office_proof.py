"""The proof on the screen: journals, files and seals looked through in the background."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from review_tui.desks.office_view import OfficeView
from review_tui.desks.proof import Proof, prove
from review_tui.errors import ReviewError
from review_tui.widgets.frame import KeyLine
from review_tui.widgets.text_pane import Block, TextPane


class ProofScreen(ModalScreen[None]):
    """Says what it looks at, then what was found. Esc leaves at any time; the look changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "leave", "关闭")]

    class Told(Message):
        """How far the look is."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Done(Message):
        """The end: what was proved, or a sentence on why it could not be looked at."""

        def __init__(self, proof: Proof | None, trouble: str = "") -> None:
            super().__init__()
            self.proof, self.trouble = proof, trouble

    def __init__(self, desk: OfficeView) -> None:
        super().__init__(classes="prompt")
        self._desk = desk

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        with Vertical(classes="box box-large"):
            yield Static(Content("核对：正在逐条核对日志和附件 .."), classes="box-title", markup=False)
            yield TextPane(id="reading")
            yield KeyLine()

    def on_mount(self) -> None:
        """Begin."""
        self.query_one(TextPane).focus()
        self.run_worker(self._look, thread=True)

    def _look(self) -> None:
        worker = get_current_worker()

        def tell(text: str) -> None:
            if not worker.is_cancelled:
                self.post_message(self.Told(text))

        try:
            proof, trouble = prove(self._desk, tell), ""
        except ReviewError as error:
            proof, trouble = None, error.sentence()
        if not worker.is_cancelled:
            self.post_message(self.Done(proof, trouble))

    @on(Told)
    def _told(self, message: Told) -> None:
        self.query_one(TextPane).set_blocks([Block(message.text)])

    @on(Done)
    def _done(self, message: Done) -> None:
        title, pane = self.query_one(".box-title", Static), self.query_one(TextPane)
        if message.proof is None:
            title.update(Content("核对：做不到"))
            pane.set_blocks([Block(message.trouble, ink="bad")])
            return
        title.update(Content("核对：全部完整，未被改动" if message.proof.ok else "核对：有问题，见下"))
        width = max((len(what) for what, _, _ in message.proof.lines), default=0)
        pane.set_blocks(
            [
                Block(told, ink="plain" if good else "bad", label=what + " " * (width + 2 - len(what)))
                for what, told, good in message.proof.lines
            ]
        )

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)
