"""Questions of an expert to the office about a nomination, and the answers.

The question is in the expert's journal: table `questions`, id `<nomination>|<n>`, `{nomination, note, at, read}`; the
answer in the office's: table `answers`, id `<expert>|<nomination>|<n>`, `{note, at}`. Both notes are kept apart, as all
texts of people are. `read` is the time of the answer that the expert has seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from review_tui.desks.docket import Documents
from review_tui.desks.expert import NOTE_LIMIT, ExpertDesk
from review_tui.errors import ReviewError
from review_tui.season_store import SeasonStore

if TYPE_CHECKING:
    from review_tui.desks.office import OfficeDesk


@dataclass(frozen=True, slots=True)
class Question:
    """A question and, once there is one, its answer. `fresh`: answered, and the expert has not read it yet."""

    expert: str
    id: str
    nomination: str
    text: str
    at: str
    answer: str = ""
    answered: str = ""
    fresh: bool = False


class ExpertQuestions:
    """The expert's side."""

    def __init__(self, desk: ExpertDesk) -> None:
        self.desk = desk

    def all(self, nomination: str | None = None) -> tuple[Question, ...]:
        """The expert's questions, of one nomination or (None) all, in the order in which they were asked."""
        docs = self.desk.journal.all("questions").items()
        found = (_question(self.desk.store, self.desk.expert, key, doc, self.desk.office) for key, doc in docs)
        return tuple(q for q in found if nomination is None or q.nomination == nomination)

    def ask(self, nomination: str, text: str) -> None:
        """Puts a question to the office. The text must not be empty; refused when the round is sealed."""
        self.desk.nomination(nomination)
        if self.desk.round == "sealed":
            self.desk.must_be_open()
        words = text.strip()[:NOTE_LIMIT]
        if not words:
            raise ReviewError("没有提问", "请写明要问什么。", "例如：某项事实以哪份材料为准。")
        journal, at = self.desk.journal, self.desk.clock()
        number = 1 + sum(doc["nomination"] == nomination for doc in journal.all("questions").values())
        note = journal.note(words)
        doc = {"nomination": nomination, "note": note, "at": at.isoformat(timespec="seconds"), "read": ""}
        journal.write("question.ask", at, lambda book: book.put("questions", f"{nomination}|{number}", doc))

    def read(self, nomination: str) -> None:
        """Remembers that the answers about a nomination have been read."""
        fresh = [q for q in self.all(nomination) if q.fresh]
        if not fresh or self.desk.round == "sealed":
            return
        docs = {q.id: {**(self.desk.journal.get("questions", q.id) or {}), "read": q.answered} for q in fresh}

        def apply(book: Any) -> None:
            for key, doc in docs.items():
                book.put("questions", key, doc)

        self.desk.journal.write("question.read", self.desk.clock(), apply)


class OfficeQuestions:
    """The office's side."""

    def __init__(self, desk: OfficeDesk) -> None:
        self.desk = desk

    def all(self) -> tuple[Question, ...]:
        """All questions of the panel: those without an answer first, then by time."""
        found = []
        for expert in self.desk.store.experts():
            tail = self.desk.store.tail(expert)
            for key, doc in tail.all("questions").items():
                found.append(_question(self.desk.store, expert, key, doc, self.desk.documents))
        return tuple(sorted(found, key=lambda q: (bool(q.answered), q.at)))

    def answer(self, question: Question, text: str) -> None:
        """Answers, or puts another answer in the place of the first. The text must not be empty."""
        words = text.strip()[:NOTE_LIMIT]
        if not words:
            raise ReviewError("没有答复", "请写明答复。", "专家在这份材料里会看到。")
        at = self.desk.now()
        note = self.desk.store.put_note("office", {"text": words})
        with self.desk.entry("question.answer"):
            self.desk.book.put("answers", f"{question.expert}|{question.id}", {"note": note, "at": at})
        self.desk.reload()


def _question(store: SeasonStore, expert: str, key: str, doc: dict[str, Any], office: Documents) -> Question:
    answer = office.get("answers", f"{expert}|{key}")
    return Question(
        expert,
        key,
        doc["nomination"],
        _text(store, expert, doc["note"]),
        doc["at"],
        _text(store, "office", answer["note"]) if answer else "",
        answer["at"] if answer else "",
        answer is not None and answer["at"] != doc["read"],
    )


def _text(store: SeasonStore, writer: str, sha: str | None) -> str:
    purged = "（已按期清除）"
    return str((store.note(writer, sha) or {}).get("text", purged)) if sha else purged
