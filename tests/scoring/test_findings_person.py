"""`star.rank` and `star.honour`: who is a leading cadre, and which honour is of province level."""

from __future__ import annotations

import pytest

from tests.scoring.cases import findings, read, star


@pytest.mark.parametrize(
    "level",
    [
        "正处级",
        "副处级",
        "县处级",
        "处级",
        "正县级",
        "副县级",
        "副厅",
        "正厅级",
        "厅局级",
        "副处级（退休）",
        "三级调研员",
        "二级巡视员",
        "县处级以上",
        "原副处级",
        "正 处 级",
    ],
)
def test_level_of_a_leading_cadre(level: str) -> None:
    assert "star.rank" in findings(star(level=level))


@pytest.mark.parametrize(
    "level",
    [
        "无",
        "正科级",
        "副科级",
        "股级",
        "科员",
        "乡科级正职",
        "处级以下",
        "非县处级以上领导干部",
        "不是处级干部",
        "县处级以上：否",
        "高级教师",
        "正高级工程师",
        "无行政级别",
        "一级主任科员",
        "管理岗位九级",
        "未达到处级",
    ],
)
def test_level_below(level: str) -> None:
    assert "star.rank" not in findings(star(level=level))


@pytest.mark.parametrize(
    ("workplace", "job"),
    [
        ("长春市九台区", "政协主席"),
        ("农安县人民政府", "县长"),
        ("农安县人民政府", "副县长"),
        ("农安县人民政府", "常务副县长"),
        ("四平市铁西区人民政府", "副区长"),
        ("中共长春市南关区委员会", "书记"),
        ("南关区委", "区委副书记"),
        ("中共德惠市委", "市委常委、宣传部部长"),
        ("榆树市", "市政协副主席"),
        ("政协长春市九台区委员会", "副主席"),
        ("延吉市人民代表大会常务委员会", "副主任"),
        ("延吉市", "人大常委会主任"),
        ("农安县", "原副县长（退休）"),
        ("长春市教育局", "副局长"),
        ("延边朝鲜族自治州文化广播电视和旅游局", "局长"),
        ("吉林省教育厅", "副厅长"),
        ("长春大学", "副校长"),
        ("吉林工程职业学院", "党委书记"),
        ("农安县人民法院", "院长"),
        ("某单位", "副处级干部"),
        ("梨树县", "县人大代表、副县长"),
    ],
)
@pytest.mark.parametrize("level", ["无", None])
def test_post_of_a_leading_cadre(workplace: str, job: str, level: str | None) -> None:
    assert "star.rank" in findings(star(workplace=workplace, job=job, level=level))


@pytest.mark.parametrize(
    ("workplace", "job"),
    [
        ("长春市宽城区向阳社区", "社区书记"),
        ("长春市宽城区向阳社区", "社区党委书记"),
        ("长春市宽城区向阳社区委员会", "书记"),
        ("长春市宽城区向阳社区", "社区长"),
        ("农安县前进村", "村党支部书记"),
        ("农安县前进村", "村支书"),
        ("农安县", "前进镇镇长"),
        ("农安县前进乡", "乡长"),
        ("农安县前进镇", "镇党委书记"),
        ("农安县前进镇", "镇人大主席"),
        ("长春市实验小学", "校长"),
        ("长春市第三中学", "党总支书记、校长"),
        ("农安县长胜村", "农民"),
        ("德惠市", "县长助理"),
        ("长春市", "12345市长热线接线员"),
        ("长春市宽城区", "区政协委员"),
        ("长春市宽城区", "区人大代表"),
        ("共青团农安县委", "团县委书记"),
        ("共青团农安县委员会", "书记"),
        ("农安县教育局", "局长"),
        ("农安县委宣传部", "科员"),
        ("长春市公安局宽城分局", "民警"),
        ("长春市公安局宽城区分局", "局长"),
        ("长春市教育局", "办公室主任"),
        ("长春大学", "辅导员"),
        ("长春大学文学院", "副院长"),
        ("长春市某商厦", "超市长期保洁员"),
        ("长春市", "园区长"),
        ("长春市某咨询公司", "市场调研员"),
        ("长春市", "省级非遗传承人"),
        ("农安县医院", "院长"),
        ("长春市宽城区凯旋街道", "街道人大工委主任"),
    ],
)
def test_post_of_nobody_high(workplace: str, job: str) -> None:
    assert "star.rank" not in findings(star(workplace=workplace, job=job, level="无"))


