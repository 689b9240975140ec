"""The panel and the nominations: conflicts of interest left out, the load as even as they allow.

Nothing is random: the same panel and nominations always give the same plan, so that it can be explained and repeated.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product

from scoring import names
from scoring.nomination import Nomination, Noun

_SHORTEST = 4
"""Characters from which a name found inside a longer one counts: 退休 or 教师 in a text are nobody's employer."""
_BODIES = ("implementer", "workplace")


class Member(Noun):
    """An expert of the panel. `employer`: the body that the expert belongs to, empty where none is known.

    `declared`: what the expert wants to have nothing to do with: ids of nominations, names of persons, projects or
    bodies.
    """

    id: str
    name: str
    employer: str = ""
    declared: tuple[str, ...] = ()


def conflict(member: Member, nomination: Nomination, known: Iterable[str] = ()) -> str:
    """Why the member must not score the nomination, in Chinese; empty: no conflict.

    A conflict is one's own nomination (the same name), an employer that is, contains or is contained in the nominating
    unit, the implementer or the workplace, and whatever the expert declared: the id or name of a nomination, or one of
    those bodies; spaces, width and punctuation do not matter. `known`: names of bodies that are not part of each other
    although one name contains the other (长春大学, 长春大学旅游学院).
    """
    return _conflict(member, nomination, _longest_first(known))


def free_experts(
    panel: Sequence[Member], nominations: Sequence[Nomination], known: Iterable[str] = ()
) -> dict[str, list[str]]:
    """By nomination id, the experts without a conflict, in the order of the panel."""
    bodies = _longest_first(known)
    return {n.id: [m.id for m in panel if not _conflict(m, n, bodies)] for n in nominations}


def assign(
    panel: Sequence[Member],
    nominations: Sequence[Nomination],
    per: int | None = None,
    known: Iterable[str] = (),
    *,
    free: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, tuple[str, ...]]:
    """Nomination ids by expert id, in the order of `nominations`; an expert with nothing has an empty tuple.

    Each nomination goes to `per` experts (None: to all) without a conflict, or to all of those where they are fewer.
    No plan of the same size is more even: no expert could give one to another who has at least two fewer. Who sits
    together changes from nomination to nomination, and where the experts of a category still fall into groups without
    a common nomination, two of them exchange nominations as long as that links groups and keeps the loads: only linked
    experts can be compared with each other. `free`: what `free_experts` gives, where it is at hand.
    """
    if free is None:
        free = free_experts(panel, nominations, known)
    plan: dict[str, set[str]] = {m.id: set() for m in panel}
    together: Counter[frozenset[str]] = Counter()
    for nomination in sorted(nominations, key=lambda n: len(free[n.id])):
        wanted = len(panel) if per is None else per
        for expert in _committee(free[nomination.id], wanted, plan, together):
            plan[expert].add(nomination.id)
    _even_out(plan, free)
    for category in dict.fromkeys(n.category for n in nominations):
        _link(plan, free, {n.id for n in nominations if n.category == category})
    return {expert: tuple(n.id for n in nominations if n.id in ids) for expert, ids in plan.items()}


def _conflict(member: Member, nomination: Nomination, bodies: Sequence[str]) -> str:
    own = names.person(member.name)
    if own and own in (names.person(nomination.name), names.person(nomination.text("leader"))):
        return f"与{member.name}本人同名"
    employer = _plain(member.employer)
    for text in (nomination.unit, *(nomination.text(key) for key in _BODIES)):
        if employer and _same_body(employer, _plain(text), bodies):
            return f"所在单位“{member.employer}”与“{text}”有利害关系"
    return _declared(member, nomination, bodies)


def _declared(member: Member, nomination: Nomination, bodies: Sequence[str]) -> str:
    named = {names.person(text) for text in (nomination.name, nomination.text("leader"))} - {""}
    texts = [_plain(t) for t in (nomination.unit, nomination.name, *(nomination.text(key) for key in _BODIES)) if t]
    for word in member.declared:
        plain = _plain(word)
        if word.strip() == nomination.id or names.person(word) in named:
            return f"专家声明与“{word.strip()}”有利害关系"
        if plain and any(_same_body(plain, text, bodies) for text in texts):
            return f"专家声明与“{word.strip()}”有利害关系"
    return ""


def _longest_first(known: Iterable[str]) -> list[str]:
    return sorted({_plain(name) for name in known}, key=lambda name: (-len(name), name))


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    return names.body(text)


