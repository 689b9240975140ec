"""Invented persons: true repeats as lists write them down, and near misses that are other persons."""

from __future__ import annotations

from benchmarks.labelled.maker import Case, Maker, Record
from benchmarks.labelled.vocabulary import ABBREVIATED, COLLEGES, RENAMED, UNIVERSITIES

_TRADITIONAL = str.maketrans(
    "国华东兰云伟军丽刚荣学庆凤张刘陈赵吴孙贾叶阎钟范谭邹县区乡镇办会业图书馆长义兴亮颖倩",
    "國華東蘭雲偉軍麗剛榮學慶鳳張劉陳趙吳孫賈葉閻鍾範譚鄒縣區鄉鎮辦會業圖書館長義興亮穎倩",
)


def same(m: Maker) -> Case:
    one = m.person()
    return Case("同上", one, one)


def written(m: Maker) -> Case:
    """Spaces, width, forms of address, a gender in brackets."""
    one = m.person()
    name = m.pick(
        [
            f"{one.name[0]} {one.name[1:]}",
            f"{one.name}同志",
            f"{one.name}（{one.gender}）",
            f"{one.name}老师",
            f" {one.name}　",
        ]
    )
    return Case("写法", one._replace(name=name), one)


def region(m: Maker) -> Case:
    """The place before the unit in or out, in its short form, or only the recommending bureau."""
    one = m.person()
    return Case("地区前缀", one._replace(unit=m.shorter(one)), one)


def bureau(m: Maker) -> Case:
    """The list has the 市（州）'s bureau instead of the workplace; a rarer name decides."""
    one = m.person(rare=True)
    return Case("只列推荐单位", one._replace(unit=one.region), one)


def renamed(m: Maker) -> Case:
    old, new = m.pick(sorted(RENAMED.items()))
    one = m.person(unit=new, region=new)
    return Case("单位更名", one._replace(unit=old, region=old), one)


def abbreviated(m: Maker) -> Case:
    full, short = m.pick(sorted(ABBREVIATED.items()))
    one = m.person(unit=full, region=full)
    return Case("单位简称", one._replace(unit=short), one)


def department(m: Maker) -> Case:
    full = m.pick(UNIVERSITIES)
    one = m.person(unit=full, region=full)
    part = m.pick(["继续教育学院", "图书馆", "后勤处", "离退休工作处", "马克思主义学院"])
    return Case("内设机构", one, one._replace(unit=full + part))


def moved(m: Maker) -> Case:
    """Another workplace now; the deed names the old one."""
    one, new = m.person(), m.person()
    old = m.pick([one.unit, m.shorter(one)])
    told = m.pick([f"曾在{old}工作多年", f"{m.number(2010, 2018)}年从{old}调到现单位", f"原为{old}职工，后调入现单位"])
    return Case("调动（事迹写明）", one, one._replace(unit=new.unit, region=new.region, deed=m.deed(new.unit, told)))


def moved_silently(m: Maker) -> Case:
    """Another workplace in the same 市（州）, and nothing says so: the data cannot decide."""
    one = m.person(rare=True)
    new = m.person(near=one)
    return Case("调动（无旁证）", one, one._replace(unit=new.unit, deed=m.deed(new.unit)), decidable=False)


def sound(m: Maker) -> Case:
    one, typo = m.typo(m.words.sound)
    return Case("同音", one._replace(name=typo), one)


def shape(m: Maker) -> Case:
    one, typo = m.typo(m.words.shape)
    return Case("形近", one._replace(name=typo), one)


def variant(m: Maker) -> Case:
    a, b = m.pick(["付傅", "肖萧", "闫阎", "邱丘", "戴代"])
    one = m.person(name=a + m.given())
    return Case("异写", one._replace(name=b + one.name[1:]), one)


def traditional(m: Maker) -> Case:
    one = m.person()
    return Case("繁体", one._replace(name=one.name.translate(_TRADITIONAL), unit=one.unit.translate(_TRADITIONAL)), one)


