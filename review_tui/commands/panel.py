"""`panel add`, `panel list`, `panel assign`, `panel check`."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from review_tui.commands.out import now, put, put_json, put_table, say
from review_tui.desks.figures import Figures
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_rows import PanelRow
from review_tui.desks.office_view import OfficeView
from review_tui.errors import UsageError
from review_tui.kiosk.public_keys import parse_key
from review_tui.season_store import SeasonStore
from scoring.season import Category

if TYPE_CHECKING:
    from scoring.rehearsal import Rehearsal


def add(arguments: argparse.Namespace) -> int:
    """Adds a member, or corrects one."""
    key = ""
    if arguments.key is not None:
        try:
            text = arguments.key.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise UsageError("公钥读不了", f"读不了 {arguments.key}。", "请给出 .pub 文件。") from None
        found = parse_key(text, f"专家 {arguments.id}")
        key = f"{found.kind} {found.blob}"
    desk = OfficeDesk(SeasonStore.open(arguments.season), now)
    try:
        desk.add_member(arguments.id, arguments.name, arguments.employer, arguments.account, key, arguments.declare)
    finally:
        desk.close()
    put(f"已添加专家 {arguments.id} {arguments.name}（{arguments.employer}）。")
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Lists the panel with its progress. 1: the journal of a member cannot be read."""
    rows = OfficeView(SeasonStore.open(arguments.season)).progress()
    if arguments.json:
        keys = ("id", "name", "employer", "account", "assigned", "done", "drafts", "recused", "open", "last_at")
        put_json({"panel": [{key: getattr(row, key) for key in (*keys, "problem")} for row in rows]})
    else:
        header = ("编号", "姓名", "工作单位", "账号", "分配", "已交", "草稿", "回避", "待评", "最近")
        put_table(header, [_row(row) for row in rows])
    for row in rows:
        if row.problem:
            say(f"专家 {row.id} 的评分读不出：{row.problem}请运行 review-tui verify 查看，再从备份恢复。")
    return 1 if any(row.problem for row in rows) else 0


def _row(row: PanelRow) -> tuple[object, ...]:
    own = (row.id, row.name, row.employer, row.account or "（共用）", row.assigned)
    if row.problem:
        return (*own, "?", "?", "?", "?", "日志读不出")
    return (*own, row.done, row.drafts, row.recused, row.open, row.last_at)


def assign(arguments: argparse.Namespace) -> int:
    """Gives the nominations to the panel, conflicts of interest left out."""
    desk = OfficeDesk(SeasonStore.open(arguments.season), now)
    try:
        plan = desk.assign(arguments.per)
        names = {m.id: m.name for m in desk.panel()}
    finally:
        desk.close()
    put_table(("编号", "姓名", "分配"), [(e, names[e], len(ids)) for e, ids in plan.items()])
    return 0


def check(arguments: argparse.Namespace) -> int:
    """The check before the round opens. 1: something is covered too thinly, or experts are not linked."""
    view = OfficeView(SeasonStore.open(arguments.season))
    if not view.panel():
        raise UsageError("无法核查", "评审组还没有专家。", "先用 review-tui panel SEASON add 添加专家。")
    figures = Figures(view)
    found = {c: figures.rehearsal(c, arguments.per) for c in view.rules.categories}
    if arguments.json:
        put_json({"categories": {c.id: _rehearsal_json(one) for c, one in found.items()}})
    else:
        names = {m.id: m.name for m in view.panel()}
        for category, one in found.items():
            _print_rehearsal(category, one, names)
    return 0 if all(one.in_order for one in found.values()) else 1


def _rehearsal_json(one: Rehearsal) -> dict[str, Any]:
    return {
        "nominations": one.nominations,
        "in_order": one.in_order,
        "loads": [load._asdict() for load in one.loads],
        "thin": dict(one.thin),
        "parts": [list(part) for part in one.parts],
        "chances": [chance._asdict() for chance in one.chances],
    }


def _print_rehearsal(category: Category, one: Rehearsal, names: Mapping[str, str]) -> None:
    put(f"{category.name}（{one.nominations} 份）")
    rows = [(load.expert, names[load.expert], load.nominations, load.conflicts) for load in one.loads]
    put_table(("编号", "姓名", "分配", "须回避"), rows)
    thin = "、".join(f"{i}（{n} 位）" for i, n in list(one.thin.items())[:10])
    more = f" 等 {len(one.thin)} 份" if len(one.thin) > 10 else ""
    put(f"覆盖：{thin}{more} 的专家不够" if one.thin else "覆盖：每份材料都有足够的专家")
    groups = "；".join("、".join(part) for part in one.parts)
    put(f"关联：专家分成互不相关的几组，宽严无法比较：{groups}" if len(one.parts) > 1 else "关联：专家之间都能比较")
    for chance in one.chances:
        what = f"现在的分配（每份约 {chance.cards} 位）" if chance.planned else f"每份 {chance.cards} 位"
        put(f"模拟：{what}，真正最好的平均有 {chance.share:.0%} 能入选")
    put()
