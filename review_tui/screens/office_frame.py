"""The frame of the office's screens: title line, work, message line, key line; and screens that lie over the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen

from review_tui.screens.office_page import EXPORTS, Bench, Go, Said, attempted
from review_tui.widgets.frame import KeyLine, TitleLine
from review_tui.widgets.message_line import MessageLine
from review_tui.widgets.prompt import Reading, help_blocks

WIDE = 120
"""From this width on, details stand beside their list."""
LOW = 16
"""Below this height, details are left out: Enter shows the same."""
_WIDTHS: list[tuple[int, str]] | None = [(0, "-narrow"), (WIDE, "-wide")]
_HEIGHTS: list[tuple[int, str]] | None = [(0, "-low"), (LOW, "-tall")]

MOVING = (
    ("上 下", "移动（鼠标：单击选中，再击打开）"),
    ("PgUp PgDn", "翻页"),
    ("Home End", "首行 / 末行"),
)
EVERYWHERE = (
    ("1 – 8", "单位 / 审查 / 查重 / 评审组 / 排名 / 遴选 / 公示 / 导出"),
    ("Esc", "返回上一层"),
    ("? F1", "本页帮助"),
    ("v", "核对：日志、附件、封存记录是否完整、未被改动"),
    ("q Ctrl+Q", "离开；所有改动都已存盘，下次照旧"),
)
NOTE = "可以开着中文输入法：全角的数字、字母、标点与半角的作用相同。"


def help_screen(title: str, keys: Sequence[tuple[str, str]]) -> Reading:
    """The help of one page: its own keys first, then those of lists, then those of every page."""
    groups = [(title, keys), ("列表", MOVING), ("各处", EVERYWHERE), ("输入法", [("全角", NOTE)])]
    return Reading("帮助", help_blocks([(name, rows) for name, rows in groups if rows]))


class OfficeFrame(Screen[Go | None]):
    """A screen with the frame. `body` yields the work between the title and the message line."""

    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(page + 1), f"page({page})", "换页", show=False) for page in range(EXPORTS + 1)),
        Binding("question_mark,f1", "help", KeyLine.LAST),
    ]

    def compose(self) -> ComposeResult:
        """Title, work, message, keys."""
        yield TitleLine(id="title")
        with Vertical(id="body"):
            yield from self.body()
        yield MessageLine()
        yield KeyLine()

    def body(self) -> ComposeResult:
        """The work."""
        raise NotImplementedError

    def say(self, text: str, ink: str = "plain") -> None:
        """Put a text on the message line; empty: take the last one away."""
        self.query_one(MessageLine).say(text, ink)

    def on_said(self, message: Said) -> None:
        """A page has something to say."""
        message.stop()
        self.say(message.text, message.ink)

    async def action_page(self, page: int) -> None:
        """Go to a page."""
        raise NotImplementedError

    def action_help(self) -> None:
        """The keys of this screen."""
        raise NotImplementedError


class OverScreen(OfficeFrame):
    """A screen over the pages. Its result says where to go on; None: back to where one came from."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "back", "返回")]
    TITLE_TEXT: ClassVar[str] = ""
    KEYS: ClassVar[Sequence[tuple[str, str]]] = ()
    WRITES: ClassVar[frozenset[str]] = frozenset()
    """Actions that change something: an observer is not offered them."""
    read_only = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An observer is offered nothing that writes."""
        return not (self.read_only and action in self.WRITES)

    def action_back(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)

    async def action_page(self, page: int) -> None:
        """Leave for a page."""
        if 0 <= page <= EXPORTS:
            self.dismiss(Go(page))

    def attempt(self, bench: Bench, work: Callable[[], object]) -> bool:
        """Change something at the desk; False when it could not be done, and then the message line says why."""
        return attempted(bench, work, self.say)

    def pass_on(self, go: Go | None) -> None:
        """A screen over this one was left: go on where it points."""
        if go is not None:
            self.dismiss(go)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(help_screen(self.TITLE_TEXT, self.KEYS))
