"""The own yardstick as a page to read."""

from __future__ import annotations

from decimal import Decimal

from review_tui.desks.own_cards import OwnCard, OwnCards
from review_tui.screens.expert_points import plain
from review_tui.widgets.text_pane import Block
from review_tui.widgets.width import fit
from scoring.season import Category
from scoring.second_look import median
from scoring.yardstick import drift, histogram

_LONGEST = 30
"""Cells of the longest bar."""
_ENOUGH = 3
_TELLING = Decimal(3)
"""Points between the thirds of a sitting from which on a drift is worth a hint."""


def yardstick_blocks(own: OwnCards, nomination: str) -> list[Block]:
    """Totals, criteria, drift, and the most similar nominations, all of the category of `nomination`."""
    category = own.desk.rules.find(own.desk.nomination(nomination).category)
    cards = own.cards(category.id)
    intro = Block(
        f"{category.name}：您已提交 {len(cards)} 份。只有您自己的评分；别人的在办公室公布前谁也看不到。", ink="faint"
    )
    if len(cards) < _ENOUGH:
        return [intro, Block(f"提交 {_ENOUGH} 份以后，这里会画出您的分布。先按 Esc 回去评分。")]
    blocks = [intro, *_totals(cards, own.desk.rules.scoring.step), *_criteria(cards, category), *_drift(cards)]
    return blocks + _alike(own, nomination, category)


def _totals(cards: tuple[OwnCard, ...], step: Decimal) -> list[Block]:
    totals = [card.total for card in cards]
    bars = histogram(totals, step)
    most = max(bar.cards for bar in bars)
    blocks = [
        *_head("合计分"),
        Block(f"最低 {plain(min(totals))}   中间 {plain(median(totals))}   最高 {plain(max(totals))}"),
    ]
    for bar in reversed(bars):
        length = max(1, _LONGEST * bar.cards // most) if bar.cards else 0
        blocks.append(Block(f"{'=' * length} {bar.cards or ''}", label=fit(f"{plain(bar.low)}-{plain(bar.high)}", 12)))
    return blocks


def _criteria(cards: tuple[OwnCard, ...], category: Category) -> list[Block]:
    blocks = _head("各项")
    widest = 2 + max(len(c.name) for c in category.rubric.criteria) * 2
    for criterion in category.rubric.criteria:
        given = [card.points[criterion.id] for card in cards if criterion.id in card.points]
        if given:
            spread = f"{plain(min(given))} - {plain(max(given))}"
            text = f"中间 {fit(plain(median(given)), 5)} 范围 {fit(spread, 12)} 满分 {plain(criterion.points)}"
            blocks.append(Block(text, label=fit(criterion.name, widest)))
    return blocks


def _drift(cards: tuple[OwnCard, ...]) -> list[Block]:
    moved = drift([card.total for card in cards])
    if moved is None:
        return []
    change = moved.late - moved.early
    text = f"开头三分之一平均 {plain(round(moved.early, 1))}，最近三分之一平均 {plain(round(moved.late, 1))}"
    if abs(change) < _TELLING:
        return [*_head("前后松紧"), Block(text + "：前后一致。")]
    way = "高" if change > 0 else "低"
    much = plain(round(abs(change), 1))
    hint = f"：后来{way}了 {much} 分。材料本来有好有差，不一定是松紧变了；可以回头看一两份开头评的。"
    return [*_head("前后松紧"), Block(text + hint, ink="warn")]


def _alike(own: OwnCards, nomination: str, category: Category) -> list[Block]:
    found = own.alike(nomination)
    if not found:
        return []
    blocks = _head(f"与 {own.desk.label(nomination)} 最相近、您评过的")
    for one in found:
        points = " ".join(plain(one.points[c.id]) for c in category.rubric.criteria if c.id in one.points)
        blocks.append(
            Block(
                f"{plain(one.total)} 分（{points}）", label=fit(f"{one.nomination} {one.name}", 30), label_ink="plain"
            )
        )
    how = "相近：同一类人群、同类单位、事迹用字相同的多少，粗略比较，只供参照。"
    return [*blocks, Block(how, ink="faint")]


def _head(title: str) -> list[Block]:
    return [Block(""), Block(f"== {title} ==", ink="accent")]
