"""Deeds, sections of project forms and work summaries, put together from sentence parts by a seeded choice."""

from __future__ import annotations

import random
from collections.abc import Sequence

from samples.cast import Project, Star

_OPENING = {
    "老年人": (
        "{name}把晚年过成了新的学期，常说“活到老，学到老，有用到老”。",
        "年岁渐长，{name}却总觉得自己还是一名学生，书包比菜篮子还沉。",
        "{name}是街坊口中的“老学生”，学习，是{ta}给自己安排的第二份工作。",
    ),
    "高素质农民": (
        "{name}常说，种地不能只凭力气，书本上的道理到了田里才算真学会。",
        "在{place}，{name}是最早把笔记本带到地头的人。",
        "从一名普通庄稼人到乡亲们信得过的带头人，{name}靠的是一股肯学的劲头。",
    ),
    "技术能手": (
        "{name}爱琢磨、肯下笨功夫，把一个普通岗位做成了一门学问。",
        "在工友眼里，{name}的工具箱里一半是工具，一半是书。",
        "手艺人的底气来自学习，{name}几十年如一日，在岗位上学、在岗位上练。",
    ),
    "退役军人": (
        "脱下军装，{name}没有丢下军人的作风，把学习当成了新的阵地。",
        "“退役不褪色，转身再出发”，{name}把这句话写在了笔记本的第一页。",
        "从军营到地方，{name}给自己定下的第一个任务就是从头学起。",
    ),
    "残疾人": (
        "命运给{name}关上了一扇门，{ta}用学习给自己凿开了一扇窗。",
        "行动不便，路却走得很远，{name}用坚持学习回答了生活的考题。",
        "{name}很少说自己的不易，{ta}更愿意让人看见学习带来的改变。",
    ),
    "基层从业人员": (
        "平凡的岗位上，{name}把点滴空闲都留给了学习。",
        "{name}工作在最基层，学习在最深夜，十几年没有间断。",
        "身边的人都说，{name}身上有一种“学起来就不肯停”的劲头。",
    ),
}
_SHARING = (
    "自己学会了，{name}总想着让更多人会。{ta}牵头成立的学习小组从最初的五六个人发展到{n}人，每周固定活动，从不收一分钱。",
    "{ta}主动承担起社区学习辅导员的工作，近三年组织学习活动{n}场，资料自己印，路费自己掏，风雨不误。",
    "在{ta}带动下，家人、邻居、同事陆续走进课堂，先后有{n}人参加了各类培训，学习成了{place}的新风气。",
    "{ta}把学习心得整理成通俗易懂的小讲义，逢人请教从不推辞，几年来面对面辅导群众{n}余人次。",
)
_SERVICE = (
    "疫情防控期间，{ta}主动报名值守卡点、送菜送药，一边为居民服务，一边把防护知识编成短句，在楼道和微信群里反复讲。",
    "{ta}心里装着街坊四邻，谁家有难处，{ta}总是先到一步。慰问孤老、照看留守孩子、调解邻里纠纷，桩桩小事都记在本子上。",
    "2020年以来，{ta}多次参加志愿服务，协助核酸检测、排查登记，累计服务五百多个小时，被群众称为“靠得住的人”。",
    "逢年过节，{ta}带着学员走进困难家庭，教一项技能、送一本书、办一件实事，把学到的本领用在了身边。",
)
_CLOSING = (
    "{ta}说，学习没有毕业证，只要有人愿意听、愿意学，自己就会一直学下去、讲下去。",
    "如今，越来越多的人跟着{ta}捧起书本、拿起手机学起来。{ta}用自己的经历说明：什么时候开始学，都不算晚。",
    "群众评价{name}：没有豪言壮语，却让人愿意跟着走。这份坚持，正是全民终身学习最生动的样子。",
    "面对称赞，{ta}总是摆摆手：“我就是比别人多学了一点，再多教了一点。”朴素的话语里，是多年如一日的坚守。",
)


