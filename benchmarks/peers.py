"""`python -m benchmarks.peers`: our repeats beside what others would use, on one labelled set, in one run.

Every peer is tuned on the tuning part (a threshold, or trained) and measured on the untouched part; ours runs with the
shipped thresholds. Needs the dependency group `peers` (`make bench-peers` makes an environment of its own for it).
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.labelled.make import LabelledSet, tuning, untouched
from benchmarks.labelled.measure import Measure, measured
from review_tui.resources import data_dir
from review_tui.rules import load_season
from scoring.matching.characters import squeezed
from scoring.nomination import Nomination, PastWinner
from scoring.repeats import Register, past_repeats

Pair = tuple[str, str]
Scores = Mapping[Pair, float]
NEEDS = "the peers are not installed: run `make bench-peers`, or pip install recordlinkage splink scikit-learn"


class Result(NamedTuple):
    """One line: precision, recall and F1 on the untouched part, the threshold, and the processors' seconds there."""

    name: str
    measure: Measure
    threshold: float
    seconds: float


def main() -> int:
    """Prints the table. 2 where the peers are not installed."""
    warnings.filterwarnings("ignore")
    try:
        import recordlinkage  # type: ignore[import-untyped]  # noqa: F401
        import sklearn  # type: ignore[import-untyped]  # noqa: F401
        import splink  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: F401
    except ImportError:
        print(NEEDS, file=sys.stderr)
        return 2
    tune, held = tuning(), untouched()
    print(f"{'':<24}  precision  recall    F1  per 100 clean  threshold  CPU seconds")
    for result in (*_tuned(tune, held), *_trained(tune, held), *_ours(held)):
        m = result.measure
        line = f"{m.precision:9.3f} {m.recall:7.3f} {m.f1:5.3f} {m.per_clean:14.1f}"
        print(f"{result.name:<24}  {line} {result.threshold:10.3g} {result.seconds:8.2f}", flush=True)
    return 0


def _tuned(tune: LabelledSet, held: LabelledSet) -> list[Result]:
    """Peers of one score: the threshold with the best F1 on the tuning part."""
    found = []
    for name, peer in {"exact": exact, "WRatio on name + unit": wratio, "splink": linked_by_splink}.items():
        threshold = best_threshold(peer(tune), tune)
        begin = time.process_time()
        scores = peer(held)
        seconds = time.process_time() - begin
        found.append(Result(name, measured(_above(scores, threshold), held), threshold, seconds))
    return found


def _trained(tune: LabelledSet, held: LabelledSet) -> list[Result]:
    """Peers that are trained on the tuning part; their threshold is then the best there (out of bag, or in it)."""
    found = []
    for name, train in {"recordlinkage": recordlinkage_model, "random forest": forest_model}.items():
        score = train(tune)
        threshold = best_threshold(score(tune), tune)
        begin = time.process_time()
        scores = score(held)
        seconds = time.process_time() - begin
        found.append(Result(name, measured(_above(scores, threshold), held), threshold, seconds))
    return found


def _ours(held: LabelledSet) -> list[Result]:
    season = load_season(data_dir() / "seasons" / "jilin-2022")
    begin = time.process_time()
    register = Register(held.past, season.rules, season.renames)
    suspects = past_repeats(held.nominations, register, season.rules)
    seconds = time.process_time() - begin
    past = {(s.nomination, s.against.id): float(s.score) for s in suspects}
    limits = {"ours, suspects": season.rules.repeats.suspect, "ours, repeats": season.rules.repeats.repeat}
    return [Result(name, measured(_above(past, float(at)), held), float(at), seconds) for name, at in limits.items()]


def _above(scores: Scores, threshold: float) -> set[Pair]:
    return {pair for pair, score in scores.items() if score >= threshold}


