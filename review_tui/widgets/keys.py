"""Full-width twins: with a Chinese input method on, `１`, `ｎ` and `。` do what `1`, `n` and `.` do.

Only for keys that are commands or digits: a text field keeps what was typed.
"""

from __future__ import annotations

from textual import events
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key
from textual.widget import Widget

_TWINS = {0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)} | {
    ord(wide): plain for wide, plain in zip("\u3000。、《》【】「」‘’“”·￥…—", " ./<>[][]''\"\"`$^-", strict=True)
}


def twin(character: str) -> str:
    """The ASCII twin of one full-width character; any other character itself."""
    return character.translate(_TWINS)


def twin_event(event: events.Key) -> events.Key:
    """The key event of the ASCII twin; `event` itself where the character has none."""
    if event.character is None or len(event.character) != 1 or ord(event.character) not in _TWINS:
        return event
    plain = twin(event.character)
    name = plain if plain.isalnum() else _character_to_key(plain)
    return events.Key(KEY_NAME_REPLACEMENTS.get(name, name), plain)


def keeps_text(focused: Widget | None) -> bool:
    """Whether the focused widget is a text field, which takes characters as they were typed."""
    return focused is not None and getattr(focused, "takes_text", False) is True


_NAMES = {
    "up": "上",
    "down": "下",
    "left": "左",
    "right": "右",
    "enter": "Enter",
    "escape": "Esc",
    "space": "空格",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "backspace": "退格",
    "delete": "Del",
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "comma": ",",
    "full_stop": ".",
    "plus": "+",
    "minus": "-",
}


def key_name(key: str) -> str:
    """How a key is written on the screen, in characters whose width is certain (no arrows): `ctrl+s` → `Ctrl+S`."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return "Ctrl+" + key[5:].upper()
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key
