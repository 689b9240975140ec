"""`init`, `import`, `check`: a new season, packages in, findings out."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from review_tui.commands.out import now, put, put_json, put_table, say
from review_tui.desks.docket import Ruled
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.errors import ReviewError, UsageError
from review_tui.season_store import SeasonStore
from scoring.nomination import Nomination, Turnout

FACTS: Mapping[str, tuple[str, ...]] = {
    "person": (
        "gender", "birth", "ethnic", "politics", "education", "workplace", "job", "type", "phone", "level", "honours",
    ),
    "project": ("implementer", "start", "participants", "audience", "leader", "phone"),
}  # fmt: skip


def init(arguments: argparse.Namespace) -> int:
    """Makes a season directory from shipped rules."""
    store = SeasonStore.create(arguments.season, arguments.rules)
    put(f"已新建：{store.path}（{store.season.rules.title}）")
    put(f"规则在 {store.path / 'season.toml'}，可按当年通知修改。下一步：review-tui import {arguments.season} 材料…")
    return 0


def import_packages(arguments: argparse.Namespace) -> int:
    """Takes packages in. 1: a package had problems or was not taken in; the others are not affected."""
    done: list[dict[str, Any]] = []
    seen: dict[str, str] = {}
    clean = True
    desk = OfficeDesk(SeasonStore.open(arguments.season), now)
    try:
        for path in arguments.paths:
            say(f"正在读 {path.name} …")
            try:
                result = desk.take_in(
                    path,
                    unit=arguments.unit,
                    received=arguments.received,
                    dry_run=arguments.dry_run,
                )
            except ReviewError as error:
                say(error.sentence())
                done.append(_failed(path.name, error))
                clean = False
                continue
            if result.unit in seen:
                say(f"注意：{path.name} 与 {seen[result.unit]} 都是“{result.unit}”的材料，以后一个为准。")
                clean = False
            seen[result.unit] = path.name
            done.append(result.as_json())
            clean = clean and not result.problems and (result.taken or arguments.dry_run)
            if not arguments.json:
                _print_take_in(result.as_json(), taken=result.taken, dry_run=arguments.dry_run)
    finally:
        desk.close()
    if arguments.json:
        put_json({"units": done})
    if arguments.received is None:
        say("没有写 --received，未核对截止日期（可带上日期重新导入）。")
    if all("error" in one for one in done):
        return 2
    return 0 if clean else 1


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


def _failed(source: str, error: ReviewError) -> dict[str, Any]:
    problem = getattr(error, "problem", "") or "unit.unclear"
    return {
        "unit": "",
        "source": source,
        "nominations": 0,
        "attachments": 0,
        "added": [],
        "changed": [],
        "removed": [],
        "problems": [{"file": source, "problem": problem, "message": error.message}],
        "error": error.sentence(),
    }


def _print_take_in(unit: Mapping[str, Any], *, taken: bool, dry_run: bool) -> None:
    verb = "试读" if dry_run else "已导入" if taken else "未导入"
    put(f"{verb} {unit['unit']}：{unit['nominations']} 份材料，{unit['attachments']} 个文件")
    for label, key in (("新增", "added"), ("有变化", "changed"), ("撤回", "removed")):
        if unit[key]:
            names = "、".join(c["name"] + (f"（{'、'.join(c['what'])}）" if c["what"] else "") for c in unit[key])
            put(f"  {label}：{names}")
    for problem in unit["problems"]:
        put(f"  问题 {problem['problem']}：{problem['file']}：{problem['message']}")


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
