"""`demo`: the whole job on the shipped sample packages, told step by step."""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from datetime import date
from pathlib import Path
from shutil import which
from typing import Any

from review_tui.commands.out import now, put
from review_tui.desks.demo import ScriptedExpert, rule_on_everything, score_all
from review_tui.desks.office import OfficeDesk
from review_tui.desks.register import RegisterDesk
from review_tui.desks.repeats import RepeatsView
from review_tui.errors import SeasonError
from review_tui.intake.reading import Reader
from review_tui.ledger.verify import verify
from review_tui.resources import data_dir
from review_tui.season_store import SeasonStore

SEED = 2022


def run(arguments: argparse.Namespace) -> int:
    """Makes a season of the samples; opens the office desk on a terminal, unless `--headless`."""
    started = time.monotonic()
    samples = data_dir() / "samples"
    told = json.loads((samples / "samples.json").read_text(encoding="utf-8"))
    panel = [ScriptedExpert.model_validate(one) for one in json.loads((samples / "panel.json").read_text("utf-8"))]
    path = arguments.dir or _free(Path("demo-season"))
    store = _make(path, told["seats"])
    put(f"一、建季　{path}：{store.season.rules.title}")
    _work_through(store, samples, told, panel)
    put()
    put(f"全程用时 {time.monotonic() - started:.1f} 秒。接着可以：")
    command = _command()
    put(f"  {command} office {path}              办公室界面")
    put(f"  {command} desk {path} --as {panel[0].id}       专家界面")
    put(f"  {command} check {path}               逐条审查意见")
    put(f"  {command} verify {path}              核对账本")
    if arguments.headless or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return 0
    from review_tui.app import run_office

    return run_office(lambda take_over: OfficeDesk(SeasonStore.open(path), now, take_over=take_over))


def _command() -> str:
    """How this program can be called from here: its name where the shell finds it, else as it was called now."""
    called = sys.argv[0]
    return "review-tui" if which("review-tui") or Path(called).name != "review-tui" else called


def _work_through(store: SeasonStore, samples: Path, told: dict[str, Any], panel: list[ScriptedExpert]) -> None:
    desk = OfficeDesk(store, now)
    try:
        _import(desk, samples, told)
        _register(desk, samples, told)
        _check(desk)
        _panel(desk, panel)
    finally:
        desk.close()
    merits = {(one["category"], one["name"]): one["merit"] for one in told["nominations"]}
    cards = score_all(store, panel, now, merits, seed=SEED)
    put(f"六、评分　{len(panel)} 位专家提交 {cards} 张评分表")
    desk = OfficeDesk(store, now)
    try:
        _select(desk)
        _export(desk)
    finally:
        desk.close()
    result = verify(store.path)
    entries = sum(j.entries for j in result.journals)
    state = "全部完整" if result.ok else "有问题，请运行 review-tui verify"
    put(f"九、核对　{len(result.journals)} 本日志 {entries} 条，{result.checked} 个文件：{state}")


def _free(wanted: Path) -> Path:
    """The first of `demo-season`, `demo-season-2`, … that does not exist: an earlier demo is never overwritten."""
    number = 1
    path = wanted
    while path.exists():
        number += 1
        path = wanted.with_name(f"{wanted.name}-{number}")
    return path


def _make(path: Path, seats: dict[str, int]) -> SeasonStore:
    """A season with fewer seats than the samples hold, so that there is a cut to see.

    They are edited in `season.toml`, as an office edits them.
    """
    store = SeasonStore.create(path)
    rules = store.path / "season.toml"
    text = rules.read_text(encoding="utf-8")
    for category in store.season.rules.categories:
        wanted = seats.get(category.id)
        if wanted is not None:
            text = re.sub(rf"^seats = {category.selection.seats}$", f"seats = {wanted}", text, count=1, flags=re.M)
    rules.write_text(text, encoding="utf-8")
    store = SeasonStore.open(path)
    if {c.id: c.selection.seats for c in store.season.rules.categories} != seats:
        raise SeasonError(
            "演示无法继续", "样例规则里没有找到要改的名额。", "请检查 data/seasons/jilin-2022/season.toml。"
        )
    return store


def _import(desk: OfficeDesk, samples: Path, told: dict[str, Any]) -> None:
    put("二、导入")
    with desk.store.workdir() as home, Reader(home) as reader:
        for one in told["packages"]:
            received = date.fromisoformat(one["received"])
            result = desk.take_in(samples / one["file"], received=received, reader=reader)
            put(f"　　{result.unit}　{result.nominations} 份材料、{result.attachments} 个文件　{one['file']}")


def _register(desk: OfficeDesk, samples: Path, told: dict[str, Any]) -> None:
    done = RegisterDesk(desk).add([samples / told["past"]["file"]])
    pairs = RepeatsView(desk).pairs()
    put(f"三、往年名单　登记 {done.total} 行；查重：{len(pairs)} 对疑似重复，待办公室在第 3 页认定")


def _check(desk: OfficeDesk) -> None:
    found = list(desk.docket.all_findings())
    blocks = sum(1 for r in found if r.finding.severity == "block")
    put(f"四、审查　{len(found)} 条意见，其中 {blocks} 条暂不参评")
    _slips(desk)
    waived, upheld = rule_on_everything(desk)
    put(f"　　办公室逐条裁定：放行 {waived} 条，不予评审 {upheld} 条，都写有理由")


def _slips(desk: OfficeDesk) -> None:
    """What the units would be told, before the office rules on it."""
    from review_tui.desks.sheets import export_sheets

    written = export_sheets(desk.store, ["return-slips"], now, desk=desk)
    if written:
        put(f"　　补正通知　{len(written) // 2} 个单位，每个一份 Word 和一份 Excel：{written[0].path.parent}")


def _panel(desk: OfficeDesk, panel: list[ScriptedExpert]) -> None:
    for one in panel:
        desk.add_member(one.id, one.name, one.employer)
    plan = desk.assign()
    everything = len({i for ids in plan.values() for i in ids})
    conflicts = sum(everything - len(ids) for ids in plan.values())
    put(f"五、分配　{len(panel)} 位专家，{everything} 份材料，因本单位关系回避 {conflicts} 份次")


def _select(desk: OfficeDesk) -> None:
    put("七、推荐")
    for category in desk.rules.categories:
        chosen = desk.selection(category)
        put(f"　　{category.name}　名额 {chosen.seats}，推荐 {len(chosen.selected)}，备选 {len(chosen.reserves)}")
        for line in chosen.binding:
            put(f"　　　　{line}")


def _export(desk: OfficeDesk) -> None:
    from review_tui.desks.sheets import export_sheets

    put("八、导出")
    for one in export_sheets(desk.store, ["all"], now, desk=desk):
        put(f"　　{one.path}")
