"""How the round of scoring stands, and what that allows an expert: document `round` of the office's `settings`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from review_tui.desks.docket import Documents
from review_tui.errors import ReviewError

RoundState = Literal["open", "closed", "sealed"]
"""`open`: experts score. `closed`: the office has stopped it, and can open it again. `sealed`: it is over for good.

Cards, drafts, recusals and their undoing are refused unless the round is open; a question to the office is refused only
when it is sealed.
"""

ROUND_STATES: Mapping[RoundState, str] = {"open": "评审进行中", "closed": "评审已结束", "sealed": "已封存"}

_WHY: Mapping[RoundState, tuple[str, str]] = {
    "closed": ("办公室已结束本轮评审。", "材料仍可查看；如还要修改，请联系办公室恢复评审。"),
    "sealed": ("本轮评审已封存，评分不能再改。", "材料和自己的评分仍可查看；有疑问请联系办公室。"),
}


def round_state(documents: Documents) -> RoundState:
    """How the round stands: `{"state": …}`; `open` where the office has said nothing."""
    said = (documents.get("settings", "round") or {}).get("state", "open")
    return said if said in get_args(RoundState) else "open"


def closed_sentence(state: RoundState) -> str:
    """Why nothing can be entered, in Chinese; empty while the round is open."""
    return "" if state == "open" else "".join(_WHY[state])


def must_be_open(state: RoundState) -> None:
    """Raises `ReviewError` unless the round is open."""
    if state != "open":
        what, hint = _WHY[state]
        raise ReviewError("不能修改", what, hint)
