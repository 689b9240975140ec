"""Checks of the form and of what was read in several places."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from scoring.finding import FACT_LABELS, SOURCES, Case, Check, Finding, shown
from scoring.nomination import PRIVATE_KEYS, Passage, Reading
from scoring.same_fact import compared_keys, same


def form_missing(case: Case) -> Finding | None:
    """No 推介表, readable or not, came for the nominee."""
    if case.nomination.of_kind("form"):
        return None
    form = case.category.form
    return case.finding("form.missing", form.clause, f"没有找到《{form.name}》，请单位补报。", _seen(case))


def form_field_missing(case: Case) -> Finding | None:
    """A required field of a readable form is empty; a value in the 汇总表 does not fill it, the office's does.

    A photographed form, which only the office can tell for one, was read by nobody.
    """
    forms = [m for m in case.nomination.of_kind("form") if m.problem is None and m.photo is None]
    if not forms:
        return None
    form = case.category.form
    empty = [key for key in form.required if not _filled(case, key)]
    if not empty:
        return None
    labels = "、".join(_blank_label(case, key) for key in empty)
    places = "；".join(m.path for m in forms)
    return case.finding("form.field.missing", form.clause, f"《{form.name}》没有填写：{labels}。请单位补填。", places)


def _filled(case: Case, key: str) -> bool:
    if key == "deed":
        return not _blank_sections(case) and any(p.body.strip() for p in _own_texts(case))
    return any(r.source in ("form", "office") for r in case.nomination.readings_of(key))


def _own_texts(case: Case) -> list[Passage]:
    """The texts that can be the deed or the activity: a work summary is neither."""
    reports = {m.path for m in case.nomination.of_kind("report")}
    return [p for p in case.nomination.passages if p.place not in reports]


def _blank_sections(case: Case) -> list[str]:
    """Sections that the form has and nobody filled: 具体措施与保障 with nothing behind it."""
    texts = _own_texts(case)
    filled = {p.title for p in texts if p.body.strip()}
    return list(dict.fromkeys(p.title for p in texts if p.title not in filled))


def _blank_label(case: Case, key: str) -> str:
    return "、".join(_blank_sections(case)) if key == "deed" and _blank_sections(case) else _label(case, key)


def _label(case: Case, key: str) -> str:
    if key == "name":
        return "姓名" if case.category.nature == "person" else "项目名称"
    if key == "deed":
        return "主要事迹" if case.category.nature == "person" else "活动内容"
    return FACT_LABELS.get(key, key)


def facts_conflict(case: Case) -> Finding | None:
    """One fact was read twice and cannot be true both times. What the office corrected is settled."""
    pairs = [(key, *pair) for key in compared_keys() if (pair := _first_difference(case, key))]
    marks = _special_difference(case)
    if marks:
        pairs.append(("special", *marks))
    if not pairs:
        return None
    told = "；".join(_told(case, key, a, b) for key, a, b in pairs)
    places = "；".join(dict.fromkeys(r.place for _, a, b in pairs for r in (a, b)))
    return case.finding(
        "facts.conflict", case.rules.conflict_clause, f"同一内容前后不一致：{told}。请单位核实后更正。", places
    )


def _first_difference(case: Case, key: str) -> tuple[Reading, Reading] | None:
    readings = case.nomination.readings_of(key)
    if any(r.source == "office" for r in readings):
        return None
    for a, b in combinations(readings, 2):
        if not same(key, a, b, case):
            return a, b
    return None


def _special_difference(case: Case) -> tuple[Reading, Reading] | None:
    """The special mark stands in one of form and 汇总表 only, and both were read."""
    readings = case.nomination.readings_of("special")
    if any(r.source == "office" for r in readings):
        return None
    for a, b in combinations(readings, 2):
        if a.source != b.source and a.value != b.value:
            return a, b
    return None


def _told(case: Case, key: str, a: Reading, b: Reading) -> str:
    label = _label(case, key)
    if key in PRIVATE_KEYS:
        return f"{label}在{SOURCES[a.source]}与{SOURCES[b.source]}中不同"
    if key == "special":
        with_mark, without = (a, b) if a.value == "是" else (b, a)
        return f"{SOURCES[with_mark.source]}备注了特别推介，{SOURCES[without.source]}没有"
    return f"{label}：{SOURCES[a.source]}为“{shown(a)}”，{SOURCES[b.source]}为“{shown(b)}”"


def file_unreadable(case: Case) -> Finding | None:
    """Files of the nominee that could not be read, each with its reason; a video that breaks off is one."""
    broken = {m.path: m.problem for m in case.nomination.materials if m.problem is not None}
    cut = [m.path for m in case.nomination.of_kind("video") if m.video is not None and m.video.truncated]
    broken = dict.fromkeys(cut, "视频不完整") | broken
    if not broken:
        return None
    told = "；".join(f"{path}（{problem}）" for path, problem in broken.items())
    places = "；".join(broken)
    return case.finding(
        "file.unreadable", case.rules.materials_clause, f"文件读不出来：{told}。请单位重新报送。", places
    )


def _seen(case: Case) -> str:
    """Where the nominee does occur: the places of the readings, else the files."""
    places: Iterable[str] = [r.place for r in case.nomination.readings if r.key == "name"]
    return "；".join(dict.fromkeys(places)) or "；".join(m.path for m in case.nomination.materials)


CHECKS: tuple[Check, ...] = (form_missing, form_field_missing, facts_conflict, file_unreadable)
