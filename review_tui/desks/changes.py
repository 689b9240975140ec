"""What differs between two packages of one unit: fact by fact with both places, text by text, file by file.

Values in, values out. Nominations are told apart by their ids (`same_nominee` gives them). Nothing here is stored: two
dossiers that the journal names can be compared again at any time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from review_tui.desks.file_changes import FileChange, compare_files
from review_tui.desks.labels import FACT_LABELS, MATERIAL_LABELS, SOURCE_LABELS
from review_tui.desks.same_nominee import doubtful, followed, plain_name
from scoring.nomination import Nomination, Passage, Problem, Reading, Turnout, UnitPackage
from scoring.season import SeasonRules

_MODES = {"offline": "线下", "blended": "线上线下"}
_NONE: Mapping[str, str] = {}
_EXCERPT = 24
"""Characters of a text that are quoted where it begins to differ."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read, and where (`file › sheet › cell`)."""

    value: str
    place: str


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact of one source (汇总表, 推介表 …). `before` None: it was not there; `after` None: it is gone."""

    key: str
    source: str
    before: Seen | None
    after: Seen | None

    @property
    def label(self) -> str:
        """What the fact is called."""
        return FACT_LABELS.get(self.key, self.key)

    def as_json(self) -> dict[str, Any]:
        """The fact in `import --json`; `null` stands for what is not there."""
        seen = {"before": self.before, "after": self.after}
        told: dict[str, Any] = {"fact": self.key, "label": self.label, "source": self.source}
        for when, one in seen.items():
            told[when] = None if one is None else one.value
            told[f"{when}_place"] = None if one is None else one.place
        return told

    def line(self) -> str:
        """In one Chinese line, with both places."""
        told = " → ".join("（无）" if s is None else f"“{s.value}”" for s in (self.before, self.after))
        places = dict.fromkeys(s.place for s in (self.before, self.after) if s is not None)
        return f"{self.label}（{SOURCE_LABELS.get(self.source, self.source)}）：{told}（{' → '.join(places)}）"


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text to read (deed, section, work summary). `before` or `after` None: it was added or is gone."""

    title: str
    before: Passage | None
    after: Passage | None

    def as_json(self) -> dict[str, Any]:
        """The text in `import --json`: characters before and after, not the text itself."""
        sides = {"before": self.before, "after": self.after}
        chars = {f"{when}_chars": None if one is None else _chars(one) for when, one in sides.items()}
        places = {f"{when}_place": None if one is None else one.place for when, one in sides.items()}
        return {"title": self.title, **chars, **places}

    def line(self) -> str:
        """In one Chinese line: how long it was and is, and where it begins to differ."""
        if self.before is None or self.after is None:
            one = self.before or self.after
            assert one is not None
            return f"{self.title}：{'新增' if self.before is None else '删去'}（{_chars(one)} 字，{one.place}）"
        old, new = _excerpts(self.before.body, self.after.body)
        return f"{self.title}：{_chars(self.before)} 字 → {_chars(self.after)} 字，自“{old}”改为“{new}”"


@dataclass(frozen=True, slots=True)
class Changed:
    """A nomination that was added, changed or removed. Added and removed ones carry no details.

    `note`: a Chinese sentence where the program had to decide whether it is the same one (a corrected name).
    """

    id: str
    name: str
    facts: tuple[FactChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    files: tuple[FileChange, ...] = ()
    note: str = ""

    @property
    def what(self) -> tuple[str, ...]:
        """What changed, in Chinese words, each once; empty: all of it, or nothing."""
        labels = [*(f.label for f in self.facts), *(t.title for t in self.texts)]
        return tuple(dict.fromkeys([*labels, *(MATERIAL_LABELS[f.kind] for f in self.files)]))

    def __bool__(self) -> bool:
        return bool(self.facts or self.texts or self.files or self.note)

    def as_json(self) -> dict[str, Any]:
        """The nomination in `import --json`."""
        return {
            "id": self.id,
            "name": self.name,
            "what": list(self.what),
            "note": self.note,
            "facts": [one.as_json() for one in self.facts],
            "texts": [one.as_json() for one in self.texts],
            "files": [one.as_json() for one in self.files],
        }

    def lines(self) -> list[str]:
        """Each change in one Chinese line."""
        told = [self.note] if self.note else []
        parts: Iterable[Sequence[FactChange | TextChange | FileChange]] = (self.facts, self.texts, self.files)
        return told + [one.line() for part in parts for one in part]


@dataclass(frozen=True, slots=True)
class PackageChange:
    """One package against the one before it. `files`: those that belong to no nomination. `about`: what else differs in
    the package as a whole, in Chinese lines (day of receipt, 汇总表, problems of import)."""

    added: tuple[Changed, ...] = ()
    changed: tuple[Changed, ...] = ()
    removed: tuple[Changed, ...] = ()
    files: tuple[FileChange, ...] = ()
    about: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed or self.files or self.about)