def second_name(m: Maker) -> Case:
    one = m.person()
    other = one.name[0] + m.given()
    shown = m.pick([f"{other}（曾用名：{one.name}）", f"{other}（{one.name}）", f"{other}（原名{one.name}）"])
    return Case("括注别名", *m.either(one._replace(name=shown), one))


def minority(m: Maker) -> Case:
    full = m.pick(m.words.minority)
    one = m.person(name=full)
    parts = full.split("·")
    shown = m.pick([full.replace("·", ""), full.replace("·", "•"), full.replace("·", "．"), max(parts, key=len)])
    return Case("少数民族姓名", one._replace(name=shown), one)


def remark(m: Maker) -> Case:
    """A common name, the unit not listed, but the remark gives the month of birth."""
    one = m.person(name=m.pick(m.words.common_names))
    year, month = one.birth.split("-")
    return Case("备注有出生年月", one._replace(unit=one.region, remark=f"{year}年{int(month)}月出生"), one)


def common_without(m: Maker) -> Case:
    """A common name and nothing else: the data cannot decide."""
    one = m.person(name=m.pick(m.words.common_names))
    return Case("常见名无旁证", one._replace(unit="", region="", birth=""), one, decidable=False)


TRUE = (
    same, written, region, bureau, renamed, abbreviated, department, moved, moved_silently, sound, shape, variant,
    traditional,
    second_name, minority, remark, common_without,
)  # fmt: skip


def one_character(m: Maker) -> Case:
    one = m.person(given=2)
    name = m.unlike(one.name)
    return Case("同单位一字之差", one, m.stranger(unit=one.unit, region=one.region, name=name), true=False)


def homonym(m: Maker) -> Case:
    name = m.pick(m.words.common_names)
    one = m.person(name=name)
    return Case("同名异地", one, m.stranger(name=name, away=one), true=False)


def numbered(m: Maker) -> Case:
    city, county = m.place()
    a, b = m.two("一二三四五六七八九")
    kind = m.pick(["小学", "中学", "实验小学"])
    name = m.pick(m.words.common_names)
    one = m.person(name=name, unit=f"{city}{county}第{a}{kind}", region=m.bureau(city))
    return Case(
        "编号学校同名", one, m.stranger(name=name, unit=f"{city}{county}第{b}{kind}", region=one.region), true=False
    )


def college(m: Maker) -> Case:
    university, own = m.pick(sorted(COLLEGES.items()))
    name = m.pick(m.words.common_names)
    one = m.person(name=name, unit=university, region=university)
    return Case("独立学院同名", one, m.stranger(name=name, unit=own, region=own), true=False)


def other_sex(m: Maker) -> Case:
    one = m.person(name=m.pick(m.words.common_names))
    other = m.stranger(name=one.name, unit=m.person(near=one).unit, region=one.region)
    other = other._replace(gender="女" if one.gender == "男" else "男")
    return Case("同名性别不同", one._replace(name=f"{one.name}（{one.gender}）"), other, true=False)


def other_birth(m: Maker) -> Case:
    one = m.person(name=m.pick(m.words.common_names))
    other = m.stranger(name=one.name, unit=m.person(near=one).unit, region=one.region)
    year, month = one.birth.split("-")
    return Case(
        "同名生日不同",
        one._replace(remark=f"{year}年{int(month)}月生"),
        other._replace(birth=f"{int(year) + 7}-{month}"),
        true=False,
    )


def sound_elsewhere(m: Maker) -> Case:
    one, typo = m.typo(m.words.sound)
    return Case("同音异地", one, m.stranger(name=typo, away=one), true=False)


def longer(m: Maker) -> Case:
    one = m.person(given=1)
    return Case(
        "多一字同单位",
        one,
        m.stranger(name=one.name + m.pick(m.words.given), unit=one.unit, region=one.region),
        true=False,
    )


FALSE = (one_character, homonym, numbered, college, other_sex, other_birth, sound_elsewhere, longer)


def nobody(m: Maker) -> Record:
    """A person of whom the past list knows nothing."""
    return m.person()
