"""Photos, videos, work summaries: counts, shapes and limits, at their ends."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.nomination import Material, PhotoFacts
from tests.scoring.cases import PORTRAIT, SNAPSHOT, file, findings, photo, project, report, star, video


def star_with(*materials: Material, special: bool = False) -> set[str]:
    base = (file("form"), photo(PORTRAIT), photo(), *((photo(),) if special else ()))
    return set(findings(star(materials=(*base, *materials), special=special)))


@pytest.mark.parametrize(
    ("count", "special", "wrong"),
    [
        (1, False, True),
        (2, False, False),
        (3, False, True),
        (2, True, True),
        (3, True, False),
        (5, True, False),
        (6, True, True),
    ],
)
def test_photos_of_a_star(count: int, special: bool, wrong: bool) -> None:
    photos = [photo(PORTRAIT), *(photo() for _ in range(count - 1))]
    found = findings(star(materials=(file("form"), *photos), special=special))
    assert ("photo.count" in found) is wrong


@pytest.mark.parametrize(
    ("count", "special", "wrong"),
    [
        (3, False, True),
        (4, False, False),
        (8, False, False),
        (9, False, True),
        (2, True, True),
        (3, True, False),
        (8, True, False),
        (9, True, True),
    ],
)
def test_photos_of_a_project(count: int, special: bool, wrong: bool) -> None:
    files = (file("form"), report(1500), *(photo() for _ in range(count)))
    found = findings(project(materials=files, special=special))
    assert ("photo.count" in found) is wrong
    assert "photo.id" not in found


def test_photo_that_cannot_be_read_was_sent() -> None:
    broken = file("photo", "坏.jpg", problem="文件损坏")
    found = findings(star(materials=(file("form"), broken, photo())))
    assert set(found) == {"file.unreadable"}
    assert "坏.jpg（文件损坏）" in found["file.unreadable"].message


@pytest.mark.parametrize(
    ("size", "portrait"),
    [
        ((413, 579), True),  # 35×49 mm at 300 dpi
        ((413, 626), True),  # 35×53 mm
        ((390, 567), True),  # 33×48 mm, 小二寸
        ((350, 530), True),
        ((390, 547), True),
        ((826, 1158), True),
        ((579, 413), False),  # lying
        ((540, 960), False),  # upright 9:16
        ((600, 800), False),  # upright 3:4
        ((1200, 1800), False),  # upright 2:3 of a camera
        ((500, 500), False),
        ((800, 600), False),
    ],
)
def test_portrait(size: tuple[int, int], portrait: bool) -> None:
    found = findings(star(materials=(file("form"), photo(size), photo())))
    assert ("photo.id" in found) is not portrait


@pytest.mark.parametrize(
    ("inner", "portrait"), [((0.413, 0.579), True), ((0.6, 0.6), False), ((0.579, 0.413), False), (None, False)]
)
def test_a_print_inside_a_white_border(inner: tuple[float, float] | None, portrait: bool) -> None:
    facts = PhotoFacts(width=1000, height=1000, format="JPEG", inner=inner)
    scan = photo().model_copy(update={"photo": facts})
    assert ("photo.id" in findings(star(materials=(file("form"), scan, photo())))) is not portrait


def test_clauses_of_photos() -> None:
    found = findings(star(materials=(file("form"), photo(SNAPSHOT))))
    assert found["photo.count"].clause == "二（三）"
    assert found["photo.id"].clause == "二（三）1.(2)"
    assert "1600×1200" in found["photo.id"].evidence


@pytest.mark.parametrize(
    ("chars", "wrong"),
    [(999, True), (1000, False), (1500, False), (2500, False), (2501, True), (None, False)],
)
def test_report_length(chars: int | None, wrong: bool) -> None:
    files = (file("form"), report(chars), *(photo() for _ in range(4)))
    found = findings(project(materials=files))
    assert ("report.length" in found) is wrong
    assert "report.missing" not in found


def test_report_missing() -> None:
    found = findings(project(materials=(file("form"), *(photo() for _ in range(4)))))
    assert set(found) == {"report.missing"}
    assert found["report.missing"].clause == "二（三）2.(2)"


def test_unreadable_report_was_sent() -> None:
    broken = file("report", "总结.docx", problem="有密码")
    found = findings(project(materials=(file("form"), broken, *(photo() for _ in range(4)))))
    assert set(found) == {"file.unreadable"}


def test_star_needs_no_report() -> None:
    assert findings(star()) == {}


def test_special_without_video() -> None:
    assert star_with(special=True) == {"video.missing"}
    assert star_with(special=False) == set()
    assert star_with(file("video", "视频.mp4", problem="打不开"), special=True) == {"file.unreadable"}
    assert star_with(video("270"), special=True) == set()


@pytest.mark.parametrize(
    ("seconds", "special", "wrong"),
    [
        ("179", False, True),
        ("179.4", False, True),
        ("179.5", False, False),
        ("180", False, False),
        ("240", False, False),
        ("240.04", False, False),
        ("241", False, True),
        ("239", True, True),
        ("240", True, False),
        ("300", True, False),
        ("301", True, True),
    ],
)
def test_duration_of_a_star(seconds: str, special: bool, wrong: bool) -> None:
    assert ("video.duration" in star_with(video(seconds), special=special)) is wrong


@pytest.mark.parametrize(("seconds", "wrong"), [("210", True), ("240", False), ("300", False), ("310", True)])
def test_duration_of_a_project(seconds: str, wrong: bool) -> None:
    files = (file("form"), report(1500), *(photo() for _ in range(4)), video(seconds))
    assert ("video.duration" in findings(project(materials=files))) is wrong


@pytest.mark.parametrize(
    ("container", "path", "wrong"),
    [
        ("MPEG-4", "视频.mp4", False),
        ("MPEG-4", "视频.avi", False),  # the content decides
        ("Windows Media", "视频.mp4", True),
        ("AVI", "视频.avi", True),
        ("QuickTime", "视频.mov", True),
        (None, "视频.MP4", False),
        (None, "视频.wmv", True),
    ],
)
def test_format(container: str | None, path: str, wrong: bool) -> None:
    assert ("video.format" in star_with(video(path=path, container=container))) is wrong


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"codec": "HEVC"}, "video.codec"),
        ({"width": 1920, "height": 1080}, "video.resolution"),
        ({"width": 720, "height": 1280}, "video.resolution"),
        ({"fps": Decimal("30")}, "video.framerate"),
        ({"fps": Decimal("29.97")}, "video.framerate"),
        ({"fps": Decimal("23.976")}, "video.framerate"),
    ],
)
def test_technical_rules_bind_special_nominees_alone(facts: dict[str, object], rule: str) -> None:
    assert star_with(video("270", **facts), special=True) == {rule}
    assert star_with(video("210", **facts)) == set()
    found = findings(
        star(materials=(file("form"), photo(PORTRAIT), photo(), photo(), video("270", **facts)), special=True)
    )
    assert (found[rule].clause, found[rule].severity) == ("二（三）3.(3)", "warn")


@pytest.mark.parametrize(
    "facts", [{"codec": "H.264"}, {"fps": Decimal("25.001")}, {"codec": None, "fps": None}, {"width": None}]
)
def test_technical_rules_met_or_not_said(facts: dict[str, object]) -> None:
    assert star_with(video("270", **facts), special=True) == set()


def test_one_good_video_is_enough() -> None:
    assert star_with(video("30", path="片花.mp4"), video("200")) == set()
    assert star_with(video("30"), video("20")) == {"video.duration"}


def test_video_that_breaks_off() -> None:
    assert star_with(video("200", truncated=True)) == {"file.unreadable"}
