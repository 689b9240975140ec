"""One script and one width, and which characters are confused."""

from __future__ import annotations

import pytest

from scoring.matching.characters import (
    folded,
    folded_all,
    look_alike,
    lookalikes,
    number,
    sound_alike,
    squeezed,
    variants,
)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("（一）【二】〔三〕", "(一)(二)(三)"),
        ("“雾凇”‘课堂’《读本》「学」", "雾凇课堂读本学"),
        ("吉林－长春—延边―", "吉林-长春-延边-"),
        ("阿依•古丽・买．提", "阿依·古丽·买·提"),
        ("延邊朝鮮族自治州圖們市", "延边朝鲜族自治州图们市"),
        ("乾安縣", squeezed("乾安县")),
        ("王\u200b芳\ufeff", "王芳"),
        ("  王   芳\t", "王 芳"),
        ("李峯", "李峰"),
        ("", ""),
    ],
)
def test_normal_form(text: str, normal: str) -> None:
    assert folded(text) == normal


def test_many_at_once_are_as_each_alone() -> None:
    texts = ["ＡＢ ", "", "《盧蘭嵐》", "两\n行", " （三） ", "x"]
    assert folded_all(texts) == [folded(text) for text in texts]
    assert folded_all([]) == []


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("四", "4"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("三十六", "36"),
        ("〇五", "5"),
        ("07", "7"),
        ("一百", "一百"),
        ("甲", "甲"),
        ("", ""),
    ],
)
def test_numerals(text: str, digits: str) -> None:
    assert number(text) == digits


@pytest.mark.parametrize("pair", ["己已", "已巳", "戊戌", "戌戍", "晓骁", "末未", "晴睛", "士土", "侯候", "颖颍"])
def test_looks_alike(pair: str) -> None:
    assert look_alike(*pair) and look_alike(*reversed(pair))


@pytest.mark.parametrize("pair", ["民林", "伟强", "书画", "四六"])
def test_looks_different(pair: str) -> None:
    assert not look_alike(*pair)


@pytest.mark.parametrize(("pair", "alike"), [("晓小", True), ("静婧", True), ("民林", False), ("民名", False)])
def test_sounds(pair: str, alike: bool) -> None:
    assert sound_alike(*pair) is alike


def test_a_variant_is_not_the_same_character() -> None:
    assert folded("喆") != folded("哲")
    assert "哲" in variants("喆") and "喆" in variants("哲")


def test_nothing_is_its_own_likeness() -> None:
    assert all(char not in lookalikes(char) for char in "己末晴王国")
