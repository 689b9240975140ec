"""Bytes that a terminal sends → the messages that Textual knows; everything else is dropped.

Stock Textual dies on bytes that are no UTF-8 and on malformed escape sequences, types the characters of an unknown
sequence into the focused field, and believes a window size that a client types. Here the stream is cut into plain
characters, pastes and whole escape sequences first, and only sequences of known form reach Textual's parser.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

PASTE_LIMIT = 20_000
"""Characters of one paste that are taken; the rest is dropped."""
ESCAPE_SECONDS = 0.1
"""A lone ESC that is followed by nothing for this long is the Escape key."""
PASTE_SECONDS = 10.0
"""A paste that stays silent for this long has lost its end mark."""

_START, _END = "\x1b[200~", "\x1b[201~"
_KEYPAD_COMMA = "\x1bOl"
_TOKEN = re.compile(
    r"(?P<plain>[^\x1b]+)"
    r"|(?P<ss3>\x1bO[@-~]|\x1b\[\[[A-E])"
    r"|(?P<csi>\x1b\[(?![M\[])[0-?]*[ -/]*[@-~])"
    r"|(?P<drop>"
    r"\x1b\[M...|\x1b\[\[[^A-E]|\x1b\[[0-?]*[ -/]*[^ -~]"  # old mouse reports, sequences without an end
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # answers to questions that nobody asked
    r"|\x1b(?=\x1b[\[O])"  # Alt and an arrow: the arrow
    r")"
    r"|(?P<escape>\x1b(?=\x1b|[^\x1b\[\]OPX^_]))",  # on a slow line both come at once; Alt has no use
    re.DOTALL,
)
_KNOWN = re.compile(r"\x1b\[(?:[\d;:]{0,24}[~ABCDEFHPQSZ]|<\d{1,3};\d{1,4};\d{1,4}[mM]|\?2026;\d\$y)\Z")
_OLD_MOUSE = re.compile(rb"\x1b\[M.{3}", re.DOTALL)
_INCOMPLETE_LIMIT = 256


class UnreadableBytes(Message):
    """What arrived is no UTF-8: the client's terminal is set to another encoding (GBK, as a rule)."""


class TypedStream:
    """The incremental reader. `feed` takes bytes as they arrive, `tick` the passing of time; both give messages.

    The clock is an argument (seconds, monotonic), so that a test needs no waiting.
    """

    def __init__(self) -> None:
        self._parser = XTermParser()
        self._decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self._pending = ""
        self._paste: str | None = None
        self._paste_is_bad = False
        self._heard = 0.0
        self._after_return = False

    def feed(self, data: bytes, now: float) -> Iterator[Message]:
        """The messages that are complete with `data`.

        A chunk that holds invalid UTF-8 is dropped as a whole, since the second byte of a GBK character may look like
        a key, and an `UnreadableBytes` stands for it.
        """
        self._heard = now
        try:
            self._pending += self._decoder.decode(_OLD_MOUSE.sub(b"", data))
        except UnicodeDecodeError:
            self._reject(data)
            yield UnreadableBytes()
            return
        yield from self._read()

    def tick(self, now: float) -> Iterator[Message]:
        """The messages that are complete because nothing followed."""
        silent = now - self._heard
        if self._paste is not None:
            if silent >= PASTE_SECONDS:
                yield from self._end_paste()
        elif self._pending and silent >= ESCAPE_SECONDS:
            if self._pending == "\x1b":
                yield events.Key("escape", "\x1b")
            self._pending = ""

    def _read(self) -> Iterator[Message]:
        while self._pending:
            if self._paste is not None:
                if not self._collect():
                    return
                yield from self._end_paste()
                continue
            found = _TOKEN.match(self._pending)
            if found is None:
                if len(self._pending) > _INCOMPLETE_LIMIT:
                    self._pending = ""
                return
            self._pending = self._pending[found.end() :]
            token = found.group()
            if token == _START:
                self._paste, self._paste_is_bad = "", False
            elif found.lastgroup == "escape":
                yield events.Key("escape", "\x1b")
            elif found.lastgroup == "plain":
                yield from self._keys(token)
            elif token == _KEYPAD_COMMA:
                yield from self._keys(".")  # where points are typed, the keypad's comma can mean nothing else
            elif found.lastgroup == "ss3" or (found.lastgroup == "csi" and _KNOWN.match(token)):
                yield from self._sequence(token)

    def _keys(self, text: str) -> Iterator[Message]:
        text = self._returns(text)
        for message in self._parser.feed(text) if text else ():  # nothing is the end of the file to the parser
            character = message.character if isinstance(message, events.Key) else None
            if character is None or not _INVISIBLE.match(character):
                yield message

    def _returns(self, text: str) -> str:
        """A line feed is Enter, and no second one behind a carriage return, with which it may come in two pieces."""
        whole = text[1:] if self._after_return and text.startswith("\n") else text
        self._after_return = text.endswith("\r")
        return whole.replace("\r\n", "\r").replace("\n", "\r")

    def _sequence(self, token: str) -> Iterator[Message]:
        try:
            messages = list(self._parser.feed(token))
        except (ValueError, OverflowError):  # a number that is none, or that is no character
            messages = []
        if not messages or len(messages) > 1:  # not understood: the parser waits for more, or spells it out
            self._parser = XTermParser()
        elif not _is_spelt(messages[0]):
            yield messages[0]

    def _collect(self) -> bool:
        """Move pending text into the paste; whether its end has come."""
        assert self._paste is not None
        end = self._pending.find(_END)
        if end >= 0:
            text, self._pending = self._pending[:end], self._pending[end + len(_END) :]
        else:
            keep = max((n for n in range(1, len(_END)) if self._pending.endswith(_END[:n])), default=0)
            cut = len(self._pending) - keep
            text, self._pending = self._pending[:cut], self._pending[cut:]
        self._paste += text[: PASTE_LIMIT - len(self._paste)]
        return end >= 0

    def _end_paste(self) -> Iterator[Message]:
        text, self._paste = self._paste or "", None
        plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        if plain and not self._paste_is_bad:
            yield events.Paste(plain)

    def _reject(self, data: bytes) -> None:
        self._decoder.reset()
        self._pending = ""
        self._paste_is_bad = True
        if _END.encode() in data:
            self._paste = None


_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def _is_spelt(message: Message) -> bool:
    """Whether the parser gave up on a sequence and began to spell it as keys."""
    return isinstance(message, events.Key) and (message.character == "^" or message.key.startswith("alt+"))