def _same_body(one: str, other: str, bodies: Sequence[str]) -> bool:
    """Whether one name is, or stands inside, the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or short not in long:
        return False
    for name in bodies:
        if name != short and short in name:
            long = long.replace(name, " ")
    return short in long


def _committee(
    free: Sequence[str], wanted: int, plan: Mapping[str, set[str]], together: Counter[frozenset[str]]
) -> list[str]:
    """The least busy; among equals those who sat least with the ones chosen already, then the first of the panel."""
    chosen: list[str] = []
    left = list(free)
    while left and len(chosen) < wanted:
        best = min(left, key=lambda e: (len(plan[e]), sum(together[frozenset((e, c))] for c in chosen)))
        left.remove(best)
        together.update(frozenset((best, c)) for c in chosen)
        chosen.append(best)
    return chosen


def _even_out(plan: dict[str, set[str]], free: Mapping[str, Sequence[str]]) -> None:
    """Moves nominations along chains of experts from a busy one to an idle one until no chain helps.

    Without such a chain the loads are optimal (Harvey, Ladner, Lovász, Tamir 2006, semi-matchings).
    """
    may = _may(plan, free)
    while True:
        for busy in sorted(plan, key=lambda e: -len(plan[e])):
            chain = _chain(busy, plan, may)
            if chain:
                break
        else:
            return
        for giver, taker in pairwise(chain):
            moved = min((plan[giver] & may[taker]) - plan[taker])
            plan[giver].remove(moved)
            plan[taker].add(moved)


def _chain(busy: str, plan: Mapping[str, set[str]], may: Mapping[str, set[str]]) -> list[str]:
    """The shortest chain of experts from `busy` to one with at least two fewer; empty: there is none."""
    before: dict[str, str] = {busy: ""}
    queue = deque([busy])
    while queue:
        giver = queue.popleft()
        if len(plan[giver]) + 2 <= len(plan[busy]):
            chain = [giver]
            while before[chain[0]]:
                chain.insert(0, before[chain[0]])
            return chain
        for taker in plan:
            if taker not in before and (plan[giver] & may[taker]) - plan[taker]:
                before[taker] = giver
                queue.append(taker)
    return []


def linked_parts(plan: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of experts that no common nomination links, each sorted, the largest first; one group: all are linked.

    `plan`: nomination ids by expert id, best of one category; experts with nothing are in no group.
    """
    groups: list[tuple[set[str], set[str]]] = []
    for expert, nominations in plan.items():
        people, ids = {expert}, set(nominations)
        if not ids:
            continue
        apart = []
        for group in groups:
            if group[1].isdisjoint(ids):
                apart.append(group)
            else:
                people, ids = people | group[0], ids | group[1]
        groups = [*apart, (people, ids)]
    return tuple(sorted((tuple(sorted(people)) for people, _ in groups), key=lambda part: (-len(part), part)))


def _link(plan: dict[str, set[str]], free: Mapping[str, Sequence[str]], ours: set[str]) -> None:
    """Exchanges nominations between experts of different groups until no exchange links more."""
    while True:
        parts = linked_parts({expert: ids & ours for expert, ids in plan.items()})
        if len(parts) < 2 or not any(_exchange(plan, free, ours, parts, other) for other in parts[1:]):
            return


def _exchange(
    plan: dict[str, set[str]],
    free: Mapping[str, Sequence[str]],
    ours: set[str],
    parts: Sequence[tuple[str, ...]],
    other: Sequence[str],
) -> bool:
    """One expert of the largest group and one of another swap a nomination, if that leaves fewer groups."""
    for one, two in product(parts[0], other):
        for mine, theirs in product(sorted(plan[one] & ours), sorted(plan[two] & ours)):
            if two not in free[mine] or one not in free[theirs]:
                continue
            _swap(plan, (one, mine), (two, theirs))
            now = linked_parts({expert: ids & ours for expert, ids in plan.items()})
            if len(now) < len(parts) and not any(_chain(expert, plan, _may(plan, free)) for expert in plan):
                return True
            _swap(plan, (one, theirs), (two, mine))
    return False


def _swap(plan: dict[str, set[str]], one: tuple[str, str], two: tuple[str, str]) -> None:
    plan[one[0]] = (plan[one[0]] - {one[1]}) | {two[1]}
    plan[two[0]] = (plan[two[0]] - {two[1]}) | {one[1]}


def _may(plan: Mapping[str, set[str]], free: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    """By expert, the nominations that the expert may score."""
    return {expert: {n for n, experts in free.items() if expert in experts} for expert in plan}
