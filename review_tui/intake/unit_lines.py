"""Lines such as `填报单位（盖章）：长春市教育局        填报日期：…`: texts that name the nominating unit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from review_tui.intake.text import line

_KINDS = ("填报", "推荐", "推介", "报送", "上报")
_LINE = re.compile(
    rf"(?:{'|'.join(_KINDS)})(?:单位|部门)(?:名称)?\s*(?:[（(][^（）()]*[）)])?\s*[:：]\s*(.+?)"
    r"(?=\s{2,}|\t|\s*(?:填报|填表|报送|上报)(?:日期|时间|人)|\s*(?:联系|日期|时间|负责人|审核)|$)"
)
_STAMP = re.compile(r"[（(\[【]\s*(?:盖章|公章|签章|印章|章|加盖公章)\s*[）)\]】]|[_＿]+|（签字）")
_OPINION = re.compile(r"^(.{2,30}?)\s*[（(]\s*(?:盖章|公章|签章|印章|章)\s*[）)]", re.MULTILINE)


def unit_claims(texts: Iterable[str]) -> tuple[str, ...]:
    """The units that such lines name, in their order, each once; stamps and blanks are left out."""
    claims: dict[str, None] = {}
    for text in texts:
        for found in _LINE.finditer(re.sub(r"\n(?=[\u4e00-\u9fff])", "", text)):
            named = bare_unit(found[1])
            if named:
                claims.setdefault(named)
    return tuple(claims)


def bare_unit(text: str) -> str:
    """A unit's name without its stamp mark; empty where nothing else is left."""
    named = line(_STAMP.sub("", text)).strip(" 　:：。，,")
    return named if 2 <= len(named) <= 40 else ""


def stamped(text: str) -> str:
    """The unit that signs an opinion (`同意推介。\\n长春市教育局（盖章）`); empty: nobody does."""
    found = [m[1].strip() for m in _OPINION.finditer(text)]
    return bare_unit(found[-1]) if found else ""
