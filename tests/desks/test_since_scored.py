"""Material that changed after an expert's card: told to the expert and to the office until the card is given anew."""

from __future__ import annotations

from pathlib import Path

from review_tui.desks.aftermath import aftermath
from review_tui.desks.expert import ExpertDesk
from review_tui.desks.history import PackageHistory, last_reimport
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.desks.since_scored import StaleScores, mark
from review_tui.season_store import SeasonStore
from scoring.nomination import Nomination, Passage
from tests.builders import Clock, fill, photo, season_with, seat_panel, star, take

POINTS = ("25", "18", "18", "18", "9")


def scored(store: SeasonStore, clock: Clock, *nominations: str, expert: str = "e01") -> None:
    desk = ExpertDesk(store, expert, clock)
    for one in nominations:
        fill(desk, one, *POINTS)
        desk.submit(one)
    desk.close()


def corrected(store: SeasonStore, clock: Clock, tmp_path: Path, *nominations: Nomination) -> None:
    desk = OfficeDesk(store, clock)
    take(desk, tmp_path, *nominations)
    desk.close()


def swapped(name: str) -> Nomination:
    """With another photo and another deed."""
    one = star(name, phone="19900007777")
    deed = Passage(title="主要事迹", body=f"{name}坚持学习三十年。", place="form.docx › 表1")
    return one.model_copy(update={"passages": (deed,), "materials": (*one.materials[:2], photo("另一张.jpg"))})


def test_experts_who_scored_it_are_told_and_the_others_are_not(tmp_path: Path) -> None:
    store, clock = season_with(tmp_path, star("方琴"), star("李广")), Clock()
    seat_panel(store, "e01", "e02")
    scored(store, clock, "S001", "S002")
    corrected(store, clock, tmp_path, swapped("方琴"), star("李广", phone="19900006666"))

    desk = ExpertDesk(store, "e01", clock)
    since = desk.dossier("S001").since
    assert since is not None and since.what == ("主要事迹", "照片")
    assert mark(since).startswith("您评分以后材料有变：主要事迹、照片。")
    assert since.lines()[-1] == "照片换过：方琴活动照.jpg → 另一张.jpg"
    assert desk.dossier("S002").since is None  # a telephone is nothing that an expert reads
    assert [row.changed for row in desk.queue()] == [True, False]
    desk.close()
    other = ExpertDesk(store, "e02", clock)
    assert other.dossier("S001").since is None
    other.close()

    view = OfficeView(store)
    (stale,) = StaleScores(view).all()
    assert (stale.nomination.id, stale.experts) == ("S001", ("e01",))
    assert stale.line() == "评分后材料有变：主要事迹、照片（已评的专家：e01）"


def test_the_mark_goes_when_the_card_is_given_again(tmp_path: Path) -> None:
    store, clock = season_with(tmp_path, star("方琴")), Clock()
    seat_panel(store, "e01")
    scored(store, clock, "S001")
    desk = ExpertDesk(store, "e01", clock)
    first = desk.submit("S001")
    assert desk.submit("S001") == first  # nothing changed: the same card
    desk.close()
    corrected(store, clock, tmp_path, swapped("方琴"))
    desk = ExpertDesk(store, "e01", clock)
    clock()
    again = desk.submit("S001")
    assert again.count > first.count
    assert desk.dossier("S001").since is None
    assert desk.submit("S001") == again
    desk.undo()  # the card from before the change counts again
    assert desk.dossier("S001").since is not None
    desk.close()
    assert [s.experts for s in StaleScores(OfficeView(store)).all()] == [("e01",)]


def test_what_was_changed_back_is_no_change(tmp_path: Path) -> None:
    store, clock = season_with(tmp_path, star("方琴")), Clock()
    seat_panel(store, "e01")
    scored(store, clock, "S001")
    corrected(store, clock, tmp_path, swapped("方琴"))
    corrected(store, clock, tmp_path, star("方琴"))
    assert StaleScores(OfficeView(store)).all() == ()


def test_a_recusal_or_a_withdrawn_nomination_tells_nothing(tmp_path: Path) -> None:
    store, clock = season_with(tmp_path, star("方琴"), star("李广")), Clock()
    seat_panel(store, "e01")
    scored(store, clock, "S001", "S002")
    desk = ExpertDesk(store, "e01", clock)
    desk.recuse("S001", "同单位")
    desk.close()
    corrected(store, clock, tmp_path, swapped("方琴"))
    desk = ExpertDesk(store, "e01", clock)
    assert desk.dossier("S001").since is None
    desk.close()
    assert StaleScores(OfficeView(store)).all() == ()


def test_the_last_reimport_can_be_read_again(tmp_path: Path) -> None:
    store, clock = season_with(tmp_path, star("方琴"), star("李广")), Clock()
    view = OfficeView(store)
    history = PackageHistory(view.documents)
    assert last_reimport(store, history, "长春市教育局") is None
    corrected(store, clock, tmp_path, star("方琴", phone="19900007777"))
    view.refresh()
    found = last_reimport(store, history, "长春市教育局")
    assert found is not None and found.change is not None
    assert [c.name for c in found.change.removed] == ["李广"]
    assert [f.key for f in found.change.changed[0].facts] == ["phone", "phone"]
    corrected(store, clock, tmp_path, star("方琴", phone="19900007777"))  # the same once more: nothing to tell
    view.refresh()
    assert last_reimport(store, history, "长春市教育局") == found
    corrected(store, clock, tmp_path, star("方琴", phone="19900006666"))  # experts' part of the dossier is the same
    view.refresh()
    last = last_reimport(store, history, "长春市教育局")
    assert last is not None and last.change is not None and last.change.changed[0].what == ("联系电话",)
    hidden = last_reimport(store, history, "长春市教育局", private=False)
    assert hidden is not None and hidden.change is not None and not hidden.change.changed
    (store.path / "office" / f"{history.of('长春市教育局')[-2].row['private']}.json").unlink()
    purged = last_reimport(store, history, "长春市教育局")
    assert purged is not None and purged.change is None
    assert last_reimport(store, history, "四平市教育局") is None


def test_what_is_left_to_do_after_an_import(tmp_path: Path) -> None:
    store, clock = season_with(tmp_path, star("方琴", level="副处级")), Clock()
    seat_panel(store, "e01")
    scored(store, clock, "S001")
    desk = OfficeDesk(store, clock)
    desk.rule_on("S001", "star.rank", "waive", "已退休")
    take(desk, tmp_path, star("方琴", level="正处级"))
    assert aftermath(desk, {"长春市教育局", "没有的单位"}) == [
        "有 1 条裁定因材料有变要重新确认（“审查”页标“再裁定”）。",
        "S001 方琴：评分后材料有变：行政级别（已评的专家：e01），他们会看到提示。",
    ]
    assert aftermath(desk, {"四平市教育局"}) == []
    desk.close()