def compare(old: UnitPackage | None, new: UnitPackage, tables: Mapping[str, str] = _NONE) -> PackageChange:
    """What the new package changes, each list in the order of its package; `old` None: everything is added.

    `tables`: what the 汇总表 of a category is called, by the category's id (`table_names`).
    """
    before = {n.id: n for n in old.nominations} if old else {}
    after = {n.id: n for n in new.nominations}
    gone = [n for i, n in before.items() if i not in after]
    both = (compare_nominations(before[i], after[i]) for i in after if i in before)
    return PackageChange(
        added=tuple(Changed(n.id, n.name, note=doubtful(n, gone)) for n in new.nominations if n.id not in before),
        changed=tuple(one for one in both if one),
        removed=tuple(Changed(n.id, n.name) for n in gone),
        files=compare_files(old.materials, new.materials) if old else (),
        about=tuple(_about(old, new, tables)) if old else (),
    )


def table_names(rules: SeasonRules) -> dict[str, str]:
    """What the 汇总表 of each category is called, by the category's id."""
    return {category.id: category.summary.name for category in rules.categories}


def change_lines(change: PackageChange) -> list[str]:
    """The whole change as Chinese lines, for a terminal: what came and went by name, what changed line by line."""
    lines = [f"{label}：{'、'.join(c.name for c in its)}" for label, its in _came_and_went(change) if its]
    lines += [f"注意 {c.id} {c.name}：{c.note}" for c in change.added if c.note]
    for one in change.changed:
        lines += [f"有变化 {one.id} {one.name}：", *(f"  {line}" for line in one.lines())]
    rest = [*change.about, *(f.line() for f in change.files)]
    return [*lines, *([f"单位材料：{line}" for line in rest])]


def _came_and_went(change: PackageChange) -> Iterable[tuple[str, tuple[Changed, ...]]]:
    return (("新增", change.added), ("撤回", change.removed))


def compare_nominations(old: Nomination, new: Nomination) -> Changed:
    """Two states of one nomination. A fact that moved to another cell, or a file that was renamed, is no change."""
    files = compare_files(old.materials, new.materials)
    return Changed(new.id, new.name, _facts(old, new), _texts(old, new), files, followed(old, new))


def shown(reading: Reading) -> str:
    """A reading's value as people read it."""
    value = reading.value
    return f"{value.number}{value.unit}（{_MODES[value.mode]}）" if isinstance(value, Turnout) else value


def _facts(old: Nomination, new: Nomination) -> tuple[FactChange, ...]:
    before, after = _by_source(old), _by_source(new)
    order = list(FACT_LABELS)
    keys = sorted({*before, *after}, key=lambda k: (order.index(k[0]) if k[0] in order else len(order), *k))
    changes = []
    for key, source in keys:
        left, right = before.get((key, source), ()), after.get((key, source), ())
        gone = [r for r in left if _same_as(r) not in {_same_as(o) for o in right}]
        come = [r for r in right if _same_as(r) not in {_same_as(o) for o in left}]
        for nth in range(max(len(gone), len(come))):
            sides = [Seen(shown(its[nth]), its[nth].place) if nth < len(its) else None for its in (gone, come)]
            changes.append(FactChange(key, source, sides[0], sides[1]))
    return tuple(changes)


def _by_source(one: Nomination) -> dict[tuple[str, str], list[Reading]]:
    found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in one.readings:
        found[reading.key, reading.source].append(reading)
    return found


def _same_as(reading: Reading) -> object:
    value = reading.value
    return plain_name(value) if reading.key == "name" and isinstance(value, str) else value


def _texts(old: Nomination, new: Nomination) -> tuple[TextChange, ...]:
    before, after = _by_title(old), _by_title(new)
    changes = []
    for title in dict.fromkeys([*before, *after]):
        left, right = before.get(title, []), after.get(title, [])
        for nth in range(max(len(left), len(right))):
            was, now = (its[nth] if nth < len(its) else None for its in (left, right))
            if was is None or now is None or was.body != now.body:
                changes.append(TextChange(title, was, now))
    return tuple(changes)


def _by_title(one: Nomination) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in one.passages:
        found[passage.title].append(passage)
    return found


def _chars(passage: Passage) -> int:
    return len("".join(passage.body.split()))


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Where two texts begin to differ, from a few characters before."""
    pairs = enumerate(zip(old, new, strict=False))
    at: int = next((i for i, (a, b) in pairs if a != b), min(len(old), len(new)))
    start = max(0, at - 6)
    quoted = [" ".join(text[start : start + _EXCERPT].split()) for text in (old, new)]
    return quoted[0] or "（文末）", quoted[1] or "（文末）"


Side = Literal["新增", "消除"]


def _about(old: UnitPackage, new: UnitPackage, tables: Mapping[str, str]) -> Iterable[str]:
    if old.received != new.received:
        days = ["未记" if p.received is None else p.received.isoformat() for p in (old, new)]
        yield f"收到日期：{days[0]} → {days[1]}"
    for category in dict.fromkeys([*old.summaries, *new.summaries]):
        name = f"《{tables.get(category, category)}》"
        if category not in new.summaries:
            yield f"{name}：这次没有"
        elif category not in old.summaries:
            yield f"{name}：补报"
    sides: tuple[tuple[Side, Sequence[Problem], Sequence[Problem]], ...] = (
        ("消除", old.problems, new.problems),
        ("新增", new.problems, old.problems),
    )
    for side, ours, others in sides:
        known = {(p.problem, p.file.rsplit("/", 1)[-1]) for p in others}
        for one in ours:
            if (one.problem, one.file.rsplit("/", 1)[-1]) not in known:
                yield f"导入问题{side}：{one.file}：{one.message}"
