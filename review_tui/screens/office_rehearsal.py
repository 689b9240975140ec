"""The check before the round opens: load, cover, links, and how likely the truly best get in. It changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from review_tui.desks.figures import Figures
from review_tui.screens.office_frame import OverScreen
from review_tui.screens.office_page import Bench, bar, label
from review_tui.widgets.frame import TitleLine
from review_tui.widgets.prompt import AskText
from review_tui.widgets.text_pane import Block, TextPane

if TYPE_CHECKING:
    from scoring.rehearsal import Rehearsal

_NAMED = 8
"""How many nominations a line names; the rest is counted."""
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


class RehearsalScreen(OverScreen):
    """Worked out in a thread of its own: it simulates hundreds of rounds for several numbers of cards."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "per", "试算每份几位")]
    TITLE_TEXT = "开评核查"
    KEYS = (("n", "试算：若每份由几位专家评；空着回到现在的分配。只是试算，不改变分配"),)

    class Done(Message):
        """The check is worked out, category by category in their order; `per` as it was asked for."""

        def __init__(self, found: Sequence[Rehearsal], per: int | None) -> None:
            super().__init__()
            self.found, self.per = tuple(found), per

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.bench = bench
        self.read_only = bench.desk.read_only
        self._per: int | None = None

    def body(self) -> ComposeResult:
        """One text."""
        yield TextPane()

    def on_mount(self) -> None:
        """The plan as it stands."""
        self.set_focus(self.query_one(TextPane))
        self._start()

    def _start(self) -> None:
        desk, per = self.bench.desk, self._per
        what = "现在的分配" if per is None else f"试算：每份 {per} 位"
        self.query_one(TitleLine).show("开评核查", what)
        self.query_one(TextPane).set_blocks([Block("正在核查和模拟 ...")])
        figures = Figures(desk)
        jobs = [figures.rehearsal_job(category, per) for category in desk.rules.categories]
        self.run_worker(lambda: self.post_message(self.Done([job() for job in jobs], per)), thread=True)

    @on(Done)
    def _done(self, message: Done) -> None:
        message.stop()
        if message.per != self._per:
            return  # another number was asked for meanwhile
        names = {member.id: member.name for member in self.bench.desk.panel()}
        titles = {category.id: category.name for category in self.bench.desk.rules.categories}
        blocks: list[Block] = []
        for one in message.found:
            blocks += [*([Block("")] if blocks else []), *rehearsal_blocks(one, titles[one.category], names)]
        self.query_one(TextPane).set_blocks(blocks)

    def action_per(self) -> None:
        """Ask for how many experts each nomination."""
        question = "若每份材料由几位专家评？空着看现在的分配。只是试算。"
        self.app.push_screen(AskText("试算", question, limit=3), self._asked)

    def _asked(self, text: str | None) -> None:
        plain = (text or "").translate(_DIGITS)
        if text is None:
            return
        if plain and not (plain.isascii() and plain.isdigit() and int(plain) > 0):
            self.say(f"“{text}”不是人数。", "warn")
            return
        self._per = int(plain) if plain else None
        self._start()


def rehearsal_blocks(one: Rehearsal, title: str, names: Mapping[str, str]) -> list[Block]:
    """One category in words: what is not in order comes first."""
    blocks = [Block(f"{title}（{one.nominations} 份）", ink="accent")]
    thin = "、".join(f"{i}（{count} 位）" for i, count in list(one.thin.items())[:_NAMED])
    more = f" 等 {len(one.thin)} 份" if len(one.thin) > _NAMED else ""
    cover = f"专家不够：{thin}{more}" if one.thin else "每份材料都有足够的专家"
    groups = "；".join("、".join(part) for part in one.parts)
    links = f"专家分成互不相关的几组，宽严无法比较：{groups}" if len(one.parts) > 1 else "专家之间都能比较"
    blocks += [
        Block(cover, label=label("覆盖", 6), ink="warn" if one.thin else "plain"),
        Block(links, label=label("关联", 6), ink="warn" if len(one.parts) > 1 else "plain"),
    ]
    most = max((load.nominations for load in one.loads), default=0)
    for load in one.loads:
        avoid = f"  须回避 {load.conflicts}" if load.conflicts else ""
        text = f"[{bar(load.nominations, most, 20)}] {load.nominations} 份{avoid}"
        blocks.append(Block(text, label=label(f"{load.expert} {names.get(load.expert, '')}", 14)))
    for chance in one.chances:
        what = f"现在的分配（约 {chance.cards} 位）" if chance.planned else f"每份 {chance.cards} 位"
        text = f"[{bar(int(chance.share * 100), 100, 20)}] 真正最好的平均 {chance.share:.0%} 能入选"
        blocks.append(Block(text, label=label(what, 22), ink="strong" if chance.planned else "plain"))
    return blocks
