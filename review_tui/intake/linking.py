"""Which files belong to which nominee. What stays unclear belongs to nobody: it is listed, never guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from review_tui.intake import numbered
from review_tui.intake.called import Called
from review_tui.intake.files import File
from review_tui.intake.found import category_of_text
from review_tui.intake.naming import Names, bare_name, is_place, plausible, serial_of, slip_of
from review_tui.intake.nominees import Nominee
from review_tui.intake.text import key, solid
from review_tui.rules import Season


def link(files: Iterable[File], nominees: list[Nominee], season: Season, names: Names) -> dict[File, Nominee]:
    """The nominee of each file that is clearly somebody's. Summaries belong to nobody.

    In this order: a form's own content; the nominee's name, in whatever letters, in the names of file and folders; the
    title of a work summary; a folder that holds the papers of one nominee only; a folder that is a number of the
    summary; the number that a file's name begins with, where the forms or groups of photos are numbered like the
    summary; a package with one nominee. Nominees of whom only names of files and
    folders tell are added to `nominees`.
    """
    linker = _Linker([file for file in files if file.kind != "summary"], nominees, season, names)
    linker.by_content()
    linker.learn_slips()
    linker.by_names()
    more = _unnamed(linker.files, linker.owner, season, names)
    if more:
        nominees += more
        linker.forget_names()
        linker.by_names()
    linker.by_texts()
    linker.by_folders()
    linker.by_serials()
    linker.by_numbers()
    linker.by_being_alone()
    linker.note_misnamed()
    return linker.owner


def _unnamed(files: list[File], owner: dict[File, Nominee], season: Season, names: Names) -> list[Nominee]:
    """Nominees of whom only names tell: a form that cannot be read, or a folder among folders of nominees."""
    found: dict[tuple[str, str], Nominee] = {}
    siblings = {_parent(folder) for file in owner for folder in _own_folders(file, owner)}
    held = {folder for file in owner if file.forms for folder in file.folders}
    for file in files:
        if file in owner:
            continue
        for part, path in _telling_parts(file, siblings, held):
            nominee = _named_by(part, path, season, names)
            if nominee is not None:
                found.setdefault((nominee.category, key(nominee.called)), nominee)
                break
    return list(found.values())


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _own_folders(file: File, owner: dict[File, Nominee]) -> list[str]:
    """The folder of a file, where it bears the name of the file's nominee."""
    return [f for f in file.folders if any(name in key(_last(f)) for name in owner[file].keys)]


def _telling_parts(file: File, siblings: set[str], held: set[str]) -> list[tuple[str, str]]:
    parts = [(file.stem, file.path)] if file.kind == "form" else []
    if file.kind in ("form", "photo", "video", "report"):
        parts += [(_last(f), f) for f in file.folders if _parent(f) in siblings and f not in held]
    return parts


def _named_by(part: str, path: str, season: Season, names: Names) -> Nominee | None:
    category_id = category_of_text(list(reversed(path.split("/"))), season.rules)
    if category_id is None:
        return None
    nature = season.rules.find(category_id).nature
    name = names.residue(part)
    if not plausible(name, nature):
        return None
    return Nominee(category_id, nature, _as_written(part, name), told_by=path)


def _as_written(part: str, name: str) -> str:
    """The piece of `part` whose key is `name`, with its quotes; the key itself where its words stand apart."""
    plain = solid(bare_name(part))
    for start in range(len(plain)):
        for end in range(len(plain), start, -1):
            if key(plain[start:end]) == name:
                return plain[start:end].strip("-_—+＋.、（）() ")
    return name


