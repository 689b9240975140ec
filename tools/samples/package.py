"""The files of one unit's package, laid out as units lay them out, and the truth about them."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from samples import forms, portraits, reports, scenes, tables, videos
from samples.cast import RULES, Facts, Plant, Project, Sender, Star, is_university, phone_of

DAY = "2022年8月10日"
Nominee = Star | Project
_WORD = {"star": "百姓学习之星", "project": "终身学习品牌项目"}


@dataclass
class Parts:
    """The files of one nominee before they get their places: bytes by kind, with the end of the file name."""

    nominee: Nominee
    number: int
    form: bytes | None = None
    photos: list[tuple[str, bytes]] = field(default_factory=list)
    """(what it shows, JPEG): 证件照 for a portrait, else an activity."""
    video: tuple[str, bytes] | None = None
    report: bytes | None = None


def build(sender: Sender, seed: int) -> dict[str, bytes]:
    """Path inside the package → bytes, in the order in which the unit packed them."""
    parts = [
        _parts(sender, nominee, number, phone_of(sender.unit, nominee.category, number), seed)
        for group in (sender.stars, sender.projects)
        for number, nominee in enumerate(group, start=1)
    ]
    files: dict[str, bytes] = {}
    for one in parts:
        for path, data in _placed(sender, one):
            assert path not in files, path
            files[path] = data
    files |= _summaries(sender) | _noise(sender)
    return files


def _parts(sender: Sender, nominee: Nominee, number: int, phone: str, seed: int) -> Parts:
    rng = random.Random(f"{seed}/{sender.unit}/{nominee.name}")
    one = Parts(nominee, number)
    if isinstance(nominee, Star):
        portrait = portraits.portrait(rng, nominee.gender, 2022 - int(nominee.birth[:4]))
        pasted = portrait if sender.style.photo_in_form else None
        if "no_form" not in nominee.plants:
            one.form = forms.star_form(sender, nominee, phone, pasted, DAY, rng)
        if "no_portrait" not in nominee.plants:
            one.photos.append(("证件照", portrait))
    else:
        one.form = forms.project_form(sender, nominee, phone, DAY, number, rng)
        one.report = forms.report_document(nominee, reports.report(nominee, rng), DAY)
    while len(one.photos) < _photos(nominee, rng):
        one.photos.append(("活动照片", scenes.activity(rng)))
    one.video = _video(nominee, rng)
    return one


def _photos(nominee: Nominee, rng: random.Random) -> int:
    if "photo_few" in nominee.plants:
        return 3
    if isinstance(nominee, Star):
        return 4 if nominee.special else 3 if "photo_many" in nominee.plants else 2
    return 5 if nominee.special else 4 + sum(map(ord, nominee.name)) % 2


def _video(nominee: Nominee, rng: random.Random) -> tuple[str, bytes] | None:
    captions = (nominee.name, _WORD[nominee.category], "学习，让每一天都算数", "2022年8月")
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "video"
        if "avi" in nominee.plants:
            videos.avi(path, captions, rng, seconds=210)
            return ".avi", path.read_bytes()
        if not nominee.special or "no_video" in nominee.plants:
            return None
        size = (640, 480) if "small_video" in nominee.plants else (1280, 720)
        videos.h264(path, captions, rng, seconds=255, size=size)
        return ".mp4", path.read_bytes()


def _placed(sender: Sender, one: Parts) -> list[tuple[str, bytes]]:
    """Every file of a nominee with its path, by the unit's layout."""
    nominee, name, word = one.nominee, one.nominee.name, _WORD[one.nominee.category]
    form_name = sender.style.star_form if nominee.category == "star" else sender.style.project_form
    folder, prefix, form = _places(sender, one, word, form_name)
    files: list[tuple[str, bytes]] = []
    if one.form is not None:
        files.append((form, one.form))
    for number, (what, data) in enumerate(one.photos, start=1):
        ending = what if what == "证件照" else f"{what}{number}"
        files.append((f"{folder['photo']}{prefix}{ending}.jpg", data))
    if one.video is not None:
        files.append((f"{folder['video']}{name}视频{one.video[0]}", one.video[1]))
    if one.report is not None:
        files.append((f"{folder['report']}{name}工作总结.docx", one.report))
    return files


