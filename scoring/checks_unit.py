"""Checks of what a unit sent as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.finding import Finding, make
from scoring.names import plain
from scoring.nomination import Nomination, UnitPackage
from scoring.season import Category, SeasonRules


def unit_findings(p: UnitPackage, season: SeasonRules) -> Iterator[Finding]:
    """All findings on the unit, category by category in the season's order."""
    for category in season.categories:
        yield from _quota(p, category)
        yield from _specials(p, category)
    yield from _special_not_prefecture(p, season)
    yield from _deadline(p, season)
    yield from _summary_missing(p, season)
    yield from _summary_mismatch(p, season)
    yield from _unknown(p, season)
    yield from _coverage(p, season)


def _on(p: UnitPackage, rule: str, clause: str, message: str, evidence: str = "") -> Finding:
    return make(rule, clause, message, evidence or p.source or p.unit.name, f"unit:{p.unit.name}")


def _names(nominations: tuple[Nomination, ...] | list[Nomination]) -> str:
    return "、".join(n.name for n in nominations)


def _quota(p: UnitPackage, category: Category) -> Iterator[Finding]:
    """Both ends are allowed; a unit that sends none of a category breaks no rule."""
    sent, quota = len(p.of(category.id)), category.quota
    each = "名" if category.nature == "person" else "个"
    wanted = f"应为 {quota.at_least}–{quota.at_most} {each}"
    if sent > quota.at_most:
        message = f"{category.name}推介了 {sent} {each}，{wanted}，超出 {sent - quota.at_most} {each}，请单位取舍。"
        yield _on(p, f"quota.{category.id}.over", quota.clause, message)
    elif 0 < sent < quota.at_least:
        message = f"{category.name}推介了 {sent} {each}，{wanted}，少 {quota.at_least - sent} {each}。"
        yield _on(p, f"quota.{category.id}.under", quota.clause, message)


def _specials(p: UnitPackage, category: Category) -> Iterator[Finding]:
    rule = category.special
    specials = [n for n in p.of(category.id) if n.special]
    if rule is not None and len(specials) > rule.per_unit:
        message = f"“{rule.name}”只能推介 {rule.per_unit} 个，现有 {len(specials)} 个：{_names(specials)}。请单位取舍。"
        yield _on(p, f"special.{category.id}.over", rule.clause, message)


def _special_not_prefecture(p: UnitPackage, season: SeasonRules) -> Iterator[Finding]:
    """The unit may name no special nominee: `special` of `units.csv`, off for an unknown unit."""
    if p.unit.special:
        return
    specials = [(c, n) for c in season.categories if c.special is not None for n in p.of(c.id) if n.special]
    if specials:
        names = _names([n for _, n in specials])
        clause = next(c.special.clause for c, _ in specials if c.special is not None)
        message = f"特别推介对象只由市（州）推介，本单位报了：{names}。请改为一般推介或说明。"
        yield _on(p, "special.not-prefecture", clause, message)


def _deadline(p: UnitPackage, season: SeasonRules) -> Iterator[Finding]:
    """The last day itself is in time; an unknown day of receipt is not judged."""
    last = season.deadline
    if p.received is not None and p.received > last.date:
        message = f"{p.received:%Y-%m-%d} 收到，晚于截止日期 {last.date:%Y-%m-%d}。"
        yield _on(p, "deadline.late", last.clause, message)


def _summary_missing(p: UnitPackage, season: SeasonRules) -> Iterator[Finding]:
    """Forms of a category came without its 汇总表. A table that came but cannot be read is a problem of import."""
    unread = [plain(m.path) for m in p.materials if m.kind == "summary" and m.problem is not None]
    missing = [
        c
        for c in season.categories
        if c.id not in p.summaries
        and any(n.of_kind("form") for n in p.of(c.id))
        and not any(_may_be_of(path, c, season) for path in unread)
    ]
    if missing:
        names = "、".join(f"《{c.summary.name}》" for c in missing)
        clause = join_clauses(tuple(c.summary.clause for c in missing))
        yield _on(p, "summary.missing", clause, f"没有找到{names}，请单位补报。")


def _may_be_of(path: str, category: Category, season: SeasonRules) -> bool:
    """Whether a table's path names the category, or none at all."""
    named = [c.id for c in season.categories if any(plain(word) in path for word in c.words)]
    return not named or category.id in named


def join_clauses(clauses: tuple[str, ...]) -> str:
    """Clauses as the contract writes them side by side: 二（三）1.(1) / 2.(1)."""
    distinct = list(dict.fromkeys(clauses))
    head = distinct[0].rpartition("）")[0]
    return " / ".join([distinct[0], *(c.removeprefix(head + "）") if head else c for c in distinct[1:])])


def _summary_mismatch(p: UnitPackage, season: SeasonRules) -> Iterator[Finding]:
    """A row of a 汇总表 whose nominee sent not a single file, or a nominee with files whom no row names.

    A nominee with a row and some files but no form is `form.missing` alone.
    """
    told: list[str] = []
    for category in (c for c in season.categories if c.id in p.summaries):
        nominations = p.of(category.id)
        alone = [n for n in nominations if n.in_summary and not n.materials]
        unlisted = [n for n in nominations if not n.in_summary and n.materials]
        if alone:
            told.append(f"汇总表列有 {_names(alone)}，但没有其材料")
        if unlisted:
            told.append(f"{_names(unlisted)} 有材料，但汇总表没有列入")
    if told:
        message = f"汇总表与所报材料的人选（项目）不一致：{'；'.join(told)}。请单位核对。"
        yield _on(p, "summary.mismatch", season.materials_clause, message)


def _unknown(p: UnitPackage, season: SeasonRules) -> Iterator[Finding]:
    if not p.unit.known:
        message = f"“{p.unit.name}”不在本季单位名单内，请核对单位名称或补入名单。"
        yield _on(p, "unit.unknown", season.units_clause, message)


def _coverage(p: UnitPackage, season: SeasonRules) -> Iterator[Finding]:
    """All nominees of a category with types are of one type. At least two, and the type of each must be known."""
    for category in (c for c in season.categories if c.types):
        types = [_types(n, category) for n in p.of(category.id)]
        if len(types) >= 2 and all(types) and len(set().union(*types)) == 1:
            only = next(iter(types[0]))
            message = f"{len(types)} 名{category.short}都是“{only}”，推介时应考虑覆盖不同类型。"
            yield _on(p, "coverage.types", category.types_clause, message)


def _types(n: Nomination, category: Category) -> set[str]:
    """The season's types that the counting reading names, else the text itself; empty: it was not read."""
    text = plain(n.text("type"))
    return {t for t in category.types if t in text} or ({text} if text else set())
