"""Packages in the layouts that units really use, with the owner of every file: for trying the linking."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.intake.making import document, photo, project_form, star_form, workbook

STARS = ("王莲", "曾广平", "单立新", "欧阳静雯", "朴哲洙", "李 安")
PROJECTS = ("“书香”社区大讲堂", "《长白山下》家长学校", "银龄智慧·助老课堂", "巧手坊")
UNIT = "长春市教育局"


@dataclass
class Messy:
    """A package: bytes by path, and whose each file is (None: nobody can tell)."""

    files: dict[str, bytes] = field(default_factory=dict)
    owners: dict[str, str | None] = field(default_factory=dict)
    drawn: int = 30

    def add(self, path: str, data: bytes, owner: str | None) -> None:
        self.files[path] = data
        self.owners[path] = owner

    def photo(self, path: str, owner: str | None) -> None:
        self.drawn += 1
        self.add(path, photo(self.drawn, 20), owner)

    def tables(self) -> None:
        """The two summaries, numbered from 1."""
        rows = [
            [n, name, "女", f"19{60 + n}.05", "长春市某某社区 社区书记", "老年人", f"1990000{n:04d}", ""]
            for n, name in enumerate(STARS, 1)
        ]
        head = [["吉林省“百姓学习之星”推介汇总表"], [f"填报单位（盖章）：{UNIT}"]]
        header = ["序号", "姓名", "性别", "出生年月", "工作单位及职务", "人员类别", "联系电话", "备注"]
        self.files["附表2汇总表.xlsx"] = workbook([*head, header, *rows])
        rows = [
            [n, name, "长春市某某图书馆", "2018.03", "1500人", f"负责{n}", f"0431-8000{n:04d}", ""]
            for n, name in enumerate(PROJECTS, 1)
        ]
        head = [["吉林省“终身学习品牌项目”推介汇总表"], [f"填报单位（盖章）：{UNIT}"]]
        header = ["序号", "项目名称", "实施单位", "启动时间", "年参与人数", "负责人", "联系电话", "备注"]
        self.files["附表4汇总表.xlsx"] = workbook([*head, header, *rows])


def form_of(name: str) -> bytes:
    if name in STARS:
        n = STARS.index(name) + 1
        return star_form(name, 出生年月=f"19{60 + n}年5月", 联系电话=f"1990000{n:04d}")
    n = PROJECTS.index(name) + 1
    return project_form(name, 联系电话=f"0431-8000{n:04d}", 负责人=f"负责{n}")


def report(name: str, *, titled: bool = True) -> bytes:
    title = f"{name}工作总结" if titled else "工作总结"
    return document(
        title, lines=[f"{name}自启动以来，坚持每周一课。" + "学习使人进步。" * 120, f"今后，{name}将继续办好。"]
    )


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


# --------------------------------------------------------------------------------------------------------- layouts


def all_in_one_folder(m: Messy) -> None:
    """Forms, photos and reports side by side, told by names in their many spellings."""
    spelt = {"王莲": "王 莲", "欧阳静雯": "歐陽静雯", "李 安": "李安", "朴哲洙": "朴　哲洙"}
    for name in STARS:
        m.add(f"材料/{name}推介表.docx", form_of(name), name)
        m.photo(f"材料/{spelt.get(name, name)}1.jpg", name)
        m.photo(f"材料/证件照-{spelt.get(name, name)}.jpg", name)
    for title in PROJECTS:
        short = title.strip("“《").replace("”", "").replace("》", "").replace("·", "")
        m.add(f"材料/{title}推荐表.docx", form_of(title), title)
        m.add(f"材料/{short}总结.docx", report(title), title)
        for n in range(4):
            m.photo(f"材料/{short}({n}).jpg", title)


def by_material_in_pinyin(m: Messy) -> None:
    """Photos called in pinyin, with the readings that surnames have."""
    full = {
        "王莲": "wanglian", "曾广平": "Zeng Guangping", "单立新": "shanlixin", "欧阳静雯": "OuyangJingwen",
        "朴哲洙": "piaozhezhu", "李 安": "LI_AN",
    }  # fmt: skip
    for name in STARS:
        m.add(f"推介表/{name}.docx", form_of(name), name)
        m.photo(f"照片/{full[name]}1.jpg", name)
        m.photo(f"照片/{full[name]}-2寸.jpg", name)
    for title in PROJECTS:
        m.add(f"推介表/{title}.docx", form_of(title), title)
    m.photo("照片/IMG_2201.jpg", None)
    m.photo("照片/wx_camera_1660.jpg", None)


def by_initials(m: Messy) -> None:
    """Photos called by initials; those of two nominees tell nothing."""
    for name, initials in zip(STARS, ("wl", "zgp", "slx", "oyjw", "pzz", "la"), strict=True):
        m.add(f"推介表/{name}.docx", form_of(name), name)
        m.photo(f"照片/{initials}1.jpg", name)
        m.photo(f"照片/{initials.upper()}_2.jpg", name)
    m.photo("照片/wl3e8a-21.jpg", None)
    m.photo("照片/d2f5e8la-33a4.jpg", None)
    m.photo("照片/zp3.jpg", None)
    m.photo("照片/hd.jpg", None)


def serial_folders(m: Messy) -> None:
    """Folders that are numbers of the summary; forms without names in theirs."""
    for n, name in enumerate(STARS, 1):
        m.add(f"百姓学习之星/{n:02d}/推介表.docx", form_of(name), name)
        m.photo(f"百姓学习之星/{n:02d}/证件照.jpg", name)
        m.photo(f"百姓学习之星/{n:02d}/照片/IMG_{n}.jpg", name)
    for n, title in enumerate(PROJECTS, 1):
        m.photo(f"品牌项目/{n}号/1.jpg", title)
        m.add(f"品牌项目/{n}号/工作总结.docx", report(title), title)


def serial_names(m: Messy) -> None:
    """Everything numbered like the summary, alike for both categories."""
    for n, name in enumerate(STARS, 1):
        m.add(f"学习之星/推介表/{n}.docx", form_of(name), name)
        m.photo(f"学习之星/照片/{n}-1.jpg", name)
        m.photo(f"学习之星/照片/{n}-2.jpg", name)
    for n, title in enumerate(PROJECTS, 1):
        m.add(f"品牌项目/推介表/{n}.docx", form_of(title), title)
        m.photo(f"品牌项目/照片/{n}-1.jpg", title)
        m.photo(f"品牌项目/照片/{n}-2.jpg", title)


def photos_numbered_alike(m: Messy) -> None:
    """Forms bear names, photos the numbers of the summary: clear where the folder says of which."""
    for n, name in enumerate(STARS, 1):
        m.add(f"推介表/{name}推介表.docx", form_of(name), name)
        m.photo(f"学习之星照片/{n}-1.jpg", name)
        m.photo(f"学习之星照片/{n}-2.jpg", name)
    for n, title in enumerate(PROJECTS, 1):
        m.add(f"推介表/{title}推介表.docx", form_of(title), title)
        m.photo(f"品牌项目照片/{n}（1）.jpg", title)
        m.photo(f"品牌项目照片/{n}（2）.jpg", title)


def photos_numbered_without_a_category(m: Messy) -> None:
    """The same without folders that say of which category: nobody can tell."""
    for name in STARS:
        m.add(f"推介表/{name}推介表.docx", form_of(name), name)
    for title in PROJECTS:
        m.add(f"推介表/{title}推介表.docx", form_of(title), title)
    for n in range(1, 7):
        m.photo(f"照片/{n}-1.jpg", None)
        m.photo(f"照片/{n}-2.jpg", None)


def photos_counted_through(m: Messy) -> None:
    """Twelve photos of six people, 1 to 12: a count, no serial."""
    for name in STARS:
        m.add(f"学习之星/{name}推介表.docx", form_of(name), name)
    for n in range(1, 13):
        m.photo(f"学习之星/照片/{n}.jpg", None)


def zips_inside(m: Messy) -> None:
    """One archive for each, called 类别+单位+姓名 or 类别(姓名)."""
    for name in STARS[:3]:
        archive = f"百姓学习之星+长春市教育局+{name}.zip"
        m.files[archive] = zipped(
            {"推介表.docx": form_of(name), "1.jpg": photo(m.drawn + 1), "2.jpg": photo(m.drawn + 2)}
        )
        m.drawn += 2
        m.owners |= {f"{archive}/{file}": name for file in ("推介表.docx", "1.jpg", "2.jpg")}
    for title in PROJECTS[:3]:
        archive = f"终身学习品牌项目({title}).zip"
        m.files[archive] = zipped(
            {"材料/推介表.docx": form_of(title), "材料/总结.docx": report(title), "a.jpg": photo(m.drawn + 1)}
        )
        m.drawn += 1
        m.owners |= {f"{archive}/{file}": title for file in ("材料/推介表.docx", "材料/总结.docx", "a.jpg")}


def reports_told_by_their_text(m: Messy) -> None:
    """Work summaries called 工作总结1, 工作总结2: their titles name the project, or only their text does."""
    for n, title in enumerate(PROJECTS, 1):
        m.add(f"推介表/{title}.docx", form_of(title), title)
        m.add(f"工作总结/工作总结{n}.docx", report(title, titled=n % 2 == 0), title)
    m.add(
        "工作总结/全年工作总结.docx", document("工作总结", lines=[f"今年办了{PROJECTS[0]}和{PROJECTS[1]}。" * 3]), None
    )


def contradicting_places(m: Messy) -> None:
    """A photo called after one in the folder of another; a video of another; a photo of two."""
    for name in STARS[:3]:
        m.add(f"学习之星/{name}/推介表.docx", form_of(name), name)
        m.photo(f"学习之星/{name}/证件照.jpg", name)
    m.photo("学习之星/王莲/曾广平活动照.jpg", None)
    m.photo("学习之星/王莲和单立新.jpg", None)
    m.photo("学习之星/王莲/王莲和单立新.jpg", "王莲")
    for title in PROJECTS[:2]:
        m.add(f"品牌项目/{title}/推介表.docx", form_of(title), title)
    m.add(f"品牌项目/{PROJECTS[0]}/工作总结.docx", report(PROJECTS[1]), None)


def shortened_titles(m: Messy) -> None:
    """Folders bear a piece of the title, in other quotes, or with words of practice around it."""
    folders = ("1.书香大讲堂（特别推介）", "2、长白山下家长学校项目", "终身学习品牌项目-银龄智慧", "【巧手坊】材料")
    for folder, title in zip(folders, PROJECTS, strict=True):
        m.photo(f"项目/{folder}/1.jpg", title)
        m.photo(f"项目/{folder}/2.jpg", title)
        m.add(f"项目推介表/{title}.docx", form_of(title), title)


def names_inside_names(m: Messy) -> None:
    """A person's name inside a title, and numbers, forms of address and words of practice around names."""
    for name in STARS:
        m.add(f"附件1-{name}.docx", form_of(name), name)
    for title in PROJECTS:
        m.add(f"附件3-{title}.docx", form_of(title), title)
    m.photo("1王莲 (2).jpg", "王莲")
    m.photo("王莲同志生活照.jpg", "王莲")
    m.photo("王莲老师在“书香”社区大讲堂.jpg", None)
    m.photo("百姓学习之星 王莲在“书香”社区大讲堂.jpg", "王莲")
    m.photo("活动照片-书香社区大讲堂-3.jpg", PROJECTS[0])
    m.photo("【单立新】2寸免冠.JPG", "单立新")
    m.add("曾广平同志先进事迹.docx", document("曾广平同志先进事迹", lines=["曾广平坚持学习。"]), "曾广平")
    m.add("事迹材料3.docx", document("单立新同志事迹材料", lines=["他坚持学习。" * 20]), "单立新")
    m.photo("领导调研.jpg", None)


