"""Units and findings as text, wherever the office reads them."""

from __future__ import annotations

from collections.abc import Sequence

from review_tui.desks.docket import Ruled
from review_tui.desks.office import OfficeDesk
from review_tui.screens.office_page import KINDS, SEVERITIES, SEVERITY_INKS, bar, label
from review_tui.widgets.text_pane import Block
from scoring.nomination import UnitPackage
from scoring.season import Quota


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
    """Where the package came from, the quotas, the findings on the unit, the problems of import.

    `named`: begins with the unit's name.
    """
    unit = package.unit
    received = package.received.isoformat() if package.received else "收到日期未记"
    blocks = [Block(unit.name, ink="strong")] if named else []
    blocks += [Block(f"{KINDS[unit.kind]}  {received}  {package.source}", label=label("材料"))]
    for category in desk.rules.categories:
        count, quota = len(package.of(category.id)), category.quota
        word = within(count, quota)
        table = "有汇总表" if category.id in package.summaries else "无汇总表"
        text = f"[{bar(count, quota.at_most)}] {count} 份，名额 {quota.at_least}-{quota.at_most}"
        text += f"，{'超出' if word == '超' else '不足'}" if word else ""
        blocks.append(
            Block(f"{text}  {table if count else ''}", label=label(category.short), ink="warn" if word else "plain")
        )
    blocks += findings_blocks(desk.docket.unit_findings(unit.name))
    for one in package.problems:
        blocks.append(Block(f"{one.file}：{one.message}", label=label("导入"), label_ink="warn"))
    return blocks


def within(count: int, quota: Quota) -> str:
    """`超` above the quota, `少` below it, empty inside it and for none at all (a unit need not send any)."""
    if count > quota.at_most:
        return "超"
    return "少" if 0 < count < quota.at_least else ""
