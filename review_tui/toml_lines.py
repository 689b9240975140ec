"""On which line of a TOML text a key stands.

`tomllib` gives values without places, and a rule that is wrong must be named with its line. This walks a text that
`tomllib` has already accepted, so it checks nothing itself.
"""

from __future__ import annotations

import re

Path = tuple[str | int, ...]
"""Keys and (from 0) positions in arrays, e.g. `("category", 1, "quota", "at_most")`."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|' r"'''.*?'{3,5}|" r'"(?:\\.|[^"\\\n])*"|' r"'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def key_lines(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and array element of a valid TOML text."""
    walker = _Walker(text)
    walker.walk()
    return walker.lines


def nearest_line(lines: dict[Path, int], path: Path) -> int | None:
    """The line of `path`, or of the nearest table around it; None when not even its first key stands there."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


class _Walker:
    """One pass over the text; `counts` holds how many tables each array of tables has so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self.line_seen = (0, 1)

    def walk(self) -> None:
        """Read statement after statement until the end."""
        table: Path = ()
        self._space()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._assignment(table)
            self._space()

    def _space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _note(self, path: Path) -> None:
        position, line = self.line_seen
        line += self.text.count("\n", position, self.at)
        self.line_seen = (self.at, line)
        self.lines.setdefault(path, line)

    def _header(self) -> Path:
        array = self.text.startswith("[[", self.at)
        start = self.at
        self.at += 2 if array else 1
        keys = self._keys()
        after = self.at + (2 if array else 1)
        path: Path = ()
        for position, key in enumerate(keys):
            path = (*path, key)
            if array and position == len(keys) - 1:
                self.counts[path] = self.counts.get(path, 0) + 1
            self.at = start
            self._note(path)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
                self._note(path)
        self.at = after
        return path

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._space()
            if self.text[self.at] in "\"'":
                found = _STRING.match(self.text, self.at)
                keys.append(found.group()[1:-1] if found else "")
            else:
                found = _BARE.match(self.text, self.at)
                keys.append(found.group() if found else "")
            self.at = found.end() if found else self.at + 1
            self._space()
            if self.at >= len(self.text) or self.text[self.at] != ".":
                return keys
            self.at += 1

    def _assignment(self, table: Path) -> None:
        start = self.at
        keys = self._keys()
        after = self.at
        path = table
        for key in keys:
            path = (*path, key)
            self.at = start
            self._note(path)
        self.at = after + 1
        self._space()
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self.text[self.at]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        elif opening in "\"'":
            found = _STRING.match(self.text, self.at)
            self.at = found.end() if found else len(self.text)
        else:
            found = _SCALAR.match(self.text, self.at)
            self.at = found.end() if found else self.at + 1

    def _array(self, path: Path) -> None:
        self.at += 1
        position = 0
        self._space()
        while self.text[self.at] != "]":
            self._note((*path, position))
            self._value((*path, position))
            position += 1
            self._space()
            if self.text[self.at] == ",":
                self.at += 1
                self._space()
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        self._space()
        while self.text[self.at] != "}":
            self._assignment(path)
            self._space()
            if self.text[self.at] == ",":
                self.at += 1
                self._space()
        self.at += 1