def _places(sender: Sender, one: Parts, word: str, form_name: str) -> tuple[dict[str, str], str, str]:
    """Folders by kind of file, the beginning of photo names, and the path of the form."""
    name, number = one.nominee.name, one.number
    kinds = ("photo", "video", "report")
    if sender.layout == "tree":
        own = f"{sender.region}报送材料/{word}/{number:02d}{name}/"
        return dict.fromkeys(kinds, own), "", f"{own}{name}{form_name}.docx"
    if sender.layout == "flat":
        own = f"{word}/"
        return dict.fromkeys(kinds, own), f"{name}-", f"{own}{word}{form_name}（{name}）.docx"
    if sender.layout == "folders":
        unit = sender.region if not is_university(sender.unit) else ""
        own = f"{word}+{unit + '+' if unit else ''}{name}/"
        return dict.fromkeys(kinds, own), "", f"{own}{word}{form_name}.docx"
    places = {"photo": f"照片/{number:02d}{name}/", "video": "视频/", "report": "工作总结/"}
    return places, f"{name}_", f"{word}{form_name}/附表3 {word}{form_name}（{name}）.docx"


def _summaries(sender: Sender) -> dict[str, bytes]:
    top = f"{sender.region}报送材料/" if sender.layout == "tree" else ""
    write = tables.as_xlsx if sender.table == "xlsx" else tables.as_docx
    found = {}
    for category, nominees, make in (
        ("star", sender.stars, tables.star_table),
        ("project", sender.projects, tables.project_table),
    ):
        phones = {n.name: phone_of(sender.unit, category, i) for i, n in enumerate(nominees, start=1)}
        number = "附表2" if category == "star" else "附表4"
        if nominees:
            found[f"{top}{number} {_WORD[category]}推介汇总表.{sender.table}"] = write(sender, *make(sender, phones))
    return found


def _noise(sender: Sender) -> dict[str, bytes]:
    """What Windows and WPS leave behind; it must not be taken for material."""
    if sender.container == "folder":
        return {"Thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)}
    if sender.container == "zip-gbk":
        top = f"{sender.region}报送材料/" if sender.layout == "tree" else ""
        return {f"{top}~$汇总表.xlsx": "李老师".encode("utf-16-le").ljust(165, b" ")}
    return {}


def truth(sender: Sender) -> list[dict[str, Any]]:
    """What a right reading of the package finds: one entry per nominee, stars first."""
    return [
        {
            "category": nominee.category,
            "name": nominee.name,
            "unit": sender.unit,
            "special": nominee.special,
            "merit": nominee.merit,
            "facts": _facts(sender, nominee, phone_of(sender.unit, nominee.category, number)),
            "expected": _expected(sender, nominee),
        }
        for group in (sender.stars, sender.projects)
        for number, nominee in enumerate(group, start=1)
    ]


def _expected(sender: Sender, nominee: Nominee) -> list[str]:
    found = {RULES[plant] for plant in nominee.plants if plant in RULES}
    if nominee.category == "project" and is_university(sender.unit):
        found.add("project.regulated")
    return sorted(found)


def _facts(sender: Sender, nominee: Nominee, phone: str) -> Facts:
    """Normal forms of the contract. A missing key: nothing can be read."""
    if isinstance(nominee, Project):
        unit, mode = ("人次", "blended") if nominee.blended else ("人", "offline")
        return {
            "implementer": nominee.implementer,
            "start": nominee.start,
            "participants": {"number": nominee.learners, "unit": unit, "mode": mode},
            "audience": nominee.audience,
            "leader": nominee.leader,
            "phone": phone,
        }
    keys = ("gender", "birth", "ethnic", "politics", "education", "workplace", "job", "type", "level", "honours")
    facts: Facts = {key: getattr(nominee, key) for key in keys} | {"phone": phone}
    hidden: dict[Plant, tuple[str, ...]] = {"no_form": ("ethnic", "level", "honours")}
    for plant in nominee.plants:
        for key in hidden.get(plant, ()):
            del facts[key]
    return facts
