"""Arguments and exit codes. 0: done; 1: done, but what was asked for is not in order; 2: could not be done.

Command names are English, texts Chinese. A command's module is imported when the command runs, so that `check` never
pays for screens or workbooks.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

from review_tui import __version__
from review_tui.errors import BusyError, ReviewError

_GC_THRESHOLD = 50_000
"""A season is a million objects that stay; by Python's own threshold the collector walks them again and again."""


class _Formatter(argparse.HelpFormatter):
    """argparse's help with a Chinese heading."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """As in argparse, with 用法 in place of usage."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse with one clear Chinese sentence for bad usage instead of its English one."""

    def error(self, message: str) -> NoReturn:
        """Prints the sentence and exits with 2."""
        self.exit(2, f"用法有误：{_chinese(message)}。请看 {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; the one place that turns a `ReviewError` into a sentence."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them reads every installed package
    gc.set_threshold(_GC_THRESHOLD)
    arguments = parser().parse_args(argv)
    module = _module(arguments.module)
    try:
        return int(getattr(module, arguments.function)(arguments))
    except BusyError as error:
        # taking over is for the desks, which ask; a command never ends somebody's session
        print(f"{error.title}：{error.message}请先在那个窗口离开（按 q），再运行一次。", file=sys.stderr)
        return 2
    except ReviewError as error:
        print(error.sentence(), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader of our output went away (`| head`): nothing is wrong, and nothing more can be said
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # what no command foresaw of the machine: a path that may not be looked at, too many open files, a broken disk
        from review_tui.ledger.files import reason

        where = f"{error.filename}：" if error.filename else ""
        print(f"没有完成：{where}{reason(error)}。请检查路径、权限和剩余空间，再运行一次。", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("已中断：到此为止的内容已保存。", file=sys.stderr)
        return 2


def _module(name: str) -> ModuleType:
    """The command's module. What an import makes stays: the collector need not look at it, now or later."""
    gc.disable()
    try:
        return importlib.import_module(f"review_tui.commands.{name}")
    finally:
        gc.freeze()
        gc.enable()


def parser() -> argparse.ArgumentParser:
    """The whole command line; a test compares it with the documentation."""
    top = _Parser(
        prog="review-tui",
        description="“百姓学习之星”“终身学习品牌项目”评审工作站",
        add_help=False,
        formatter_class=_Formatter,
    )
    _help(top)
    top.add_argument("--version", action="version", version=f"review-tui {__version__}", help="显示版本")
    commands = top.add_subparsers(title="命令", metavar="命令", required=True)
    _season_commands(commands)
    _panel_commands(commands)
    _result_commands(commands)
    _ledger_commands(commands)
    return top


def _season_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _add(commands, "demo", "demo.run", "用自带的样例走完全程：建季、导入、审查、评分、排序、导出")
    one.add_argument("dir", nargs="?", type=Path, metavar="DIR", help="演示季的目录（默认 demo-season）")
    one.add_argument("--headless", action="store_true", help="完成后不打开办公室界面")

    one = _add(commands, "init", "season.init", "新建一季")
    _season(one)
    one.add_argument("--rules", default="jilin-2022", metavar="NAME", help="采用 data/seasons/NAME 的规则")

    one = _add(commands, "import", "season.import_packages", "导入各单位报送的材料（文件夹或压缩包）")
    _season(one)
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="一个单位的材料：文件夹、zip 或 7z")
    one.add_argument("--unit", metavar="NAME", help="指明单位，不从材料里判断")
    one.add_argument("--received", type=_day, metavar="YYYY-MM-DD", help="收到的日期；不写就不核对截止日期")
    one.add_argument("--dry-run", action="store_true", help="只看结果，不导入")
    _json(one)

    one = _add(commands, "register", "register.add", "登记往年推介过的名单（xlsx、xls、csv），用来查重")
    _season(one)
    one.add_argument("files", nargs="*", type=Path, metavar="FILE", help="名单文件；也可以是上一季的季目录")
    one.add_argument("--year", type=_year, metavar="Y", help="名单的年度；名单里逐行写明的，以名单为准")
    one.add_argument("--final", action="store_true", help="把本季的推荐名单也记入，供以后各季查重")
    one.add_argument("--undo", action="store_true", help="撤回上一次登记")
    _json(one)

    one = _add(commands, "repeats", "repeats.show", "查重：往年推介过的、今年报了两次的")
    _season(one)
    _json(one)

    one = _add(commands, "check", "season.check", "对照通知逐条审查")
    _season(one)
    one.add_argument("--unit", metavar="NAME", help="只看一个单位")
    _json(one)


def _panel_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _add(commands, "panel", None, "评审组：添加专家、列出、分配材料")
    _season(one)
    actions = one.add_subparsers(title="操作", metavar="操作", required=True)
    add = _add(actions, "add", "panel.add", "添加一位专家")
    add.add_argument("id", metavar="ID", help="专家编号，如 e01")
    add.add_argument("--name", required=True, metavar="N", help="姓名")
    add.add_argument("--employer", required=True, metavar="U", help="工作单位（用于回避）")
    add.add_argument("--account", metavar="A", help="登录用的系统账号；都不写就是共用一个账号（仅限试用）")
    add.add_argument("--key", type=Path, metavar="FILE", help="SSH 公钥文件")
    add.add_argument(
        "--declare",
        nargs="*",
        metavar="X",
        help="专家声明须回避的编号、人名、项目或单位；不写照旧",
    )
    _json(_add(actions, "list", "panel.show", "列出专家和进度"))
    assign = _add(actions, "assign", "panel.assign", "把材料分给专家，自动回避")
    assign.add_argument("--per", type=_count, metavar="N", help="每份材料由 N 位专家评；不写就是每人都评")
    check = _add(actions, "check", "panel.check", "开评之前核查：负担、覆盖、专家之间能否比较，并模拟最好的入选机会")
    check.add_argument("--per", type=_count, metavar="N", help="若每份由 N 位专家评；不写就看现在的分配")
    _json(check)

    one = _add(commands, "desk", "desks.expert", "专家评分界面")
    _season(one)
    one.add_argument("--as", dest="expert", metavar="ID", help="专家编号（仅限共用一个账号的季）")
    one.add_argument("--plain", action="store_true", help="纯文本问答，适合读屏软件")
    one = _add(commands, "scores", "scores.scores", "收回离线评分表：先列出变化，确认后写入")
    _season(one)
    one.add_argument("files", nargs="+", type=Path, metavar="FILE", help="export --what scoresheet 的表，xlsx 或 csv")
    one.add_argument("--as", dest="expert", metavar="ID", help="记到哪位专家名下")
    one.add_argument("--dry-run", action="store_true", help="只看变化，不写入")
    one.add_argument("--yes", action="store_true", help="不再询问，直接写入")
    one.add_argument("--replace", action="store_true", help="评审台上后来提交的也用表里的取代")
    one = _add(commands, "office", "desks.office", "办公室界面")
    _season(one)
    one = _add(commands, "observe", "desks.observe", "监督席界面：看得到全部，什么也改不了，可随时核对")
    _season(one)
    one = _add(commands, "ssh", "ssh.ssh", "评审组登录用的 sshd 配置和公钥行")
    _season(one)
    one.add_argument("--out", type=Path, metavar="DIR", help="写成文件，例如 /etc/review-tui；不写就打印出来")


def _result_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _add(commands, "rank", "results.rank", "评分排序")
    _season(one)
    one.add_argument("--category", metavar="C", help="只看一个类别（star、project……）")
    one.add_argument("--method", metavar="M", help="trimmed | mean | median | standardised | adjusted；默认按规则")
    _json(one)

    one = _add(commands, "select", "results.select", "按名额产生推荐名单，逐条写明理由")
    _season(one)
    one.add_argument("--category", metavar="C", help="只看一个类别")
    one.add_argument("--seats", type=_count, metavar="N", help="名额；默认按规则")
    _json(one)

    one = _add(commands, "export", "results.export", "导出表格")
    _season(one)
    one.add_argument(
        "--what",
        nargs="+",
        default=["all"],
        metavar="NAME",
        help="shortlist 推荐名单 | national 报国家表 | repeats 查重表 | return-slips 补正通知 | "
        "scoresheet 离线评分表 | notice 公示稿 | confirmation 认定名单 | "
        "statistics 评审统计 | memo 决定说明 | all 以上全部 | "
        "archive 全季档案（另写）",
    )
    one.add_argument("--out", type=Path, metavar="DIR", help="导出到哪里；默认是季目录下的 exports")


def _ledger_commands(commands: argparse._SubParsersAction[_Parser]) -> None:
    one = _add(commands, "verify", "ledger.verify", "核对账本和附件是否完整、未被改动")
    _season(one)
    one.add_argument("--receipt", metavar="CODE", help="按回执码查找一条记录")
    one.add_argument("--seal", type=Path, metavar="FILE", help="与另处保存的封存单核对")
    one.add_argument("--signers", type=Path, metavar="FILE", help="封存单的签名人名单（ssh-keygen 的 allowed signers）")
    _json(one)
    one = _add(commands, "seal", "round.seal", "封存：记录并签名各本日志的末条；评审未结束时只记检查点")
    _season(one)
    one.add_argument("--key", type=Path, metavar="FILE", help="签名用的 SSH 私钥")
    one.add_argument("--witness", metavar="ID", help="在场的第二人（本季规定时），由其输入口令")
    _json(one)
    one = _add(commands, "witness", None, "第二人：本季规定某些操作要两人在场时登记")
    _season(one)
    actions = one.add_subparsers(title="操作", metavar="操作", required=True)
    add = _add(actions, "add", "round.add_witness", "登记第二人，由其本人输入口令")
    add.add_argument("id", metavar="ID", help="编号，如 w01")
    add.add_argument("--name", required=True, metavar="N", help="姓名")
    _add(actions, "list", "round.list_witnesses", "列出第二人")
    one = _add(commands, "purge", "ledger.purge", "保存期限过后清除个人信息；日志仍可核对")
    _season(one)
    one.add_argument("--dry-run", action="store_true", help="只列出将删除什么")
    one = _add(commands, "backup", "ledger.backup", "备份，并当场验证备份可用")
    _season(one)
    one.add_argument("dest", type=Path, metavar="DEST", help="备份到哪里")
    one = _add(commands, "restore", "ledger.restore", "从备份恢复，并当场验证")
    one.add_argument("src", type=Path, metavar="SRC", help="备份目录")
    _season(one)


def _add(commands: argparse._SubParsersAction[_Parser], name: str, target: str | None, text: str) -> _Parser:
    one = commands.add_parser(name, help=text, description=text, add_help=False, formatter_class=_Formatter)
    _help(one)
    if target is not None:
        module, function = target.split(".")
        one.set_defaults(module=module, function=function)
    return one


def _help(one: argparse.ArgumentParser) -> None:
    one.add_argument("-h", "--help", action="help", help="显示帮助")
    one._positionals.title = "参数"
    one._optionals.title = "选项"


def _season(one: argparse.ArgumentParser) -> None:
    one.add_argument("season", type=Path, metavar="SEASON", help="季目录")


def _json(one: argparse.ArgumentParser) -> None:
    one.add_argument("--json", action="store_true", help="输出 JSON")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期“{text}”要写成 2022-08-22 的样子") from None


def _year(text: str) -> int:
    if not re.fullmatch(r"(19|20)\d\d", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"年度“{text}”要写成 2019 的样子")
    return int(text)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”要是不小于 1 的整数")
    return int(text)


def _chinese(message: str) -> str:
    """argparse's own sentence in Chinese; what it quotes stays as it is."""
    choice = re.search(r"invalid choice: (.*) \(choose from (.*)\)$", message)
    if choice:
        return f"没有命令 {choice[1]}，可用的有 {choice[2]}"
    for english, chinese in _SENTENCES:
        message = message.replace(english, chinese)
    return message.removeprefix("argument ").replace(": ", "：")


_SENTENCES = (
    ("the following arguments are required", "还缺参数"),
    ("unrecognized arguments", "不认识的参数"),
    ("expected one argument", "后面要跟一个值"),
    ("expected at least one argument", "后面至少要跟一个值"),
)
