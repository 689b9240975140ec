"""What is wrong in a `season.toml`, as one Chinese sentence: line, key, what is allowed, what stands there."""

from __future__ import annotations

import difflib
import json
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from review_tui.toml_lines import Path, nearest_line
from scoring.season import SeasonRules

Schema = dict[str, Any]


def first_problem(name: str, error: ValidationError, lines: dict[Path, int]) -> str:
    """The problem that stands first in the file; says how many more there are."""
    details = sorted(_causes(error.errors()), key=lambda d: nearest_line(lines, d["loc"]) or 0)
    one = details[0]
    line = nearest_line(lines, one["loc"])
    where = f"{name} 第 {line} 行" if line else name
    more = f"（另有 {len(details) - 1} 处）" if len(details) > 1 else ""
    return f"{where} {key_name(one['loc'])}：{_what(one)}{more}。".replace(" ：", "：")


def _causes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The problems without those that follow from another: a misspelt key is missing under its right name too."""
    meant = {
        (*one["loc"][:-1], near) for one in details if one["type"] == "extra_forbidden" for near in _near(one["loc"])
    }
    return [one for one in details if one["type"] != "missing" or one["loc"] not in meant]


def key_name(path: Path) -> str:
    """The key as a person would name it; tables of one array are counted from 1: `category[1].quota.at_most`."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _what(one: ErrorDetails) -> str:
    kind, path = one["type"], one["loc"]
    if kind == "missing":
        return f"缺少这一项，{_allowed(path)}"
    if kind == "extra_forbidden":
        return _unknown_key(path)
    if kind == "value_error":
        return str(one["ctx"]["error"])
    return f"{_allowed(path)}，现为 {_shown(one['input'])}"


def _unknown_key(path: Path) -> str:
    meant = "".join(f"，是不是 {near}？" for near in _near(path)) or "，"
    return f"没有这个键{meant}可用的键：" + "、".join(_keys(path[:-1]))


def _keys(path: Path) -> list[str]:
    return sorted(_schema_at(path).get("properties", {}))


def _near(path: Path) -> list[str]:
    """The one known key that a misspelt one is most like; none where nothing is like it."""
    return difflib.get_close_matches(str(path[-1]), _keys(path[:-1]), n=1, cutoff=0.5)


def _shown(value: object) -> str:
    """The value as it might stand in the file, not longer than a line."""
    if isinstance(value, dict):
        return "一个表"
    if isinstance(value, list):
        return f"{len(value)} 项的列表"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int | date):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False)[:60]


_ROOT: Schema = {}


def _root() -> Schema:
    if not _ROOT:
        _ROOT.update(SeasonRules.model_json_schema())
    return _ROOT


def _resolve(schema: Schema) -> Schema:
    """The schema behind a `$ref`, and behind `X or nothing` the schema of X."""
    while True:
        options = [s for s in schema.get("anyOf", ()) if s.get("type") != "null"]
        if "$ref" in schema:
            schema = _root()["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
        elif len(options) == 1:
            schema = options[0]
        else:
            return schema


def _schema_at(path: Path) -> Schema:
    schema = _resolve(_root())
    for part in path:
        if isinstance(part, int):
            items = schema.get("prefixItems")
            inner = items[part] if items and part < len(items) else schema.get("items", {})
        else:
            inner = schema.get("properties", {}).get(part, {})
        schema = _resolve(inner if isinstance(inner, dict) else {})
    return schema


def _allowed(path: Path) -> str:
    """What may stand at `path`, in words."""
    schema = _schema_at(path)
    if "enum" in schema:
        return "应为 " + "、".join(f'"{v}"' for v in schema["enum"]) + " 之一"
    if "const" in schema:
        return f'应为 "{schema["const"]}"'
    if schema.get("format") == "date":
        return "应为日期，如 2022-08-22"
    numeric = next((s for s in schema.get("anyOf", ()) if s.get("type") == "number"), None)
    if numeric is not None or schema.get("type") in ("integer", "number"):
        return _number(numeric or schema)
    return _other(schema)


def _number(schema: Schema) -> str:
    noun = "整数" if schema["type"] == "integer" else "数字"
    bounds = [
        f"{word} {schema[key]:g}"
        for key, word in (
            ("minimum", "不小于"),
            ("exclusiveMinimum", "大于"),
            ("maximum", "不大于"),
            ("exclusiveMaximum", "小于"),
        )
        if key in schema
    ]
    return "应为" + ("、".join(bounds) + " 的" if bounds else "") + noun


def _other(schema: Schema) -> str:
    kind = schema.get("type")
    if kind == "boolean":
        return "应为 true 或 false"
    if kind == "object":
        return "应为一个表"
    if kind == "string":
        return "应为文字" + (f"（写法 {schema['pattern']}）" if "pattern" in schema else "")
    if kind == "array":
        low, high = schema.get("minItems"), schema.get("maxItems")
        count = f"恰好 {low} 项" if low is not None and low == high else f"至少 {low} 项" if low else ""
        return f"应为{count + '的' if count else ''}列表"
    return "写法不对"
