"""`seal`, `witness`: what the office does with the round besides its desk."""

from __future__ import annotations

import argparse
import getpass
import sys

from review_tui.commands.out import now, put, put_json, put_table, say
from review_tui.desks.office import OfficeDesk
from review_tui.desks.round import Round, write_seal
from review_tui.desks.witnesses import Witnesses
from review_tui.errors import UsageError
from review_tui.season_store import SeasonStore


def seal(arguments: argparse.Namespace) -> int:
    """Records the head of every journal, writes the copy that leaves the host, and signs it where a key is given."""
    store = SeasonStore.open(arguments.season)
    desk = OfficeDesk(store, now)
    try:
        witness = _second(Witnesses(desk), arguments.witness) if Round(desk).state == "closed" else None
        made = Round(desk).seal(witness)
    finally:
        desk.close()
    path = write_seal(store, made, arguments.key)
    if arguments.json:
        put_json({**made.as_json(), "code": made.code, "file": str(path), "signed": arguments.key is not None})
        return 0
    put(f"{'已封存' if made.final else '评审还没有结束，只记录了检查点'}：第 {made.number} 号，校验码 {made.code}")
    put_table(("日志", "条数", "末条哈希"), [(w, n, head[:16]) for w, (n, head) in made.heads.items()])
    put(f"封存单：{path}" + ("，已签名（.sig）" if arguments.key else "（没有签名；用 --key 签名）"))
    put("请把封存单拷到别处（监督人员、纸质会议记录抄校验码）。以后用 review-tui verify SEASON --seal 封存单 核对。")
    return 0


def add_witness(arguments: argparse.Namespace) -> int:
    """Registers a second person, who types a passphrase of her own."""
    desk = OfficeDesk(SeasonStore.open(arguments.season), now)
    try:
        say(f"请 {arguments.name} 本人输入口令（不显示）。")
        Witnesses(desk).add(arguments.id, arguments.name, _passphrase(twice=True))
        put(f"已登记第二人 {arguments.id} {arguments.name}。")
    finally:
        desk.close()
    return 0


def list_witnesses(arguments: argparse.Namespace) -> int:
    """The second persons."""
    desk = OfficeDesk(SeasonStore.open(arguments.season), now)
    try:
        put_table(("编号", "姓名"), [(one.id, one.name) for one in Witnesses(desk).all()])
    finally:
        desk.close()
    return 0


def _second(witnesses: Witnesses, witness: str | None) -> str | None:
    if not witnesses.needed("seal"):
        return None
    if witness is None:
        raise UsageError("未封存", "本季规定封存要有第二人在场。", "请加 --witness 编号，由第二人输入口令。")
    return witnesses.stand_by("seal", witness, _passphrase())


def _passphrase(*, twice: bool = False) -> str:
    """A passphrase from the terminal, unseen; from a pipe, one line of it for each time it is asked for."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("口令：")
    if twice and getpass.getpass("再输一次：") != first:
        raise UsageError("口令不一致", "两次输入的口令不同。", "请再运行一次。")
    return first
