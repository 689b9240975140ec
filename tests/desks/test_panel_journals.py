"""A broken journal of one expert, and rules that were edited after cards had come in: what the office is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.errors import LedgerError, SeasonError
from review_tui.season_store import SeasonStore
from tests.builders import Clock, fill, season_with, seat_panel, star


def scored(tmp_path: Path) -> SeasonStore:
    """S001 and S002 with cards of e01, e02, e03: 80 points each."""
    store = season_with(tmp_path, star("方琴"), star("李广"))
    seat_panel(store, "e01", "e02", "e03")
    for expert in ("e01", "e02", "e03"):
        desk = ExpertDesk(store, expert, Clock())
        for nomination in ("S001", "S002"):
            fill(desk, nomination, "25", "15", "15", "15", "10")
            desk.submit(nomination)
        desk.close()
    return store


def break_line(store: SeasonStore, writer: str, line: int) -> bytes:
    """Alters one line (from 1) of a journal; returns the file as it was."""
    path = store.path / "ledger" / f"{writer}.jsonl"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(b'"at":"2', b'"at":"3', 1)
    path.write_bytes(b"".join(lines))
    return whole


def edit_rules(store: SeasonStore, old: str, new: str) -> SeasonStore:
    """Edits `season.toml` as the office does, and opens the season again."""
    rules = store.path / "season.toml"
    text = rules.read_text(encoding="utf-8")
    assert old in text
    rules.write_text(text.replace(old, new, 1), encoding="utf-8")
    return SeasonStore.open(store.path)


def test_a_broken_journal_hides_no_other_expert(tmp_path: Path) -> None:
    store = scored(tmp_path)
    break_line(store, "expert-e02", 3)
    view = OfficeView(store)
    assert [(r.id, r.assigned, r.done) for r in view.progress()] == [("e01", 2, 2), ("e02", 2, 0), ("e03", 2, 2)]
    assert ["expert-e02.jsonl 第 3 行" in r.problem for r in view.progress()] == [False, True, False]
    assert [n.id for n in view.outstanding("e02")] == ["S001", "S002"]
    assert list(view.warm())  # the desk opens all the same


def test_nothing_is_ranked_or_assigned_over_a_broken_journal(tmp_path: Path) -> None:
    store = scored(tmp_path)
    break_line(store, "expert-e02", 3)
    desk = OfficeDesk(store, Clock())
    for work in (lambda: desk.standings(desk.rules.find("star")), desk.list_code, desk.assign):
        with pytest.raises(LedgerError, match="第 3 行"):
            work()
    desk.close()


def test_a_journal_that_breaks_while_the_desk_is_open_is_told_when_all_others_were_read(tmp_path: Path) -> None:
    store = scored(tmp_path)
    view = OfficeView(store)
    category = view.rules.find("star")
    assert {s.score for s in view.standings(category)} == {Decimal("80.00")}
    whole = break_line(store, "expert-e02", 3)
    (store.path / "ledger" / "expert-e02.jsonl").write_bytes(whole[:-40])  # cut: read again from the first line
    break_line(store, "expert-e02", 3)
    other = ExpertDesk(store, "e03", Clock())
    other.recuse("S001", "同单位")
    other.close()
    assert view.refresh()
    assert [(r.id, r.done, r.recused) for r in view.progress()] == [("e01", 2, 0), ("e02", 0, 0), ("e03", 1, 1)]
    for _ in range(2):
        with pytest.raises(LedgerError, match="expert-e02"):
            view.refresh()
    with pytest.raises(LedgerError, match="expert-e02"):
        view.standings(category)
    (store.path / "ledger" / "expert-e02.jsonl").write_bytes(whole)
    assert view.refresh()
    assert {s.ballots for s in view.standings(category)} == {2, 3}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("step = 0.5", "step = 10", "以 10 分为一档"),
        ("points = 30", "points = 20", "最高 20 分，填了 25"),
        ('id = "learning"', 'id = "study"', "改名或删去"),
    ],
)
def test_cards_that_do_not_fit_the_edited_rules_are_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    store = scored(tmp_path)
    view = OfficeView(edit_rules(store, old, new))
    with pytest.raises(SeasonError, match=r"season\.toml 在评分开始后改过") as refused:
        view.standings(view.rules.find("star"))
    assert says in refused.value.message


def test_a_criterion_that_came_later_is_missing_on_the_cards(tmp_path: Path) -> None:
    store = scored(tmp_path)
    rules = (store.path / "season.toml").read_text(encoding="utf-8")
    line = next(one for one in rules.splitlines() if 'id = "story"' in one)
    view = OfficeView(edit_rules(store, line, line + "\n" + line.replace('"story"', '"new"')))
    with pytest.raises(SeasonError, match="评分项有增加"):
        view.standings(view.rules.find("star"))


@pytest.mark.parametrize("work", ["units", "cards", "nominations", "findings"])
def test_a_category_that_was_renamed_is_told(tmp_path: Path, work: str) -> None:
    store = edit_rules(scored(tmp_path), 'id = "star"', 'id = "person"')
    with pytest.raises(SeasonError, match="没有这个类别（现有 person、project）"):
        getattr(OfficeView(store), work)()
    with pytest.raises(SeasonError, match="没有这个类别"):
        ExpertDesk(store, "e01", Clock())
