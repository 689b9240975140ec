"""Checks of a project: its age, its learners, its name, and whether the ministry's rules bind it."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from scoring.finding import Case, Check, Finding, shown
from scoring.names import body, letters, plain, without_bracket
from scoring.names import project as project_name
from scoring.nomination import Turnout


def project_age(case: Case) -> Finding | None:
    """Started less than the asked years before the deadline, even on the earliest day that the date can mean."""
    rule, start = case.category.age, case.nomination.fact("start")
    if rule is None or start is None or not isinstance(start.value, str):
        return None
    earliest = earliest_day(start.value)
    latest = years_before(case.rules.deadline.date, rule.years)
    if earliest is None or earliest <= latest:
        return None
    message = (
        f"启动时间为“{shown(start)}”，到 {case.rules.deadline.date:%Y-%m-%d} 不满 {rule.years} 年"
        f"（应不晚于 {latest:%Y-%m-%d}）。"
    )
    return case.finding("project.age", rule.clause, message, start.place)


def earliest_day(text: str) -> date | None:
    """The first day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` can mean; None for anything else."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else 1 for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def project_participants(case: Case) -> Finding | None:
    """Fewer learners a year than asked. The mode decides which number counts, as the notice pairs it.

    So 1500人次 线下 is held against the number of persons, and 2000人 线上线下 against that of person-times:
    what a unit counts in is often the heading of the column, how people learn is what it did.
    """
    rule, reading = case.category.participants, case.nomination.fact("participants")
    if rule is None or reading is None or not isinstance(reading.value, Turnout):
        return None
    turnout = reading.value
    blended = turnout.mode == "blended"
    least = rule.blended if blended else rule.offline
    if turnout.number >= least:
        return None
    wanted = f"{least} 人次（线上线下）" if blended else f"{least} 人（线下）"
    mode = "线上线下" if blended else "线下"
    message = f"年参与人数为 {turnout.number} {turnout.unit}（{mode}），应不少于每年 {wanted}。"
    return case.finding("project.participants", rule.clause, message, reading.place)


def project_named_like_unit(case: Case) -> Finding | None:
    """The project's name is a unit's or a school's: its implementer's, a known unit's, or one by its ending."""
    rule, name = case.category.name_rule, case.nomination.name
    if rule is None:
        return None
    bare = project_name(name, rule.suffixes)
    if not (_is_known_unit(bare, case) or _ends_like_unit(name, bare, rule.endings, rule.not_endings)):
        return None
    read = case.nomination.fact("name")
    message = f"项目名称“{' '.join(name.split())}”是单位或院校名称，一般不以此上报，请单位改用项目名称。"
    return case.finding("project.name", rule.clause, message, read.place if read else name)


def _is_known_unit(bare: str, case: Case) -> bool:
    """Equal to a unit's name, or the end of the implementer's (农安县老年大学 of 长春市农安县老年大学)."""
    implementers = [letters(without_bracket(r.raw)) for r in case.nomination.readings_of("implementer")]
    known = {body(name) for name in (case.unit.name, *case.unit.aliases, *implementers)}
    own = body(bare)
    if own in known or own in _bodies(case.universities):
        return True
    return len(own) >= 4 and any(body(i).endswith(own) for i in implementers)


@lru_cache(maxsize=8)
def _bodies(names: frozenset[str]) -> frozenset[str]:
    """The normal forms of a season's universities: the same for every project."""
    return frozenset(body(name) for name in names)


def _ends_like_unit(name: str, bare: str, endings: tuple[str, ...], not_endings: tuple[str, ...]) -> bool:
    """A name in quotes, or with a quoted part, is a brand; so is a phrase (家门口的老年大学)."""
    if re.search(r"[“”\"「」『』《》的]", name):
        return False
    return bare.endswith(endings) and not bare.endswith(not_endings)


def project_regulated(case: Case) -> Finding | None:
    """A university or a training body runs it, so compliance with the ministry's documents must be confirmed.

    A university by the season's list (its departments too), by 单位性质, or because the nominating unit is one; a
    training body by 单位性质 or name. An explicit “否” to 是否属非学历培训 lifts it.
    """
    rule = case.category.regulated
    answer = case.nomination.fact("nonacademic")
    if rule is None or (answer is not None and answer.value == "否"):
        return None
    place = _regulated_by(case, rule.natures, rule.words)
    if place is None:
        return None
    documents = "、".join(rule.documents)
    message = f"高等学校或培训机构的非学历项目，须确认符合{documents}的规定。"
    return case.finding("project.regulated", rule.clause, message, place)


def _regulated_by(case: Case, natures: tuple[str, ...], words: tuple[str, ...]) -> str | None:
    """The place that says so, None where nothing does."""
    for reading in case.nomination.readings_of("nature"):
        text = plain(reading.raw)
        if any(word in text for word in natures) and not re.search(r"非(?:普通)?高等?学?校|成人高等学校", text):
            return reading.place
    implementers = case.nomination.readings_of("implementer")
    for reading in implementers:
        text = letters(reading.raw)
        if any(word in text for word in words) or _of_university(text, case.universities):
            return reading.place
    if case.unit.kind == "university":
        return implementers[0].place if implementers else case.unit.name
    return None


def _of_university(text: str, universities: frozenset[str]) -> bool:
    """Names a university or a part of it; its affiliated schools and hospitals are other bodies."""
    return any(re.search(re.escape(name) + r"(?!附属|附中|附小|校友)", text) for name in universities)


CHECKS: tuple[Check, ...] = (project_age, project_participants, project_named_like_unit, project_regulated)
