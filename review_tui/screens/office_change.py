"""What a re-import changed, to read: nomination by nomination, each fact with both values and both places."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from review_tui.desks.changes import Changed, PackageChange
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import counted, label
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.prompt import AskText
from review_tui.widgets.text_pane import Block, TextPane


class ChangeScreen(OverScreen):
    """A change to read by pages, with a search."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,f3", "search", "查找"),
        Binding("n", "next", "下一处"),
    ]
    TITLE_TEXT = "补报的变化"
    KEYS = (("PgDn PgUp 空格", "翻页"), ("/ F3", "查找；n 到下一处"))

    def __init__(self, title: str, right: str, blocks: list[Block]) -> None:
        super().__init__()
        self._title, self._right, self._blocks = title, right, blocks

    def body(self) -> ComposeResult:
        """One text."""
        yield TextPane()

    def on_mount(self) -> None:
        """All of it."""
        self.query_one(TitleLine).show(self._title, self._right)
        pane = self.query_one(TextPane)
        pane.set_blocks(self._blocks)
        self.set_focus(pane)

    def action_search(self) -> None:
        """Ask what to look for."""
        self.app.push_screen(AskText("查找", "要找的文字："), self._search)

    def _search(self, needle: str | None) -> None:
        if needle is not None:
            hits = self.query_one(TextPane).search(needle)
            self.say(f"有 {hits} 行，按 n 到下一处。" if hits else ("没有找到。" if needle else ""))

    def action_next(self) -> None:
        """To the next place of what was looked for."""
        if not self.query_one(TextPane).next_hit():
            self.say("先按 / 输入要找的文字。")


def change_summary(change: PackageChange) -> str:
    """`新增 1  有变化 3  撤回 1`; `单位材料有变` where only what is nobody's differs; empty: nothing differs."""
    parts = (("新增", change.added), ("有变化", change.changed), ("撤回", change.removed))
    return counted([(name, len(its)) for name, its in parts]) or ("单位材料有变" if change else "")


def change_blocks(change: PackageChange) -> list[Block]:
    """The whole change. Empty where nothing differs."""
    blocks = [Block(_listed(c), label=label("新增"), label_ink="good") for c in change.added]
    blocks += [Block(_listed(c), label=label("撤回"), label_ink="warn") for c in change.removed]
    for one in change.changed:
        blocks += [Block(""), Block(f"{one.id} {one.name}", ink="strong")]
        blocks += _changed(one)
    rest = [*change.about, *(f.line() for f in change.files)]
    if rest:
        blocks += [Block(""), Block("单位材料", ink="strong"), *(Block(line, label="  ") for line in rest)]
    return blocks[1:] if blocks and not blocks[0].text and not blocks[0].label else blocks


def _changed(one: Changed) -> list[Block]:
    note = [Block(one.note, label="! ", ink="warn", label_ink="warn")] if one.note else []
    facts = []
    for (name, was, now), places in _grouped(one).items():
        facts.append(Block(f"{was} → {now}", label=label(f"  {name}", 14)))
        facts += [Block(place, label=" " * 14, ink="faint") for place in places]
    texts = [Block(text.line(), label="  ") for text in one.texts]
    return [*note, *facts, *texts, *(Block(file.line(), label="  ") for file in one.files)]


def _grouped(one: Changed) -> dict[tuple[str, str, str], list[str]]:
    """The places by (fact, before, after): form and table that were corrected alike are told once."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for fact in one.facts:
        was, now = ("（无）" if s is None else s.value for s in (fact.before, fact.after))
        places = " → ".join(dict.fromkeys(s.place for s in (fact.before, fact.after) if s is not None))
        groups.setdefault((fact.label, was, now), []).append(places)
    return groups


def _listed(one: Changed) -> str:
    return f"{one.id} {one.name}" + (f"（{one.note}）" if one.note else "")