def counties_and_folders(m: Messy) -> None:
    """Folders of counties, then of nominees; photos by material in numbered folders with names."""
    counties = ("农安县", "德惠市教育局", "双阳区报送")
    for n, name in enumerate(STARS):
        m.add(f"{counties[n % 3]}/{name}/百姓学习之星推介表.docx", form_of(name), name)
        m.photo(f"照片/{n + 1:02d}{name}/1.jpg", name)
        m.photo(f"照片/{n + 1:02d}{name}/活动.jpg", name)
    for n, title in enumerate(PROJECTS):
        m.add(f"{counties[n % 3]}/{title}/推介表.docx", form_of(title), title)
        m.add(f"{counties[n % 3]}/{title}/总结.docx", report(title, titled=False), title)
        m.photo(f"{counties[n % 3]}/{title}/照片/DSC_{n}.JPG", title)
    m.photo("农安县/合影.jpg", None)
    m.add("农安县/农安县工作总结.docx", document("农安县终身学习工作总结", lines=["一年来成绩显著。" * 60]), None)


def pinyin_folders(m: Messy) -> None:
    """Folders in pinyin that hold no form."""
    for name, folder in zip(STARS[:3], ("01wanglian", "02-Zeng Guangping", "3_shanlixin"), strict=True):
        m.add(f"biaoge/{name}.docx", form_of(name), name)
        m.photo(f"zhaopian/{folder}/1.jpg", name)
        m.photo(f"zhaopian/{folder}/2.jpg", name)


