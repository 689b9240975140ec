"""What the office has to say to an expert about a nomination: a card given back, repeats, answers."""

from __future__ import annotations

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.questions import ExpertQuestions
from review_tui.desks.repeat_verdicts import repeat_verdicts
from review_tui.widgets.text_pane import Block


def office_notices(desk: ExpertDesk, nomination: str) -> list[Block]:
    """Blocks for the head of the dossier; none where the office has said nothing and was asked nothing."""
    blocks = []
    reason = desk.return_reason(nomination)
    if reason:
        blocks.append(Block(f"办公室退回：{reason} 请看过后再提交（不改也要再交一次）。", "bad", "! ", "bad"))
    for verdict in repeat_verdicts(desk.store, desk.office, desk.nomination(nomination)):
        ink = "warn" if verdict.word == "same" else "plain"
        blocks.append(Block(verdict.sentence(), ink, "查重 "))
    for question in ExpertQuestions(desk).all(nomination):
        blocks.append(Block(question.text, label="问 "))
        answer = question.answer or "办公室还没有答复，可以先评别的。"
        blocks.append(Block(answer, "good" if question.fresh else "plain" if question.answer else "faint", "答 "))
    return blocks
