"""The proof that nothing was altered, in lines for a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from review_tui.desks.office_view import OfficeView
from review_tui.ledger.verify import verify


class Proof(NamedTuple):
    """Whether everything is whole, and what was looked at: (what, outcome, good)."""

    ok: bool
    lines: tuple[tuple[str, str, bool], ...]


def prove(view: OfficeView, progress: Callable[[str], None] | None = None) -> Proof:
    """Walks every journal, hashes every file, holds every recorded seal against the journals. Takes seconds to minutes;
    reads only. `SeasonError` when the season cannot be opened."""
    result = verify(view.store.path, progress)
    lines = [(j.writer, f"{j.entries} 条，{j.problem or '完整'}", j.ok) for j in result.journals]
    for check in result.seals:
        what = "封存" if check.seal.final else "检查点"
        told = "；".join(check.problems) or "与日志相符"
        lines.append((f"{what}{check.seal.number}", f"{check.seal.code}  {told}", check.ok))
    lines.append(("文件", f"已核对 {result.checked} 个，有误 {len(result.bad)} 个", not result.bad))
    lines += [("有误", f"{one.file}：{one.problem}", False) for one in result.bad]
    lines += [("另存残尾", name, True) for name in result.aside]
    if result.one_account:
        lines.append(("提示", "所有日志同属一个系统账号，只能证明日志未被事后改动，不能证明专家之间互不可写。", True))
    return Proof(result.ok, tuple(lines))
