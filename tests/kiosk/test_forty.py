"""An afternoon at the desk: forty nominations with digits and Enter and nothing else, the input method on."""

from __future__ import annotations

import random
import re
from pathlib import Path

from review_tui.desks.office import OfficeDesk
from review_tui.season_store import SeasonStore
from tests.builders import Clock, season_with, seat_panel, star, take
from tests.kiosk.terminal import Terminal

COUNT = 40
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_MOST_KEYS = 11
"""Under twelve: one for the gate, two for each of four criteria, one for the last (out of ten), and Enter to submit.
The cursor goes on by itself when no further digit can follow."""


def names(count: int) -> list[str]:
    family, given = "赵钱孙李周吴郑王", "桂秀玉淑凤"
    return [f"{family[i % 8]}{given[i // 8]}兰" for i in range(count)]


def season(tmp_path: Path) -> SeasonStore:
    """Ten stars of each of four units: no unit may send more."""
    stars = [star(name) for name in names(COUNT)]
    store = season_with(tmp_path, *stars[:10])
    office = OfficeDesk(store, Clock())
    for number, unit in enumerate(("吉林市", "四平市", "通化市"), start=1):
        take(office, tmp_path, *stars[number * 10 : number * 10 + 10], unit=unit)
    office.close()
    seat_panel(store, "e01")
    return store


def points(dice: random.Random) -> list[int]:
    """What an afternoon's cards look like: nothing that the desk would read back as a slip."""
    return [dice.randint(24, 28), *(dice.randint(15, 19) for _ in range(3)), dice.randint(7, 9)]


def test_forty_nominations_with_digits_and_enter(tmp_path: Path) -> None:
    """Every second run of keys comes as the input method sends it: full-width digits. Enter has no such form."""
    store = season(tmp_path)
    dice = random.Random(40)
    desk = Terminal("review_tui", "desk", str(store.path), "--as", "e01")
    desk.until("? 帮助")
    given = {}
    for number in range(1, COUNT + 1):
        nomination = f"S{number:03d}"
        desk.until(re.compile(rf" {number}/{COUNT} {nomination} "))
        scores = points(dice)
        given[nomination] = [str(one) for one in scores]
        keys = ["1", *"".join(given[nomination]), "\r"]
        assert len(keys) <= _MOST_KEYS
        for key in keys:
            desk.send(key.translate(_WIDE) if dice.random() < 0.5 else key)
        desk.until(f"已提交 {nomination}")
        desk.until(f"：{sum(scores)} 分，回执")
    desk.until("全部评完")
    desk.hang_up()
    cards = SeasonStore.open(store.path).tail("e01").all("cards")
    criteria = [one.id for one in store.season.rules.find("star").rubric.criteria]
    assert {nomination: [card["points"][c] for c in criteria] for nomination, card in cards.items()} == given
    assert all(card["gate"] is True for card in cards.values())
