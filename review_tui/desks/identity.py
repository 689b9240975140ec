"""Which expert sits at the desk: the Unix account decides, `--as` only where one account serves for all."""

from __future__ import annotations

from collections.abc import Mapping

from review_tui.errors import UsageError


def who(accounts: Mapping[str, str], own: str, wanted: str | None) -> str:
    """The id of the expert at the desk.

    `accounts`: Unix account by expert id, empty where the panel names none; `own`: the account that runs the program;
    `wanted`: what `--as` says, None when it was not given. A season is set up for one shared account when the panel
    names no account at all. Raises `UsageError` in every other case, so that nobody can sit at another's desk.
    """
    bound = [expert for expert, account in accounts.items() if account and account == own]
    if bound:
        if wanted not in (None, bound[0]):
            raise UsageError(
                "身份不符", f"系统账号“{own}”属于专家 {bound[0]}，不能以 {wanted} 的身份评分。", "去掉 --as 即可。"
            )
        return bound[0]
    if not accounts:
        raise UsageError("还没有评审组", "本季还没有添加专家。", "由办公室运行 review-tui panel SEASON add。")
    if any(accounts.values()):
        raise UsageError("没有权限", f"系统账号“{own}”不在评审组名单里。", "请用分给您的账号登录，或与办公室联系。")
    if wanted is None:
        raise UsageError(
            "不知道您是哪位专家", "本季共用一个账号。", f"请加 --as 和您的编号（{'、'.join(sorted(accounts))}）。"
        )
    if wanted not in accounts:
        raise UsageError(
            "没有这位专家", f"评审组名单里没有编号“{wanted}”。", f"可用的有：{'、'.join(sorted(accounts))}。"
        )
    return wanted
