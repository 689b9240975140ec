"""`rank`, `select`, `export`: standings, the recommended list, the sheets."""

from __future__ import annotations

import argparse
from typing import Any

from review_tui.commands.out import now, put, put_json, put_table, say
from review_tui.commands.ranking import put_ranking, rank_json
from review_tui.desks.figures import METHODS, AnyMethod, Figures
from review_tui.desks.office_view import OfficeView
from review_tui.errors import BusyError, UsageError
from review_tui.season_store import SeasonStore
from scoring.season import Category
from scoring.selection import Choice, Selected


def rank(arguments: argparse.Namespace) -> int:
    """Standings by category, with what the panel's cards tell beside them."""
    view = OfficeView(SeasonStore.open(arguments.season))
    figures, method = Figures(view), _method(arguments.method) or view.rules.scoring.method
    categories = _categories(view, arguments.category)
    for category in categories if method == "adjusted" else ():
        if refused := figures.adjusted(category).refused:
            raise UsageError("不能校正", f"{category.name}：{refused}。", "可用其他算法，或补评几份共同的材料。")
    if arguments.json:
        put_json({"categories": {c.id: rank_json(figures, c, method) for c in categories}})
        return 0
    for category in categories:
        put_ranking(figures, category, method)
    return 0


def select(arguments: argparse.Namespace) -> int:
    """The recommended list by category. 1: seats could not be filled, or a wished minimum is missed."""
    view = OfficeView(SeasonStore.open(arguments.season))
    lists = {c: view.selection(c, arguments.seats) for c in _categories(view, arguments.category)}
    if arguments.json:
        put_json({"categories": {c.id: _select_json(chosen) for c, chosen in lists.items()}})
    else:
        for category, chosen in lists.items():
            _print_selection(category, chosen)
    return 0 if all(len(one.selected) == one.seats and not one.unmet for one in lists.values()) else 1


def export(arguments: argparse.Namespace) -> int:
    """Writes the sheets and says where they are; beside an open office desk too, but then nothing records it."""
    from review_tui.desks.office import OfficeDesk
    from review_tui.desks.sheets import export_sheets, left_out

    store = SeasonStore.open(arguments.season)
    try:
        desk = OfficeDesk(store, now)
    except BusyError:
        desk = None
        say("办公室界面正开着：照常导出，但这次导出不记入日志（在界面里导出会记）。")
    try:
        for one in (written := export_sheets(store, arguments.what, now, out=arguments.out, desk=desk)):
            put(f"已导出：{one.path}")
        if not written:
            put("没有需要导出的内容。")
        for sentence in left_out(desk or OfficeView(store), arguments.what):
            put(sentence)
    finally:
        if desk is not None:
            desk.close()
    return 0


def _categories(view: OfficeView, wanted: str | None) -> tuple[Category, ...]:
    if wanted is None:
        return view.rules.categories
    found = tuple(c for c in view.rules.categories if wanted in (c.id, c.name, c.short))
    if not found:
        names = "、".join(f"{c.id}（{c.name}）" for c in view.rules.categories)
        raise UsageError("没有这个类别", f"本季没有类别“{wanted}”。", f"可用的有：{names}。")
    return found


def _method(wanted: str | None) -> AnyMethod | None:
    for one in METHODS:
        if wanted == one:
            return one
    if wanted is None:
        return None
    raise UsageError("没有这个算法", f"不认识的算法“{wanted}”。", f"可用的有：{'、'.join(METHODS)}。")


def _select_json(chosen: Selected) -> dict[str, Any]:
    return {
        "seats": chosen.seats,
        "selected": [_choice_json(one) for one in chosen.selected],
        "reserves": [_choice_json(one) for one in chosen.reserves],
        "left_out": [_choice_json(one) for one in chosen.left_out],
        "binding": list(chosen.binding),
        "cost": chosen.cost,
    }


def _choice_json(one: Choice) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "unit": one.unit,
        "rank": one.rank,
        "score": one.score,
        "reason": one.reason,
        "rules": list(one.rules),
    }


def _print_selection(category: Category, chosen: Selected) -> None:
    put(f"{category.name}：名额 {chosen.seats}，推荐 {len(chosen.selected)}，备选 {len(chosen.reserves)}")
    for label, group in (("推荐", chosen.selected), ("备选", chosen.reserves), ("未入选", chosen.left_out)):
        if group:
            put(f"【{label}】")
            put_table(
                ("名次", "编号", "名称", "单位", "得分", "理由"),
                [(c.rank, c.id, c.name, c.unit, c.score, c.reason) for c in group],
            )
    for line in chosen.binding:
        put(f"起作用的规则：{line}")
    if chosen.cost:
        put(f"各项规则和调整使入选者的总分减少 {chosen.cost} 分")
    put()
