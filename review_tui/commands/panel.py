"""`panel add`, `panel list`, `panel assign`."""

from __future__ import annotations

import argparse

from review_tui.commands.out import now, put, put_json, put_table, say
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView, PanelRow
from review_tui.errors import UsageError
from review_tui.kiosk.public_keys import parse_key
from review_tui.season_store import SeasonStore


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
        desk.add_member(arguments.id, arguments.name, arguments.employer, arguments.account, key)
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
