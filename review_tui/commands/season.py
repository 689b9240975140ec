"""`init`, `import`, `check`: a new season, packages in, findings out."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review_tui.commands.out import now, put, put_json, put_table, say
from review_tui.desks.changes import PackageChange, change_lines
from review_tui.desks.docket import Ruled
from review_tui.desks.office_view import OfficeView
from review_tui.desks.take_in import TakeIn
from review_tui.errors import IntakeError, UsageError
from review_tui.season_store import SeasonStore
from scoring.nomination import Nomination, Problem, Turnout

if TYPE_CHECKING:
    from review_tui.desks.office import OfficeDesk
    from review_tui.intake.reading import Reader

FACTS: Mapping[str, tuple[str, ...]] = {
    "person": (
        "gender", "birth", "ethnic", "politics", "education", "workplace", "job", "type", "phone", "level", "honours",
    ),
    "project": ("implementer", "start", "participants", "audience", "leader", "phone"),
}  # fmt: skip

_NAMED = 4
"""So many files that wait are named."""


def init(arguments: argparse.Namespace) -> int:
    """Makes a season directory from shipped rules."""
    store = SeasonStore.create(arguments.season, arguments.rules)
    put(f"已新建：{store.path}（{store.season.rules.title}）")
    put(f"规则在 {store.path / 'season.toml'}，可按当年通知修改。下一步：review-tui import {arguments.season} 材料…")
    return 0


def import_packages(arguments: argparse.Namespace) -> int:
    """Takes packages in. 1: some package had problems or was not taken in; 2: none could be read."""
    from review_tui.desks.aftermath import aftermath
    from review_tui.desks.office import OfficeDesk
    from review_tui.intake.limits import limits_of
    from review_tui.intake.reading import Reader

    desk = OfficeDesk(SeasonStore.open(arguments.season), now)
    results: list[TakeIn] = []
    try:
        with desk.store.workdir() as home, Reader(home, limits_of(desk.rules.intake)) as reader:
            for path in arguments.paths:
                if len(arguments.paths) > 1:
                    say(f"正在读 {path.name} …")
                results.append(_take(desk, path, arguments, reader))
                if not arguments.json:
                    _print_take_in(results[-1], dry_run=arguments.dry_run)
        for sentence in aftermath(desk, {one.unit for one in results if one.taken}):
            say(sentence)
    finally:
        desk.close()
    if arguments.json:
        put_json({"units": [one.as_json() for one in results]})
    units = [one.unit for one in results if one.unit]
    twice = sorted({unit for unit in units if units.count(unit) > 1})
    for unit in twice:
        say(f"注意：有几个包都是“{unit}”的材料，以最后一个为准。")
    known = desk.docket.packages
    if arguments.received is None and any(u not in known or known[u].received is None for u in units):
        say("没有写 --received，未核对截止日期（可带上日期重新导入）。")
    if all(one.refused for one in results):
        return 2
    return 1 if twice or any(one.refused or one.problems for one in results) else 0


def _take(desk: OfficeDesk, path: Path, arguments: argparse.Namespace, reader: Reader) -> TakeIn:
    """One package; what cannot be read becomes a result with its problem, so that the others go on."""
    try:
        result = desk.take_in(
            path, unit=arguments.unit, received=arguments.received, dry_run=arguments.dry_run, reader=reader
        )
    except IntakeError as error:
        problem = Problem(file=path.name, problem="archive.broken", message=error.message)
        say(error.sentence())
        return TakeIn("", path.name, 0, 0, PackageChange(), (problem,), taken=False, refused=True)
    if result.refused:
        reasons = "；".join(f"{p.file}：{p.message}" for p in result.problems)
        say(f"没有导入 {path.name}：{reasons}。")
    return result


def check(arguments: argparse.Namespace) -> int:
    """Findings against the notice. 1: something blocking has no ruling yet."""
    view = OfficeView(SeasonStore.open(arguments.season))
    unit = _unit(view, arguments.unit)
    rows = [r for r in view.units() if unit in (None, r.unit)]
    nominations = view.nominations(unit=unit)
    found = [ruled for row in rows for ruled in view.docket.unit_findings(row.unit)]
    found += [ruled for n in nominations for ruled in view.docket.findings(n.id)]
    if arguments.json:
        put_json(
            {
                "season": view.rules.id,
                "nominations": [_nomination_json(view, n) for n in nominations],
                "units": [_unit_json(view, row.unit) for row in rows],
            }
        )
    else:
        _print_findings(view, found, len(rows), len(nominations))
    return 1 if any(r.open and r.finding.severity == "block" for r in found) else 0


def _print_take_in(result: TakeIn, *, dry_run: bool) -> None:
    if result.refused:
        return
    verb = "试读" if dry_run else "已导入"
    put(f"{verb} {result.unit}：{result.nominations} 份材料，{result.attachments} 个文件")
    for line in change_lines(result.change):
        put(f"  {line}")
    if result.unclear:
        named = "、".join(result.unclear[:_NAMED]) + (" 等" if len(result.unclear) > _NAMED else "")
        put(f"  待归入 {len(result.unclear)} 个文件：{named}（在办公室界面打开该单位，按 f）")
    for problem in result.problems:
        put(f"  问题 {problem.problem}：{problem.file}：{problem.message}")


def _unit(view: OfficeView, name: str | None) -> str | None:
    if name is None:
        return None
    known = view.store.season.find_unit(name)
    unit = known.name if known else name
    if unit not in view.docket.packages:
        raise UsageError("没有这个单位", f"“{name}”还没有报送材料。", "用 review-tui check SEASON 看已有的单位。")
    return unit


def _nomination_json(view: OfficeView, n: Nomination) -> dict[str, Any]:
    facts = {}
    for key in FACTS[view.rules.find(n.category).nature]:
        reading = n.fact(key)
        if reading is not None:
            value = reading.value.model_dump() if isinstance(reading.value, Turnout) else reading.value
            facts[key] = {"value": value, "place": reading.place}
    return {
        "id": n.id,
        "category": n.category,
        "name": n.name,
        "unit": n.unit,
        "special": n.special,
        "facts": facts,
        "findings": [_finding_json(r) for r in view.docket.findings(n.id)],
    }


def _unit_json(view: OfficeView, unit: str) -> dict[str, Any]:
    package = view.docket.packages[unit]
    nature = {c.id: c.nature for c in view.rules.categories}
    return {
        "unit": unit,
        "kind": package.unit.kind,
        "stars": sum(1 for n in package.nominations if nature[n.category] == "person"),
        "projects": sum(1 for n in package.nominations if nature[n.category] == "project"),
        "findings": [_finding_json(r) for r in view.docket.unit_findings(unit)],
    }


def _finding_json(ruled: Ruled) -> dict[str, str]:
    one = ruled.finding
    return {
        "rule": one.rule,
        "severity": one.severity,
        "clause": one.clause,
        "message": one.message,
        "evidence": one.evidence,
    }


def _print_findings(view: OfficeView, found: list[Ruled], units: int, nominations: int) -> None:
    severity = {"block": "阻止", "warn": "提醒", "info": "提示"}
    rows = []
    for ruled in found:
        one = ruled.finding
        target = one.target.removeprefix("unit:")
        name = view.docket.nominations[target].name if target in view.docket.nominations else ""
        rows.append(
            (severity[one.severity], f"{target} {name}".strip(), one.rule, one.clause, one.message, ruled.state())
        )
    if rows:
        put_table(("级别", "对象", "规则", "条款", "说明", "裁定"), rows)
    waiting = sum(1 for r in found if r.open)
    put(f"{units} 个单位，{nominations} 份材料，{len(found)} 条审查意见，其中 {waiting} 条待裁定。")
