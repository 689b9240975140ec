"""Names of persons: what is taken off, what is kept beside, and how two names agree."""

from __future__ import annotations

import pytest

from scoring.matching.people import agreement, likeness, person, sound_keys, sound_keys_of_all, surname


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张伟", ("张伟",)),
        ("张 伟", ("张伟",)),
        ("张　伟　", ("张伟",)),
        ("“张伟”", ("张伟",)),
        ("姓名：张伟", ("张伟",)),
        ("盧蘭嵐", ("卢兰岚",)),
        ("张伟同志", ("张伟",)),
        ("王芳教授", ("王芳",)),
        ("刘建国老师", ("刘建国",)),
        ("李桂花（退休）", ("李桂花",)),
        ("李桂花(满族)", ("李桂花",)),
        ("李娜（教师）", ("李娜",)),
        ("李娜（李小娜）", ("李娜", "李小娜")),
        ("王芳（曾用名：王方）", ("王芳", "王方")),
        ("王芳【原名王秀芳】", ("王芳", "王秀芳")),
        ("李和平", ("李和平",)),
        ("张三丰、李四娘", ("张三丰", "李四娘")),
        ("阿依古丽·买买提", ("阿依古丽买买提",)),
        ("阿依古丽•买买提", ("阿依古丽买买提",)),
        ("阿依古丽．买买提", ("阿依古丽买买提",)),
        ("老师", ("老师",)),
        ("3、张伟", ("张伟",)),
        ("12.张伟", ("张伟",)),
    ],
)
def test_names_in_a_cell(text: str, names: tuple[str, ...]) -> None:
    assert person(text).names == names


@pytest.mark.parametrize(
    ("text", "gender"), [("张伟（女）", "女"), ("张伟（男，满族）", "男"), ("张伟（满族、女）", "女"), ("张男女", "")]
)
def test_a_remark_beside_the_name_tells_the_gender(text: str, gender: str) -> None:
    assert person(text).gender == gender


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("唐金民", "唐金民", "same"),
        ("唐金民", "唐金林", "other"),
        ("张伟", "张伟东", "other"),
        ("刘晓东", "刘小东", "sound"),
        ("李晓燕", "黎小艳", "sound"),
        ("单红", "善红", "sound"),
        ("曾强", "增强", "sound"),
        ("张末", "张未", "shape"),
        ("李己明", "李已明", "shape"),
        ("王戌", "王戍", "shape"),
        ("付强", "傅强", "variant"),
        ("李喆", "李哲", "variant"),
        ("王建明", "王明建", "swapped"),
        ("古丽娜尔艾山", "古丽娜艾山", "close"),
        ("王玉", "张玉", "other"),
        ("李", "李", "other"),
    ],
)
def test_how_two_names_agree(a: str, b: str, how: str) -> None:
    assert likeness(a, b) == likeness(b, a) == how


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("王芳（曾用名：王方）", "王方", "alias"),
        ("阿依古丽·买买提", "阿依古丽", "short"),
        ("阿依古丽·买买提", "阿依古丽买买提", "same"),
        ("包·乌日娜", "乌日娜", "short"),
        ("包乌日娜", "乌日娜", "short"),
        ("迪丽热巴迪力木拉提", "迪丽热巴", "short"),
        ("欧阳冠玉", "阳冠玉", "other"),
        ("張偉（男）", "张伟同志", "same"),
    ],
)
def test_other_names_and_short_forms(a: str, b: str, how: str) -> None:
    assert agreement(person(a), person(b))[0] == agreement(person(b), person(a))[0] == how


@pytest.mark.parametrize(("name", "head"), [("欧阳冠玉", "欧阳"), ("欧阳", "欧"), ("王芳", "王"), ("司马光", "司马")])
def test_surnames(name: str, head: str) -> None:
    assert surname(name) == head


@pytest.mark.parametrize(
    ("name", "sound"), [("曾小明", "zeng xiao ming"), ("单红", "shan hong"), ("仇和", "qiu he"), ("解放", "xie fang")]
)
def test_surnames_are_read_as_surnames(name: str, sound: str) -> None:
    assert sound in sound_keys(name)


def test_characters_of_two_readings_sound_both_ways() -> None:
    assert {"wang le", "wang yue"} <= set(sound_keys("王乐"))


def test_sounds_of_many_names_are_those_of_each() -> None:
    names = ["曾小明", "王乐", "单红", "欧阳冠玉", "乌日娜", "李"]
    assert list(sound_keys_of_all(names)) == [sound_keys(name) for name in names]
