"""Three vocabularies with as little in common as possible: two to tune on, one that is only ever measured.

The commonest surnames, the places of the province and its universities are in both; given names, villages, communities,
streets, companies, brands, subjects and forms of title are in one only. No real person is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Vocabulary:
    """Words that invented records are made of; each a tuple to draw from."""

    surnames: tuple[str, ...]
    rare_surnames: tuple[str, ...]
    given: tuple[str, ...]
    common_names: tuple[str, ...]
    minority: tuple[str, ...]
    streets: tuple[str, ...]
    communities: tuple[str, ...]
    towns: tuple[str, ...]
    villages: tuple[str, ...]
    companies: tuple[str, ...]
    trades: tuple[str, ...]
    brands: tuple[str, ...]
    subjects: tuple[str, ...]
    forms: tuple[str, ...]
    generic_titles: tuple[str, ...]
    subtitles: tuple[str, ...]
    sound: tuple[str, ...]
    """Pairs of characters that sound alike."""
    shape: tuple[str, ...]
    """Pairs of characters that look alike."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _signs(text: str) -> tuple[str, ...]:
    return tuple(text.replace(" ", ""))


_EVERYONE = "王王王李李李张张张刘刘刘陈陈赵杨周吴孙徐"

TUNE = Vocabulary(
    surnames=_signs(_EVERYONE + "朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭"),
    rare_surnames=_words("欧阳 司马 上官 佟 阚 佴 逄 衣 战 曲"),
    given=_signs(
        "伟芳敏静丽强军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红民林金德福荣新永学清俊晓小子家庆祥光忠振宝淑凤珍香琴"
    ),
    common_names=_words("张伟 王芳 李娜 王伟 李静 张敏 刘洋 王静 李强 张丽"),
    minority=_words(
        "阿依古丽·买买提 包·乌日娜 古丽娜尔·艾山 巴特尔·图门 娜仁花·白音 阿迪力·吐尔逊 其其格·敖登 哈斯·巴根"
    ),
    streets=_words("东盛 清河 向荣 永安 胜平 荣光 南苑 和平 解放 锦程 景山"),
    communities=_words("朝晖 书香 春晓 松林 惠民 柳溪 梧桐 福临 花园 丹枫 吉星 祥和 长虹 瑞康 云杉 滨河 天安"),
    towns=_words("安石 兰家 善友 万宝 大绥河 三骏 凉水 孤店子 仙人桥 金珠 亮兵 石岭"),
    villages=_words("大荒地 小城子 柳条 青石 红旗 朝阳沟 榆树沟 前进 西岭 高家 于家 杨木 北山"),
    companies=_words("鑫诚 华泽 众合 中正 远达 恒信 瑞丰 金谷 吉源 新桥"),
    trades=_words("食品 机械制造 热力 物业 建材 粮油 纺织 商贸"),
    brands=_words(
        "雾凇 白桦 百草 梅花 鹿乡 雪韵 长白 田垄 向海 金达莱 山参 辽河 红石 银龄 松辽 匠心 丝路 木帮 乡音 关东"
    ),
    subjects=_words(
        "面点烘焙 家庭教育 红色故事 非遗剪纸 绿色种植 合唱艺术 急救知识 民俗文化 金融防骗 太极健身 数字生活 "
        "家风传承 安全自护 乡村旅游 朝鲜族舞蹈 手机应用 书法 绘画"
    ),
    forms=_words("课堂 讲习所 工坊 夜校 学习圈 行动 微课 云课堂 驿站 大舞台 大讲堂 学堂"),
    generic_titles=_words(
        "智慧助老大讲堂 老年人智能手机培训 社区读书会 全民阅读系列活动 道德讲堂 家长学校公益课堂 "
        "农民实用技术培训 百姓大讲堂 职工技能培训 老年合唱班"
    ),
    subtitles=_words("让学习成为习惯 点亮幸福晚年 助力乡村振兴 让书香飘满社区 学习伴你同行 共建学习型城市"),
    sound=_words("晓小 秀绣 伟玮 静婧 丽莉 英瑛 华桦 金今 民珉 林琳 清青 红虹 玉钰 军君 杰洁 永咏 新欣 福富 德得 家佳"),
    shape=_words("明朋 杰木 玉王 清情 英莫 永水 民氏 林杜 金全 光先 秀秃 平乎 芳苏 敏毓 娟捐 勇男 俊峻 振震"),
)
SECOND = Vocabulary(
    surnames=_signs(_EVERYONE + "胡黄蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"),
    rare_surnames=_words("诸葛 皇甫 尉迟 令狐 仉 郜 禚 亓 宿 苑"),
    given=_signs(
        "磊斌鹏辉波宇浩凯婷雪梅兰云莉建国文志海春东生成立昌贵义和兴旺瑞良坤卫星峰亮利元长宏洪莲菊巧蓉蕾薇倩颖岩岚"
    ),
    common_names=_words("李伟 王丽 李军 张杰 王磊 刘伟 李梅 陈杰 王建国 李秀兰"),
    minority=_words(
        "热依罕·阿不都 乌云·塔娜 布尔古德·孟克 吾买尔·卡德尔 萨仁·通拉嘎 迪丽·热合曼 玛依拉·库尔班 斯琴·高娃"
    ),
    streets=_words("桃源 龙泉 兴隆 建阳 育才 北湖 春城 临河 文汇 青年 新发"),
    communities=_words("平阳 文苑 温馨 虹馆 欣园 丽景 景泰 江畔 学府 晨光 馨苑 紫荆 安居 绿景 北岸 东晟 和谐"),
    towns=_words("万良 大屯 松江河 朝阳川 三源浦 岔路河 弓棚子 双泉 哈拉海 合隆 卡伦 烧锅"),
    villages=_words("太平 三道 东沟 双庙 靠山屯 团结 腰站 平安堡 二龙山 黄花甸 四合 新立 河湾"),
    companies=_words("天成 广宇 正阳 北方 春城 宏泰 盛源 旭日 长兴 百川"),
    trades=_words("科技 药业 汽配 餐饮 家具 水务 农业发展 园林"),
    brands=_words(
        "查干 满绣 黑土 北国 民韵 童心 五彩 巧手 红烛 草原 江城 鸭绿江 秧歌 冰凌花 柳编 星火 夕阳红 拾光 向阳 蒲公英"
    ),
    subjects=_words(
        "国学诵读 智慧养老 中医药文化 法律普及 亲子阅读 健康养生 冰雪运动 摄影采风 电商直播 家政技能 心理关爱 "
        "农耕体验 英语口语 民乐 编织 葫芦丝 素描 园艺"
    ),
    forms=_words("讲坛 传习所 工作坊 书院 俱乐部 计划 公益课 空中课堂 学习角 文化节 训练营 沙龙"),
    generic_titles=_words(
        "银龄数字素养提升工程 社区居民学习大讲堂 新型农民培训 书香社区 市民终身学习课堂 老年大学书画班 "
        "青少年假期公益课堂 健康知识讲座 巾帼技能培训 周末大家唱"
    ),
    subtitles=_words("与时代同行 托起明天的太阳 学无止境 书写银发风采 传承千年文脉 点亮乡村夜晚"),
    sound=_words(
        "磊蕾 斌彬 鹏朋 辉晖 波博 宇雨 浩皓 婷庭 雪学 莉丽 建健 国果 志智 海亥 东冬 生声 成诚 昌长 义艺 兴星 "
        "良梁 峰锋 利立 宏红 莲连 岩言"
    ),
    shape=_words("宇字 海悔 春舂 东车 兰三 云去 建健 国囯 亮高 巧功 倩情 岩岸 岚风 卫工 坤绅 良艮 贵责 义叉 昌吕 瑞端"),
)
UNTOUCHED = Vocabulary(
    surnames=_signs(_EVERYONE + "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"),
    rare_surnames=_words("夏侯 轩辕 钟离 澹台 眭 逯 庹 璩 綦 郇"),
    given=_signs(
        "泽涵煜轩诗琪雅琦梦瑶佳怡博涛鑫晨曦彤悦欣妍紫萱启航致远守业敬忠树仁殿臣占奎广田喜才桂芝玉珍凤霞素云翠兰"
    ),
    common_names=_words("刘洋 张磊 王艳 李娟 刘敏 张静 杨帆 王丹 赵丽 张秀英"),
    minority=_words(
        "麦麦提·依明 努尔兰·别克 苏日娜·宝音 乌仁图雅·朝格 艾力江·阿布都拉 萨日朗·哈达 茹仙古丽·托合提 孟和·巴雅尔"
    ),
    streets=_words("前进 红旗 全安 鸿城 普阳 湖西 团山 百草 东风 站前 繁荣"),
    communities=_words("临河 光华 新竹 锦绣 御景 东升 迎春 望江 枫林 海棠 翡翠 阳光 华苑 盛世 金色 安泰"),
    towns=_words("波泥河 奢岭 伏龙泉 哈拉海 小城 岔路口 叶赫 十屋 渭津 光明 湾沟 花园口"),
    villages=_words("响水 柳树 石人沟 长岗 永胜 头道 大榆树 双龙 十里堡 西山 胜利 河南 泉眼"),
    companies=_words("启明 鸿运 同创 华诚 博远 银河 三友 金桥 丰源 瑞祥"),
    trades=_words("电力 环保 运输 装饰 制药 印务 乳业 种业"),
    brands=_words(
        "松花湖 天池 木兰 石榴籽 萤火 归燕 墨韵 稻香 霜叶 月亮湾 参乡 龙湾 云帆 青禾 雪莲 小太阳 同心 百灵 长乐 春蚕"
    ),
    subjects=_words(
        "茶艺 篆刻 古筝 瑜伽 棋艺 朗诵 防灾减灾 营养配餐 垃圾分类 理财 育儿 钢笔字 短视频 党史学习 满族刺绣 养蜂 "
        "盆景 日语"
    ),
    forms=_words("学苑 研习社 小课堂 加油站 直通车 体验营 联盟 论坛 服务站 学习坊 大学堂 集市"),
    generic_titles=_words(
        "老年人防诈骗公益讲座 社区四点半课堂 职业农民技能提升 居民健康大讲堂 家庭教育公益行 百姓读书活动 "
        "乡村文化大院 退役军人就业培训 社区老年学堂 青年夜校"
    ),
    subtitles=_words("做终身学习的践行者 把课堂搬到家门口 小手拉大手 学到老乐到老 共享学习成果 同走幸福路"),
    sound=_words(
        "泽择 涵含 煜玉 诗师 琪奇 雅亚 梦孟 佳嘉 悦月 紫子 启起 致志 守寿 敬静 树书 占战 广光 喜希 才财 芝之 "
        "凤奉 素苏 翠粹"
    ),
    shape=_words(
        "涵函 诗侍 雅稚 梦焚 博搏 晨辰 彤丹 悦锐 启后 敬散 仁仕 臣巨 广厂 田由 才寸 芝乏 玉主 珍诊 素索 兰丝 远运 忠患"
    ),
)
BOTH = Vocabulary(**{one.name: getattr(TUNE, one.name) + getattr(SECOND, one.name) for one in fields(Vocabulary)})
"""All words together, where a measure of speed needs many records."""
PLACES = {
    "长春市": ["南关区", "宽城区", "朝阳区", "二道区", "绿园区", "九台区", "农安县", "榆树市", "德惠市", "公主岭市"],
    "吉林市": ["昌邑区", "龙潭区", "船营区", "丰满区", "永吉县", "蛟河市", "桦甸市", "舒兰市", "磐石市"],
    "四平市": ["铁西区", "铁东区", "梨树县", "伊通满族自治县", "双辽市"],
    "辽源市": ["龙山区", "西安区", "东丰县", "东辽县"],
    "通化市": ["东昌区", "二道江区", "通化县", "辉南县", "柳河县", "集安市"],
    "白山市": ["浑江区", "江源区", "抚松县", "靖宇县", "长白朝鲜族自治县", "临江市"],
    "松原市": ["宁江区", "前郭尔罗斯蒙古族自治县", "长岭县", "乾安县", "扶余市"],
    "白城市": ["洮北区", "镇赉县", "通榆县", "洮南市", "大安市"],
    "延边朝鲜族自治州": ["延吉市", "图们市", "敦化市", "珲春市", "龙井市", "和龙市", "汪清县", "安图县"],
}
SHORT = {
    "前郭尔罗斯蒙古族自治县": "前郭县",
    "伊通满族自治县": "伊通县",
    "长白朝鲜族自治县": "长白县",
    "延边朝鲜族自治州": "延边州",
}
UNIVERSITIES = _words(
    "吉林大学 延边大学 长春理工大学 东北电力大学 长春工业大学 吉林农业大学 长春中医药大学 "
    "东北师范大学 北华大学 通化师范学院 吉林师范大学 长春师范大学 白城师范学院 吉林财经大学 "
    "吉林艺术学院 长春大学 吉林动画学院 吉林医药学院 四平职业大学 辽源职业技术学院 白城职业技术学院 "
    "延边职业技术学院 吉林工商学院 "
)
COLLEGES = {
    "长春大学": "长春大学旅游学院",
    "吉林师范大学": "吉林师范大学博达学院",
    "长春工业大学": "长春工业大学人文信息学院",
}
RENAMED = {
    "长春广播电视大学": "长春开放大学",
    "吉林广播电视大学": "吉林开放大学",
    "吉林华桥外国语学院": "吉林外国语大学",
    "吉林建筑大学城建学院": "吉林建筑科技学院",
    "长春理工大学光电信息学院": "长春电子科技学院",
    "东北师范大学人文学院": "长春人文学院",
    "吉林农业工程职业技术学院": "吉林工程职业学院",
    "长春信息职业技术学院": "长春信息技术职业学院",
    "长春大学光华学院": "长春光华学院",
    "吉林农业大学发展学院": "长春科技学院",
    "吉林建筑工程学院": "吉林建筑大学",
    "长春师范学院": "长春师范大学",
}
ABBREVIATED = {
    "吉林大学": "吉大",
    "延边大学": "延大",
    "东北师范大学": "东北师大",
    "吉林师范大学": "吉林师大",
    "吉林农业大学": "吉农大",
    "长春师范大学": "长春师大",
    "吉林财经大学": "吉林财大",
    "吉林艺术学院": "吉艺",
    "长春理工大学": "长理工",
}
PUBLIC = ["图书馆", "文化馆", "社区学院", "老年大学", "职业教育中心", "妇女联合会", "残疾人联合会", "教师进修学校"]
PUBLIC_SHORT = {"职业教育中心": "职教中心", "妇女联合会": "妇联", "残疾人联合会": "残联", "社区学院": "社区教育学院"}
