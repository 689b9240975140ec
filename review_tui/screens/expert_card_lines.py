"""How a card is drawn: lines of spans from a `Card`."""

from __future__ import annotations

from review_tui.screens.expert_card import GATE, SUBMIT, Card
from review_tui.screens.expert_points import band_ranges, plain
from review_tui.widgets.painted import Span
from review_tui.widgets.width import fit, wrap
from scoring.season import Criterion

Line = list[Span]
_VALUE, _MOST, _BAND = 5, 5, 5
_HINT_LINES = 3


def card_lines(card: Card, width: int, *, focused: bool) -> list[Line]:
    """The fields, then what there is to know about the one under the cursor. `width` in cells."""
    name = max(4, width - 2 - _VALUE - _MOST - _BAND)
    return [_field(card, field, name, focused) for field in card.fields] + _explained(card, max(8, width - 2))


def _field(card: Card, field: str, name: int, focused: bool) -> Line:
    here = field == card.field
    ink = ("cursor" if focused else "strong") if here else "plain"
    mark = "> " if here else "  "
    if field == GATE:
        return _gate(card, mark, name, ink)
    if field == SUBMIT:
        return _total(card, mark, name, ink)
    criterion = card.criterion(field)
    assert criterion is not None
    text = card.points.get(field, "")
    return [
        (mark + fit(criterion.name, name), ink),
        (fit(text or "__", _VALUE, "right"), ink if here else ("strong" if text else "faint")),
        (fit(f"/{plain(criterion.points)}", _MOST), ink if here else "faint"),
        (fit(card.band(criterion), _BAND), ink if here else "faint"),
    ]


def _gate(card: Card, mark: str, name: int, ink: str) -> Line:
    text, own = {True: ("合格", "good"), False: ("不合格", "bad"), None: ("__", "faint")}[card.gate]
    title = card.rubric.gate.name if card.rubric.gate else ""
    return [
        (mark + fit(title, name - 1), ink),
        (fit(text, _VALUE + 1, "right"), ink if ink == "cursor" else own),
        (" " * (_MOST + _BAND), ink),
    ]


def _total(card: Card, mark: str, name: int, ink: str) -> Line:
    title = "合计" + fit("Enter 提交" if mark.strip() else "", name - 4, "right") if name > 14 else fit("合计", name)
    figures = fit(plain(card.total), _VALUE, "right") + fit(f"/{plain(card.rubric.total)}", _MOST)
    return [(mark + title, ink), (figures + " " * _BAND, ink if mark.strip() else "strong")]


def _explained(card: Card, width: int) -> list[Line]:
    lines: list[Line] = [[]]
    warning = card.locked or ("判为不合格：提交前须在评语里写明理由（Tab 到评语）。" if card.gate is False else "")
    lines += [[("  " + text, "warn")] for text in wrap(warning, width)] if warning else []
    criterion = card.criterion()
    hint = criterion.hint if criterion else ""
    if criterion is not None:
        lines += _bands(card, criterion, width)
    elif card.field == GATE and card.rubric.gate is not None:
        hint = card.rubric.gate.hint
        lines.append([("  1 合格   0 不合格（须写评语）", "plain")])
    elif card.field == SUBMIT and not card.locked:
        filled = (
            "已交。改动以后按 Enter 重新提交；按 ] 看下一份。"
            if card.handed_in
            else "都填好了：按 Enter 提交，并转到下一份。"
        )
        hint = _lacking(card) or filled
    lines += [[("  " + text, "faint")] for text in wrap(hint, width)[:_HINT_LINES]] if hint else []
    return lines


def _bands(card: Card, criterion: Criterion, width: int) -> list[Line]:
    """The bands, best first: name and points, how many of the own cards fall in it, and what it means (or a bar)."""
    own, given = card.band(criterion), (card.own or {}).get(criterion.id, {})
    meanings = {band.name: band.meaning for band in card.rubric.bands}
    most, longest = max(given.values(), default=0), max(2, min(16, width - 22))
    lines: list[Line] = []
    for name, points in band_ranges(card.rubric, criterion, card.step):
        count, here = given.get(name, 0), name == own
        head = ("*" if here else " ") + fit(name, 5) + fit(points, 9)
        often = fit(str(count or "-"), 3, "right") + " " if given else ""
        bar = "=" * max(1, round(longest * count / most)) if count else ""
        ink = "accent" if here else "plain"
        lines.append([(" ", "plain"), (head, ink), (often, "faint"), (meanings[name] or bar, ink if here else "faint")])
    return lines


def _lacking(card: Card) -> str:
    """What is still missing, as a sentence; empty: nothing."""
    gate = card.rubric.gate
    names = [gate.name] if gate is not None and card.gate is None else []
    names += [c.name for c in card.rubric.criteria if card.value(c) is None]
    return f"还没有填：{'、'.join(names)}" if names else ""
