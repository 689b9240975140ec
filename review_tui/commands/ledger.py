"""`verify`, `backup`, `restore`."""

from __future__ import annotations

import argparse
from pathlib import Path

from review_tui.commands.out import put, put_json, put_table, say
from review_tui.errors import UsageError
from review_tui.ledger.backup import backup as make_backup
from review_tui.ledger.backup import restore as make_restore
from review_tui.ledger.seal import read_seal, signed_by
from review_tui.ledger.verify import Verification, find_receipt
from review_tui.ledger.verify import verify as check_ledger

_KINDS = {
    "card.submit": "提交评分",
    "draft": "草稿",
    "recusal.add": "回避",
    "recusal.drop": "取消回避",
    "undo": "撤销",
    "package.take-in": "导入材料",
    "ruling": "裁定",
    "panel.assign": "分配材料",
    "card.return": "退回评分",
    "round.close": "结束评审",
    "round.reopen": "恢复评审",
    "round.seal": "封存",
    "checkpoint": "检查点",
