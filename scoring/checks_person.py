"""Checks of a person: leading cadres, and holders of high honours. Both are warnings: the notice says 一般不推介."""

from __future__ import annotations

import re

from scoring.conditions import RankLimit
from scoring.finding import Case, Check, Finding, shown
from scoring.honours import high_honours
from scoring.names import body, plain
from scoring.nomination import Reading

_FORMER = re.compile(r"原|退休|离休|曾任|前任|卸任|离任")
_DEPUTY = re.compile(r"常务副|副|代理|(?<=[县区市州])代(?=[县区市州]长)")
_LONG = (("人民代表大会", "人大"), ("常务委员会", "常委会"), ("中国人民政治协商会议", "政协"), ("政治协商会议", "政协"))
_COMMITTEE = re.compile(r"(?<=[县区市州])委员会(?=常委|书记|$)")
_CPPCC = re.compile(r"政协([^、,;]{2,14}?)委员会(?=主席)")
_TITLE_ENDS = re.compile(r"$|[^\w]|兼")
_SEGMENTS = re.compile(r"[、,，;；/|]")


def star_rank(case: Case) -> Finding | None:
    """A leading cadre of 县处级 or above, by 行政级别 or by post; former ones too, and the message says so."""
    rule = case.category.rank
    if rule is None:
        return None
    evidence = [r for r in _of(case, "level") if says_rank(r, rule.words, rule)]
    evidence += [r for r in _of(case, "job") if says_rank(r, rule.job_words, rule) or is_post(r, case, rule)]
    evidence += [r for r in _of(case, "workplace") if not _of(case, "job") and is_post(r, case, rule)]
    if not evidence:
        return None
    former = any(_FORMER.search(shown(r)) for r in (*_of(case, "job"), *_of(case, "level")))
    told = "、".join(dict.fromkeys(f"“{shown(r)}”" for r in evidence))
    message = f"{'原任' if former else '现任'}县处级以上领导职务或级别：{told}。一般不推介，请办公室核定。"
    return case.finding("star.rank", rule.clause, message, "；".join(dict.fromkeys(r.place for r in evidence)))


def _of(case: Case, key: str) -> tuple[Reading, ...]:
    """The office's correction alone where there is one, else all readings."""
    readings = case.nomination.readings_of(key)
    return tuple(r for r in readings if r.source == "office") or readings


def _text(reading: Reading) -> str:
    return plain(reading.value if isinstance(reading.value, str) else reading.raw)


def says_rank(reading: Reading, words: tuple[str, ...], rule: RankLimit) -> bool:
    """Whether a text names one of the ranks and does not deny it: 非处级, 处级以下, 县处级以上：否."""
    text = _text(reading)
    for word in words:
        if word not in text:
            continue  # nearly always; a pattern for each word would cost more than all other checks together
        for found in re.finditer(re.escape(word), text):
            before = re.sub(r"[县正副]$", "", text[: found.start()])
            after = re.sub(r"^级?(?:及?以上)?(?:领导)?(?:干部|职务)?", "", text[found.end() :])
            denied = before.endswith(rule.denials_before) or after.startswith(rule.denials_after)
            if not denied:
                return True
    return False


def is_post(reading: Reading, case: Case, rule: RankLimit) -> bool:
    """Whether workplace and post together are a post of such a rank.

    Such are 县长, 区委副书记, and heads of a bureau of a 市（州） or of a university. 社区书记, 村支书, 镇长 and
    校长 of schools are not, nor are 县长助理 or somebody of the village 县长胜村.
    """
    text = _text(reading)
    place = "" if reading.key == "workplace" else body(_workplace(case, reading))
    segments = [part for part in _SEGMENTS.split(text) if part]
    named = [*segments, *(place + part for part in segments if place and not part.startswith(place))]
    return any(_is_high(part, rule, case.universities) for part in named)


def _workplace(case: Case, reading: Reading) -> str:
    same_source = [r for r in case.nomination.readings_of("workplace") if r.source == reading.source]
    return _text(same_source[0]) if same_source else case.nomination.text("workplace")


def _is_high(text: str, rule: RankLimit, universities: frozenset[str]) -> bool:
    for long, short in _LONG:
        text = text.replace(long, short)
    text = _COMMITTEE.sub("委", _DEPUTY.sub("", text))
    text = _CPPCC.sub(r"\1政协", text)
    if any(word in text for word in rule.not_bodies):
        return False
    for word in rule.not_posts:
        text = text.replace(word, "□")
    return any(_ends_title(text, post) for post in rule.posts) or _heads(text, rule, universities)


def _ends_title(text: str, post: str) -> bool:
    return post in text and any(_TITLE_ENDS.match(text[m.end() :]) for m in re.finditer(re.escape(post), text))


def _heads(text: str, rule: RankLimit, universities: frozenset[str]) -> bool:
    """Head of a bureau of a 市（州） itself (长春市教育局局长, not 农安县教育局局长), or of a university."""
    bare = body(text)
    for seat in rule.seats:
        if bare.startswith(seat):
            rest = bare.removeprefix(seat)
            if any(re.fullmatch(rf"[^县区市乡镇街局]{{2,10}}局?{post}", rest) for post in rule.seat_posts):
                return True
    return any(bare.endswith(post) and bare.removesuffix(post) in universities for post in rule.university_posts)


def star_honour(case: Case) -> Finding | None:
    """The person already holds an honour of province level or above."""
    rule = case.category.honour
    if rule is None:
        return None
    held = [(r, item) for r in _of(case, "honours") for item in high_honours(_text(r), rule, case.rules.places)]
    if not held:
        return None
    told = "、".join(dict.fromkeys(item for _, item in held))
    message = f"已有省级以上荣誉：{told}。一般不推介，请办公室核定。"
    places = "；".join(dict.fromkeys(r.place for r, _ in held))
    return case.finding("star.honour", rule.clause, message, places)


CHECKS: tuple[Check, ...] = (star_rank, star_honour)
