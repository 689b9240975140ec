"""`ssh`: what sshd needs so that the panel gets in, printed or written into a directory of root's."""

from __future__ import annotations

import argparse
import pwd
from pathlib import Path

from review_tui.commands.out import put, say
from review_tui.desks.office_view import OfficeView
from review_tui.errors import UsageError
from review_tui.kiosk.access import KEYS, Access, Seat, access
from review_tui.kiosk.public_keys import parse_key
from review_tui.ledger.files import make_directory, write_file
from review_tui.season_store import SeasonStore

_READABLE = 0o644
"""sshd reads them as root, and demands that nobody else can write them."""


def ssh(arguments: argparse.Namespace) -> int:
    """Prints the block and the key lines. 1: somebody on the panel cannot log in yet."""
    view = OfficeView(SeasonStore.open(arguments.season), private=False)
    members = [member.id for member in view.panel()]
    if not members:
        raise UsageError("还没有评审组", "本季还没有添加专家。", "先运行 review-tui panel SEASON add。")
    shared = "" if any(view.account(one) for one in members) else _trial_account(arguments.season)
    left_out = []
    seats = []
    for one in members:
        key, account = _key(view, one), view.account(one) or shared
        if not key or not account:
            what = "公钥" if not key else "系统账号"
            left_out.append(f"专家 {one} 还没有{what}，不能登录：用 panel add {one} … 补上，再运行一次。")
        else:
            seats.append(Seat(one, account, parse_key(key, f"专家 {one}")))
    if not seats:
        raise UsageError("没有人能登录", left_out[0], "")
    found = access(arguments.season, seats, shared=bool(shared))
    if arguments.out is None:
        _print(found)
    else:
        _write(found, arguments.out)
    for sentence in [*left_out, *_warnings(found)]:
        say(sentence)
    return 1 if left_out else 0


def _key(view: OfficeView, expert: str) -> str:
    """The text that `panel add --key` kept; empty: none."""
    note = view.store.note("office", (view.documents.get("panel", expert) or {})["note"]) or {}
    return str(note.get("key", ""))


def _trial_account(season: Path) -> str:
    """The account that serves for all where the panel names none: the owner of the season, but never root."""
    owner = season.stat().st_uid
    try:
        return pwd.getpwuid(owner).pw_name if owner else "review"
    except KeyError:
        return "review"


def _print(found: Access) -> None:
    put("# ---- /etc/ssh/sshd_config.d/review-tui.conf ----")
    put(found.block())
    for account, lines in found.lines().items():
        put(f"# ---- {KEYS}/{account} ----")
        put(lines.rstrip("\n"))


def _write(found: Access, out: Path) -> None:
    """The same as files. A key file of somebody who is no longer on the panel is removed."""
    for directory in (out, out / "keys"):
        make_directory(directory, 0o755)
    for old in (out / "keys").iterdir():
        if old.name not in found.lines():
            old.unlink()
    for account, lines in found.lines().items():
        write_file(out / "keys" / account, lines.encode(), _READABLE)
    write_file(out / "sshd_config", found.block(str((out / "keys").resolve())).encode(), _READABLE)
    put(f"已写入 {out / 'sshd_config'} 和 {out / 'keys'} 下 {len(found.lines())} 个公钥文件。")
    put(f"接着运行：ln -sf {(out / 'sshd_config').resolve()} /etc/ssh/sshd_config.d/review-tui.conf")
    put("          sshd -t && systemctl reload ssh")


def _warnings(found: Access) -> list[str]:
    out = []
    if found.shared:
        out.append(
            "全组共用一个系统账号，只适合试用：谁能运行这个账号的程序，谁就能改任何人的评分，verify 因此证明得较少。"
            "正式评审请给每位专家各设账号（panel add … --account）。"
        )
    owner = found.season.stat().st_uid
    for account in found.lines():
        try:
            uid = pwd.getpwnam(account).pw_uid
        except KeyError:
            out.append(f"系统账号 {account} 在这台机器上还没有：见 docs/operating.md 第五节。")
            continue
        if uid == owner and not found.shared:
            out.append(f"系统账号 {account} 也是这一季的所有者，能改办公室的日志：请给专家另设账号。")
    return out
