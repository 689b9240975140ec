"""Page 7: the public notice, the objections to it, the confirmation of the list."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from review_tui.desks.notice import Notice, NoticeBoard, confirmation, notices, obstacles, unpublished
from review_tui.desks.objections import Objection, ObjectionDesk, Outcome, objections
from review_tui.errors import ReviewError
from review_tui.screens.office_notice_text import notice_blocks, objection_blocks, state_spans
from review_tui.screens.office_page import Bench, DeskList, Details, Line, Page, moment
from review_tui.screens.office_reason import ReasonScreen
from review_tui.screens.office_second import with_second
from review_tui.widgets.paged_list import Column, PagedList, Row
from review_tui.widgets.prompt import AskText, Confirm, Reading
from review_tui.widgets.text_pane import Block

COLUMNS = (
    Column("编号", 6),
    Column("内容", 12, grow=True),
    Column("日期", 11),
    Column("状态", 12),
)
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")


class NoticePage(Page):
    """Notices and objections in one list, the text of the one under the cursor beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "publish", "公示"),
        Binding("o", "object", "登记异议"),
        Binding("y", "rule('upheld')", "成立"),
        Binding("n", "rule('rejected')", "不成立"),
        Binding("x", "withdraw", "撤回公示"),
        Binding("c", "confirm", "确认名单"),
    ]
    WRITES = frozenset({"publish", "object", "rule", "withdraw", "confirm"})
    KEYS = (
        ("p", "公示：定住现在的推荐名单，从所填日期起算天数；有递补时只补充公示递补的"),
        ("o", "登记异议：编号、提出人、事由、证据"),
        ("y / n", "光标在异议上：异议成立 / 不成立（写处理意见和经办人）；成立的移出名单，由备选递补"),
        ("x", "光标在公示上：撤回这次公示（写理由）"),
        ("c", "确认名单：公示期满、异议处理完才行；确认以后不能再改"),
        ("Enter", "看全文"),
    )

    def __init__(self, bench: Bench, *, id: str) -> None:
        super().__init__(bench, id=id)
        self._notices: dict[str, Notice] = {}
        self._objections: dict[str, Objection] = {}

    def compose(self) -> ComposeResult:
        """State, list, details."""
        yield Line()
        with Vertical(classes="work"):
            yield DeskList(COLUMNS, enter="全文", empty="还没有公示。评审结束以后，按 p 公示推荐名单。")
            details = Details()
            details.can_focus = False
            yield details

    def show_values(self) -> None:
        """State and rows anew."""
        self._notices = {f"公示{one.number}": one for one in notices(self.desk)}
        self._objections = {one.id: one for one in objections(self.desk)}
        today = self.desk.clock().date()
        try:
            left = obstacles(self.desk, today)
        except ReviewError as error:
            left = (error.sentence(),)
        self.query_one(Line).show(*state_spans(confirmation(self.desk), left))
        rows = [_notice_row(key, one, today) for key, one in self._notices.items()]
        self.query_one(PagedList).set_rows([*rows, *(self._objection_row(o) for o in self._objections.values())])
        self.show_details()

    def _objection_row(self, one: Objection) -> Row:
        found = self.desk.docket.nominations.get(one.nomination)
        text = f"{one.nomination} {found.name if found else ''}：{one.ground}"
        ink = {None: "warn", "upheld": "bad", "rejected": "plain"}[one.outcome]
        return Row(one.id, (one.id, text, moment(one.at), one.state), inks=("", "", "", ink))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a notice or to an objection needs the cursor on one."""
        row = self.query_one(PagedList).current
        key = row.key if row else ""
        here = {"rule": key in self._objections, "withdraw": key in self._notices}.get(action, True)
        return here and super().check_action(action, parameters)

    def _blocks(self) -> list[Block]:
        row = self.query_one(PagedList).current
        if row is None:
            return []
        if row.key in self._notices:
            return notice_blocks(self._notices[row.key], self.desk.rules)
        return objection_blocks(self._objections[row.key], self.desk)

    def show_details(self) -> None:
        """The notice or objection under the cursor."""
        self.query_one(Details).set_blocks(self._blocks())
        self.refresh_bindings()

    @on(PagedList.Moved)
    def _moved(self, message: PagedList.Moved) -> None:
        message.stop()
        self.show_details()

    @on(PagedList.Chosen)
    def _open(self, message: PagedList.Chosen) -> None:
        message.stop()
        self.app.push_screen(Reading(message.row.key, self._blocks()))

    # ------------------------------------------------------------------------------------------ the notice

    def action_publish(self) -> None:
        """Ask for the first day, and publish."""
        try:
            new = unpublished(self.desk)
        except ReviewError as error:
            self.say(error.sentence(), "bad")
            return
        rule = self.desk.rules.public_notice
        counting = "个工作日" if rule.counting == "working" else "天"
        what = "补充公示" if any(not one.withdrawn for one in self._notices.values()) else "公示"
        question = f"{what} {len(new)} 项，在{rule.where}公示 {rule.days} {counting}。从哪天开始？"
        tomorrow = (self.desk.clock() + timedelta(days=1)).date().isoformat()
        self.app.push_screen(AskText(what, question, value=tomorrow, limit=10), self._publish)

    def _publish(self, text: str | None) -> None:
        if text is None:
            return
        start = _day(text)
        if start is None:
            self.say(f"“{text}”不是日期：请写成 2022-09-05 的样子。", "warn")
            return
        if self.attempt(lambda: NoticeBoard(self.desk).publish(start)):
            made = notices(self.desk)[-1]
            self.show_values()
            self.query_one(PagedList).go_to(f"公示{made.number}")
            self.say(
                f"已公示 {len(made.lines)} 项，到 {made.end} 为止；名单编号 {made.code}。到“导出”页写公示稿。", "good"
            )

    def action_withdraw(self) -> None:
        """Ask for the reason, and take the notice under the cursor back."""
        row = self.query_one(PagedList).current
        if row is None:
            return
        one = self._notices[row.key]
        question = f"撤回第 {one.number} 次公示（{len(one.ids)} 项）。"
        self.app.push_screen(
            ReasonScreen("撤回公示", question, (), hint="理由留在记录里，供复核"),
            lambda reason: self._withdraw(one.number, reason),
        )

    def _withdraw(self, number: int, reason: str | None) -> None:
        if reason is not None and self.attempt(lambda: NoticeBoard(self.desk).withdraw(number, reason)):
            self.show_values()
            self.say("已撤回；要公示时再按 p。", "good")

    def action_confirm(self) -> None:
        """Ask, where wanted with a second person, and confirm."""
        try:
            left = obstacles(self.desk, self.desk.clock().date())
        except ReviewError as error:
            left = (error.sentence(),)
        if confirmation(self.desk) is not None:
            self.say("名单已经确认。", "warn")
        elif left:
            self.say(f"还不能确认：{''.join(left)}", "warn")
        else:
            question = "公示期满，异议都已处理。确认以后名单不能再改，可以印发认定通知、报送国家。"
            self.app.push_screen(Confirm("确认名单", question, yes="确认", no="取消"), self._confirming)

    def _confirming(self, yes: bool | None) -> None:
        if yes:
            with_second(self.app, self.desk, "confirm", self._confirm)

    def _confirm(self, witness: str | None) -> None:
        if self.attempt(lambda: NoticeBoard(self.desk).confirm(witness)):
            self.show_values()
            made = confirmation(self.desk)
            if made is not None:
                self.say(f"名单已确认：{len(made.lines)} 项，名单编号 {made.code}。", "good")

    # ------------------------------------------------------------------------------------------ objections

    def action_object(self) -> None:
        """Ask for everything that an objection consists of, one after the other."""
        from review_tui.screens.office_objection import ObjectionForm

        self.app.push_screen(ObjectionForm(self.desk), self._object)

    def _object(self, given: tuple[str, str, str, str] | None) -> None:
        if given is None:
            return
        counted = [one.end for one in self._notices.values() if not one.withdrawn]
        last = max(counted) if counted else None
        if self.attempt(lambda: ObjectionDesk(self.desk).add(*given, last_day=last)):
            self.show_values()
            number = list(self._objections)[-1]
            self.query_one(PagedList).go_to(number)
            self.say(f"已登记异议 {number}；核实后按 y 成立，或按 n 不成立。", "good")

    def action_rule(self, outcome: Outcome) -> None:
        """Ask for the opinion and the handler, and rule on the objection under the cursor."""
        from review_tui.screens.office_objection import RulingForm

        row = self.query_one(PagedList).current
        if row is None:
            return
        one = self._objections[row.key]
        self.app.push_screen(RulingForm(one, outcome), lambda given: self._rule(one, outcome, given))

    def _rule(self, one: Objection, outcome: Outcome, given: tuple[str, str] | None) -> None:
        if given is None:
            return
        before = {n.id for n in unpublished(self.desk)}
        if self.attempt(lambda: ObjectionDesk(self.desk).rule(one.id, outcome, *given)):
            self.show_values()
            moved = [n for n in unpublished(self.desk) if n.id not in before]
            up = f"{'、'.join(f'{n.id} {n.name}' for n in moved)} 递补，请按 p 补充公示。" if moved else ""
            self.say(f"{one.id} 已裁定：{'成立' if outcome == 'upheld' else '不成立'}。{up}", "good")


def _day(text: str) -> date | None:
    """The day that a person typed, also in full-width digits; None: it is none."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _notice_row(key: str, one: Notice, today: date) -> Row:
    what = "公示" if one.number == 1 else "补充公示"
    if one.withdrawn:
        state, ink = "已撤回", "faint"
    elif today < one.start:
        state, ink = "未开始", "plain"
    elif today > one.end:
        state, ink = "期满", "good"
    else:
        state, ink = f"还有 {(one.end - today).days + 1} 天", "warn"
    text = f"{what} {len(one.ids)} 项，{one.start.isoformat()} 至 {one.end.isoformat()}"
    return Row(key, (key, text, moment(one.at), state), inks=("", "", "", ink))
