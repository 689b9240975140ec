"""The expert's desk: queue, dossier, drafts, cards, recusals, undo. One change is one entry of the expert's journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from review_tui.desks.ballots import Ballot, Dossier, Draft, Progress, QueueRow, Receipt, Seat, State
from review_tui.desks.changes import Changed
from review_tui.desks.docket import Documents
from review_tui.desks.expert_journal import ExpertJournal
from review_tui.desks.history import PackageHistory
from review_tui.desks.returns import in_force, return_id
from review_tui.desks.round_gate import RoundState, must_be_open, round_state
from review_tui.desks.shelf import ExpertDocket
from review_tui.desks.since_scored import SinceScored
from review_tui.errors import ReviewError, UsageError
from review_tui.season_store import SeasonStore
from scoring.nomination import Nomination, by_id
from scoring.scorecard import PointsRefused, lacks, parse_points
from scoring.season import Category

NOTE_LIMIT = 2000
"""The most characters of a comment or reason."""


class ExpertDesk:
    """One expert at work. `clock` returns the time with its offset.

    Opening it takes the expert's journal: `BusyError` says since when and from where another session holds it, and
    `take_over` ends that one. `UsageError`: the panel has no such expert.
    """

    def __init__(
        self, store: SeasonStore, expert: str, clock: Callable[[], datetime], *, take_over: bool = False
    ) -> None:
        self.store = store
        self.expert = expert
        self.clock = clock
        self.rules = store.season.rules
        self._office = store.tail("office")
        self._office.refresh()
        member = self._office.get("panel", expert)
        if member is None:
            raise UsageError("没有这位专家", f"评审组名单里没有编号“{expert}”。", "请向办公室核对编号。")
        self.name = str((store.note("office", member["note"]) or {}).get("name", expert))
        self._docket = ExpertDocket(store)
        self._since = SinceScored(store, PackageHistory(self._office), self._docket)
        self.journal = ExpertJournal(store, expert, take_over=take_over)
        self._news = False
        self._load()

    # ------------------------------------------------------------------------------------------- reading

    def refresh(self) -> bool:
        """Reads what the office has written since; True when something changed."""
        if self._office.refresh():
            self._news = True
            self._load()
        changed, self._news = self._news, False
        return changed

    @property
    def assigned(self) -> tuple[str, ...]:
        """Ids of what is assigned, in the order of their numbers."""
        return self._assigned

    @property
    def office(self) -> Documents:
        """The office's journal as last read: what it answered, gave back, opened or closed."""
        return self._office

    @property
    def round(self) -> RoundState:
        """How the round stood when the office's journal was last read."""
        return round_state(self._office)

    def must_be_open(self) -> None:
        """Raises `ReviewError` when the office has closed or sealed the round, as its journal says now."""
        if self._office.refresh():
            self._news = True
            self._load()
        must_be_open(self.round)

    @property
    def torn(self) -> str | None:
        """File of a torn last line that was set aside at opening, None when there was none."""
        return self.journal.torn

    @property
    def unsaved(self) -> bool:
        """Whether something that the expert did is not yet durable."""
        return self.journal.unsaved

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories in which something is assigned, in the order of the season."""
        present = {self._docket.nominations[i].category for i in self._assigned}
        return tuple(c for c in self.rules.categories if c.id in present)

    def queue(self, category: str | None = None) -> tuple[QueueRow, ...]:
        """The assigned nominations in the order of their numbers; None: of all categories."""
        rows = (self._docket.nominations[i] for i in self._assigned)
        return tuple(self._row(n) for n in rows if category is None or n.category == category)

    def progress(self) -> tuple[Progress, ...]:
        """Progress by category, in the order of the season."""
        out = []
        for category in self.categories:
            states = [row.state for row in self.queue(category.id)]
            done, recused = states.count("done") + states.count("revised"), states.count("recused")
            out.append(Progress(category, done, recused, len(states) - done - recused))
        return tuple(out)

    def dossier(self, nomination: str) -> Dossier:
        """What there is to read about an assigned nomination."""
        found = self.nomination(nomination)
        return Dossier(found, self._docket.findings(nomination), self._docket.barred(found), self.since(nomination))

    def since(self, nomination: str) -> Changed | None:
        """What changed in the nomination after the card that counts was submitted; None: nothing, or there is no card.

        It is there until the expert submits again; `since_scored.mark` tells it in one line.
        """
        card = self.journal.card(nomination)
        return None if card is None else self._since.change(nomination, card)

    def ballot(self, nomination: str) -> Ballot:
        """The score pane: the draft where there is one, else the submitted card, else empty."""
        category = self.rules.find(self.nomination(nomination).category)
        draft = self.journal.draft(nomination)
        state, receipt = self.state(nomination), self.journal.receipt(nomination)
        return Ballot(nomination, category, state, draft, self._total(draft, category), receipt)

    def state(self, nomination: str) -> State:
        """Where an assigned nomination stands."""
        state = self.journal.state(nomination)
        given_back = self._returns.get(return_id(self.expert, nomination)) if self._returns else None
        if given_back is None or state == "recused" or not in_force(given_back, self.journal.get("cards", nomination)):
            return state
        return "returned"

    def return_reason(self, nomination: str) -> str:
        """Why the office gave the nomination back; empty when it did not, or the expert has submitted it since."""
        if self.state(nomination) != "returned":
            return ""
        return str(
            (self.store.note("office", self._returns[return_id(self.expert, nomination)]["note"]) or {}).get("text", "")
        )

    def unit_kind(self, nomination: str) -> str:
        """The kind of body that sent an assigned nomination."""
        return self._docket.packages[self.nomination(nomination).unit].unit.kind

    def recusal_reason(self, nomination: str) -> str:
        """The reason given for a recusal; empty when there is none."""
        return self.journal.recusal_reason(nomination)

    def seat(self) -> Seat | None:
        """Where the expert was last; None at the first sitting or when that nomination is no longer assigned."""
        seat = self.journal.seat()
        return seat if seat is not None and seat.nomination in self._assigned else None

    # ------------------------------------------------------------------------------------------- writing

    def save_draft(self, nomination: str, draft: Draft) -> None:
        """Makes the draft durable. Raises `NotSavedError`; the draft is then kept and written at the next chance.

        `ReviewError` when the round is known to be closed: a key must not wait for the office's journal to be read.
        """
        self.nomination(nomination)
        must_be_open(self.round)
        self.journal.save_draft(nomination, replace(draft, comment=draft.comment[:NOTE_LIMIT]), self.clock())

    def sit(self, nomination: str, field: str = "", cursor: int = 0) -> None:
        """Remembers where the expert is, so that a lost line leads back to it."""
        self.nomination(nomination)
        if self.round != "sealed":
            self.journal.sit(Seat(nomination, field, cursor), self.clock())

    def submit(self, nomination: str) -> Receipt:
        """Turns the draft into a card that counts, and returns its receipt.

        Raises `ReviewError` saying what is missing or refused; nothing is written then. A card that is already
        submitted and unchanged gives its receipt again, unless the office gave it back or the material changed since:
        then it is a card anew.
        """
        self.journal.flush()
        self.must_be_open()
        ballot = self.ballot(nomination)
        if ballot.state == "recused":
            raise ReviewError("不能提交", "这份材料您已回避。", "如要评分，请先取消回避。")
        if ballot.state == "done" and ballot.receipt is not None and self.since(nomination) is None:
            return ballot.receipt
        self.journal.submit(nomination, self.checked(ballot), ballot.draft, self.clock())
        return self.journal.last_receipt()

    def recuse(self, nomination: str, reason: str) -> Receipt:
        """Withdraws from the nomination; a card already submitted no longer counts. The reason must not be empty."""
        self.journal.flush()
        self.must_be_open()
        self.nomination(nomination)
        text = reason.strip()[:NOTE_LIMIT]
        if not text:
            raise ReviewError("未回避", "请写明回避理由。", "例如：与申报人同单位。")
        self.journal.recuse(nomination, text, self.clock())
        return self.journal.last_receipt()

    def return_from_recusal(self, nomination: str) -> Receipt:
        """Takes a recusal back; the card or draft from before counts again."""
        self.journal.flush()
        self.must_be_open()
        if self.journal.state(nomination) != "recused":
            raise ReviewError("没有回避", "这份材料没有登记回避。")
        self.journal.return_from_recusal(nomination, self.clock())
        return self.journal.last_receipt()

    def undo(self) -> str:
        """Takes back the last submission or recusal; returns in Chinese what it was. The history keeps both."""
        self.journal.flush()
        self.must_be_open()
        what, nominations = self.journal.undo(self.clock())
        about = self.label(nominations[0]) if len(nominations) == 1 else f"{len(nominations)} 份"
        return f"已撤销“{what}”：{about}"

    def retry(self) -> None:
        """Writes what is not yet durable once more, under the same ids. Raises `NotSavedError` if it fails again."""
        self.journal.flush()

    def close(self) -> None:
        """Writes what is left and gives the journal back. Raises `NotSavedError` when it cannot."""
        self.journal.close()

    # ------------------------------------------------------------------------------------------- inside

    def _load(self) -> None:
        self._docket.load(self._office)
        self._returns = self._office.all("returns")
        listed = (self._office.get("assignments", self.expert) or {}).get("nominations", [])
        self._assigned = tuple(i for i in sorted(listed, key=by_id) if i in self._docket.nominations)
        for nomination in self._assigned:
            self.nomination(nomination)  # an altered dossier is told before the screen opens, not on it

    def nomination(self, nomination: str) -> Nomination:
        """An assigned nomination without its private facts; `UsageError` for any other."""
        if nomination not in self._assigned:
            raise UsageError("没有这份材料", f"“{nomination}”没有分配给您。", "请从列表里选。")
        return self._docket.nominations[nomination]

    def label(self, nomination: str) -> str:
        """Number and name; the number alone when it is no longer in the season."""
        found = self._docket.nominations.get(nomination)
        return f"{nomination} {found.name}" if found else nomination

    def _row(self, found: Nomination) -> QueueRow:
        state = self.state(found.id)
        category = self.rules.find(found.category)
        total = None if state in ("todo", "recused") else self._total(self.journal.draft(found.id), category)
        changed = state in ("done", "revised") and self.since(found.id) is not None
        return QueueRow(found.id, found.name, found.unit, found.category, found.special, state, total, changed)

    def _total(self, draft: Draft, category: Category) -> Decimal | None:
        """The sum of what is valid so far; None when no criterion has a valid value."""
        values = []
        for criterion in category.rubric.criteria:
            try:
                values.append(parse_points(draft.points.get(criterion.id, ""), criterion, self.rules.scoring.step))
            except PointsRefused:
                continue
        return sum(values, Decimal(0)) if values else None

    def checked(self, ballot: Ballot) -> dict[str, str]:
        """The points of a ballot as a card holds them. Raises `ReviewError` saying what is missing or refused."""
        rubric, step = ballot.category.rubric, self.rules.scoring.step
        points: dict[str, Decimal] = {}
        for criterion in rubric.criteria:
            text = ballot.draft.points.get(criterion.id, "")
            if text.strip():
                try:
                    points[criterion.id] = parse_points(text, criterion, step)
                except PointsRefused as refused:
                    raise ReviewError("未提交", f"{refused}。", "请改正后再提交。") from None
        missing = lacks(points, ballot.draft.gate, rubric)
        if missing:
            gate = rubric.gate.name if rubric.gate else ""
            names = "、".join(gate if m == "gate" else rubric.criterion(m).name for m in missing)
            raise ReviewError("未提交", f"还没有填：{names}。", "填完后再提交。")
        if ballot.draft.gate is False and not ballot.draft.comment.strip():
            raise ReviewError("未提交", "判为不合格时要在评语里写明理由。", "请填写评语。")
        return {key: str(value) for key, value in points.items()}
