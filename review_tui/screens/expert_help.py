"""All that can be done at the expert's desk."""

from __future__ import annotations

from review_tui.widgets.command_list import Command

COMMANDS = (
    Command("评分", "0-9 .", "直接输入分数，填满自动到下一项；超出范围的不采用"),
    Command("评分", "1  0", "在第一行：合格、不合格（也可按 y、n）；不合格须写评语"),
    Command("评分", "Enter Tab 下", "到下一项；在「合计」行按 Enter 即提交"),
    Command("评分", "Shift+Tab 上", "回上一项；Home、End 到第一项、合计行"),
    Command("评分", "+  -", "加、减一档"),
    Command("评分", "退格 Del", "删去一位；清空这一项"),
    Command("评分", "End Tab", "写评语", "comment"),
    Command("评分", "Ctrl+S F10", "提交这一份，转到下一份", "submit"),
    Command("材料", "PgDn 空格", "材料下一页", "read(1)"),
    Command("材料", "PgUp", "材料上一页", "read(-1)"),
    Command("材料", "/ F3", "在材料里查找；Enter 到下一处，Esc 回到评分", "find"),
    Command("材料", "p", "看照片和视频", "pictures"),
    Command("材料", "d F6", "窗口很窄时，在评分与材料之间切换", "turn"),
    Command("换一份", "]", "下一份", "step(1)"),
    Command("换一份", "[", "上一份", "step(-1)"),
    Command("换一份", "l F2 Esc", "列表：上下键选，Enter 打开", "list"),
    Command("换一份", "f", "筛选：姓名拼音首字母、单位、人群类型、状态", "filter"),
    Command("换一份", "o", "排序：编号、单位、自己的分、打散", "order"),
    Command("换一份", "m", "提交以后转到哪一份", "mode"),
    Command("换一份", "c F9", "换类别", "category"),
    Command("核对", "t", "我的尺子：自己的分布、前后松紧、最相近的几份", "yardstick"),
    Command("核对", "h", "我做过的：提交、回避、撤销，Enter 打开那一份", "history"),
    Command("核对", "u F8", "撤销最近一次提交、回避或交卷", "undo"),
    Command("核对", "w", "收尾：没评的、可疑的、同分的；整类交卷", "finish"),
    Command("办公室", "a", "向办公室提问，看答复", "ask"),
    Command("办公室", "v", "两两比较：办公室请专家比较名额线附近的几份时", "duel"),
    Command("办公室", "r F4", "回避（须写理由）；已回避的再按一次取消回避", "recuse"),
    Command("其他", "g", "用一份样例练习两分钟，不留记录", "practise"),
    Command("其他", "q Ctrl+Q", "离开；输入的都已保存，下次回到原处", "leave"),
    Command("其他", "? F1", "本页"),
)
"""Everything, in groups; the key line shows the most used of them."""

NOTE = "开着中文输入法也可以：全角的数字、标点与半角的作用相同。断线不会丢失：重新登录后回到同一份、同一项。"
"""Typing points, and a lost line."""
