"""`photo.reused` at the office's desk: over all packages as they are now."""

from __future__ import annotations

from pathlib import Path

from review_tui.desks.office import OfficeDesk
from scoring.nomination import Material, Nomination
from tests.builders import Clock, season_with, star, take
from tests.builders import photo as bare


def photo(name: str) -> Material:
    """A photo that shows something; its hash comes of its name."""
    made = bare(name)
    assert made.photo is not None
    code = made.sha256
    seen = made.photo.model_copy(update={"phash": code[:16], "detail": (code,)})
    return made.model_copy(update={"photo": seen})


def with_photos(name: str, *photos: str) -> Nomination:
    nomination = star(name)
    kept = [m for m in nomination.materials if m.kind != "photo"]
    portrait = [m for m in nomination.of_kind("photo") if "证件照" in m.path]
    return nomination.model_copy(update={"materials": (*kept, *portrait, *map(photo, photos))})


def reused(desk: OfficeDesk) -> dict[str, str]:
    every = desk.docket.all_findings()
    return {r.finding.target: r.finding.message for r in every if r.finding.rule == "photo.reused"}


def test_one_picture_in_two_units_is_told_at_both_and_gone_when_one_sends_another(tmp_path: Path) -> None:
    desk = OfficeDesk(season_with(tmp_path, with_photos("方琴", "活动.jpg")), Clock())
    take(desk, tmp_path, with_photos("李广", "活动.jpg"), unit="吉林市")
    found = reused(desk)
    assert set(found) == {"S001", "S002"}
    assert "与吉林市教育局“李广”（S002）的 活动.jpg 是同一个文件" in found["S001"]
    desk.rule_on("S001", "photo.reused", "waive", "两人合影，属实")
    take(desk, tmp_path, with_photos("李广", "更换.jpg"), unit="吉林市")
    assert reused(desk) == {}


def test_what_a_unit_sent_before_is_no_reuse(tmp_path: Path) -> None:
    desk = OfficeDesk(season_with(tmp_path, with_photos("方琴", "活动.jpg"), with_photos("赵英", "赵.jpg")), Clock())
    take(desk, tmp_path, with_photos("方琴", "另一张.jpg"), with_photos("赵英", "活动.jpg"))
    assert reused(desk) == {}
