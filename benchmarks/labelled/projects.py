"""Invented projects: true repeats under other titles and hosts, and near misses that are other projects."""

from __future__ import annotations

from benchmarks.labelled.maker import Case, Maker, Record
from benchmarks.labelled.people import _TRADITIONAL
from benchmarks.labelled.vocabulary import ABBREVIATED, COLLEGES, PLACES, PUBLIC, RENAMED, UNIVERSITIES


def project(m: Maker, *, name: str = "", unit: str = "", region: str = "") -> Record:
    """A project of a public body or a university."""
    if not unit and m.dice.random() < 0.3:
        unit = region = m.pick(UNIVERSITIES)
    city, county = m.place()
    unit = unit or f"{city}{county}{m.pick(PUBLIC)}"
    return Record("project", name or title(m), unit, region or m.bureau(city), "", "", "", m.deed(unit))


def title(m: Maker) -> str:
    """A title: brand, subject, form; sometimes in quotes, sometimes generic."""
    if m.dice.random() < 0.12:
        return m.pick(m.words.generic_titles)
    brand, subject, form = m.pick(m.words.brands), m.pick(m.words.subjects), m.pick(m.words.forms)
    return m.pick([f"“{brand}”{subject}{form}", f"{brand}{subject}{form}", f"{brand}·{subject}{form}"])


def _own(m: Maker) -> Record:
    """A project with a title of its own, not a generic one."""
    brand, subject, form = m.pick(m.words.brands), m.pick(m.words.subjects), m.pick(m.words.forms)
    return project(m, name=f"“{brand}”{subject}{form}")


def _bare(name: str) -> str:
    return name.translate({ord(c): None for c in "“”·"})


def same(m: Maker) -> Case:
    one = project(m)
    return Case("同上", one, one)


def marks(m: Maker) -> Case:
    one = _own(m)
    bare = _bare(one.name)
    shown = m.pick(
        [
            f"《{bare}》",
            f"《{bare}》项目",
            f"{bare}品牌项目",
            f"「{bare}」",
            f" {bare[:2]} {bare[2:]}",
            f"{bare}系列活动",
        ]
    )
    return Case("标点与后缀", *m.either(one._replace(name=shown), one))


def subtitle(m: Maker) -> Case:
    one = _own(m)
    more = m.pick(m.words.subtitles)
    shown = m.pick([f"{more}——{one.name}", f"{one.name}——{more}", f"{_bare(one.name)}（{more}）"])
    return Case("副题", *m.either(one._replace(name=shown), one))


def edition(m: Maker) -> Case:
    one = _own(m)
    year = m.number(2016, 2021)
    shown = m.pick(
        [
            f"第{m.pick('三四五六七八')}届{one.name}",
            f"{year}年度{one.name}",
            f"{one.name}（{year}年）",
            f"{year}年{_bare(one.name)}",
        ]
    )
    return Case("年度届次", one._replace(name=shown), one)


def swapped(m: Maker) -> Case:
    brand, subject, form = m.pick(m.words.brands), m.pick(m.words.subjects), m.pick(m.words.forms)
    one = project(m, name=f"“{brand}”{subject}{form}")
    return Case(
        "语序", *m.either(one._replace(name=m.pick([f"{subject}{form}——{brand}", f"{subject}“{brand}”{form}"])), one)
    )


def reworded(m: Maker) -> Case:
    """The form of words changes, brand and subject stay, and so does the host."""
    brand, subject = m.pick(m.words.brands), m.pick(m.words.subjects)
    a, b = m.two(m.words.forms)
    one = project(m, name=f"“{brand}”{subject}{a}")
    return Case("改换用语", one, one._replace(name=f"{brand}{subject}{b}"))


def host_told(m: Maker) -> Case:
    one = _own(m)
    other = project(m, region=one.region)
    new = m.pick(PUBLIC)
    city = m.city_of(one)
    unit = other.unit if one.unit in UNIVERSITIES else f"{city}{m.pick(PLACES[city])}{new}"
    told = m.pick([f"项目由{one.unit}创办，现由本单位承办", f"{m.number(2014, 2018)}年起与{one.unit}共同实施"])
    return Case("换主办（材料写明）", one, one._replace(unit=unit, deed=m.deed(unit, told)))


def host_silent(m: Maker) -> Case:
    """Another host in the same 市（州）, and nothing says why: the data cannot decide."""
    one = _own(m)
    city = m.city_of(one)
    unit = f"{city}{m.pick(PLACES[city])}{m.pick(PUBLIC)}"
    return Case("换主办（无旁证）", one, one._replace(unit=unit, deed=m.deed(unit)), decidable=False)


