"""What sshd needs so that each expert reaches the own desk and nothing else: a configuration block and the keys.

The block stands in a `Match User` of its own, so that it does as a drop-in for a Debian sshd that serves others too.
Tried against OpenSSH 9.2 in `tests/kiosk/test_sshd.py`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from review_tui.errors import UsageError
from review_tui.kiosk.public_keys import PublicKey

KEYS = "/etc/review-tui/keys"
"""Where the keys go: one file an account, owned by root, so that no account can add to its own."""
LAUNCHER = Path(__file__).resolve().parent / "launch.sh"

_ACCOUNT = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
_SAFE_PATH = re.compile(r"/[\w./+=@,~-]*")
"""Paths stand inside a quoted command in two grammars (sshd's and the shell's): no space, quote, `$` or `%`."""

# A client that froze is given up after (2 × CountMax + 1) × Interval: OpenSSH 9.2 lets an interval pass after each
# question before it counts the next one. Measured: 60 s (`python -m tests.kiosk.frozen`).
_BLOCK = """\
# 评审组的登录：{season}。由 review-tui ssh 生成，专家有变化时重新生成。
MaxStartups 60:30:100
Match User {accounts}
    AuthenticationMethods publickey
    PubkeyAuthentication yes
    PasswordAuthentication no
    KbdInteractiveAuthentication no
    AuthorizedKeysFile {keys}
{force}    PermitTTY yes
    PermitUserRC no
    AcceptEnv NOTHING
    DisableForwarding yes
    AllowTcpForwarding no
    AllowStreamLocalForwarding no
    AllowAgentForwarding no
    X11Forwarding no
    PermitTunnel no
    GatewayPorts no
    PermitListen none
    PermitOpen none
    MaxSessions 1
    ClientAliveInterval 12
    ClientAliveCountMax 2
Match all
"""


@dataclass(frozen=True, slots=True)
class Seat:
    """An expert who may log in. `account`: the Unix account, the shared one in a trial."""

    expert: str
    account: str
    key: PublicKey


@dataclass(frozen=True, slots=True)
class Access:
    """How the panel gets in. `shared`: one account serves for all, and the key alone says who it is."""

    season: Path
    seats: tuple[Seat, ...]
    shared: bool

    def block(self, keys: str = KEYS) -> str:
        """The block for sshd_config."""
        accounts = ",".join(dict.fromkeys(seat.account for seat in self.seats))
        force = "" if self.shared else f"    ForceCommand {self._command()}\n"
        return _BLOCK.format(season=self.season, accounts=accounts, keys=f"{keys}/%u", force=force)

    def lines(self) -> dict[str, str]:
        """The content of each key file, by account."""
        files: dict[str, str] = {}
        for seat in self.seats:
            command = self._command(seat.expert if self.shared else "")
            line = f'restrict,pty,command="{command}" {seat.key.kind} {seat.key.blob} {seat.expert}\n'
            files[seat.account] = files.get(seat.account, "") + line
        return files

    def _command(self, expert: str = "") -> str:
        return " ".join(
            ["exec", "/bin/sh", str(LAUNCHER), sys.executable, str(self.season), *([expert] if expert else [])]
        )


def access(season: Path, seats: Sequence[Seat], *, shared: bool) -> Access:
    """The access of these seats. UsageError: two experts with one key or one account, an account that no Unix account
    can be called, root, or a path that cannot stand in sshd's configuration."""
    here = season.resolve()
    for path in (here, LAUNCHER, Path(sys.executable)):
        if not _SAFE_PATH.fullmatch(str(path)):
            raise UsageError(
                "路径不能用", f"{path} 里有空格、引号或特殊符号，写不进 sshd 的配置。", "请换一个简单的路径。"
            )
    keys: dict[str, str] = {}
    accounts: dict[str, str] = {}
    for seat in seats:
        if not _ACCOUNT.fullmatch(seat.account) or seat.account == "root":
            raise UsageError(
                "账号不能用", f"专家 {seat.expert} 的系统账号“{seat.account}”不合规定。", "请用小写字母、数字、- 和 _。"
            )
        other = keys.setdefault(seat.key.fingerprint, seat.expert)
        if other != seat.expert:
            raise UsageError(
                "公钥重复",
                f"专家 {other} 和 {seat.expert} 用的是同一把公钥（{seat.key.fingerprint}）。",
                "公钥就是身份：请各自生成一把，再用 panel add 更新。",
            )
        owner = accounts.setdefault(seat.account, seat.expert)
        if not shared and owner != seat.expert:
            raise UsageError("账号重复", f"专家 {owner} 和 {seat.expert} 用的是同一个系统账号。", "请各用各的。")
    return Access(here, tuple(seats), shared)
