"""`verify`, `backup`, `restore`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from review_tui.commands.out import now, put, put_json, put_table, say
from review_tui.desks.purging import Purging
from review_tui.errors import UsageError
from review_tui.ledger.backup import backup as make_backup
from review_tui.ledger.backup import restore as make_restore
from review_tui.ledger.seal import read_seal, signed_by
from review_tui.ledger.verify import Verification, find_receipt
from review_tui.ledger.verify import verify as check_ledger
from review_tui.season_store import SeasonStore

_KINDS = {
    "card.submit": "提交评分",
    "draft": "草稿",
    "recusal.add": "回避",
    "recusal.drop": "取消回避",
    "undo": "撤销",
    "package.take-in": "导入材料",
    "filing": "归入文件",
    "filing.withdraw": "撤回归入",
    "ruling": "裁定",
    "panel.assign": "分配材料",
    "register.add": "登记往年名单",
    "register.withdraw": "撤回登记",
    "repeat.verdict": "查重认定",
    "repeat.withdraw": "撤回查重认定",
    "sheet.take-in": "收回评分表",
    "card.return": "退回评分",
    "round.close": "结束评审",
    "round.reopen": "恢复评审",
    "round.seal": "封存",
    "checkpoint": "检查点",
}


def verify(arguments: argparse.Namespace) -> int:
    """Walks every chain and every file that it names. 1: something is not as it was recorded, or no such receipt."""
    if arguments.receipt is not None:
        return _receipt(arguments)
    if arguments.signers is not None and arguments.seal is None:
        raise UsageError("用法有误", "--signers 要和 --seal 一起用。")
    against = read_seal(arguments.seal) if arguments.seal else None
    signer = _signer(arguments.seal, arguments.signers) if arguments.signers else ""
    result = check_ledger(arguments.season, None if arguments.json else say, against=against)
    if arguments.json:
        put_json({**result.as_json(), **({"signer": signer} if signer else {})})
    else:
        if signer:
            put(f"封存单的签名属实，签名人 {signer}。")
        _print(result)
    return 0 if result.ok else 1


def backup(arguments: argparse.Namespace) -> int:
    """Copies the season, then replays and compares the copy."""
    copy = make_backup(arguments.season, arguments.dest, say)
    put(f"已备份到 {copy.path}，并已重放核对：{_summary(copy.verification)}。")
    return 0 if copy.verification.ok else 1


def restore(arguments: argparse.Namespace) -> int:
    """Makes a season of a backup, then replays and compares it."""
    copy = make_restore(arguments.src, arguments.season, say)
    put(f"已恢复到 {copy.path}，并已重放核对：{_summary(copy.verification)}。")
    return 0 if copy.verification.ok else 1


def _signer(seal: Path, signers: Path) -> str:
    """Who signed the copy of the seal."""
    return signed_by(seal.read_bytes(), seal.with_name(f"{seal.name}.sig"), signers)


def purge(arguments: argparse.Namespace) -> int:
    """Removes personal data whose time has come; `--dry-run` says what would go, whatever the day."""
    purging = Purging(SeasonStore.open(arguments.season), now)
    rooms = purging.plan()
    if not arguments.dry_run:
        purging.due()
    put_table(("内容", "文件", "字节"), [(room.title, room.files, room.size) for room in rooms])
    if arguments.dry_run:
        put("以上将被删除，不能恢复；日志保留，仍可核对。备份和归档里的副本请另行处理。")
        return 0
    if rooms and not _sure(arguments.season):
        put("没有清除。")
        return 1
    put(f"已清除 {purging.run()} 个文件。日志仍可用 review-tui verify 核对；备份和归档里的副本请另行处理。")
    return 0


def _sure(season: Path) -> bool:
    """Whether the person at the terminal wants it, who types the name of the season; a script is not asked."""
    if not sys.stdin.isatty():
        return True
    say(f"清除以后不能恢复。确实要清除，请输入季目录的名字 {season.resolve().name}：")
    return sys.stdin.readline().strip() == season.resolve().name


def _receipt(arguments: argparse.Namespace) -> int:
    found = find_receipt(arguments.season, arguments.receipt)
    if arguments.json:
        entry = None if found is None else {"writer": found[0], "seq": found[1].seq, "at": found[1].at}
        put_json({"found": found is not None, "entry": entry})
    elif found is None:
        put(f"没有找到回执 {arguments.receipt}：请核对是否抄错；如无误，说明日志被改动过，请保留现场并运行 verify。")
    else:
        writer, one = found
        put(f"回执属实：{writer} 第 {one.seq} 条，{_KINDS.get(one.kind, one.kind)}，{one.at}。")
    return 0 if found else 1


def _print(result: Verification) -> None:
    rows = [(j.writer, j.entries, j.head[:16], "完整" if j.ok else j.problem) for j in result.journals]
    put_table(("日志", "条数", "末条哈希", "结果"), rows)
    for one in result.bad:
        put(f"文件有误：{one.file}：{one.problem}")
    for check in result.seals:
        what = "封存" if check.seal.final else "检查点"
        put(f"{what}第 {check.seal.number} 号（{check.seal.code}）：{'；'.join(check.problems) or '与日志相符'}")
    if result.purged:
        put("个人信息已按期限清除：此前的内容文件不在，是应当的。")
    for name in result.aside:
        put(f"另存的残尾（从未确认为已存）：{name}")
    if result.one_account:
        put("提示：所有日志同属一个系统账号，只能证明日志未被事后改动，不能证明专家之间互不可写。")
    put(f"{'全部完整' if result.ok else '有问题，见上'}：{_summary(result)}。")


def _summary(result: Verification) -> str:
    entries = sum(j.entries for j in result.journals)
    return f"{len(result.journals)} 本日志 {entries} 条，{result.checked} 个文件"