def deed(star: Star, rng: random.Random) -> tuple[str, ...]:
    """The paragraphs of 主要事迹: together 300 to 600 characters."""
    slots = {
        "name": star.name,
        "ta": star.pronoun,
        "place": "单位里" if "学院" in star.workplace else "当地",
        "n": str(rng.randrange(40, 190, 2)),
    }
    first = rng.choice(_OPENING[star.type]).format(**slots) + "".join(star.story[:2])
    second = "".join(star.story[2:])
    third = "".join(rng.choice(pool).format(**slots) for pool in (_SHARING, _SERVICE, _CLOSING))
    return first, second, third


_MEASURES = (
    "成立由{leader}任组长的工作小组，年初定计划、季度抓检查、年底做总结，分工到人。",
    "组建专兼结合的师资队伍，现有专职教师{a}人、志愿者{b}人，每学期集中备课两次。",
    "建立学员档案、考勤、意见反馈三项制度，课程按学员评价每半年调整一次。",
    "固定学习场所设在{place}，桌椅、投影、急救箱等配备齐全，并购买了公众责任保险。",
    "年度经费{c}万元列入预算，专款专用，接受监督；全部课程免费，教材由项目提供。",
    "建设线上学习资源{d}个，课后可回看，方便上班族和行动不便的学员随时补课。",
)
_EFFECTS = (
    "项目启动以来累计开课{e}期，{audience}学习热情持续高涨，近一年满意度调查为百分之{f}。",
    "培养学习骨干{b}人，其中{a}人已能独立授课，形成了“学员变教员”的良性循环。",
    "学员作品和学习成果多次在当地展示，周边地区先后有{g}批次人员前来交流。",
    "当地媒体多次报道项目做法，经验在{g}个乡镇和社区推广，成为百姓身边的学习品牌。",
    "不少学员学有所用，或找到了工作，或解决了难题，家庭和邻里关系也更加融洽。",
)


def _numbers(project: Project, rng: random.Random) -> dict[str, str]:
    return {
        "name": project.name,
        "leader": project.leader,
        "audience": project.audience,
        "place": project.place,
        "topic": project.topic,
        "implementer": project.implementer,
        "year": project.start[:4],
        "learners": f"{project.learners}人次" if project.blended else f"{project.learners}人",
        "a": str(rng.randrange(6, 28)),
        "b": str(rng.randrange(30, 96)),
        "c": str(rng.randrange(4, 19)),
        "d": str(rng.randrange(36, 220)),
        "e": str(rng.randrange(40, 240)),
        "f": f"九十{rng.choice('四五六七八')}",
        "g": str(rng.randrange(5, 21)),
    }


def project_sections(project: Project, rng: random.Random) -> dict[str, tuple[str, ...]]:
    """The texts of the project form: `content`, `measures`, `effects`, each a tuple of paragraphs."""
    slots = _numbers(project, rng)
    opening = "项目面向{audience}，以{topic}为主要内容，依托{place}常年开展学习活动。".format(**slots)
    return {
        "content": (opening + project.story[0], project.story[1]),
        "measures": ("".join(s.format(**slots) for s in _some(_MEASURES, 4, rng)),),
        "effects": ("".join(s.format(**slots) for s in _some(_EFFECTS, 3, rng)),),
    }


def _some(pool: Sequence[str], count: int, rng: random.Random) -> list[str]:
    """`count` members of the pool in their own order."""
    return [pool[i] for i in sorted(rng.sample(range(len(pool)), count))]


def brief(project: Project) -> str:
    """项目简介 of the 汇总表: one sentence."""
    return f"面向{project.audience}，在{project.place}开展{project.topic}学习。"


def brief_deed(star: Star) -> str:
    """事迹简介 of the 汇总表: the sentence of the story that tells most of what came of it."""
    return star.story[min(2, len(star.story) - 1)]


def numbers(project: Project, rng: random.Random) -> dict[str, str]:
    """Slots for the work summary: the project's own words and a few plausible figures."""
    return _numbers(project, rng)
