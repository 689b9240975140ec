"""One expert as the office sees her: every nomination that was assigned with its state, and a reminder to send."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from review_tui.desks.office_view import OfficeView
from review_tui.desks.returns import return_id, returned
from scoring.nomination import Nomination, by_id

_NAMED = 8
"""How many nominations a reminder names; the rest is counted."""


class MemberLine(NamedTuple):
    """One assigned nomination. `state`: 待评 草稿 已交 回避 退回; `total` of the submitted card, None without one;
    `reason` of a card that was given back, else empty."""

    nomination: Nomination
    state: str
    total: Decimal | None
    reason: str


def member_lines(view: OfficeView, expert: str) -> tuple[MemberLine, ...]:
    """Category by category, in the order of the numbers. `LedgerError` when the expert's journal is broken."""
    tail = view.journal(expert)
    cards, drafts, recused = tail.all("cards"), tail.all("drafts"), tail.all("recusals")
    given_back = returned(view.documents, expert, cards)
    known = view.docket.nominations
    order = [category.id for category in view.rules.categories]
    assigned = [i for i in view.assignments().get(expert, ()) if i in known]
    lines = []
    for nomination in sorted(assigned, key=lambda i: (order.index(known[i].category), by_id(i))):
        card, reason = cards.get(nomination), ""
        if nomination in recused:
            state = "回避"
        elif nomination in given_back:
            state, reason = "退回", _reason(view, expert, nomination)
        elif card is not None:
            state = "已交"
        else:
            state = "草稿" if nomination in drafts else "待评"
        total = sum((Decimal(text) for text in card["points"].values()), Decimal(0)) if card else None
        lines.append(MemberLine(known[nomination], state, total, reason))
    return tuple(lines)


def reminder(view: OfficeView, expert: str) -> str:
    """A text to copy and send: how many are open and which, and how to go on. Says so when nothing is open."""
    name = next((member.name for member in view.panel() if member.id == expert), expert)
    left = view.outstanding(expert)
    title = f"{view.rules.year}年{view.rules.province}终身学习推介评审"
    if not left:
        return f"{name}老师：您好！{title}分配给您的材料已全部评完，谢谢。"
    listed = "、".join(f"{n.id} {n.name}" for n in left[:_NAMED]) + (" 等" if len(left) > _NAMED else "")
    back = {doc["nomination"] for doc in view.documents.all("returns").values() if doc["expert"] == expert}
    again = sum(1 for n in left if n.id in back)
    note = f"其中 {again} 份已退回，请按退回理由修改后重新提交。" if again else ""
    return (
        f"{name}老师：您好！{title}还有 {len(left)} 份材料等您评分（{listed}）。{note}"
        "登录后会回到上次的位置，已填的分数都在。如有困难请与办公室联系，谢谢。"
    )


def _reason(view: OfficeView, expert: str, nomination: str) -> str:
    doc = view.documents.get("returns", return_id(expert, nomination)) or {}
    return str((view.store.note("office", doc["note"]) or {}).get("text", "")) if doc.get("note") else ""
