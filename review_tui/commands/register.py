"""`register`: past winners in, and the last addition out again."""

from __future__ import annotations

import argparse

from review_tui.commands.out import now, put, put_json, say
from review_tui.desks.office import OfficeDesk
from review_tui.desks.register import RegisterDesk, Source
from review_tui.errors import UsageError
from review_tui.season_store import SeasonStore

_MOST = 20
"""Up to how many rows that were left out are named one by one; `--json` has all."""


def add(arguments: argparse.Namespace) -> int:
    """Adds lists to the register. 1: some rows could not be taken in, or their year could not be read."""
    if arguments.undo:
        return _undo(arguments)
    if not arguments.files and not arguments.final:
        raise UsageError("没有名单", "请写出名单文件。", "只把本季推荐名单记入往年名单时用 --final。")
    desk = OfficeDesk(SeasonStore.open(arguments.season), now)
    try:
        done = RegisterDesk(desk).add(arguments.files, arguments.year, final=arguments.final, progress=say)
    finally:
        desk.close()
    if arguments.json:
        put_json(done.as_json())
    else:
        for source in done.sources:
            _print(source)
        put(f"往年名单现有 {done.total} 行。")
    return 0 if done.in_order else 1


def _undo(arguments: argparse.Namespace) -> int:
    if arguments.files or arguments.final:
        raise UsageError("用法有误", "--undo 只撤回上一次登记，不能同时登记。", "请分两次运行。")
    desk = OfficeDesk(SeasonStore.open(arguments.season), now)
    try:
        gone, left = RegisterDesk(desk).withdraw()
    finally:
        desk.close()
    if arguments.json:
        put_json({"withdrawn": gone, "total": left})
    else:
        put(f"已撤回上一次登记（新增的 {gone} 行）。往年名单现有 {left} 行。")
    return 0


def _print(source: Source) -> None:
    counts = f"新增 {source.new}，已有 {source.known}，补充 {source.changed}，未收 {len(source.left_out)}"
    put(f"{source.name}：读到 {source.rows} 行：{counts}")
    for one in source.left_out[:_MOST]:
        put(f"  未收 {one.place}：{one.reason}")
    if len(source.left_out) > _MOST:
        put(f"  ……还有 {len(source.left_out) - _MOST} 行未收，用 --json 看全部。")
    for note in source.notes[:_MOST]:
        put(f"  注意：{note}。")
