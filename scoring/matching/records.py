"""One side of a comparison: a past winner or a nomination with everything in normal form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from scoring.matching.bodies import Body, Directory
from scoring.matching.characters import squeezed
from scoring.matching.people import Person, person
from scoring.matching.titles import Title, title
from scoring.nomination import Nomination, PastWinner

Nature = Literal["person", "project"]

_BIRTH = re.compile(
    r"((?:19|20)\d\d)[年.\-/](\d{1,2})(?:月|[.\-/](\d{1,2}))?日?(?:出生|生)|((?:19|20)\d\d)年(?:出生|生)"
)
_ALSO = re.compile(r"(?:曾用名|原名|又名|别名|笔名|艺名|现名|曾名|更名为|改名为?)[:为]?([\u3400-\u9fff·]{2,8})")
_TITLED = re.compile(r"(?:原名|曾用名|又名|现名|更名为|改名为)[:：为]?[“《\"]?([^,，。;；、()（）“”《》]{4,30})")
_GENDER = re.compile(r"(?:^|[,、;。/( ])([男女])(?:性)?(?:$|[,、;。/) ])")
_YES = re.compile(r"^(?:是|有|曾|已)(?!否)")


@dataclass(frozen=True)
class Side:
    """A record to compare; what costs time is worked out when it is first asked for.

    `texts`: everything that is told about it in sentences, squeezed: deed, job, honours, remarks. `region`: what else
    says where it comes from (地区, 推荐单位). `birth`: `YYYY[-MM[-DD]]`, empty: unknown. `admitted`: it says itself
    that it was recommended before. `past`: it is a row of the register.
    """

    id: str
    nature: Nature
    names: tuple[str, ...]
    units: tuple[str, ...]
    region: str
    directory: Directory
    year: int | None = None
    birth: str = ""
    gender: str = ""
    texts: tuple[str, ...] = ()
    deed: str = ""
    leader: str = ""
    phashes: tuple[str, ...] = ()
    admitted: bool = False
    past: bool = False

    @cached_property
    def person(self) -> Person:
        """Its name as a person's."""
        found = [person(name) for name in self.names]
        remark = [other for text in self.texts for other in _ALSO.findall(text)]
        names = dict.fromkeys(
            [name for one in found for name in one.names] + [name for o in remark for name in person(o).names]
        )
        shorts = dict.fromkeys(name for one in found for name in one.shorts)
        return Person(tuple(names), tuple(shorts), next((one.gender for one in found if one.gender), self.gender))

    @cached_property
    def title(self) -> Title:
        """Its name as a project's, without the place and the host it may begin with."""
        heads = [form for body in self.bodies for form in (body.written, body.name) if len(form) > 2]
        places = [p for body in self.bodies for p in (body.city + body.county, body.county, body.city) if p]
        remark = [other for text in self.texts for other in _TITLED.findall(text)] if self.year else []
        parsed = [title(name, tuple(dict.fromkeys([*heads, *places]))) for name in (*self.names, *remark)]
        forms = dict.fromkeys(form for one in parsed for form in one.forms)
        return Title(tuple(forms), tuple(dict.fromkeys(number for one in parsed for number in one.series)))

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """Its bodies; where none names a place, they lie where the region says."""
        found = [body for unit in self.units for body in self.directory.bodies(unit)]
        home = self.home
        if home is not None and home.is_place:
            found = [b if b.city or b.county else b._replace(city=home.city, county=home.county) for b in found]
        return tuple(dict.fromkeys(found)) or ((home,) if home else ())

    @cached_property
    def home(self) -> Body | None:
        """The body that its region names (长春市教育局, a university); None: nothing is said."""
        return next(iter(self.directory.bodies(self.region)), None) if self.region else None

    @cached_property
    def plain_deed(self) -> str:
        """Its deed, squeezed."""
        return squeezed(self.deed)

    @cached_property
    def told(self) -> str:
        """All its texts in one."""
        return "\n".join(self.plain_deed if text == self.deed else squeezed(text) for text in self.texts)


def of_past(past: PastWinner, nature: Nature, directory: Directory) -> Side:
    """The side of a past winner; birth, gender and other names are also looked for in its remark."""
    remark = squeezed(past.remark)
    born = _BIRTH.search(remark)
    birth = past.birth or (
        "-".join(g.zfill(2) for g in (born.groups()[:3] if born[1] else (born[4],)) if g) if born else ""
    )
    sex = _GENDER.search(remark)
    return Side(
        past.id, nature, (past.name,), (past.unit,) if past.unit else (), past.region, directory, past.year, birth,
        sex.group(1) if sex else "", tuple(t for t in (past.remark, past.deed) if t), past.deed, "",
        past.phashes, past=True,
    )  # fmt: skip


_TOLD = ("job", "honours", "remark", "nature")


def of_nomination(one: Nomination, nature: Nature, directory: Directory) -> Side:
    """The side of a nomination: every reading of its name and of its workplace or implementer counts."""
    key = "workplace" if nature == "person" else "implementer"
    names = dict.fromkeys([one.name, *(str(r.raw) for r in one.readings_of("name") if r.source != "name")])
    # as it was understood (a cell of 单位及职务 without the post), then as it stood there
    units = tuple(dict.fromkeys(str(text) for r in one.readings_of(key) for text in (r.value, r.raw))) or (one.unit,)
    texts = [p.body for p in one.passages] + [r.raw for k in _TOLD for r in one.readings_of(k)]
    deed = "".join(p.body for p in one.passages)
    phashes = tuple(m.photo.phash for m in one.materials if m.photo and m.photo.phash)
    return Side(
        one.id, nature, tuple(names), units, one.unit, directory, None, one.text("birth"), one.text("gender")[:1],
        tuple(texts), deed, one.text("leader"), phashes, _YES.match(squeezed(one.text("repeated"))) is not None,
    )  # fmt: skip
