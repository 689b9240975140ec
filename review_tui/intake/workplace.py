"""工作单位及职务 in one cell: which part is the workplace and which the job."""

from __future__ import annotations

import re

from review_tui.intake.text import key, line

_SEPARATOR = re.compile(r"[ 　/／、,，;；|]+")
_BODY = re.compile(
    r"(?:公司|集团|厂|社区|居委会|居民委员会|村|村委会|村民委员会|街道|街道办事处|办事处|政府|合作社|农场|林场|医院|卫生院|中心|站|所"
    r"|馆|院|学校|大学|学院|中学|小学|幼儿园|局|委员会|协会|联合会|妇联|残联|工会|部队|大队|店|银行|支行|区|县|市|镇|乡|州|部|处|社)$"
)
_JOB = re.compile(
    r"(?:员|长|师|主任|书记|户|人|者|工|手|家|教授|医生|护士|经理|主席|干部|农民|委员|代表|干事|主播|顾问|退休|能手|居民|村民|志愿者|总监|助理|秘书)$"
)
_PLACE = re.compile(r"有限公司|公司|社区|村|厂")
_GOES_ON = re.compile(r"卫生服务中心|居委会?$|居民委员会|村委会|民委员会|服务中心|分公司|集团|小学|中学|学校|附属")
_LONGEST_JOB = 16


def split_workplace(text: str) -> tuple[str, str]:
    """`(workplace, job)`; the job is empty where the cell does not show where it begins.

    The parts stand apart by a space, `、`, `/` or a line of their own; without that, by the ending of a body's name
    before the name of a job (…社区|残疾人专职委员).
    """
    separated = _lines(text)
    parts = [part for part in _SEPARATOR.split(separated) if part]
    if len(parts) > 1:
        at = 1
        while at < len(parts) - 1 and _BODY.search(parts[at]) and not _JOB.search(parts[at]):
            at += 1
        first = separated.find(parts[at], sum(map(len, parts[:at])))
        return "".join(parts[:at]), separated[first:].strip()
    whole = parts[0] if parts else ""
    return _by_endings(whole)


def split_like(text: str, workplace: str, job: str) -> tuple[str, str] | None:
    """The same cell split as another paper splits it; None where the two do not say the same words."""
    if workplace and job and key(text) == key(workplace + job):
        return workplace, job
    return None


def _lines(text: str) -> str:
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    joined = parts[0] if parts else ""
    for part in parts[1:]:
        joined += (" " if _BODY.search(joined) else "") + part
    return line(joined)


def _by_endings(text: str) -> tuple[str, str]:
    for found in _PLACE.finditer(text):
        rest = text[found.end() :]
        if _is_job(rest) and not _GOES_ON.match(rest):
            return text[: found.end()], rest
    for at in range(len(text) - 2, 3, -1):
        if _BODY.search(text[:at]) and _is_job(text[at:]):
            return text[:at], text[at:]
    return text, ""


def _is_job(text: str) -> bool:
    return 2 <= len(text) <= _LONGEST_JOB and _JOB.search(text) is not None
