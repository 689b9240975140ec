"""Writes `scoring/matching/alike_pairs.py`: draws characters as pictures and keeps the pairs that look alike.

Needs a font (Debian: fonts-noto-cjk). Each character is drawn, blurred, made small and compared with every other one by
correlation. Characters of names are kept from a lower likeness on than the rest of GB 2312 level 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

TARGET = Path(__file__).resolve().parent.parent / "scoring" / "matching" / "alike_pairs.py"
FONT, FACE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2
OF_NAMES, OF_ALL = 0.70, 0.84
WIDTH = 50
NAMES = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲芬燕彬鹏辉波斌宇浩凯婷雪梅兰云莉建国文志海春"
    "金林东生成立德福荣新永学清俊晓小子家庆祥光忠振宝淑凤珍香琴月花爱美慧琳欣佳雨思嘉一天正龙飞峰亮利元长"
    "宏洪民旭阳帅健康宁安顺义仁礼智信和善诚谦恭良友朋才贤达富贵昌盛旺兴隆发财喜乐吉瑞祺祯祎泰恒久远山川河"
    "江湖水木火土石岩松柏竹菊莲荷桃李杏柳杨桐梧枫槐桦楠榕樟森芝蕊蕾薇莎茜茹茵萱蓉蓓菁菲萌莹莺芸芹苗若茂范"
    "芮苏荟荔蔚蕴艺苑葵薪藏薛银铁钢铜锋锐钧铭锦鑫鸿鹤鹰鹃雁鸽凰麒麟虎豹狮骏骥驰骋马牛羊兔犬猪鸡蛇翔腾跃奔"
    "行进步道通逸迪迅逢连运适冬夏秋季时晨晖晚昊昕昭映显景晴晶曙曦暖旦早星辰朗朝望期胜服阔宽广大高低上下中"
    "央左右西南北前后方圆直曲折二三四五六七八九十百千万亿凡丹主乃之乔乙也于互井亚亦京亭人今介仕付仙代令以"
    "仪仲任企伊伍伏伐休众优会传伯伶伸似位住佐佑体何余作佩使侃侠依侯俏保俭修俪倍倩伦傲储儒允兆先克共关兵其"
    "典兼冀农冠冰冲凌凝刀分刊列刘初别制剑力功加务动助励劲势勃勉勋勤化匠医升午卓博占卫印卿厚原双叔取受变叙"
    "口古句可台史叶司同名向君吟启吴吾呈周味呼咏品响哲唐商器回园图圣在地坚坤垂城培基堂塔境墨士壮声处复多太"
    "夫失头奇奉奋奎契奕女好如妃妍妙妮姗姝姣姬娅娇娉娥娴婉婕婧婵媛嫣孔字存孝孟守宋完宗官定宜实宣室宪容宾密"
    "寒寿封将少尔尚尧尹居展岁岐岗岚岭岳峥峪崇崔嵩巍州工巧巨已巾市布帆师希帝带常幸年庄序应底庚府庭庸廉延开"
    "异弘弟张弦弥归当彤彦彩彪彭影彰征律徽心必忆念忻怀态怡恋恩恬悟悦情惠惟愉意愿慈慕我战户房手承抒投抗择持"
    "捷授推提揽播操支收攸政效教敢敦斐斗斯施旋族无日旧昂昆易是昱晋晏晔普曜书曼最有朔本朱权材村束杜条来杭枝"
    "柔柯柱查栋树校根格桑梁梓梦检棋植椿楚楷榆榜模樊樱橙檀欢欧歆歌武毅气汉汝池汪沁沈沐沙治泉法泽洁洛津洲浪"
    "浦涌润涵淇淘淞淮深淳渊渝温湘湛源溪滔滨漪漫潇潘潮澄澎澜激濮瀚灏灵灿炎炜炫炯烁烈焕焱煊煌照煜熊熙燃爽父"
    "片牧物特献玄率王玖玛玥玫环珂珊珠班理琛琦琨琪琬琮琰琼瑛瑜瑶瑾璇璋璐璟璧瓒甘用田由申男画界畅略番疆登白"
    "的皎皓盈益盟相真眉睿知矩砚硕碧磐社祖禄禹禾秉科程稳穆穗空竞章童端笑符笛笙筠筱简箫篷米粟精素紫纪纯纲纳"
    "纵纶纹纽练组经绍绚绣继绪绮维绿缘罗羽翀翁翠翰翼耀老者而耕耘聪肃育能脉自至致臻舒舜舟航艾节芃芊芙芦芷苇"
    "苒茗荀荃荆莫菀菡萧葆葛董葳蒙蓝蔓蔡蕙藻虹蝶衍衡表裕观规觉言誉计训记许论诗语诺谊谨谷豪贝贞贺赋赐赛赞赫"
    "越路轩轶迎遥遵那邦郁郎郑都鄂醒采重野量鉴钊钟钦铃铎铖键镇镜门闯闻阅阿陆陈际陶雄雅集雯雷霁霄震霆霏霖霜"
    "露青靓靖非革韦韬音韵页顶项须颂预领颖颜风飒馥馨驹骁骅魁魏鲁鲍鲜鸣鹄黎黛鼎齐龄赵黄徐孙胡郭谢韩冯曹袁邓"
    "傅曾吕卢蒋贾丁阎戴姜姚谭廖邹郝毛邱秦顾邵段钱汤赖龚庞殷翟倪严俞尤毕聂丛焦邢辛管祝涂祁耿牟卜詹费靳甄游"
    "裴席屈覃霍隋薄单包阮闵解柴车冉边辜饶刁瞿戚丘滕邬臧宫苟全褚娄盖奚党邸谈屠郜栾喻揭窦迟敖糜鄢冷仇巩稽虞"
    "卞竺冼衣佟栗匡巫鞠僧谌扬岑习胥蔺"
)
HEADER = '''"""Characters that look alike: data, drawn and measured by our own script (`tools/make_alike_pairs.py`).

