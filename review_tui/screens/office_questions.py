"""What experts ask, and where the office answers."""

from __future__ import annotations

from textual.app import ComposeResult

from review_tui.desks.questions import OfficeQuestions, Question
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, DeskList, attempted, moment
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import AskText, Reading
from review_tui.widgets.text_pane import Block

_COLUMNS = (
    Column("时间", 11),
    Column("专家", 5),
    Column("材料", 6),
    Column("问", 16, grow=True),
    Column("答复", 12, grow=True, from_width=72),
)


class QuestionsScreen(OverScreen):
    """All questions of the panel, those without an answer first. Enter answers, or changes the answer."""

    TITLE_TEXT = "专家提问"
    KEYS = (("Enter", "答复选中的提问，或改写答复；专家在那份材料的开头看到"),)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self._questions: dict[str, Question] = {}

    def body(self) -> ComposeResult:
        """The list."""
        yield DeskList(_COLUMNS, enter="答复", empty="还没有专家提问。")

    def on_mount(self) -> None:
        """Everything anew."""
        self._show()
        self.set_focus(self.query_one(PagedList))

    def _show(self) -> None:
        found = OfficeQuestions(self.bench.desk).all()
        self._questions = {f"{q.expert}|{q.id}": q for q in found}
        waiting = sum(not q.answered for q in found)
        self.query_one(TitleLine).show("专家提问", f"共 {len(found)}  待答复 {waiting}")
        self.query_one(PagedList).set_rows([_row(key, q) for key, q in self._questions.items()])

    def on_paged_list_chosen(self, message: PagedList.Chosen) -> None:
        """Answer; whoever may only look reads question and answer."""
        asked = self._questions[message.row.key]
        title = f"{asked.expert} 问 {asked.nomination}"
        if self.bench.desk.read_only:
            texts = [Block(asked.text, label="问 "), Block(asked.answer or "还没有答复", label="答 ")]
            self.app.push_screen(Reading(title, texts))
            return
        prompt = AskText(
            title, asked.text, value=asked.answer, lines=4, limit=500, required="请写明答复；不答就按 Esc。"
        )
        self.app.push_screen(prompt, lambda text: self._answer(asked, text) if text else None)

    def _answer(self, asked: Question, text: str) -> None:
        questions = OfficeQuestions(self.bench.desk)
        if attempted(self.bench, lambda: questions.answer(asked, text), self.say):
            self._show()
            self.say(f"已答复 {asked.expert}；专家打开那份材料时会看到。", "good")


def _row(key: str, asked: Question) -> Row:
    cells = (moment(asked.at), asked.expert, asked.nomination, asked.text, asked.answer or "待答复")
    return Row(key, cells, inks=("", "", "", "", "faint" if asked.answer else "warn"))
