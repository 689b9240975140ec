"""What is said to somebody whose terminal sends another encoding than UTF-8."""

from __future__ import annotations

NOT_UTF8 = (
    "UTF-8：刚才的输入没有采用，因为终端的编码不是 UTF-8（多半是 GBK）。改好再输入，不必重新登录。"
    "PuTTY: Change Settings > Window > Translation; Xshell: File > Properties > Terminal > Encoding; "
    "MobaXterm: Terminal settings > Charset"
)
"""Said the first time. The names of the menus are in letters that a wrong encoding leaves readable."""
STILL_NOT_UTF8 = "UTF-8：没有采用，终端的编码仍不是 UTF-8。输入法可先关掉，数字和字母照常可用。"
"""Said from then on: an answer to every key that does nothing, without the whole lesson."""