Each word is a character and those after it in the order of code points that it is mistaken for. Pictures of the
characters were blurred and correlated: kept from 0.70 on between characters of names, from 0.84 on between those of
GB 2312 level 1.
"""

MEASURED = (
'''


def main() -> int:
    """Draws, measures, writes; the table is the same for the same font."""
    font = ImageFont.truetype(FONT, 48, index=FACE)
    chars = sorted(set(_level_one()) | set(NAMES))
    pictures = np.stack([_picture(char, font) for char in chars])
    likeness = pictures @ pictures.T
    of_names = np.array([char in set(NAMES) for char in chars])
    limit = np.where(np.outer(of_names, of_names), OF_NAMES, OF_ALL)
    words = []
    for i, char in enumerate(chars):
        others = "".join(chars[j] for j in range(i + 1, len(chars)) if likeness[i, j] > limit[i, j])
        words += [char + others[k : k + 20] for k in range(0, len(others), 20)]
    text, lines = "", []
    for word in words:
        if len(text) + len(word) >= WIDTH and text:
            lines.append(text)
            text = ""
        text += word + " "
    lines.append(text)
    TARGET.write_text(HEADER + "".join(f'    "{line}"\n' for line in lines) + ")\n", "utf-8")
    return 0


def _level_one() -> str:
    """The 3,755 characters of GB 2312 level 1."""
    rows = (bytes([high, low]) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return "".join(row.decode("gb2312", errors="ignore") for row in rows)


def _picture(char: str, font: ImageFont.FreeTypeFont) -> NDArray[np.float32]:
    """A character as a vector of unit length and mean 0."""
    image = Image.new("L", (56, 60), 0)
    ImageDraw.Draw(image).text((4, 0), char, font=font, fill=255)
    small = image.filter(ImageFilter.GaussianBlur(1.3)).resize((28, 30))
    vector = np.asarray(small, dtype=np.float32).ravel()
    vector = vector - vector.mean()
    return vector / (np.linalg.norm(vector) + 1e-9)


if __name__ == "__main__":
    sys.exit(main())
