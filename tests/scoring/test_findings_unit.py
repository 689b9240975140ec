"""What a unit sent as a whole; and that every clause and severity is the contract's."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.checks_unit import join_clauses
from scoring.nomination import Nomination, UnitPackage
from tests.scoring.cases import file, package, photo, project, read, star, unit_findings


def stars(count: int, **facts: str | None) -> list[Nomination]:
    types = ("老年人", "退役军人")
    return [
        star(read("name", f"某{i}", "summary"), name=f"某{i}", **({"type": types[i % 2]} | facts)) for i in range(count)
    ]


def projects(count: int) -> list[Nomination]:
    return [project(read("name", f"讲堂{i}", "summary"), name=f"讲堂{i}") for i in range(count)]


@pytest.mark.parametrize(
    ("sent", "rules"),
    [
        (0, set()),
        (1, {"quota.star.under"}),
        (5, {"quota.star.under"}),
        (6, set()),
        (10, set()),
        (11, {"quota.star.over"}),
    ],
)
def test_quota_of_stars(sent: int, rules: set[str]) -> None:
    assert set(unit_findings(package(*stars(sent)))) == rules


@pytest.mark.parametrize(
    ("sent", "rules"),
    [
        (0, set()),
        (1, {"quota.project.under"}),
        (4, {"quota.project.under"}),
        (5, set()),
        (8, set()),
        (9, {"quota.project.over"}),
    ],
)
def test_quota_of_projects(sent: int, rules: set[str]) -> None:
    assert set(unit_findings(package(*projects(sent)))) == rules


def special(nominations: list[Nomination], count: int) -> list[Nomination]:
    marked = [n.model_copy(update={"special": True}) for n in nominations[:count]]
    return [*marked, *nominations[count:]]


def test_specials() -> None:
    assert unit_findings(package(*special(stars(6), 1), *special(projects(5), 1))) == {}
    found = unit_findings(package(*special(stars(6), 2), *special(projects(5), 2)))
    assert set(found) == {"special.star.over", "special.project.over"}
    assert "某0、某1" in found["special.star.over"].message


@pytest.mark.parametrize("name", ["长春大学", "长白山管委会教育科技局", "梅河口市教育局", "某研究会"])
def test_special_of_no_prefecture(name: str) -> None:
    found = unit_findings(package(*special(stars(6), 1), unit_name=name))
    assert "special.not-prefecture" in found
    assert ("unit.unknown" in found) is (name == "某研究会")


@pytest.mark.parametrize("name", ["长春市", "吉林市教育局", "延边州", "白山市教育局"])
def test_special_of_a_prefecture(name: str) -> None:
    assert unit_findings(package(*special(stars(6), 1), unit_name=name)) == {}


@pytest.mark.parametrize(
    ("received", "late"),
    [(date(2022, 8, 22), False), (date(2022, 8, 23), True), (None, False), (date(2022, 8, 1), False)],
)
def test_deadline(received: date | None, late: bool) -> None:
    assert ("deadline.late" in unit_findings(package(*stars(6), received=received))) is late


def test_summary_missing() -> None:
    found = unit_findings(package(*stars(6), *projects(5), summaries=("star",)))
    assert set(found) == {"summary.missing"}
    assert found["summary.missing"].clause == "二（三）2.(1)"
    assert "《终身学习品牌项目推介汇总表》" in found["summary.missing"].message
    both = unit_findings(package(*stars(6), *projects(5), summaries=()))["summary.missing"]
    assert both.clause == "二（三）1.(1) / 2.(1)"


def test_summary_is_asked_only_where_forms_came() -> None:
    assert unit_findings(package(*projects(5), summaries=("project",))) == {}
    photos_only = [n.model_copy(update={"materials": (photo(),)}) for n in stars(6)]
    assert unit_findings(package(*photos_only, summaries=())) == {}


def test_summary_that_cannot_be_read_is_not_missing() -> None:
    broken = file("summary", "附表2 百姓学习之星推介汇总表.xlsx", problem="有密码")
    assert unit_findings(package(*stars(6), summaries=(), materials=(broken,))) == {}
    found = unit_findings(package(*stars(6), *projects(5), summaries=(), materials=(broken,)))
    assert set(found) == {"summary.missing"} and found["summary.missing"].clause == "二（三）2.(1)"


def test_summary_row_without_any_file() -> None:
    *five, last = stars(6)
    row_only = last.model_copy(update={"materials": ()})
    found = unit_findings(package(*five, row_only))
    assert set(found) == {"summary.mismatch"}
    assert "某5" in found["summary.mismatch"].message


def test_summary_row_with_photos_but_no_form_is_no_mismatch() -> None:
    *five, last = stars(6)
    assert unit_findings(package(*five, last.model_copy(update={"materials": (photo(),)}))) == {}


def test_nominee_whom_no_row_names() -> None:
    unlisted = star(name="周远山", type="老年人")
    found = unit_findings(package(*stars(5), unlisted))
    assert set(found) == {"summary.mismatch"} and "周远山" in found["summary.mismatch"].message
    assert set(unit_findings(package(*stars(5), unlisted, summaries=()))) == {"summary.missing"}


def test_unknown_unit() -> None:
    found = unit_findings(package(*stars(6), unit_name="某研究会"))
    assert set(found) == {"unit.unknown"}
    assert found["unit.unknown"].target == "unit:某研究会"


@pytest.mark.parametrize(
    ("types", "told"),
    [
        (["老年人"] * 6, True),
        (["老年人"] * 5 + ["残疾人"], False),
        (["老年人（退休教师）"] + ["老年人"] * 5, True),
        (["老年人", "老年人、残疾人"] * 3, False),
        (["老年人"] * 5 + [None], False),
    ],
)
def test_coverage(types: list[str | None], told: bool) -> None:
    nominations = [star(read("name", f"某{i}", "summary"), name=f"某{i}", type=type_) for i, type_ in enumerate(types)]
    assert ("coverage.types" in unit_findings(package(*nominations))) is told


def test_one_star_alone_covers_nothing_and_is_not_told_so() -> None:
    assert set(unit_findings(package(*stars(1)))) == {"quota.star.under"}
    assert set(unit_findings(package(*stars(2, type="老年人")))) == {"quota.star.under", "coverage.types"}


CONTRACT = [
    ("quota.star.over", "block", "二（二）", package(*stars(11))),
    ("quota.project.over", "block", "二（二）", package(*projects(9))),
    ("quota.star.under", "warn", "二（二）", package(*stars(1))),
    ("quota.project.under", "warn", "二（二）", package(*projects(1))),
    ("special.star.over", "block", "二（三）3.(1)", package(*special(stars(6), 2))),
    ("special.project.over", "block", "二（三）3.(1)", package(*special(projects(5), 2))),
    ("special.not-prefecture", "block", "二（三）3.(1)", package(*special(stars(6), 1), unit_name="长春大学")),
    ("deadline.late", "warn", "二（三）", package(received=date(2022, 8, 24))),
    ("summary.missing", "block", "二（三）1.(1)", package(*stars(6), summaries=())),
    ("summary.mismatch", "warn", "二（三）", package(*stars(5), star(name="甲"))),
    ("unit.unknown", "warn", "—", package(unit_name="某研究会")),
    ("coverage.types", "info", "二（二）", package(*stars(6, type="老年人"))),
]


@pytest.mark.parametrize(("rule", "severity", "clause", "sent"), CONTRACT, ids=[row[0] for row in CONTRACT])
def test_severity_and_clause(rule: str, severity: str, clause: str, sent: UnitPackage) -> None:
    found = unit_findings(sent)[rule]
    assert (found.severity, found.clause) == (severity, clause)
    assert found.target.startswith("unit:") and found.evidence and found.message.endswith("。")


def test_clauses_side_by_side() -> None:
    assert join_clauses(("二（三）1.(1)", "二（三）2.(1)", "二（三）1.(1)")) == "二（三）1.(1) / 2.(1)"
    assert join_clauses(("三", "四")) == "三 / 四"
