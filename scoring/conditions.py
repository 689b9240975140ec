"""What the notice asks of a nomination: its material, and who or what may be nominated; each with its clause."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from scoring.rule_types import NUMBER, Clause, Exact, Percent, Rule, Whole


class Portrait(Clause):
    """One of the photos must be an upright two-inch portrait.

    `aspects`: width / height of the accepted sizes, upright. `camera_aspects`: what cameras give; a photo that is
    nearer to one of these is no portrait. `tolerance`: the greatest distance from an accepted aspect, as a part of it.
    """

    aspects: Annotated[tuple[Exact, ...], Field(min_length=1)]
    camera_aspects: tuple[Exact, ...] = ()
    tolerance: Annotated[Decimal, Field(ge=0, le=1), NUMBER]


class Photos(Clause):
    """How many photos belong to a nomination, both ends included; `special_at_most` None: no upper end."""

    at_least: Annotated[Whole, Field(ge=0)]
    at_most: Annotated[Whole, Field(ge=0)]
    special_at_least: Annotated[Whole, Field(ge=0)]
    special_at_most: Annotated[Whole, Field(ge=0)] | None = None
    portrait: Portrait | None = None


class Video(Clause):
    """Limits of the video; minutes are inclusive and compared in whole seconds, half a second rounded up.

    `slack_seconds`: how far outside is still called inside. `fps_slack`: how far from `special_fps` is still equal.
    """

    container: str
    suffix: str
    """The ending of the file name; it decides only where the file itself does not say what it is."""
    minutes: tuple[Exact, Exact]
    special_minutes: tuple[Exact, Exact]
    special_clause: str
    """The clause that asks for the video of a special nominee."""
    technical_clause: str
    special_codec: str
    special_codec_name: str
    special_width: Annotated[Whole, Field(ge=1)]
    special_height: Annotated[Whole, Field(ge=1)]
    special_fps: Exact
    fps_slack: Annotated[Decimal, Field(ge=0, le=5), NUMBER] = Decimal("0.05")
    slack_seconds: Annotated[Whole, Field(ge=0, le=60)] = 0


class Report(Clause):
    """The work summary: characters without white space; outside `at_least`..`at_most` is "far from" `aim`."""

    aim: Annotated[Whole, Field(ge=1)]
    at_least: Annotated[Whole, Field(ge=0)]
    at_most: Annotated[Whole, Field(ge=1)]


class Participants(Clause):
    """Least number of learners a year; the mode decides: persons offline, or person-times blended."""

    offline: Annotated[Whole, Field(ge=0)]
    blended: Annotated[Whole, Field(ge=0)]


class Age(Clause):
    """How many whole years before the deadline a project must have started."""

    years: Annotated[Whole, Field(ge=0, le=50)]


class Form(Clause):
    """The 推介表: fact keys that must not be empty (`deed`: the text of the deed or of the activity)."""

    name: str
    required: tuple[str, ...]


class Summary(Clause):
    """The 汇总表 that lists all nominations of the category."""

    name: str


class RankLimit(Clause):
    """Leading cadres of this rank and above are not nominated as a rule."""

    words: tuple[str, ...]
    """Words in 行政级别 that say such a rank."""
    job_words: tuple[str, ...] = ()
    """Words in 职务 that say such a rank."""
    denials_before: tuple[str, ...] = ()
    denials_after: tuple[str, ...] = ()
    """What denies such a word right before it (非县处级) or behind it (处级以下)."""
    posts: tuple[str, ...] = ()
    """Posts of such a rank, without 副; they count only where the title ends with them."""
    not_posts: tuple[str, ...] = ()
    """Words that only look like a post's region (社区, 超市)."""
    not_bodies: tuple[str, ...] = ()
    """A text with one of these names no such post (the secretary of 共青团农安县委 is none of 农安县委)."""
    seats: tuple[str, ...] = ()
    """Regions whose own bureaus are of such a rank."""
    seat_posts: tuple[str, ...] = ()
    """Heads of these bureaus, without 副."""
    university_posts: tuple[str, ...] = ()
    """Heads of a university, without 副."""


class HonourLimit(Clause):
    """Holders of an honour of province level or above are not nominated as a rule."""

    words: tuple[str, ...]
    """Words that say such a level, wherever they stand."""
    provinces: tuple[str, ...] = ()
    """Words that say it unless a place or an institution of that province follows (吉林省 in 吉林省白城市先进个人)."""
    institutions: tuple[str, ...] = ()
    """Bodies whose own honours are of no level (公司, 医院)."""
    denials: tuple[str, ...] = ()
    """An entry that begins so holds no honour (无, 未获)."""
    not_denials: tuple[str, ...] = ()
    """Words that only look like a denial (无偿, 无私)."""
    not_held: tuple[str, ...] = ()
    """An entry with one of these is no honour of the person (候选, 所在单位); `not_held_unless` names exceptions."""
    not_held_unless: tuple[str, ...] = ()
    attended: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    """An entry that begins with an `attended` word (参加) and names none of the `results` is no honour."""
    won: tuple[str, ...] = ()
    """Words before what was won: between them and a national word no local place may stand."""
    bodies: tuple[str, ...] = ()
    """An entry that ends so is an honour of a body, not of a person (集体, 单位)."""
    striving: tuple[str, ...] = ()
    """Words before a level that make it an aim of a local campaign (创建 in 创建全国文明城市先进个人)."""


class Regulated(Clause):
    """Projects whose compliance with the ministry's documents must be confirmed."""

    documents: tuple[str, ...]
    natures: tuple[str, ...]
    """Words in 单位性质 that say a university or a training body."""
    words: tuple[str, ...]
    """Words in the implementer's name that say so; universities of the season are known beside them."""


class NameRule(Clause):
    """A project is not to be named like a unit."""

    endings: tuple[str, ...]
    """A name that ends so is a unit's name."""
    not_endings: tuple[str, ...] = ()
    """Unless it ends so (家长学校, 真人图书馆 are brands)."""
    suffixes: tuple[str, ...] = ()
    """Words that are added to a name and change nothing (项目)."""


class Repeats(Rule):
    """From which score (0–100) a past winner or another nomination is called a `repeat`, and from which a `suspect`.

    50 points are even odds; see `docs/repeats.md`. A repeat is always a suspect too: `suspect` is not above `repeat`.
    """

    repeat: Percent = Decimal(52)
    suspect: Percent = Decimal(45)
    regions: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """市（州） → its 县（市、区）, by today's names; empty: places are told by their endings."""

    @model_validator(mode="after")
    def _order(self) -> Self:
        if self.suspect > self.repeat:
            raise ValueError("suspect 不能大于 repeat")
        return self
