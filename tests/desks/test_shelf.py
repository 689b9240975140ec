"""The expert's desk reads what was given to the expert, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_tui.content import Leaves, joined, split
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.shelf import Shelf
from review_tui.errors import LedgerError
from review_tui.ledger.entry import canonical
from review_tui.season_store import SeasonStore
from scoring.nomination import Unit
from tests.builders import Clock, package, project, season_with, seat_panel, star, take


def two_units(tmp_path: Path) -> tuple[SeasonStore, Path, Path]:
    """A season of two units, of which e01 has only the first; the store and the dossiers of both."""
    store = season_with(tmp_path, star("李桂花"), star("王秀英"), unit="长春市")
    seat_panel(store, "e01")
    desk = OfficeDesk(store, Clock())
    take(desk, tmp_path, star("赵长河"), unit="四平市")
    rows = desk.documents.all("packages")
    desk.close()
    first, second = (store.path / "dossiers" / f"{rows[u]['dossier']}.json" for u in ("长春市教育局", "四平市教育局"))
    return store, first, second


def test_a_dossier_of_others_is_not_even_read(tmp_path: Path) -> None:
    store, _mine, others = two_units(tmp_path)
    others.unlink()
    desk = ExpertDesk(store, "e01", Clock())
    assert [row.name for row in desk.queue()] == ["李桂花", "王秀英"]
    assert desk.dossier("S001").nomination.text("workplace") == "长春市南关区朝晖社区"
    desk.close()


def test_an_altered_dossier_is_told_when_the_desk_opens(tmp_path: Path) -> None:
    store, mine, _others = two_units(tmp_path)
    mine.chmod(0o640)
    mine.write_bytes(mine.read_bytes().replace("李桂花".encode(), "李桂芳".encode()))
    with pytest.raises(LedgerError, match="被改动"):
        ExpertDesk(store, "e01", Clock())


def test_leaves_are_what_the_whole_package_holds() -> None:
    whole = package(Unit(name="长春市教育局"), [star("李\n桂花", special=True), project("“夜读”\u2028计划")])
    numbered = whole.model_copy(
        update={
            "nominations": tuple(
                n.model_copy(update={"id": i}) for n, i in zip(whole.nominations, ("S001", "P001"), strict=True)
            )
        }
    )
    public, _private = split(numbered)
    shown = joined(public, None)
    plain = canonical(shown.model_dump(mode="json"))  # all on one line, as a dossier may be too
    for form in (public, plain):
        leaves = Leaves(form)
        assert [leaves.nomination(i) for i in ("S001", "P001")] == list(shown.nominations)
        assert leaves.package() == shown
        with pytest.raises(KeyError):
            leaves.nomination("S002")
    assert Leaves(split(whole.model_copy(update={"nominations": ()}))[0]).package().nominations == ()


def test_a_shelf_makes_a_value_once_and_knows_its_keys_before() -> None:
    made: list[str] = []
    shelf: Shelf[str] = Shelf()
    for key in ("a", "b"):
        shelf.expect(key, lambda key=key: made.append(key) or key.upper())  # type: ignore[misc]
    assert (list(shelf), len(shelf), "b" in shelf, "c" in shelf) == (["a", "b"], 2, True, False)
    assert made == []
    assert (shelf["b"], shelf["b"]) == ("B", "B")
    assert made == ["b"]
    shelf["b"] = "other"
    assert shelf.pop("b") == "other"
    assert shelf.get("b") is None
    with pytest.raises(KeyError):
        shelf["c"]
