"""Pictures that serve twice, told by their hashes alone."""

from __future__ import annotations

import random

from scoring.nomination import Material, Nomination, PastWinner, PhotoFacts
from scoring.picture_limits import COARSE, FINE
from scoring.same_picture import distinct, reuse_findings, same_picture, twins
from tests.scoring.cases import file, findings, photo, project, star

RNG = random.Random(4)


def shot(
    sha: str,
    code: int,
    *,
    tint: str = "",
    detail: bool = True,
    plain: bool = False,
    path: str = "",
) -> Material:
    """A photo with that 256-bit hash; its 64-bit hash is the upper part of it."""
    facts = PhotoFacts(
        width=800,
        height=600,
        format="JPEG",
        phash=None if plain else f"{code >> 192:016x}",
        detail=(f"{code:064x}",) * 4 if detail else (),
        tint=tint,
        plain=plain,
    )
    named = {"path": path or f"{sha}.jpg", "sha256": sha * 64, "size": 9000}
    return file("photo").model_copy(update={"photo": facts, **named})


def nominee(number: int, *photos: Material) -> Nomination:
    return Nomination(
        id=f"S{number:03d}", category="star", name=f"甲{number}", unit="长春市教育局", special=False, materials=photos
    )


CODE = RNG.getrandbits(256)


def changed(bits: int) -> int:
    """The code with so many of its lower bits turned."""
    return CODE ^ sum(1 << at for at in range(bits))


def test_the_same_bytes_and_the_nearly_same_picture_are_told_at_both() -> None:
    one, two, three = (
        nominee(1, shot("a", CODE)),
        nominee(2, shot("a", CODE)),
        nominee(3, shot("b", changed(FINE))),
    )
    found = reuse_findings([one, two, three], "三")
    assert set(found) == {"S001", "S002", "S003"}
    (finding,) = found["S001"]
    assert (finding.rule, finding.severity, finding.clause, finding.target) == ("photo.reused", "warn", "三", "S001")
    assert "“甲2”（S002）的 a.jpg 是同一个文件" in finding.message
    assert "“甲3”（S003）的 b.jpg 是同一张照片" in finding.message
    assert finding.evidence == "a.jpg；a.jpg（S002）；a.jpg；b.jpg（S003）"


def test_one_more_bit_is_another_picture() -> None:
    assert same_picture(shot("a", CODE), shot("b", changed(FINE)))
    assert not same_picture(shot("a", CODE), shot("b", changed(FINE + 1)))
    far = CODE ^ sum(1 << at for at in range(256 - COARSE - 1, 256))
    assert not same_picture(shot("a", CODE), shot("b", far))


def test_another_colour_is_another_picture_but_a_grey_copy_is_not() -> None:
    blue, red = "c0" * 16 + "40" * 16, "60" * 16 + "c0" * 16
    assert not same_picture(shot("a", CODE, tint=blue), shot("b", CODE, tint=red))
    assert same_picture(shot("a", CODE, tint=blue), shot("b", CODE))


def test_what_shows_nothing_proves_nothing() -> None:
    empty = shot("a", CODE, plain=True)
    assert not same_picture(empty, empty)
    assert reuse_findings([nominee(1, empty), nominee(2, empty)], "三") == {}
    page, other = shot("a", CODE, detail=False), shot("b", CODE, detail=False)
    assert not same_picture(page, other)
    assert same_picture(page, page)


def test_a_picture_twice_in_one_nomination_is_no_reuse_and_counts_once() -> None:
    a, again, other = shot("a", CODE), shot("b", changed(3)), shot("c", RNG.getrandbits(256))
    assert distinct([a, again, other]) == (a, other)
    assert twins([nominee(1, a, again)]) == ()
    found = findings(star(materials=(file("form"), a, again)))
    assert "有照片 1 张（共 2 个文件，重复的只算一张）" in found["photo.count"].message
    three = [shot(sign, RNG.getrandbits(256)) for sign in "def"]
    assert "photo.count" in findings(project(materials=(file("form"), a, again, *three[:2])))
    assert "photo.count" not in findings(project(materials=(file("form"), a, again, *three)))


def test_photos_taken_in_before_there_were_hashes_are_left_alone() -> None:
    assert distinct([photo(), photo()]) == (photo(), photo())
    assert twins([nominee(1, photo()), nominee(2, photo())]) == ()


def test_a_season_of_strangers_and_one_pair() -> None:
    def stranger(name: str) -> Material:
        code = RNG.getrandbits(256)
        return shot("d", code, path=name).model_copy(update={"sha256": f"{code:064x}"})

    many = [nominee(n, stranger(f"{n}-1.jpg"), stranger(f"{n}-2.jpg")) for n in range(1, 400)]
    assert twins(many) == ()
    copy = many[7].materials[1].model_copy(update={"sha256": "e" * 64, "path": "抄.jpg"})
    pairs = twins([*many, nominee(900, copy)])
    assert [(p.one.nomination.id, p.other.nomination.id, p.exact) for p in pairs] == [("S008", "S900", False)]


def test_one_logo_in_every_folder_is_told_in_a_few_places() -> None:
    every = [nominee(n, shot("a", CODE)) for n in range(1, 20)]
    (finding,) = reuse_findings(every, "三")["S001"]
    assert finding.message.count("是同一个文件") == 5
    assert "等 18 处" in finding.message


def test_a_photo_of_a_past_winner_of_another_name() -> None:
    code = f"{changed(0) >> 192 ^ 0b111:016x}"
    past = [
        PastWinner(year=2020, category="star", name=name, unit="长春市某社区", place=f"名单 › {name}", phashes=(code,))
        for name in ("旧人", "甲2")
    ]
    landscape, portrait = shot("a", CODE), shot("b", CODE, detail=False)
    found = reuse_findings([nominee(1, landscape), nominee(2, landscape), nominee(3, portrait)], "三", past)
    assert "a.jpg 与 2020 年推介的“旧人”（长春市某社区）的照片是同一张" in found["S001"][0].message
    assert "名单 › 甲2" not in found["S002"][0].evidence  # the same again is a repeat, not a reuse
    assert "S003" not in found