def best_threshold(scores: Scores, labelled: LabelledSet) -> float:
    """The threshold with the best F1."""
    grid = sorted({round(score, 3) for score in scores.values()})
    grid = grid[:: max(1, len(grid) // 120)]
    return max(grid, key=lambda at: measured(_above(scores, at), labelled).f1, default=1.0)


def exact(labelled: LabelledSet) -> Scores:
    """1 where name and unit are equal."""
    known: dict[tuple[str, str, str | None], list[str]] = {}
    for row in labelled.past:
        known.setdefault((row.name, row.unit, row.category), []).append(row.id)
    return {(n.id, row): 1.0 for n in labelled.nominations for row in known.get((n.name, _unit(n), n.category), ())}


def wratio(labelled: LabelledSet) -> Scores:
    """WRatio on name and unit in one text."""
    return _best(
        labelled,
        lambda n: f"{squeezed(n.name)} {squeezed(_unit(n))}",
        lambda p: f"{squeezed(p.name)} {squeezed(p.unit)}",
    )


def _best(
    labelled: LabelledSet, now: Callable[[Nomination], str], past: Callable[[PastWinner], str], keep: int = 5
) -> Scores:
    found: dict[Pair, float] = {}
    for category in ("star", "project"):
        ours = [n for n in labelled.nominations if n.category == category]
        rows = [p for p in labelled.past if p.category == category]
        scores = process.cdist([now(n) for n in ours], [past(p) for p in rows], scorer=fuzz.WRatio, workers=2)
        for n, line in zip(ours, scores, strict=True):
            for i in np.argsort(-line)[:keep]:
                found[n.id, rows[i].id] = float(line[i])
    return found


def _frame(labelled: LabelledSet) -> tuple[Any, Any]:
    import pandas as pd  # type: ignore[import-untyped]

    now = [(n.id, squeezed(n.name), squeezed(_unit(n)), squeezed(n.unit), n.category) for n in labelled.nominations]
    past = [(p.id, squeezed(p.name), squeezed(p.unit), squeezed(p.region), p.category) for p in labelled.past]
    columns = ["unique_id", "name", "unit", "region", "category"]
    return pd.DataFrame(now, columns=columns), pd.DataFrame(past, columns=columns)


def linked_by_splink(labelled: LabelledSet) -> Scores:
    """splink on DuckDB: Jaro–Winkler on name and unit, exact region, trained by EM on the data themselves."""
    import logging

    import splink.comparison_library as cl  # type: ignore[import-untyped,import-not-found,unused-ignore]
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)
    now, past = _frame(labelled)
    api = DuckDBAPI()
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.92, 0.8, 0.65]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("unit", [0.95, 0.85, 0.7]),
            cl.ExactMatch("region"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("category", "name"),
            block_on("category", "unit"),
            block_on("category", "substr(name, 1, 2)"),
            block_on("category", "substr(name, 2, 2)"),
        ],
    )
    tables = [api.register(frame, dataset_display_name=name) for frame, name in ((now, "now"), (past, "past"))]
    linker = Linker(tables, settings)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("name", "unit")], recall=0.4)
    training.estimate_u_using_random_sampling(max_pairs=1e6)
    training.estimate_parameters_using_expectation_maximisation(block_on("name"))
    training.estimate_parameters_using_expectation_maximisation(block_on("unit"))
    found = linker.inference.predict().as_pandas_dataframe()
    pairs = zip(found["unique_id_l"], found["unique_id_r"], found["match_weight"], strict=True)
    return {(a, b) if a in labelled.truth else (b, a): float(weight) for a, b, weight in pairs}


def recordlinkage_model(tune: LabelledSet) -> Callable[[LabelledSet], Scores]:
    """recordlinkage: Jaro–Winkler and Levenshtein features, logistic regression."""
    import recordlinkage  # type: ignore[import-untyped]

    def features(labelled: LabelledSet) -> Any:
        now, past = (frame.set_index("unique_id") for frame in _frame(labelled))
        indexer = recordlinkage.Index()
        indexer.block("category")
        compare = recordlinkage.Compare()
        for column in ("name", "unit"):
            compare.string(column, column, method="jarowinkler")
            compare.string(column, column, method="levenshtein")
        compare.exact("region", "region")
        return compare.compute(indexer.index(now, past), now, past)

    known = features(tune)
    true = [pair for pair in ((i, t.past) for i, t in tune.truth.items() if t.true) if pair in known.index]
    import pandas as pd

    model = recordlinkage.LogisticRegressionClassifier()
    model.fit(known, pd.MultiIndex.from_tuples(true, names=known.index.names))

    def score(labelled: LabelledSet) -> Scores:
        found = features(labelled)
        chances = model.prob(found)
        likely = chances[chances > 0.01]
        return dict(zip(likely.index, likely.to_numpy(), strict=True))

    return score


def forest_model(tune: LabelledSet) -> Callable[[LabelledSet], Scores]:
    """A random forest of 300 trees over rapidfuzz features of name, unit and region of the ten nearest rows."""
    from sklearn.ensemble import RandomForestClassifier  # type: ignore[import-untyped]

    def features(labelled: LabelledSet) -> tuple[list[Pair], Any]:
        near = _best(labelled, lambda n: squeezed(n.name), lambda p: squeezed(p.name), keep=10) | dict.fromkeys(
            _best(
                labelled,
                lambda n: f"{squeezed(n.name)} {squeezed(_unit(n))}",
                lambda p: f"{squeezed(p.name)} {squeezed(p.unit)}",
                keep=10,
            ),
            0.0,
        )
        nominations, past = {n.id: n for n in labelled.nominations}, {p.id: p for p in labelled.past}
        pairs = sorted(near)
        return pairs, np.array([_ratios(nominations[a], past[b]) for a, b in pairs])

    true = {(i, t.past) for i, t in tune.truth.items() if t.true}
    pairs, table = features(tune)
    model = RandomForestClassifier(300, min_samples_leaf=2, n_jobs=2, random_state=1, oob_score=True)
    model.fit(table, [pair in true for pair in pairs])
    seen = dict(zip(pairs, model.oob_decision_function_[:, 1], strict=True))

    def score(labelled: LabelledSet) -> Scores:
        if labelled is tune:
            return seen
        others, rows = features(labelled)
        return dict(zip(others, model.predict_proba(rows)[:, 1], strict=True))

    return score


def _ratios(n: Nomination, p: PastWinner) -> list[float]:
    found = [float(len(squeezed(n.name))), float(len(squeezed(p.name)))]
    for a, b in ((n.name, p.name), (_unit(n), p.unit), (n.unit, p.region)):
        one, other = squeezed(a), squeezed(b)
        found += [
            fuzz.ratio(one, other),
            fuzz.partial_ratio(one, other),
            fuzz.token_set_ratio(one, other),
            fuzz.WRatio(one, other),
        ]
    return found


def _unit(n: Nomination) -> str:
    return n.text("workplace") or n.text("implementer") or n.unit


if __name__ == "__main__":
    sys.exit(main())
