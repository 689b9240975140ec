"""补正通知: what one unit has to correct, as its clerk reads it; and the same as a workbook.

The clerk has never seen this program: no rule names, no codes, nothing about other units, no telephone but that of
the office.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from review_tui.exports.cells import day
from review_tui.exports.template import Row, Table
from review_tui.exports.workbook import Masthead, fill_workbook

TEMPLATE = "return-slip.xlsx"
"""Its name in the season's `templates`."""
SHEET = "补正通知"
BLANK = "＿" * 16
"""To be filled in by hand."""

_WEEKDAYS = "一二三四五六日"
_NEEDS = frozenset({"no", "whom", "problem", "clause", "action"})


@dataclass(frozen=True)
class Point:
    """One thing to correct. `where`: the files it was seen in, may be empty; `must`: without it nothing is reviewed."""

    problem: str
    where: str
    clause: str
    action: str
    must: bool

    @property
    def told(self) -> str:
        """The problem with its mark and where it was seen."""
        mark = "【必须】" if self.must else ""
        return f"{mark}{self.problem}" + (f"\n（{self.where}）" if self.where else "")


@dataclass(frozen=True)
class Matter:
    """What has to be corrected about one nominee, or about the unit as a whole. `whom` as it is to be read."""

    whom: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class ReturnSlip:
    """All of one unit. `received` None: the day is not known. `due`: the last day. `contact` empty: a blank is left."""

    masthead: Masthead
    unit: str
    received: date | None
    due: date
    contact: str
    matters: tuple[Matter, ...]

    @property
    def count(self) -> int:
        """How many points there are."""
        return sum(len(one.points) for one in self.matters)

    @property
    def due_text(self) -> str:
        """2022年9月5日（星期一）."""
        return f"{day(self.due)}（星期{_WEEKDAYS[self.due.weekday()]}）"

    def opening(self) -> str:
        """The paragraph above the table."""
        when = f"（{day(self.received)}收到）" if self.received else ""
        return (
            f"您好！你单位报送的{self.masthead.title}材料{when}收悉，谢谢。"
            f"经形式审查，以下 {self.count} 处需要补正或说明。"
            f"请于 {self.due_text}前，把补正后的整套电子材料（不只是改动的文件）重新报送；"
            "纸质材料有改动的，加盖公章后一并换送。"
        )

    def closing(self) -> str:
        """The paragraph below the table."""
        return (
            "标有【必须】的，不补正就不能参加评审；其余请补齐、更正，确属无误的请书面说明。"
            f"“通知条款”是指《{self.masthead.source}》里的条款。"
        )

    def contact_line(self) -> str:
        """Whom to ask."""
        return f"联系人及电话：{self.contact or BLANK}"

    def signature(self) -> Sequence[str]:
        """The sender and the day, one line each."""
        return self.masthead.organiser, day(self.masthead.made_at.date())


def return_slip_book(slip: ReturnSlip, template: Path) -> bytes:
    """The workbook. Raises `ReviewError` for a template that cannot be used and for a text that no cell can hold."""
    points = [(matter.whom, point) for matter in slip.matters for point in matter.points]
    rows: list[Row] = [
        {"no": number, "whom": whom, "problem": one.told, "clause": one.clause, "action": one.action}
        for number, (whom, one) in enumerate(points, start=1)
    ]
    sender, made = slip.signature()
    scalars = {
        "unit": slip.unit,
        "opening": slip.opening(),
        "closing": slip.closing(),
        "contact": slip.contact_line(),
        "sender": sender,
        "made": made,
    }
    return fill_workbook(template, [Table(SHEET, rows, _NEEDS, scalars=scalars)], slip.masthead)
