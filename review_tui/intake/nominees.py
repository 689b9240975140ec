"""Who is nominated: rows of the summaries and forms that mean the same nominee, joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from review_tui.intake.found import Entry
from review_tui.intake.labels import Nature
from review_tui.intake.text import key

_PROJECT_WORDS = ("终身学习品牌项目", "学习品牌项目", "品牌项目", "项目", "品牌")
_LEAST_TITLE = 4


@dataclass(eq=False)
class Nominee:
    """One nominee with the papers that name it. `called`: the name, as the surest paper has it."""

    category: str
    nature: Nature
    called: str
    forms: list[Entry] = field(default_factory=list)
    rows: list[Entry] = field(default_factory=list)
    told_by: str = ""
    """The path whose name alone tells of the nominee; empty where a paper does."""
    slips: set[str] = field(default_factory=set)
    """Misspelt names that its own files and folders bear: they link files, they are none of its names."""
    misnamed: dict[str, str] = field(default_factory=dict)
    """Other people's names that the folders of its forms bear, with the folders."""
    _keys: tuple[tuple[str, int], frozenset[str]] = (("", -1), frozenset())

    @property
    def entries(self) -> list[Entry]:
        """Its papers, the surest first."""
        return [*self.forms, *self.rows]

    @property
    def keys(self) -> frozenset[str]:
        """All its names for comparing; a project's also without a closing 项目."""
        state = (self.called, len(self.forms) + len(self.rows))
        if self._keys[0] != state:
            names = {key(self.called), *(entry.key for entry in self.entries)} - {""}
            if self.nature == "project":
                names |= {core for name in names if len(core := core_title(name)) >= _LEAST_TITLE}
            self._keys = (state, frozenset(names))
        return self._keys[1]


def core_title(name: str) -> str:
    """A project's key without the words that units put behind it or leave out."""
    for word in _PROJECT_WORDS:
        if name.endswith(word) and len(name) - len(word) >= _LEAST_TITLE:
            return name.removesuffix(word)
    return name


def join(rows: Iterable[Entry], forms: Iterable[Entry]) -> list[Nominee]:
    """The nominees in the order of the rows, then of the forms that no row names.

    Rows and forms without a category or a name are left out. The same name in one category is the same nominee, unless
    two rows of one table, or two forms, show by birth or telephone that they are two people.
    """
    nominees: list[Nominee] = []
    for row in rows:
        _place(nominees, row, is_form=False)
    for form in forms:
        _place(nominees, form, is_form=True)
    _join_by_evidence(nominees)
    return nominees


def _place(nominees: list[Nominee], entry: Entry, *, is_form: bool) -> None:
    if entry.category is None or not entry.key:
        return
    same = [n for n in nominees if n.category == entry.category and entry.key in n.keys]
    fitting = sorted((n for n in same if _may_be(n, entry, is_form)), key=lambda n: -_agreement(n, entry))
    if fitting:
        chosen = fitting[0]
    else:
        chosen = Nominee(entry.category, entry.nature, entry.name)
        nominees.append(chosen)
    (chosen.forms if is_form else chosen.rows).append(entry)
    if is_form and len(chosen.forms) == 1:
        chosen.called = entry.name


def _may_be(nominee: Nominee, entry: Entry, is_form: bool) -> bool:
    """Papers of different kinds join by name alone; of the same kind only when they do not speak of two people."""
    rivals = (
        nominee.forms
        if is_form
        else [row for row in nominee.rows if (row.file, row.table) == (entry.file, entry.table)]
    )
    return not any(_two(rival, entry) for rival in rivals)


def _agreement(nominee: Nominee, entry: Entry) -> int:
    return max((_score(one, entry) for one in nominee.entries), default=0)


def _score(one: Entry, other: Entry) -> int:
    """How many telling fields are filled in both and equal."""
    return sum(1 for name in ("birth", "start", "workplace", "workjob", "implementer") if _equal(one, other, name)) + (
        2 if one.phone and one.phone == other.phone else 0
    )


def _equal(one: Entry, other: Entry, name: str) -> bool:
    return bool(one.plain(name)) and one.plain(name) == other.plain(name)


def _two(one: Entry, other: Entry) -> bool:
    """Whether two papers of one kind speak of two people: birth (start) and telephone differ, or one and all else."""
    told = ("birth", "phone", "start")
    apart = [n for n in told if one.plain(n) and other.plain(n) and one.plain(n) != other.plain(n)]
    return len(apart) >= 2 or (bool(apart) and _score(one, other) == 0)


def _join_by_evidence(nominees: list[Nominee]) -> None:
    """A row and a form whose names differ a little, where nothing else could be meant and their facts agree."""
    for nominee in [n for n in nominees if n.forms and not n.rows]:
        others = [o for o in nominees if o.category == nominee.category and o.rows and not o.forms]
        likely = [o for o in others if _same_by_evidence(nominee, o)]
        if len(likely) == 1:
            likely[0].forms += nominee.forms
            likely[0].called = nominee.called
            nominees.remove(nominee)


def _same_by_evidence(one: Nominee, other: Nominee) -> bool:
    score = max(_score(a, b) for a in one.entries for b in other.entries)
    if one.nature == "project":
        inside = any(a in b or b in a for a in one.keys for b in other.keys if min(len(a), len(b)) >= _LEAST_TITLE)
        return inside and score >= 1
    return score >= 2 and any(_one_apart(a, b) for a in one.keys for b in other.keys)


def _one_apart(one: str, other: str) -> bool:
    """Names of one length that differ in one character: a slip of the input method."""
    return len(one) == len(other) >= 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
