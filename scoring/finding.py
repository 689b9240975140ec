"""A finding: what stands against a nomination or a unit, with the clause and the place where it was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from scoring.nomination import Nomination, Noun, Reading, Turnout, Unit
from scoring.season import Category, SeasonRules

Severity = Literal["block", "warn", "info"]

SEVERITIES: dict[str, Severity] = {
    "quota.*.over": "block",
    "quota.*.under": "warn",
    "special.*.over": "block",
    "special.not-prefecture": "block",
    "deadline.late": "warn",
    "summary.missing": "block",
    "summary.mismatch": "warn",
    "unit.unknown": "warn",
    "coverage.types": "info",
    "form.missing": "block",
    "form.field.missing": "warn",
    "facts.conflict": "warn",
    "file.unreadable": "warn",
    "star.rank": "warn",
    "star.honour": "warn",
    "repeat.past": "block",
    "repeat.season": "warn",
    "project.age": "block",
    "project.participants": "block",
    "project.name": "warn",
    "project.regulated": "warn",
    "photo.count": "warn",
    "photo.id": "warn",
    "photo.reused": "warn",
    "report.missing": "warn",
    "report.length": "warn",
    "video.missing": "block",
    "video.format": "warn",
    "video.duration": "warn",
    "video.codec": "warn",
    "video.resolution": "warn",
    "video.framerate": "warn",
}
"""Every rule checked here, as in the contract; `*` stands for the id of a category."""

FACT_LABELS = {
    "name": "姓名（项目名称）",
    "gender": "性别",
    "birth": "出生年月",
    "ethnic": "民族",
    "politics": "政治面貌",
    "education": "文化程度",
    "workplace": "工作单位",
    "job": "职务",
    "type": "人群类型",
    "phone": "联系电话",
    "level": "行政级别",
    "honours": "已获荣誉",
    "implementer": "实施单位",
    "start": "启动时间",
    "participants": "年参与人数",
    "audience": "面向对象",
    "leader": "负责人",
    "mode": "学习方式",
    "unit": "推荐单位",
    "special": "特别推介标记",
    "deed": "主要事迹（活动内容）",
}
"""What the fact keys are called on the forms."""

SOURCES = {"form": "推介表", "summary": "汇总表", "name": "文件（夹）名", "office": "办公室更正"}


class Finding(Noun):
    """One finding; (`target`, `rule`) identifies it for rulings, so a rule is found at most once per target.

    `clause`: the place in the notice, "—" where it says nothing. `message`: for the unit's clerk, what is wrong and
    what is asked. `evidence`: where it was read, places joined by `；`. `target`: a nomination's id, or `unit:` and the
    unit's name.
    """

    rule: str
    severity: Severity
    clause: str
    message: str
    evidence: str
    target: str


@dataclass(frozen=True)
class Case:
    """One nomination with all that its checks may look at. `chains`: all names of a body by each of them (plain)."""

    nomination: Nomination
    rules: SeasonRules
    category: Category
    unit: Unit
    universities: frozenset[str]
    chains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def finding(self, rule: str, clause: str, message: str, evidence: str) -> Finding:
        """A finding on this nomination."""
        return make(rule, clause, message, evidence, self.nomination.id)


Check = Callable[[Case], Finding | None]


def make(rule: str, clause: str, message: str, evidence: str, target: str) -> Finding:
    """A finding with the severity that the contract gives the rule; KeyError for a rule it does not know."""
    parts = rule.split(".")
    family = ".".join([parts[0], "*", parts[2]]) if len(parts) == 3 else rule
    severity = SEVERITIES[rule] if rule in SEVERITIES else SEVERITIES[family]
    return Finding(rule=rule, severity=severity, clause=clause, message=message, evidence=evidence, target=target)


def shown(reading: Reading) -> str:
    """The reading as it stood there, on one line."""
    value = reading.value
    text = reading.raw or (f"{value.number}{value.unit}" if isinstance(value, Turnout) else value)
    return " ".join(text.split())
