"""One nomination as the office reads it: every fact with its place, findings, texts, materials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.labels import FACT_LABELS
from review_tui.desks.office import OfficeDesk
from review_tui.errors import ReviewError
from review_tui.screens.material_facts import material_facts
from review_tui.screens.office_blocks import findings_blocks
from review_tui.screens.office_frame import WIDE, OverScreen
from review_tui.screens.office_page import label, named
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.prompt import AskText
from review_tui.widgets.text_pane import Block, TextPane
from scoring.nomination import MODES, Material, Nomination, Reading

_KINDS = {
    "form": "推介表",
    "summary": "汇总表",
    "photo": "照片",
    "video": "视频",
    "report": "工作总结",
    "other": "其他",
}
_ORDER = tuple(FACT_LABELS)


class DossierScreen(OverScreen):
    """A nomination to read; `ids` are its neighbours, in the order of the list it was opened from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "step(-1)", "前后一份"),
        Binding("right_square_bracket", "step(1)", "前后一份"),
        Binding("slash,f3", "search", "查找"),
        Binding("n", "next", "下一处"),
        Binding("p", "places", "出处"),
        Binding("d", "memo", "决定说明"),
        Binding("tab", "switch", "左右栏", show=False),
    ]
    TITLE_TEXT = "申报材料"
    KEYS = (
        ("PgDn PgUp 空格", "翻页"),
        ("[ ]", "前一份 / 后一份"),
        ("/ F3", "在材料里查找；n 到下一处"),
        ("p", "显示 / 隐藏每一项的出处"),
        ("d", "决定说明：为什么入选或没有入选，每一条依据日志的哪一条"),
        ("Tab", "宽窗口里在左右两栏之间切换"),
    )

    def __init__(self, desk: OfficeDesk, nomination: str, ids: Sequence[str] = ()) -> None:
        super().__init__()
        self.desk, self.nomination = desk, nomination
        self._ids = tuple(ids) or (nomination,)
        self._places = False

    def action_memo(self) -> None:
        """Why it is in or out."""
        from review_tui.screens.office_memo import memo_screen

        try:
            self.app.push_screen(memo_screen(self.desk, self.nomination))
        except ReviewError as error:
            self.say(error.sentence(), "bad")

    def body(self) -> ComposeResult:
        """Facts, and beside them the texts where there is room."""
        with Vertical(id="panes"):
            yield TextPane(id="facts")
            yield TextPane(id="texts")

    def on_mount(self) -> None:
        """Show the nomination."""
        self.set_focus(self.query_one("#facts"))
        self._show()

    def on_resize(self) -> None:
        """One pane or two."""
        self._show()

    def _show(self) -> None:
        one = self.desk.docket.nominations[self.nomination]
        at = self._ids.index(one.id) + 1
        self.query_one(TitleLine).show(f"{one.id} {named(one.name, one.special)}", f"{at}/{len(self._ids)}")
        head = [*_head(self.desk, one), *_section("基本情况", fact_blocks(one, places=self._places))]
        files = _section(f"材料清单（{len(one.materials)}）", [_material(m) for m in one.materials])
        texts = text_blocks(one)
        wide = self.size.width >= WIDE
        self.query_one("#facts", TextPane).set_blocks([*head, *files] if wide else [*head, *texts, *files])
        self.query_one("#texts", TextPane).set_blocks(texts[1:] if wide else [])

    # ------------------------------------------------------------------------------------------ keys

    def action_step(self, by: int) -> None:
        """To a neighbour; at the ends nothing happens but a word."""
        at = self._ids.index(self.nomination) + by
        if 0 <= at < len(self._ids):
            self.nomination = self._ids[at]
            self.say("")
            self._show()
        else:
            self.say("已经是第一份。" if by < 0 else "已经是最后一份。")

    def action_places(self) -> None:
        """Show or hide where each fact was read."""
        self._places = not self._places
        self._show()

    def action_switch(self) -> None:
        """To the other pane, where both are shown."""
        facts, texts = self.query_one("#facts"), self.query_one("#texts")
        self.set_focus(texts if facts.has_focus and texts.display else facts)

    def action_search(self) -> None:
        """Ask what to look for."""
        self.app.push_screen(AskText("查找", "要找的文字："), self._search)

    def _search(self, needle: str | None) -> None:
        if needle is None:
            return
        hits = sum(pane.search(needle) for pane in self.query(TextPane))
        self.say(f"有 {hits} 行，按 n 到下一处。" if hits else ("没有找到。" if needle else ""))

    def action_next(self) -> None:
        """To the next place of what was looked for."""
        focused = self.focused if isinstance(self.focused, TextPane) else self.query_one("#facts", TextPane)
        if not focused.next_hit():
            self.say("先按 / 输入要找的文字。")


def _head(desk: OfficeDesk, one: Nomination) -> list[Block]:
    category = desk.rules.find(one.category)
    special = f"，{category.special.name}" if one.special and category.special else ""
    blocks = [Block(f"{one.unit}  {category.name}{special}", ink="strong")]
    why = desk.docket.barred(one)
    if why:
        blocks.append(Block(why, label=label("不参评"), label_ink="bad"))
    found = desk.docket.findings(one.id)
    return [*blocks, *_section(f"问题与裁定（{len(found)}）", findings_blocks(found))]


def _section(title: str, blocks: list[Block]) -> list[Block]:
    return [Block(""), Block(f"== {title} ==", ink="accent"), *blocks] if blocks else []


def text_blocks(one: Nomination) -> list[Block]:
    """The texts to read, each under its title with its place."""
    blocks: list[Block] = []
    for passage in one.passages:
        blocks += _section(passage.title, [Block(passage.place, ink="faint"), Block(passage.body, first=4)])
    return blocks


def fact_blocks(one: Nomination, *, places: bool) -> list[Block]:
    """The facts: the reading that counts, and beside it every other one that differs, each with its place."""
    keys = dict.fromkeys(r.key for r in one.readings)
    blocks: list[Block] = []
    for key in sorted(keys, key=lambda k: _ORDER.index(k) if k in _ORDER else len(_ORDER)):
        counts, *others = one.readings_of(key)
        differs = any(other.value != counts.value for other in others)
        blocks.append(Block(_shown(counts, raw=places or differs), label=label(FACT_LABELS.get(key, key), 15)))
        if places:
            blocks.append(Block(counts.place, label=label("", 15), ink="faint"))
        for other in others:
            if other.value != counts.value:
                blocks.append(
                    Block(f"{_shown(other, raw=True)}  {other.place}", label=label("  另处为", 15), ink="warn")
                )
            elif places and other.place != counts.place:
                blocks.append(Block(other.place, label=label("", 15), ink="faint"))
    return blocks


def _shown(reading: Reading, *, raw: bool) -> str:
    if not isinstance(reading.value, str):
        return reading.raw
    value = MODES.get(reading.value, reading.value) if reading.key == "mode" else reading.value
    return f"{value}（原文：{reading.raw}）" if raw and value != reading.raw else value


def _material(one: Material) -> Block:
    facts = one.problem or material_facts(one, container=True)
    ink = "warn" if one.problem else "plain"
    return Block(f"{one.path}  {facts}".rstrip(), label=label(_KINDS[one.kind]), ink=ink)