def test_post_in_an_unsplit_cell() -> None:
    assert "star.rank" in findings(star(workplace="长春市九台区政协主席"))


def test_former_cadre_is_said_so() -> None:
    found = findings(star(workplace="农安县", job="原副县长（退休）"))["star.rank"]
    assert "原任" in found.message and "原副县长（退休）" in found.message
    assert found.evidence == "form › job"
    assert (found.severity, found.clause, found.target) == ("warn", "一（一）1", "S001")


def test_correction_by_the_office_counts_alone() -> None:
    assert "star.rank" not in findings(star(read("level", "正科级", "office"), level="正处级"))


@pytest.mark.parametrize(
    "honours",
    [
        "2020年获“全国五一劳动奖章”",
        "全国劳动模范",
        "吉林省劳动模范",
        "2019年被评为吉林省优秀教师",
        "省级技术能手",
        "获省劳模称号",
        "省五一劳动奖章",
        "2018年荣获省“三八红旗手”",
        "国务院特殊津贴",
        "享受国务院政府特殊津贴专家",
        "省政府津贴获得者",
        "教育部优秀教师",
        "国家级非遗代表性传承人",
        "2021年获“中国好人”",
        "吉林好人",
        "2019年获长春市先进个人，2020年获吉林省先进个人",
        "长春市劳动模范；全国优秀共产党员",
        "全国道德模范提名奖",
        "2019年获全国无偿献血奉献奖金奖",
        "省、市优秀志愿者",
        "省级、市级优秀志愿者",
        "参加全国职业技能大赛，获二等奖",
        "长春市农民，2019年获全国农业劳动模范",
        "吉林省百姓学习之星",
        "黑龙江省劳动模范",
        "吉林省社区教育先进工作者",
        "吉林省农村致富带头人",
        "吉林省大学生年度人物",
        "吉 林 省 劳 动 模 范",
        "吉林省优秀市民",
        "1.2015年市级先进2.2018年吉林省先进个人",
        "上海市劳动模范",
    ],
)
def test_honour_of_province_level_or_above(honours: str) -> None:
    assert "star.honour" in findings(star(honours=honours))


@pytest.mark.parametrize(
    "honours",
    [
        "无",
        "否",
        "暂无",
        "没有",
        "未获省级以上荣誉",
        "无省级以上荣誉称号",
        "省级以上荣誉：无",
        "省级、国家级荣誉：无",
        "国家级：无；省级：暂无；市级：优秀志愿者",
        "2020年获社区“学习型家庭”",
        "2021年获吉林省白城市先进个人",
        "吉林省长春市劳动模范",
        "吉林省延边州优秀志愿者",
        "吉林省 通化市 优秀教师",
        "吉林省农安县先进个人",
        "吉林省长白山保护开发区先进工作者",
        "吉林市劳动模范",
        "2019年吉林市优秀志愿者",
        "吉林大学优秀毕业生",
        "2019年获长春市技能比武二等奖",
        "2021年获延边朝鲜族自治州优秀志愿者",
        "2020年被评为公主岭市先进个人",
        "2020年获长春市创建全国文明城市先进个人",
        "长春市创全国卫生城先进个人",
        "长春市第七次全国人口普查先进个人",
        "全国道德模范候选人",
        "吉林省道德模范提名",
        "已推荐为全国劳动模范人选",
        "所在社区被评为全国示范社区",
        "所在单位获省级文明单位，本人获县优秀党员",
        "参加全国社区教育培训班",
        "副省级城市优秀教师",
        "中国石油吉林石化公司劳动模范",
        "吉林省电力公司先进工作者",
        "省人大代表",
        "吉林省书法家协会会员",
        "节省能源标兵",
        "学校优秀教师",
        "白城市“三八红旗手”",
        "市级劳动模范",
        "辽宁省沈阳市先进个人",
    ],
)
def test_honour_below(honours: str) -> None:
    assert "star.honour" not in findings(star(honours=honours))


def test_honour_names_the_entry_alone() -> None:
    found = findings(star(honours="2019年获长春市先进个人，2020年获吉林省先进个人"))["star.honour"]
    assert "吉林省先进个人" in found.message and "长春市先进个人" not in found.message
    assert (found.severity, found.clause) == ("warn", "一（一）1")
