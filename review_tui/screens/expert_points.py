"""Typing points: which digit may follow, and what the bands of a criterion are. Values in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from scoring.season import Criterion, Rubric


@dataclass(frozen=True, slots=True)
class Typed:
    """What a key made of the text of a field. `refusal`: a Chinese sentence, the text is then unchanged; "" taken."""

    text: str
    refusal: str = ""


def type_character(text: str, character: str, criterion: Criterion, step: Decimal) -> Typed:
    """`text` with a digit or a dot behind it, or why that is refused.

    Taken is what can still become a value between 0 and `criterion.points`, both included, on the season's step.
    """
    whole, dot, fraction = (text + character).partition(".")
    if "." in fraction or (character == "." and step % 1 == 0):
        return Typed(text, f"「{criterion.name}」以 {plain(step)} 分为一档")
    whole = whole.lstrip("0") or "0"
    value = Decimal(f"{whole}.{fraction or 0}")
    if value > criterion.points:
        return Typed(text, f"「{criterion.name}」最高 {plain(criterion.points)} 分，不能填 {whole}{dot}{fraction}")
    if fraction and not any(one.startswith(fraction) for one in _fractions(step)):
        return Typed(text, f"「{criterion.name}」以 {plain(step)} 分为一档，不能填 {whole}{dot}{fraction}")
    return Typed(whole + dot + fraction)


def is_complete(text: str, criterion: Criterion, step: Decimal) -> bool:
    """Whether no digit could follow: `26` of 30, `9` of 10, `9.5`. A dot still may; a lone 0 may become more."""
    return text.strip("0") != "" and all(type_character(text, d, criterion, step).refusal for d in "0123456789")


def _fractions(step: Decimal) -> list[str]:
    """What may stand behind the dot."""
    exponent = step.as_tuple().exponent
    places = max(1, -exponent if isinstance(exponent, int) else 1)
    unit = Decimal(10) ** -places
    found, value = [], Decimal(0)
    while value < 1:
        found.append(str(value.quantize(unit)).partition(".")[2])
        value += step
    return found


def plain(value: Decimal) -> str:
    """A number without needless zeros or exponent: 26.5, 30."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def band_ranges(rubric: Rubric, criterion: Criterion, step: Decimal) -> list[tuple[str, str]]:
    """Each band with its range of points, best first: `("好", "25.5-30")`. A band that holds no value is left out."""
    ranges, top = [], criterion.points
    for band in sorted(rubric.bands, key=lambda b: b.at_least, reverse=True):
        low = (band.at_least * criterion.points / 100 / step).to_integral_value(ROUND_CEILING) * step
        if low <= top:
            ranges.append((band.name, f"{plain(low)}-{plain(top)}" if low < top else plain(top)))
            top = low - step
    return ranges
