"""What the plain reading order says: whole sentences, one after the other, nothing drawn, every state in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from review_tui.desks.ballots import STATES, Ballot, Dossier, Progress, QueueRow
from review_tui.desks.labels import FACT_LABELS, MATERIAL_LABELS, SHOWN_FACTS
from review_tui.desks.since_scored import mark
from scoring.scorecard import PointsRefused, parse_points
from scoring.season import Criterion

HELP = (
    "每次问一项：输入答案再按 Enter，按了 Enter 就已保存。直接按 Enter 表示这一项不改。",
    "任何时候也可以输入下面的字母再按 Enter：",
    "m 读材料。s 读这一份现在的分数。",
    "t 提交这一份，转到下一份没交的。",
    "] 下一份。[ 上一份。g 加编号，例如 g S012，去那一份。l 读列表。",
    "b 回到上一项。p 写评语。",
    "h 回避这一份，已回避的取消回避。u 撤销最近一次提交或回避。",
    "? 再听一遍说明。q 离开，下次回到这里。",
)


def place(rows: Sequence[QueueRow], nomination: str) -> str:
    """Where one is: `第 3 份，共 40 份。S003，卢兰岚，长春市。状态：草稿，合计 44 分。`"""
    at = next(i for i, row in enumerate(rows) if row.id == nomination)
    row = rows[at]
    total = f"，合计 {row.total} 分" if row.total is not None else ""
    special = "，特别推介" if row.special else ""
    state = f"状态：{STATES[row.state]}{total}。"
    return f"第 {at + 1} 份，共 {len(rows)} 份。{row.id}，{row.name}，{row.unit}{special}。{state}"


def progress(all_of_it: Sequence[Progress]) -> str:
    """How far one is in each category."""
    parts = [f"{p.category.short}已交 {p.done} 份，回避 {p.recused} 份，没交 {p.open} 份" for p in all_of_it]
    return "。".join(parts) + "。"


def questions(ballot: Ballot) -> list[str]:
    """The fields in the order in which they are asked: `gate`, ids of criteria, `comment`, `submit`."""
    rubric = ballot.category.rubric
    return [*(["gate"] if rubric.gate else []), *(c.id for c in rubric.criteria), "comment", "submit"]


def question(ballot: Ballot, name: str, step: Decimal) -> str:
    """What is asked about a field, with what stands there now."""
    rubric = ballot.category.rubric
    if name == "gate" and rubric.gate is not None:
        now = {None: "空", True: "合格", False: "不合格"}[ballot.draft.gate]
        return f"{rubric.gate.name}：1 合格，0 不合格，不合格要写评语。现在：{now}。"
    if name == "comment":
        return f"评语，可以不写。现在：{ballot.draft.comment.strip() or '空'}。"
    if name == "submit":
        total = f"合计 {ballot.total} 分，满分 {rubric.total} 分。" if ballot.total is not None else "还没有分数。"
        return f"{total}输入 t 提交这一份。"
    one = rubric.criterion(name)
    now = ballot.draft.points.get(name, "") or "空"
    band = _band(ballot, one, step)
    return f"{one.name}：0 到 {one.points}，以 {step} 分为一档。现在：{now}{band}。"


def _band(ballot: Ballot, one: Criterion, step: Decimal) -> str:
    try:
        value = parse_points(ballot.draft.points.get(one.id, ""), one, step)
    except PointsRefused:
        return ""
    return f"，属于{ballot.category.rubric.band(one, value).name}"


def card(ballot: Ballot, step: Decimal) -> Iterator[str]:
    """All that stands on the card."""
    for name in questions(ballot):
        yield question(ballot, name, step)
    if ballot.receipt is not None:
        yield f"回执 {ballot.receipt.count} 号 {ballot.receipt.code}。"


def dossier(found: Dossier) -> Iterator[str]:
    """The dossier from its head to its list of files."""
    one = found.nomination
    yield f"{one.id}，{one.name}，{one.unit}。"
    if found.barred:
        yield f"注意：{found.barred}"
    if found.since is not None:
        yield mark(found.since)
        yield from found.since.lines()
    for key in SHOWN_FACTS:
        if one.text(key):
            yield f"{FACT_LABELS[key]}：{one.text(key)}。"
    for ruled in found.findings:
        yield f"审查意见：{ruled.finding.message}。{ruled.state()}。"
    for passage in one.passages:
        yield f"{passage.title}："
        yield from passage.body.split("\n")
    for material in one.materials:
        yield f"{MATERIAL_LABELS[material.kind]}：{material.path.rpartition('/')[2]}。"
    yield "材料读完。照片和视频不能念出，请在有图的评审台看，或请办公室协助。"


def listed(rows: Sequence[QueueRow]) -> Iterator[str]:
    """The queue, a nomination a line."""
    for row in rows:
        total = f"，{row.total} 分" if row.total is not None else ""
        yield f"{row.id}，{row.name}，{row.unit}，{STATES[row.state]}{total}。"