def forms_without_names(m: Messy) -> None:
    """Forms called 推介表(1), photos called 照片(1): forms tell themselves, photos nothing."""
    for n, name in enumerate(STARS, 1):
        m.add(f"学习之星/推介表({n}).docx", form_of(name), name)
        m.photo(f"学习之星/照片({n}).jpg", None)
    for n, title in enumerate(PROJECTS, 1):
        m.add(f"品牌项目/新建 Microsoft Word 文档 ({n}).docx", form_of(title), title)
        m.photo(f"品牌项目/微信图片_2022080712345{n}.jpg", None)


def form_and_its_later_version(m: Messy) -> None:
    """Two versions of a form, a photographed form, a stray table."""
    for name in STARS:
        m.add(f"学习之星/{name}/推介表.docx", form_of(name), name)
        m.add(f"学习之星/{name}/推介表（最终版）.docx", form_of(name), name)
        m.photo(f"学习之星/{name}/{name}推介表扫描件.jpg", name)
        m.photo(f"学习之星/{name}/证件照.jpg", name)


LAYOUTS: tuple[Callable[[Messy], None], ...] = (
    all_in_one_folder,
    by_material_in_pinyin,
    by_initials,
    serial_folders,
    serial_names,
    photos_numbered_alike,
    photos_numbered_without_a_category,
    photos_counted_through,
    zips_inside,
    reports_told_by_their_text,
    contradicting_places,
    shortened_titles,
    names_inside_names,
    counties_and_folders,
    pinyin_folders,
    forms_without_names,
    form_and_its_later_version,
)


def package_of(layout: Callable[[Messy], None]) -> Messy:
    """The package of one layout, with both summaries."""
    made = Messy()
    made.tables()
    layout(made)
    return made
