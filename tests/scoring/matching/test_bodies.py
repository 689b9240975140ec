"""Names of bodies: their place, their department, and whether two are one."""

from __future__ import annotations

from functools import cache

import pytest

from review_tui.resources import data_dir
from review_tui.rules import load_season
from scoring.matching.bodies import Directory
from scoring.matching.regions import Gazetteer


@cache
def directory() -> Directory:
    season = load_season(data_dir() / "seasons" / "jilin-2022")
    former = {one.old: one.new for one in season.renames}
    return Directory(Gazetteer(season.rules.province, season.rules.repeats.regions, former), season.renames)


@pytest.mark.parametrize(
    ("text", "city", "county", "town", "name", "part"),
    [
        ("长春市宽城区安石镇大荒地村", "长春市", "宽城区", "安石镇", "大荒地村", ""),
        ("宽城区安石镇大荒地村", "长春市", "宽城区", "安石镇", "大荒地村", ""),
        ("吉林省长春市宽城区安石镇大荒地村村委会", "长春市", "宽城区", "安石镇", "大荒地村", ""),
        ("长春宽城区图书馆", "长春市", "宽城区", "", "图书馆", ""),
        ("吉林省图书馆", "", "", "", "图书馆", ""),
        ("吉林市图书馆", "吉林市", "", "", "图书馆", ""),
        ("通化市文化馆", "通化市", "", "", "文化馆", ""),
        ("通化县文化馆", "通化市", "通化县", "", "文化馆", ""),
        ("九台市文化馆", "长春市", "九台区", "", "文化馆", ""),
        ("四平市公主岭市职教中心", "长春市", "公主岭市", "", "职教中心", ""),
        ("前郭县社区学院", "松原市", "前郭尔罗斯蒙古族自治县", "", "社区学院", ""),
        ("延边州图们市景山街道松林社区居委会", "延边朝鲜族自治州", "图们市", "景山街道", "松林社区", ""),
        ("通化县第一中学", "通化市", "通化县", "", "1中学", ""),
        ("通化县一中", "通化市", "通化县", "", "1中学", ""),
        ("长春大学", "", "", "", "长春大学", ""),
        ("长春大学旅游学院", "", "", "", "长春大学旅游学院", ""),
        ("吉林大学继续教育学院", "", "", "", "吉林大学", "继续教育学院"),
        ("吉大图书馆", "", "", "", "吉林大学", "图书馆"),
    ],
)
def test_a_name_is_taken_apart(text: str, city: str, county: str, town: str, name: str, part: str) -> None:
    (body,) = directory().bodies(text)
    assert (body.city, body.county, body.town, body.name, body.part) == (city, county, town, name, part)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("宽城区文化馆和宽城区图书馆", 2),
        ("长春大学、吉林大学", 2),
        ("和平街道和谐社区", 1),
        ("吉林开放大学（退休）", 1),
    ],
)
def test_how_many_bodies_a_cell_names(text: str, count: int) -> None:
    assert len(directory().bodies(text)) == count


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("长春市宽城区安石镇大荒地村", "宽城区安石镇大荒地村", "same"),
        ("长春市一中", "长春市第一中学", "same"),
        ("长春市第四小学", "长春市第六小学", "sibling"),
        ("宽城区第四小学", "宽城区四小", "same"),
        ("长春大学", "长春大学旅游学院", "sibling"),
        ("长春工业大学", "长春工业大学人文信息学院", "sibling"),
        ("吉林大学", "吉林大学继续教育学院", "part"),
        ("吉林大学图书馆", "吉林大学继续教育学院", "parts"),
        ("长春市教育局", "长春市教育局", "same"),
        ("宽城区教育局", "长春市宽城区教体局", "same"),
        ("宽城区安石镇大荒地村党支部书记", "长春市宽城区安石镇大荒地村", "same"),
        ("长春市第一中学退休教师", "长春市一中", "same"),
        ("吉大", "吉林大学", "same"),
        ("吉大一院", "吉林大学第一医院", "same"),
        ("吉林大学第一医院", "吉林大学第二医院", "sibling"),
        ("敦化市江南镇中心校", "敦化市江南镇中心小学", "same"),
        ("榆树市农业广播电视学校", "榆树市农广校", "same"),
        ("长理工", "长春理工大学", "same"),
        ("长春广播电视大学", "长春开放大学", "same"),
        ("长春大学光华学院", "长春光华学院", "renamed"),
        ("吉林建筑大学城建学院", "吉林建筑科技学院", "renamed"),
        ("吉林建筑大学城建学院", "吉林建筑大学", "sibling"),
        ("吉林职业技术学院", "吉林工业职业技术学院", "other"),
        ("通化市文化馆", "通化县文化馆", "county"),
        ("宽城区图书馆", "宽城区文化馆", "county"),
        ("宽城区图书馆", "南关区图书馆", "city"),
        ("四平市铁西区图书馆", "四平市铁东区图书馆", "city"),
        ("长春市朝阳区图书馆", "辽源市西安区图书馆", "elsewhere"),
        ("长春市教育局", "长春市宽城区图书馆", "within"),
        ("吉林市教育局", "长春市宽城区图书馆", "elsewhere"),
        ("四平市公主岭市职教中心", "长春市公主岭市职业教育中心", "same"),
        ("南关区东盛街道", "长春市南关区东盛街道朝晖社区", "within"),
        ("绿园区青年街道春光社区", "绿园区青年路街道春光社区", "same"),
        ("长春市鑫诚食品有限公司", "鑫诚食品公司", "same"),
        ("宽城区文化馆和宽城区图书馆", "宽城区图书馆", "same"),
    ],
)
def test_how_two_bodies_stand(a: str, b: str, how: str) -> None:
    here = directory()
    assert here.nearest(here.bodies(a), here.bodies(b))[0] == how
    assert here.nearest(here.bodies(b), here.bodies(a))[0] == how


def test_without_a_list_of_places_endings_tell_them() -> None:
    here = Directory(Gazetteer("河北省", {}))
    (body,) = here.bodies("河北省唐山市昌黎县图书馆")
    assert (body.city, body.county, body.name) == ("唐山市", "昌黎县", "图书馆")
