"""Which nominees the name of a file or folder, or the head of a text, means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from review_tui.intake.naming import Names, bare_name
from review_tui.intake.nominees import Nominee
from review_tui.intake.spelling import Spellings, latin
from review_tui.intake.text import key
from scoring.matching.characters import simplified

_LEAST_PIECE = 4
_HEAD = 3
"""A text's title stands in its first so many paragraphs."""
_LONGEST_TITLE = 60
_OFTEN = 2


class Called:
    """Looks for the names of a package's nominees. `stems`: the names of all its files and folders."""

    def __init__(
        self,
        nominees: Sequence[Nominee],
        names: Names,
        category_of: Callable[[str], str | None],
        stems: Callable[[], Iterable[str]],
    ) -> None:
        self._nominees, self._names, self._category_of, self._stems = nominees, names, category_of, stems
        self._found: dict[str, list[Nominee]] = {}

    def in_path(self, part: str, path: str) -> list[Nominee]:
        """The nominees that the last part of a path means; several where it names several, or fits them equally."""
        if path not in self._found:
            hits = self._find(part)
            if len(hits) > 1:
                category = self._category_of(path)
                hits = [n for n in hits if n.category == category] or hits
            self._found[path] = hits
        return self._found[path]

    def in_title(self, paragraphs: Sequence[str]) -> list[Nominee]:
        """The nominees that the head of a text names."""
        head = [text for text in paragraphs[:_HEAD] if len(text) <= _LONGEST_TITLE and "。" not in text]
        return self._written(key("".join(head))) if head else []

    def dwelt_on(self, paragraphs: Sequence[str]) -> list[Nominee]:
        """The nominees that a text names, each more than once; empty where it names one in passing."""
        text = key("".join(paragraphs))
        named = self._written(text)
        return named if all(sum(text.count(name) for name in n.keys) >= _OFTEN for n in named) else []

    def like_unit(self, nominee: Nominee) -> bool:
        """A project that bears a unit's name; names of folders mostly mean the unit."""
        return nominee.nature == "project" and not self._names.residue(nominee.called)

    def _find(self, part: str) -> list[Nominee]:
        text = key(bare_name(part))
        hits = self._written(text) or self._written(simplified(text))
        if not hits:
            hits = self._by_piece(self._names.residue(part))
        if not hits and latin(part):
            hits = self._spellings.find(part)
        return hits

    def _written(self, text: str) -> list[Nominee]:
        """The nominees whose names stand in the text, the longest first: one name inside another's is not named."""
        told = self._longest(text, [n for n in self._nominees if not self.like_unit(n)])
        # in 类别+单位+姓名 the unit is not the project that bears the unit's name
        return told or self._longest(text, [n for n in self._nominees if self.like_unit(n)])

    def _longest(self, text: str, nominees: Iterable[Nominee]) -> list[Nominee]:
        named = [(name, n) for n in nominees for name in n.keys | n.slips if name in text]
        hits: dict[int, Nominee] = {}
        while named:
            longest = max(len(name) for name, _ in named)
            for name, nominee in [pair for pair in named if len(pair[0]) == longest]:
                hits[id(nominee)] = nominee
                text = text.replace(name, "\n")
            named = [(name, n) for name, n in named if len(name) < longest and name in text and id(n) not in hits]
        return list(hits.values())

    def _by_piece(self, piece: str) -> list[Nominee]:
        """Projects of whose titles the piece is a part, or the title with words left out."""
        if len(piece) < _LEAST_PIECE:
            return []
        projects = [n for n in self._nominees if n.nature == "project"]
        inside = [n for n in projects if any(piece in name for name in n.keys)]
        return inside or [n for n in projects if any(_thinned(piece, name) for name in n.keys)]

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self._nominees, self._stems())


def _thinned(piece: str, title: str) -> bool:
    """Whether the piece is the title with some words left out: it begins alike and keeps the order and most signs."""
    if piece[:2] != title[:2] or len(piece) * 2 < len(title):
        return False
    signs = iter(title)
    return all(sign in signs for sign in piece)
