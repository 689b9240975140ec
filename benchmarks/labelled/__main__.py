"""`python -m benchmarks.labelled [--write]`: precision and recall by kind, for docs/repeats.md."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.labelled.make import LabelledSet, second, tuning, untouched
from benchmarks.labelled.measure import measured
from review_tui.resources import data_dir
from review_tui.rules import load_season
from scoring.repeats import Register, find_repeats
from scoring.season import SeasonRules

PAGE = Path(__file__).resolve().parents[2] / "docs" / "repeats.md"
BEGIN, END = "<!-- table: written by `python -m benchmarks.labelled --write` -->", "<!-- end of table -->"


def main(arguments: Sequence[str]) -> int:
    """Prints the tables, or puts them into the page."""
    season = load_season(data_dir() / "seasons" / "jilin-2022")
    lines = [
        "| part | past | now | precision | recall | F1 | clean nominees suspected, of 100 |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    scores = {}
    for name, part in {"tuning": tuning(), "second tuning": second(), "untouched": untouched()}.items():
        scores[name] = _scores(part, season.rules, Register(part.past, season.rules, season.renames))
        for what, limit in (("suspects", season.rules.repeats.suspect), ("repeats", season.rules.repeats.repeat)):
            m = measured({pair for pair, score in scores[name].items() if score >= limit}, part)
            size = f"{len(part.past):,} | {len(part.nominations):,}"
            lines.append(
                f"| {name}, {what} | {size} | {m.precision:.3f} | {m.recall:.3f} | {m.f1:.3f} | {m.per_clean:.1f} |"
            )
    lines += ["", *_by_kind(untouched(), scores["untouched"], season.rules)]
    text = "\n".join(lines)
    if "--write" in arguments:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", "utf-8")
    print(text)
    return 0


def _scores(part: LabelledSet, rules: SeasonRules, register: Register) -> dict[tuple[str, str], int]:
    suspects = find_repeats(part.nominations, register, rules)
    return {(s.nomination, s.against.id): s.score for s in suspects if s.against.kind == "past"}


def _by_kind(part: LabelledSet, scores: dict[tuple[str, str], int], rules: SeasonRules) -> list[str]:
    """How many of each kind came out as what; for near misses only the record that they are a near miss of counts."""
    lines = ["| kind | of | true | cases | repeat | suspect | neither |", "|---|---|---|--:|--:|--:|--:|"]
    counts: dict[tuple[bool, str, str, str], list[int]] = {}
    category = {n.id: "person" if n.category == "star" else "project" for n in part.nominations}
    for nomination, truth in part.truth.items():
        if not truth.past:
            continue
        score = scores.get((nomination, truth.past), 0)
        says = "yes" if truth.true and truth.decidable else "yes, cannot be decided" if truth.true else "no"
        line = counts.setdefault((not truth.true, category[nomination], truth.kind, says), [0, 0, 0])
        line[0 if score >= rules.repeats.repeat else 1 if score >= rules.repeats.suspect else 2] += 1
    for (_, of, kind, says), (repeat, suspect, neither) in sorted(counts.items()):
        lines.append(f"| {kind} | {of} | {says} | {repeat + suspect + neither} | {repeat} | {suspect} | {neither} |")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
