"""The first sitting: two minutes on a made-up nomination. Nothing that is typed here goes anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen

from review_tui.desks.ballots import Ballot, Draft
from review_tui.screens.expert_ballot import BallotPane
from review_tui.screens.expert_card import GATE, SUBMIT, Card
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.text_pane import Block, TextPane
from scoring.season import SeasonRules

_DEED = (
    "这是一份练习用的样例，人物和事迹都是编的。\n"
    "田小满，六十七岁，退休售货员。六十岁起跟着社区课堂学识谱，七年没有缺过一次课，如今每周给三十多位邻居领唱。"
    "她把学会的歌抄成两本大字歌本，送给视力不好的同伴。"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try. `done` says of the card before and after a key whether it was done."""

    text: str
    done: Callable[[Card, Card], bool]


def _steps(card: Card) -> tuple[Step, ...]:
    first = card.rubric.criteria[0]
    most = f"{first.points.normalize():f}"
    gate = Step(
        "先看左边的材料。光标在第一行：按 1 表示合格（0 是不合格，要写评语）。", lambda _b, a: a.gate is not None
    )
    steps = (
        Step(
            f"给「{first.name}」打分，满分 {most}：直接敲数字，例如 24。填满两位会自动到下一项。",
            lambda _b, a: a.value(first) is not None and a.field != first.id,
        ),
        Step("敲错了就按退格：刚才的数字少一位，再敲对的。试一次退格。", lambda b, a: a.points != b.points),
        Step("用上下键可以回到任何一项；按 + 或 - 加减半分。试一次 + 。", lambda b, a: a.points != b.points),
        Step(
            "把其余各项填完，每项敲数字即可；一位数后面按 Enter。",
            lambda _b, a: a.first_open() == SUBMIT,
        ),
        Step("都填好了。看一眼合计，在「合计」行按 Enter 提交。", lambda _b, _a: False),
    )
    return ((gate, *steps)) if card.rubric.gate is not None else steps


class PracticeScreen(ModalScreen[bool]):
    """Leads through one card. Its result: True when it was gone through, False when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "跳过练习"),
        Binding("ctrl+s", "submit", "提交"),
        Binding("question_mark,f1", "leave", "跳过练习", show=False),
    ]

    def __init__(self, rules: SeasonRules) -> None:
        super().__init__(classes="full")
        category = rules.categories[0]
        ballot = Ballot("练习", category, "todo", Draft({}), None, None)
        self._card = Card.of(ballot, rules.scoring.step, field="", cursor=0, locked="")
        self._steps = _steps(self._card)
        self._at = 0

    def compose(self) -> ComposeResult:
        """What to do, the made-up dossier, the card."""
        yield TitleLine("练习：用一份样例走一遍，不留记录", "Esc 跳过")
        yield TextPane(id="lesson")
        with Horizontal(id="work"):
            yield TextPane(id="sample")
            with Vertical(id="score"):
                yield BallotPane(id="ballot")
        yield MessageLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """The first step."""
        sample = self.query_one("#sample", TextPane)
        sample.set_blocks([Block("样例  田小满", ink="strong"), Block(_DEED, first=4)])
        for pane in (sample, self.query_one("#lesson", TextPane)):
            pane.can_focus = False
        self.query_one(BallotPane).show(self._card)
        self.set_focus(self.query_one(BallotPane))
        self._show_step()

    def _show_step(self) -> None:
        step = self._steps[self._at]
        lesson = Block(
            step.text, ink="strong", label=f"第 {self._at + 1} 步，共 {len(self._steps)} 步  ", label_ink="accent"
        )
        self.query_one("#lesson", TextPane).set_blocks([lesson])

    def action_keep(self) -> None:
        """A key has changed the card: on to the next step, where that was what was asked for."""
        card = self.query_one(BallotPane).card
        assert card is not None
        before, self._card = self._card, card
        self.query_one(MessageLine).say("")
        while self._at < len(self._steps) - 1 and self._steps[self._at].done(before, card):
            self._at += 1
            before = card
        self._show_step()

    def on_ballot_pane_refused(self, message: BallotPane.Refused) -> None:
        """As at the desk: the reason, and nothing else happens."""
        self.query_one(MessageLine).say(message.why, "warn")

    def action_comment(self) -> None:
        """There is no comment here."""
        self.query_one(MessageLine).say("正式评分时这里可以写评语；练习中请按上下键回到评分项", "faint")

    def action_submit(self) -> None:
        """The end of the practice, when the card is complete."""
        missing = self._card.first_open()
        if missing == SUBMIT:
            self.dismiss(True)
            return
        self.query_one(BallotPane).go(missing)
        name = "第一行" if missing == GATE else f"「{self._card.rubric.criterion(missing).name}」"
        self.query_one(MessageLine).say(f"还没有填完：请先填{name}", "warn")

    def action_leave(self) -> None:
        """Enough."""
        self.dismiss(False)
