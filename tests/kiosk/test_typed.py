"""Bytes → messages: what a terminal may send, and what must change nothing."""

from __future__ import annotations

import random

import pytest
from textual import events
from textual.message import Message

from review_tui.kiosk.typed import PASTE_LIMIT, PASTE_SECONDS, TypedStream, UnreadableBytes


def heard(*chunks: bytes, gap: float = 0.5, stream: TypedStream | None = None) -> list[str]:
    """What the chunks become, `gap` seconds apart: names of keys, `paste:…`, names of other messages."""
    stream = stream or TypedStream()
    out: list[Message] = []
    now = 0.0
    for chunk in chunks:
        out += stream.feed(chunk, now)
        now += gap
        out += stream.tick(now)
    return [_name(m) for m in out]


def _name(message: Message) -> str:
    if isinstance(message, events.Key):
        return message.key
    return f"paste:{message.text}" if isinstance(message, events.Paste) else type(message).__name__


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"26.5\r", ["2", "6", "full_stop", "5", "enter"]),
        (b"\x1b[A\x1bOB\x1b[Z\t", ["up", "down", "shift+tab", "tab"]),
        (b"\x1b[5~\x1b[6~\x1b[1~\x1b[4~\x1b[3~", ["pageup", "pagedown", "home", "end", "delete"]),
        (b"\x1bOP\x1b[11~\x1b[[A\x1b[21~", ["f1", "f1", "f1", "f10"]),
        (b"\x13\x11\x7f", ["ctrl+s", "ctrl+q", "backspace"]),
        (b"1\r\n2\n3\r\r\n", ["1", "enter", "2", "enter", "3", "enter", "enter"]),
        (b"\x1bOp\x1bOl\x1bOn\x1bOy\x1bOM", ["0", "full_stop", "full_stop", "9", "enter"]),
        ("评１。".encode(), ["评", "１", "ideographic_full_stop"]),
        (b"\x1b[<0;5;6M\x1b[<0;5;6m", ["MouseDown", "MouseUp"]),
        (b"\x1b", ["escape"]),
    ],
)
def test_what_terminals_send(sent: bytes, keys: list[str]) -> None:
    assert heard(sent) == keys


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x1b[:D",  # ValueError in Textual's parser
        b"\x1b[951479797u",  # no such character
        b"\x1b[" + b"9" * 60 + b"u",  # OverflowError
        b"\x1b[48;20000;20000;0;0t",  # a window size, typed
        b"\x1b[?2048;1$y",  # "in-band sizes are supported", typed
        b"\x1b[999;999R",  # a cursor report that nobody asked for
        b"\x1b[O\x1b[I",  # focus lost and found
        b"\x1b]0;title\x07\x1b]52;c;aGk=\x1b\\",
        b"\x1bP1$r0m\x1b\\",
        b"\x1b[M\xff\xff\xff",  # a mouse report in the old form, far to the right
        b"\x1b[55296u",  # a lone surrogate by the kitty protocol
        "\u200b\u202e\ufeff".encode(),
    ],
)
def test_garbage_changes_nothing_and_the_next_key_counts(garbage: bytes) -> None:
    assert heard(garbage, b"7") == ["7"]
    assert heard(garbage + b"7") == ["7"]


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        (b"\x1bq", ["escape", "q"]),
        (b"\x1b3\r", ["escape", "3", "enter"]),
        (b"\x1b\xef\xbd\x91", ["escape", "ｑ"]),
        (b"\x1b\x1b", ["escape", "escape"]),
        (b"\x1b\x1b\x1b7", ["escape", "escape", "escape", "7"]),
        (b"\x1b\x1b[A", ["up"]),  # Alt and an arrow, as rxvt sends it
    ],
)
def test_escape_and_the_keys_behind_it_may_come_in_one_piece(sent: bytes, keys: list[str]) -> None:
    assert heard(sent) == keys


def test_gbk_bytes_are_a_notice_and_no_keys() -> None:
    # the second byte of 乽 (0x81 0x75) is the letter u: as a key it would undo
    assert heard("你好".encode("gbk"), b"\x81\x75", b"8") == ["UnreadableBytes", "UnreadableBytes", "8"]
    assert UnreadableBytes.__name__ == "UnreadableBytes"


def test_a_character_may_arrive_in_pieces() -> None:
    whole = "评".encode()
    assert heard(whole[:1], whole[1:2], whole[2:], gap=0.05) == ["评"]


def test_a_line_end_in_two_pieces_is_one_enter() -> None:
    assert heard(b"5\r", b"\n", b"6", b"\n") == ["5", "enter", "6", "enter"]


def test_an_escape_sequence_may_arrive_in_pieces() -> None:
    assert heard(b"\x1b", b"[", b"A", gap=0.05) == ["up"]


def test_a_sequence_that_never_ends_is_dropped_after_a_moment() -> None:
    assert heard(b"\x1b[12;", b"5") == ["5"]


def test_a_paste_is_one_message_however_it_arrives() -> None:
    assert heard(b"\x1b[200~ab\r\nc\x1b[31md\x1b[2", b"01~9", gap=0.05) == ["paste:ab\nc[31md", "9"]


def test_a_paste_is_cut_and_what_follows_is_typed() -> None:
    stream = TypedStream()
    big = b"\x1b[200~" + "长".encode() * (PASTE_LIMIT + 5_000) + b"\x1b[201~5"
    chunks = [big[i : i + 4096] for i in range(0, len(big), 4096)]
    got = heard(*chunks, gap=0.01, stream=stream)
    assert got == ["paste:" + "长" * PASTE_LIMIT, "5"]


def test_a_paste_without_an_end_does_not_swallow_the_keyboard() -> None:
    assert heard(b"\x1b[200~abc", b"4", gap=PASTE_SECONDS) == ["paste:abc", "4"]


def test_a_gbk_paste_is_a_notice_and_nothing_else() -> None:
    assert heard(b"\x1b[200~" + "材料".encode("gbk") + b"\x1b[201~", b"3") == ["UnreadableBytes", "3"]


def test_random_bytes_never_raise_and_never_deafen() -> None:
    parts = [b"\x1b", b"[", b"]", b"O", b"M", b"<", b";", b":", b"9", b"99999999999", b"u", b"m", b"~", b"?", b"$y"]
    parts += [b"\xff", b"\xc4\xe3", b"t", b"R", "你".encode(), b"\x1b[200~", b"\x1b[201~", b"D", b"P", b"\x00", b"a"]
    dice = random.Random(20220822)
    stream, now = TypedStream(), 0.0
    for _ in range(5_000):
        list(stream.feed(b"".join(dice.choices(parts, k=dice.randint(1, 8))), now))
        now += dice.choice([0.0, 0.05, 0.2])
        list(stream.tick(now))
    list(stream.tick(now + PASTE_SECONDS))
    assert [_name(m) for m in stream.feed(b"7", now + 2 * PASTE_SECONDS)] == ["7"]
