"""What an expert reads about a nomination, as blocks of a text pane."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.ballots import Dossier
from review_tui.desks.docket import Ruled
from review_tui.desks.labels import FACT_LABELS, SHOWN_FACTS
from review_tui.desks.since_scored import mark
from review_tui.screens.material_facts import material_facts
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.text_pane import Block, TextPane
from review_tui.widgets.width import fit
from scoring.nomination import Material, Nomination
from scoring.season import Category

_SHORT = 12
"""A fact of at most so many cells shares its line with others."""
_KINDS = {
    "form": "推介表",
    "summary": "汇总表",
    "photo": "照片",
    "video": "视频",
    "report": "工作总结",
    "other": "其他",
}


class DossierText(TextPane):
    """The text; after a search Enter goes on to the next place, Esc back to the score pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.next_hit", "下一处"),
        Binding("escape", "screen.score", "回到评分"),
    ]


class DossierPane(Vertical):
    """The dossier with its head, which says on which page one is."""

    _title = ""

    def compose(self) -> ComposeResult:
        """Head and text."""
        yield TitleLine("", classes="head")
        yield DossierText()

    @property
    def text(self) -> DossierText:
        """The pane with the text."""
        return self.query_one(DossierText)

    def show(self, title: str, blocks: Sequence[Block]) -> None:
        """Show another dossier from its beginning."""
        self._title = title
        self.text.set_blocks(blocks)

    def on_text_pane_turned(self, message: TextPane.Turned) -> None:
        """Another page."""
        more = "  PgDn 续" if message.page < message.pages else ""
        self.query_one(TitleLine).show(self._title, f"{message.page}/{message.pages} 页{more}")


def dossier_blocks(dossier: Dossier, category: Category, notices: Sequence[Block] = ()) -> list[Block]:
    """Head, what the office has to say (`notices`), findings with rulings, facts, texts, materials.

    Paragraphs of a text are drawn in by two characters.
    """
    found = dossier.nomination
    blocks = [*_head(found, category), *notices]
    if dossier.barred:
        blocks.append(Block(dossier.barred, ink="warn", label="! ", label_ink="warn"))
    if dossier.since is not None:
        blocks.append(Block(mark(dossier.since), ink="warn", label="! ", label_ink="warn"))
        blocks += [Block(line, ink="faint", label="  ") for line in dossier.since.lines()]
    blocks += _facts(found)
    blocks += _section(f"检查与裁定（{len(dossier.findings)}）", _findings(dossier.findings))
    for passage in found.passages:
        blocks += _section(passage.title, [Block(passage.body, first=4)])
    blocks += _section(
        f"材料清单（{len(found.materials)}），按 p 看照片和视频", [_material(m) for m in found.materials]
    )
    return blocks


def _head(found: Nomination, category: Category) -> list[Block]:
    name = category.special.name if category.special is not None else "特别推介"
    special = f"  [特] {name}" if found.special else ""
    return [Block(found.unit + special, ink="strong")]


def _section(title: str, blocks: list[Block]) -> list[Block]:
    return [Block(""), Block(f"== {title} ==", ink="accent"), *blocks] if blocks else []


def _findings(findings: tuple[Ruled, ...]) -> list[Block]:
    blocks = []
    for ruled in findings:
        one = ruled.finding
        ink = "plain" if ruled.ruling else {"block": "bad", "warn": "warn"}.get(one.severity, "plain")
        blocks.append(Block(one.message, ink=ink, label="- ", label_ink=ink))
        state = f"{ruled.state()}  依据 {one.clause}" if one.clause != "—" else ruled.state()
        blocks.append(Block(state, ink="faint", label="  "))
    return blocks


def _facts(found: Nomination) -> list[Block]:
    """Short facts in one flowing line, each long one on a line of its own."""
    rows = [(FACT_LABELS[key], found.text(key)) for key in SHOWN_FACTS if found.text(key)]
    short = [f"{name} {text}" for name, text in rows if cell_len(text) <= _SHORT]
    widest = max((cell_len(name) for name, _ in rows), default=0)
    flow = [Block("", pieces=tuple(short))] if short else []
    return flow + [Block(text, label=fit(name, widest + 2)) for name, text in rows if cell_len(text) > _SHORT]


def _material(one: Material) -> Block:
    facts = one.problem or material_facts(one)
    return Block(
        f"{one.path}{'  ' + facts if facts else ''}",
        label=fit(_KINDS[one.kind], 10),
        ink="warn" if one.problem else "plain",
    )
