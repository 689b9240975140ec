"""Work summaries (工作总结) of about 1,500 characters, and one that is far too short."""

from __future__ import annotations

import random
import re

from samples.cast import Project
from samples.words import numbers

_PARTS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    (
        "一、项目基本情况",
        5,
        (
            "{name}由{implementer}于{year}年发起，至今已连续开展多年，是当地群众熟悉和喜爱的学习活动。",
            "项目启动前，工作组用一个月时间入户走访，发放问卷{d}份，了解到{audience}最想学的正是{topic}。",
            "当时面临的困难不少：没有固定场地，缺少教师，群众也不相信“免费的课能讲出真东西”。",
            "项目组从一间教室、一块黑板起步，第一堂课只来了{a}个人，课后大家却围着老师问了一个多小时。",
            "经过几年积累，学习阵地已扩展到{place}，每年参与学习达到{learners}，覆盖面逐年扩大。",
            "项目始终坚持公益性，不收费、不推销、不搞形式，课程内容符合国家法律法规和有关政策要求。",
            "项目名称由学员投票产生，标识由一名学员设计，大家把它看作自己的事情。",
        ),
    ),
    (
        "二、主要做法",
        9,
        (
            "一是课程从需求中来。每年年初征集学习愿望，按票数排出课程表，并在公告栏和微信群公布，接受群众监督。",
            "课程围绕{topic}展开，分为入门、提高、实践三个层次，学员根据自己的基础选择，学完一层再进一层。",
            "二是老师从身边找。项目聘请专业教师{a}名，同时从学员中培养土专家、小能手，让会的人教不会的人。",
            "新任教师上岗前要试讲两次，由老学员打分，讲得听不懂的，退回去重新备课。",
            "三是形式贴近生活。除了课堂讲授，还开展现场观摩、结对练习、集市宣讲、节日展示等活动，让学习不枯燥。",
            "{detail_a}",
            "{detail_b}",
            "四是线上线下结合。把重点内容录成短视频{d}个，建立学习群，安排专人值守答疑，缺课的学员可以随时回看。",
            "对年纪大、行动不便的学员，志愿者分片包户，每月至少上门一次，送课、送书、送问候。",
            "五是以活动促学习。每年全民终身学习活动周期间，集中举办成果展、技能赛和读书分享会，吸引更多群众参与。",
            "项目还与学校、医院、企业等单位签订共建协议，共享教师、场地和设备，减少重复投入。",
        ),
    ),
    (
        "三、组织保障",
        6,
        (
            "项目由{leader}总负责，下设教务、宣传、后勤三个小组，每月召开一次例会，问题不过月。",
            "学习场所相对固定，{place}均配备了桌椅、投影和急救用品，并定期进行消防、用电安全检查。",
            "经费方面，每年投入约{c}万元，主要用于教材印制、教师课酬和设备更新，账目按季度公开。",
            "志愿者队伍现有{b}人，实行登记、培训、评价制度，服务时长如实记录，每年表扬一批热心志愿者。",
            "建立了学员档案、课堂考勤、意见反馈和突发情况处置等制度，做到活动有方案、过程有记录、结束有总结。",
            "疫情防控期间严格落实测温、登记、错峰等要求，线下课程及时转到线上，做到停课不停学。",
            "为保护学员个人信息，报名资料由专人保管，对外宣传照片均征得本人同意。",
        ),
    ),
    (
        "四、取得成效",
        7,
        (
            "几年来，项目累计开课{e}期，参加学习的{audience}逐年增加，很多人从“要我学”变成了“我要学”。",
            "近一年回收满意度问卷{d}份，对课程内容、教师水平和学习环境表示满意的达到百分之{f}。",
            "学员中涌现出{b}名学习骨干，有的走上讲台，有的成立兴趣小组，有的把所学变成了增收的本领。",
            "一位学员在感谢信中写道：“以前觉得日子就这样了，来上课以后，每个星期都有盼头。”",
            "学习也带来了邻里关系的变化，过去见面不打招呼的人，如今成了同桌，互相补笔记、接孩子。",
            "当地媒体多次报道项目做法，先后有{g}批次兄弟单位前来交流，部分课程资源已免费共享。",
            "项目积累教案{e}篇、学员作品近千件，编印学习读本{g}种，为今后持续开展打下了基础。",
            "更重要的是，群众对学习的看法变了，学习不再只是学生的事，而是过好日子的一种办法。",
        ),
    ),
    (
        "五、存在问题和下一步打算",
        4,
        (
            "同时也要看到，项目还存在师资年龄偏大、偏远点位课次偏少、线上资源更新不够快等问题。",
            "下一步，一是继续扩大覆盖面，新增{a}个学习点，把课程送到更远的地方。",
            "二是加强数字化建设，把成熟课程制作成系列微课，完善学习积分和成果认定办法。",
            "三是培养年轻教师和志愿者，建立“以老带新”机制，让项目后继有人。",
            "今后，我们将不断总结经验，改进服务，努力把{name}办成群众离不开、忘不了的学习品牌。",
        ),
    ),
)


def _choose(pool: tuple[str, ...], count: int, rng: random.Random) -> list[str]:
    """`count` sentences in their own order; numbered ones are always among them, so that no number is skipped."""
    numbered = [i for i, text in enumerate(pool) if re.search(r"[一二三四五]是|^\{detail", text)]
    others = [i for i in range(len(pool)) if i not in numbered]
    chosen = numbered[:count] + rng.sample(others, max(0, count - len(numbered)))
    return [pool[i] for i in sorted(chosen)]


def report(project: Project, rng: random.Random) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Sections of (heading, paragraphs). With the plant `short_report` only a few sentences of it (under 400
    characters), else 1,250 to 1,900 characters without white space."""
    slots = numbers(project, rng) | {"detail_a": project.story[0], "detail_b": project.story[1]}
    short = "short_report" in project.plants
    sections = []
    for heading, count, pool in _PARTS[:3] if short else _PARTS:
        count = 2 if short else min(len(pool), count + rng.randrange(2))
        sentences = [text.format(**slots) for text in _choose(pool, count, rng)]
        half = (len(sentences) + 1) // 2
        paragraphs = ("".join(sentences[:half]), "".join(sentences[half:]))
        sections.append((heading, paragraphs))
    return tuple(sections)


def length(sections: tuple[tuple[str, tuple[str, ...]], ...]) -> int:
    """Characters of all headings and paragraphs."""
    return sum(len(heading) + sum(map(len, paragraphs)) for heading, paragraphs in sections)
