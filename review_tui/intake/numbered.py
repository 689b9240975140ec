"""Files and folders that bear numbers of the 汇总表 instead of names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from review_tui.intake.facts import solid_serial
from review_tui.intake.files import File
from review_tui.intake.naming import Names, bare_name, group_of, number_of, plausible, serial_of
from review_tui.intake.nominees import Nominee

Category = Callable[[str], str | None]
"""The category that a path names, or the only one there is."""
_LEAST_GROUPS = 2


def by_folders(files: Iterable[File], nominees: Sequence[Nominee], category: Category) -> dict[File, Nominee]:
    """Files in a folder that is nothing but a number of the summary."""
    found: dict[File, Nominee] = {}
    for file in files:
        for folder in file.folders:
            nominee = _one(nominees, category(folder), serial_of(bare_name(folder.rpartition("/")[2])))
            if nominee is not None:
                found[file] = nominee
                break
    return found


def by_names(
    files: Iterable[File],
    owner: Mapping[File, Nominee],
    nominees: Sequence[Nominee],
    category: Category,
    names: Names,
) -> dict[File, Nominee]:
    """Files whose names begin with a number: the summary's, where the forms bear such numbers and each agrees, or where
    a folder's files come in numbered groups (1-1, 1-2, 2-1 …) that are those of the summary."""
    numbered = [(number_of(f.stem), n) for f, n in owner.items() if f.forms and number_of(f.stem)]
    if any(number not in serials(nominee) for number, nominee in numbered):
        return {}
    found: dict[File, Nominee] = {}
    groups = _groups(files, nominees, category)
    for file in files:
        number = number_of(file.stem)
        if not numbered and file not in groups:
            continue
        nominee = _one(nominees, category(file.path), number)
        if nominee is not None and not plausible(names.residue(file.stem), nominee.nature):
            found[file] = nominee
    return found


def _groups(files: Iterable[File], nominees: Sequence[Nominee], category: Category) -> set[File]:
    """Files of folders in which every photo is of a numbered group, and the groups are most of the summary's rows."""
    beside: dict[str, list[File]] = defaultdict(list)
    for file in files:
        if file.kind in ("photo", "video"):
            beside[file.path.rpartition("/")[0]].append(file)
    found: set[File] = set()
    for folder, inside in beside.items():
        told = {group_of(file.stem) for file in inside}
        rows = {serial for n in nominees if n.category == category(folder + "/") for serial in serials(n)}
        if "" not in told and len(told) >= _LEAST_GROUPS and told <= rows and len(told) * 3 >= len(rows) * 2:
            found.update(inside)
    return found


def _one(nominees: Sequence[Nominee], category: str | None, number: str) -> Nominee | None:
    rows = [n for n in nominees if n.category == category and number and number in serials(n)]
    return rows[0] if len(rows) == 1 else None


def serials(nominee: Nominee) -> set[str]:
    """The numbers that the summaries give a nominee."""
    return {serial for row in nominee.rows if re.fullmatch(r"\d{1,3}", serial := solid_serial(row))}