def hosts(m: Maker) -> Case:
    one = _own(m)
    other = project(m)
    both = m.pick([f"{one.unit}、{other.unit}", f"{other.unit}和{one.unit}"])
    return Case("联合主办", *m.either(one._replace(unit=both), one))


def renamed(m: Maker) -> Case:
    old, new = m.pick(sorted(RENAMED.items()))
    one = project(m, unit=new, region=new)
    return Case("单位更名", one._replace(unit=old, region=old), one)


def abbreviated(m: Maker) -> Case:
    if m.dice.random() < 0.5:
        full, short = m.pick(sorted(ABBREVIATED.items()))
        one = project(m, unit=full, region=full)
        return Case("单位简称", one._replace(unit=short), one)
    one = project(m)
    return Case("单位简称", one._replace(unit=m.shorter(one)), one)


def typo(m: Maker) -> Case:
    one = _own(m)
    name = _bare(one.name)
    for a, b in (*m.words.sound, *m.words.shape, "课科", "堂常", "讲进", "坊纺", "传专"):
        if a in name:
            return Case("同音形近", one._replace(name=name.replace(a, b, 1)), one)
    return Case("同音形近", one._replace(name=name[:-1]), one)


def traditional(m: Maker) -> Case:
    one = _own(m)
    return Case("繁体", one._replace(name=one.name.translate(_TRADITIONAL), unit=one.unit.translate(_TRADITIONAL)), one)


def bracketed(m: Maker) -> Case:
    one = _own(m)
    other = title(m)
    return Case("括注别名", *m.either(one._replace(name=f"{other}（原名：{_bare(one.name)}）"), one))


def placed(m: Maker) -> Case:
    one = _own(m)
    city = m.city_of(one)
    return Case("地名前缀", *m.either(one._replace(name=m.pick([city, city[:2]]) + _bare(one.name)), one))


TRUE = (
    same, marks, subtitle, edition, swapped, reworded, host_told, host_silent, hosts, renamed, abbreviated, typo,
    traditional,
    bracketed, placed,
)  # fmt: skip


def generic(m: Maker) -> Case:
    name = m.pick(m.words.generic_titles)
    one = project(m, name=name)
    city, county = m.place(not_in=m.city_of(one))
    return Case(
        "通用名异地", one, project(m, name=name, unit=f"{city}{county}{m.pick(PUBLIC)}", region=m.bureau(city)), False
    )


def sibling(m: Maker) -> Case:
    brand, form = m.pick(m.words.brands), m.pick(m.words.forms)
    a, b = m.two(m.words.subjects)
    one = project(m, name=f"{brand}{a}{form}")
    return Case("同单位不同课程", one, one._replace(name=f"{brand}{b}{form}", deed=m.deed(one.unit)), False)


def brothers(m: Maker) -> Case:
    a, b = m.two(m.words.brands)
    subject, form = m.pick(m.words.subjects), m.pick(m.words.forms)
    one = project(m, name=f"{a}{subject}{form}")
    return Case("同单位不同品牌", one, one._replace(name=f"{b}{subject}{form}", deed=m.deed(one.unit)), False)


def series(m: Maker) -> Case:
    one = _own(m)
    name = _bare(one.name)
    a, b = m.pick([("一期", "二期"), ("（第一期）", "（第三期）"), ("第一季", "第二季")])
    return Case("分期", one._replace(name=name + a), one._replace(name=name + b, deed=m.deed(one.unit)), False)


def numbered(m: Maker) -> Case:
    city, county = m.place()
    a, b = m.two("一二三四五六七八九")
    name = m.pick(m.words.generic_titles)
    one = project(m, name=name, unit=f"{city}{county}第{a}小学", region=m.bureau(city))
    return Case("编号学校", one, project(m, name=name, unit=f"{city}{county}第{b}小学", region=one.region), False)


def college(m: Maker) -> Case:
    university, own = m.pick(sorted(COLLEGES.items()))
    name = m.pick(m.words.generic_titles)
    one = project(m, name=name, unit=university, region=university)
    return Case("独立学院", one, project(m, name=name, unit=own, region=own), False)


def namesake_place(m: Maker) -> Case:
    name, kind = m.pick(m.words.generic_titles), m.pick(PUBLIC)
    one = project(m, name=name, unit=f"通化市{kind}", region=m.bureau("通化市"))
    return Case("市县同名", one, project(m, name=name, unit=f"通化县{kind}", region=m.bureau("通化市")), False)


FALSE = (generic, sibling, brothers, series, numbered, college, namesake_place)


def nobody(m: Maker) -> Record:
    """A project of which the past list knows nothing."""
    return project(m)
