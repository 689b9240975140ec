"""Units and findings as text, wherever the office reads them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from review_tui.desks.docket import Ruled
from review_tui.desks.filing import Filing
from review_tui.desks.office import OfficeDesk
from review_tui.screens.office_page import KINDS, SEVERITIES, SEVERITY_INKS, label
from review_tui.widgets.text_pane import Block
from scoring.nomination import UnitPackage
from scoring.season import Quota

_LOOSE = 6
"""How many files that are nobody's are named."""


def findings_blocks(findings: Sequence[Ruled]) -> list[Block]:
    """Each finding with its severity, its clause, where it was read, and the ruling."""
    blocks = []
    for ruled in findings:
        one = ruled.finding
        ink = SEVERITY_INKS[one.severity] if ruled.open else "plain"
        clause = f"  依据 {one.clause}" if one.clause != "—" else ""
        blocks.append(Block(one.message + clause, label=label(SEVERITIES[one.severity]), label_ink=ink))
        places = f"{one.evidence}\n" if one.evidence else ""
        blocks.append(Block(places + ruled.state(), label=label(""), ink="faint"))
    return blocks


def unit_blocks(desk: OfficeDesk, package: UnitPackage, *, named: bool = True) -> list[Block]:
    """Where the package came from and when, the quotas, the findings on the unit, files that are nobody's, the problems
    of import.

    `named`: begins with the unit's name.
    """
    unit = package.unit
    blocks = [Block(unit.name, ink="strong")] if named else []
    blocks += [Block(f"{KINDS[unit.kind]}  {package.source}", label=label("材料"))]
    blocks.append(_received(package.received, desk.rules.deadline.date))
    for category in desk.rules.categories:
        count, quota = len(package.of(category.id)), category.quota
        word = within(count, quota)
        told = f"{count} 份，名额 {quota.at_least}-{quota.at_most}，{_against(count, quota)}"
        table = ("  有汇总表" if category.id in package.summaries else "  无汇总表") if count else ""
        text = f"{quota_bar(count, quota)} {told}{table}"
        blocks.append(Block(text, label=label(category.short), ink="warn" if word else "plain"))
    blocks += findings_blocks(desk.docket.unit_findings(unit.name))
    loose = [PurePosixPath(one.place.material.path).name for one in Filing(desk).unclear(unit.name)]
    if loose:
        shown = "、".join(loose[:_LOOSE]) + ("……" if len(loose) > _LOOSE else "")
        told = f"{len(loose)} 个文件没有归到人（项目）：{shown}（打开单位按 f 归入）"
        blocks.append(Block(told, label=label("未归属"), label_ink="warn"))
    for one in package.problems:
        blocks.append(Block(f"{one.file}：{one.message}", label=label("导入问题"), label_ink="warn"))
    return blocks


def quota_bar(count: int, quota: Quota) -> str:
    """A mark for each nomination, the allowed range in brackets: `#####[###..]` is 8 of 6-10, `#####[#####]#` 11."""
    cells = ["#" if nth <= count else "." for nth in range(1, max(count, quota.at_most) + 1)]
    cells.insert(quota.at_most, "]")
    cells.insert(max(quota.at_least, 1) - 1, "[")
    return "".join(cells)


def _against(count: int, quota: Quota) -> str:
    if count > quota.at_most:
        return f"超 {count - quota.at_most}"
    if count == 0:
        return "没有报"
    return f"少 {quota.at_least - count}" if count < quota.at_least else "在名额内"


def _received(day: date | None, last: date) -> Block:
    """The day of receipt against the deadline."""
    if day is None:
        return Block(f"未记收到日期（截止 {last}），没有核对", label=label("收到"), ink="warn")
    late = (day - last).days
    told = f"逾期 {late} 天" if late > 0 else "按期"
    return Block(f"{day}（截止 {last}），{told}", label=label("收到"), ink="warn" if late > 0 else "plain")


def within(count: int, quota: Quota) -> str:
    """`超` above the quota, `少` below it, empty inside it and for none at all (a unit need not send any)."""
    if count > quota.at_most:
        return "超"
    return "少" if 0 < count < quota.at_least else ""
