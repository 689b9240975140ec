"""What is read of a notice and of an objection."""

from __future__ import annotations

from collections.abc import Sequence

from review_tui.desks.notice import Confirmation, Notice
from review_tui.desks.objections import Objection
from review_tui.desks.office_view import OfficeView
from review_tui.screens.office_page import label, moment
from review_tui.widgets.painted import Span
from review_tui.widgets.text_pane import Block
from scoring.season import SeasonRules


def state_spans(made: Confirmation | None, left: Sequence[str]) -> list[Span]:
    """Where the list stands: confirmed, ready, or what is in the way."""
    if made is not None:
        return [(f"名单已确认：{len(made.lines)} 项，{moment(made.at)}，编号 {made.code}", "good")]
    return [(f"待办：{''.join(left)}", "warn") if left else ("公示期满，异议都已处理，可按 c 确认名单", "good")]


def notice_blocks(one: Notice, rules: SeasonRules) -> list[Block]:
    """The notice with its list."""
    head = [
        Block(f"{one.start.isoformat()} 至 {one.end.isoformat()}，{rules.public_notice.where}", label=label("公示")),
        Block(one.code, label=label("名单编号")),
        Block(one.sha256, label=label("SHA-256")),
    ]
    if one.withdrawn:
        head.append(Block(one.withdrawn, ink="bad", label=label("已撤回")))
    body: list[Block] = []
    for category in rules.categories:
        lines = [line for line in one.lines if line.category == category.name]
        if lines:
            body.append(Block(f"{category.name}（{len(lines)}）", ink="accent"))
            body += [Block(f"{line.name}  {line.unit}", label=label(line.id, 6)) for line in lines]
    return [*head, Block(""), *body]


def objection_blocks(one: Objection, view: OfficeView) -> list[Block]:
    """The objection with its ruling."""
    found = view.docket.nominations.get(one.nomination)
    who = f"{one.nomination} {found.name}  {found.unit}" if found else one.nomination
    late = "（公示期满以后）" if one.late else ""
    blocks = [
        Block(who, ink="strong", label=label("被异议的")),
        Block(f"{one.by or '（已按期清除）'}  {moment(one.at)}{late}", label=label("提出")),
        Block(one.ground, label=label("事由")),
        Block(one.evidence or "无", label=label("证据")),
        Block(one.state, ink="warn" if one.outcome is None else "plain", label=label("处理")),
    ]
    if one.outcome is None:
        return [*blocks, Block("核实后按 y 异议成立，或按 n 不成立。", ink="faint")]
    return [
        *blocks,
        Block(one.ruling, label=label("意见")),
        Block(f"{one.handler}  {moment(one.ruled_at)}", label=label("经办")),
    ]
