"""What the office has to say to an expert about a nomination: a card given back, repeats, answers."""

from __future__ import annotations

from review_tui.desks.expert import ExpertDesk
from review_tui.widgets.text_pane import Block


def office_notices(desk: ExpertDesk, nomination: str) -> list[Block]:
    """Blocks for the head of the dossier; none where the office has said nothing and was asked nothing."""
    blocks = []
    reason = desk.return_reason(nomination)
    if reason:
        blocks.append(Block(f"办公室退回：{reason} 请看过后再提交（不改也要再交一次）。", "bad", "! ", "bad"))
    return [*blocks, *_repeats(desk, nomination), *_answers(desk, nomination)]


def _repeats(desk: ExpertDesk, nomination: str) -> list[Block]:
    if not desk.office.all("repeats"):
        return []
    from review_tui.desks.repeat_verdicts import repeat_verdicts  # late: it is not needed for most first frames

    found = repeat_verdicts(desk.store, desk.office, desk.nomination(nomination))
    return [Block(one.sentence(), "warn" if one.word == "same" else "plain", "查重 ") for one in found]


def _answers(desk: ExpertDesk, nomination: str) -> list[Block]:
    if not desk.journal.all("questions"):
        return []
    from review_tui.desks.questions import ExpertQuestions

    blocks = []
    for question in ExpertQuestions(desk).all(nomination):
        blocks.append(Block(question.text, label="问 "))
        answer = question.answer or "办公室还没有答复，可以先评别的。"
        blocks.append(Block(answer, "good" if question.fresh else "plain" if question.answer else "faint", "答 "))
    return blocks