class _Linker:
    def __init__(self, files: list[File], nominees: list[Nominee], season: Season, names: Names) -> None:
        self.files, self.nominees, self.season, self.names = files, nominees, season, names
        self.owner: dict[File, Nominee] = {}
        self._torn: set[File] = set()
        """Files whose own name and whose folder mean different nominees."""
        self._categories: dict[str, str | None] = {}
        self.called = self._caller()

    def by_content(self) -> None:
        holders: dict[int, Nominee] = {id(entry): n for n in self.nominees for entry in n.forms}
        for file in self.files:
            owners = {id(n): n for entry in file.forms if (n := holders.get(id(entry))) is not None}
            if len(owners) == 1:
                self.owner[file] = next(iter(owners.values()))

    def learn_slips(self) -> None:
        """A name one sign off, on a form's file or folder, is the form's nominee on the other files too."""
        known = {name for n in self.nominees for name in n.keys}
        for file, nominee in self.owner.items():
            for part in (file.stem, *(_last(folder) for folder in file.folders[:1])):
                name = self.names.residue(part)
                if name not in known and plausible(name, nominee.nature) and slip_of(name, nominee.keys):
                    nominee.slips.add(name)

    def by_names(self) -> None:
        for file in self._open():
            by_file = self.called.in_path(file.stem, file.path)
            by_folder: list[Nominee] = []
            for folder in file.folders:
                by_folder = [n for n in self.called.in_path(_last(folder), folder) if not self._is_unit_s(n, folder)]
                if by_folder:
                    break
            categories = {n.category for n in by_folder}
            by_file = [n for n in by_file if not categories or n.category in categories]
            both = [n for n in by_file if n in by_folder]
            clear = both or by_file if not by_folder else both if by_file else by_folder
            if len(clear) == 1:
                self.owner[file] = clear[0]
            elif by_file and by_folder and not both:
                self._torn.add(file)

    def _is_unit_s(self, nominee: Nominee, folder: str) -> bool:
        """Whether a folder with the name of such a project is the unit's: papers of other nominees lie in it."""
        if not self.called.like_unit(nominee):
            return False
        inside = [f for f in self.files if f.path.startswith(folder + "/")]
        return any(self._means_another(f, nominee, folder) for f in inside)

    def _means_another(self, file: File, nominee: Nominee, folder: str) -> bool:
        if any(form.key and form.key not in nominee.keys for form in file.forms):
            return True
        inner = [f for f in file.folders if f.startswith(folder + "/")]
        told = [self.called.in_path(file.stem, file.path), *(self.called.in_path(_last(f), f) for f in inner)]
        return any(names and nominee not in names for names in told)

    def forget_names(self) -> None:
        """Names are looked for again: there are more nominees now."""
        self.called = self._caller()

    def _caller(self) -> Called:
        return Called(self.nominees, self.names, self._category, self._stems)

    def _stems(self) -> Iterable[str]:
        return {part for f in self.files for part in (f.stem, *map(_last, f.folders))}

    def by_folders(self) -> None:
        """A folder whose known files are all of one nominee, and at least one is a form or bears the name."""
        inside: dict[str, set[int]] = defaultdict(set)
        known = {id(n): n for n in self.nominees}
        for file, nominee in self.owner.items():
            for folder in file.folders:
                inside[folder].add(id(nominee))
        formed = {folder for file, n in self.owner.items() if file.kind == "form" for folder in file.folders}
        for file in self._open():
            for folder in file.folders:
                if len(inside[folder]) > 1 or (inside[folder] and self._is_shared(folder)):
                    break
                if folder in formed and len(inside[folder]) == 1:
                    self.owner[file] = known[next(iter(inside[folder]))]
                    break

    def by_serials(self) -> None:
        self.owner |= numbered.by_folders(self._open(), self.nominees, self._sure_category)

    def by_numbers(self) -> None:
        category, names = self._sure_category, self.names
        self.owner |= numbered.by_names(self._open(), self.owner, self.nominees, category, names)

    def by_texts(self) -> None:
        """A work summary or a deed whose title names one nominee alone, or a work summary whose text goes on about one
        that has none yet. One that lies with another nominee, by its folder only, belongs to nobody."""
        for file in self.files:
            if file.paper is None or file.forms or file.kind not in ("report", "other") or file in self._torn:
                continue
            titled, owner = self.called.in_title(file.paper.paragraphs), self.owner.get(file)
            if owner is None:
                named = titled or (self._told_by_text(file) if file.kind == "report" else [])
                if len(named) == 1:
                    self.owner[file] = named[0]
            elif self._belies(titled, owner) and owner not in self.called.in_path(file.stem, file.path):
                del self.owner[file]
                self._torn.add(file)

    def _told_by_text(self, file: File) -> list[Nominee]:
        assert file.paper is not None
        served = {id(n) for f, n in self.owner.items() if f.kind == "report"}
        return [n for n in self.called.dwelt_on(file.paper.paragraphs) if id(n) not in served]

    def _belies(self, titled: list[Nominee], owner: Nominee) -> bool:
        return bool(titled) and owner not in titled and all(n.category == owner.category for n in titled)

    def note_misnamed(self) -> None:
        """A form in a folder that bears another's name, among folders that bear their nominees'."""
        siblings = {_parent(folder) for file in self.owner for folder in _own_folders(file, self.owner)[:1]}
        for file, nominee in self.owner.items():
            folder = _parent(file.path)
            if not file.forms or nominee.nature != "person" or _parent(folder) not in siblings:
                continue
            name = self.names.residue(_last(folder))
            if plausible(name, "person") and not is_place(name) and not self.called.in_path(_last(folder), folder):
                nominee.misnamed.setdefault(name, folder)

    def by_being_alone(self) -> None:
        for file in self._open():
            category = self._category(file.path)
            group = [n for n in self.nominees if category in (None, n.category)]
            alone = len(group) == 1 and (len(self.nominees) == 1 or category is not None)
            if alone and file.kind in ("form", "photo", "video", "report"):
                self.owner[file] = group[0]

    def _open(self) -> list[File]:
        return [f for f in self.files if f not in self.owner and f not in self._torn and len(f.forms) < 2]

    def _category(self, path: str) -> str | None:
        if path not in self._categories:
            self._categories[path] = category_of_text(list(reversed(path.split("/"))), self.season.rules)
        return self._categories[path]

    def _sure_category(self, path: str) -> str | None:
        return self._category(path) or self._only_category()

    def _only_category(self) -> str | None:
        categories = {n.category for n in self.nominees}
        return categories.pop() if len(categories) == 1 else None

    def _is_shared(self, folder: str) -> bool:
        """A folder named for a category or a kind of material only, while the category has several nominees."""
        name = _last(folder)
        if self.names.residue(name) or serial_of(name):
            return False
        category = self._category(folder)
        return sum(1 for n in self.nominees if category in (None, n.category)) > 1
