"""How a package on its way in is told: in a row, and in full."""

from __future__ import annotations

from review_tui.desks.aftermath import aftermath
from review_tui.desks.intake_run import IntakeRun, Parcel
from review_tui.screens.office_change import change_blocks, change_summary
from review_tui.screens.office_page import label
from review_tui.widgets.paged_list import Column, Row
from review_tui.widgets.text_pane import Block
from scoring.nomination import Problem

COLUMNS = (
    Column("材料", 8, grow=True),
    Column("单位", 8, grow=True, from_width=60),
    Column("份数", 4, "right"),
    Column("变化", 24, from_width=76),
    Column("问题", 4, "right"),
    Column("状态", 8),
)


def parcel_row(number: int, parcel: Parcel, at_work: bool) -> Row:
    """The row of `COLUMNS`; its key is the package's place in the batch. `at_work`: it is being read or copied."""
    result = parcel.result
    state, ink = _state_of(parcel, at_work)
    if result is None:
        return Row(str(number), (parcel.path.name, parcel.unit, "", "", "", state), inks=("", "", "", "", "", ink))
    problems = len(result.problems)
    cells = (
        parcel.path.name,
        result.unit or "（不明）",
        str(result.nominations),
        "-" if result.refused else change_summary(result.change) or "没有变化",
        str(problems or "-"),
        state,
    )
    return Row(str(number), cells, inks=("", "", "", "", "warn" if problems else "faint", ink))


def parcel_blocks(batch: IntakeRun, parcel: Parcel) -> list[Block]:
    """Everything about one package. The problems come first: they are what somebody has to be called about."""
    if parcel.trouble:
        return [Block(parcel.trouble, ink="bad")]
    result, blocks = parcel.result, list[Block]()
    if result is None:
        return [Block(str(parcel.path), ink="faint"), Block("还没有读。")]
    if batch.again(result.unit) > 1:
        blocks.append(Block(f"有几份都是“{result.unit}”的材料，以最后导入的一份为准。", label="! ", label_ink="warn"))
    for one in result.problems:
        blocks.append(Block(_problem(one), label=label("问题", 6), label_ink="warn"))
    if result.refused:
        return blocks
    change = result.change
    if change.added and not (change.changed or change.removed or change.about):
        return [*blocks, Block("、".join(c.name for c in change.added), label=label("新增", 6), label_ink="good")]
    return blocks + (change_blocks(change) or [Block("和上一次的材料没有不同。")])


def problem_blocks(batch: IntakeRun) -> list[Block]:
    """The problems of all packages, package by package."""
    blocks: list[Block] = []
    for parcel in batch.parcels:
        told = [parcel.trouble] if parcel.trouble else [_problem(p) for p in parcel.problems]
        if told:
            unit = parcel.result.unit if parcel.result is not None else ""
            head = Block(f"{parcel.path.name}  {unit}".rstrip(), ink="strong")
            blocks += [*([Block("")] if blocks else []), head, *(Block(line, label="  ") for line in told)]
    return blocks


def taken_units(batch: IntakeRun) -> list[str]:
    """The units whose packages were taken in, in the order of the batch."""
    return [p.result.unit for p in batch.parcels if p.result is not None and p.result.taken]


def read_sentence(batch: IntakeRun, stopped: bool) -> tuple[str, str]:
    """What to say when reading has ended, and in which ink."""
    ready = sum(1 for p in batch.parcels if p.ready)
    bad = sum(1 for p in batch.parcels if p.trouble or (p.result is not None and p.result.refused))
    unread = len(batch.parcels) - ready - bad
    parts = [f"{'已停下' if stopped else '试读完'}：{ready} 份可以导入"]
    parts += [f"{bad} 份不能导入"] * bool(bad) + [f"{unread} 份没有读"] * bool(unread)
    return "，".join(parts) + ("。还没有写入；按 t 导入。" if ready else "。"), "warn" if bad else "good"


def taken_sentence(batch: IntakeRun, stopped: bool) -> tuple[str, str]:
    """What to say when taking in has ended, and in which ink: what is in, what is left, what to do next."""
    taken, left = taken_units(batch), sum(1 for p in batch.parcels if p.ready)
    problems = sum(len(p.problems) for p in batch.parcels)
    told = f"{'已停下：' if stopped else ''}已导入 {len(taken)} 个单位"
    told += f"；{left} 份没有导入，按 t 可以接着导入" if left else ""
    told += f"；问题 {problems} 个，按 p 看" if problems else ""
    after = aftermath(batch.desk, set(taken))
    return f"{told}。{''.join(after)}", "warn" if left or after else "good"


def _problem(one: Problem) -> str:
    """With its file. Where the sender is not clear, what to do at this desk."""
    unclear = one.problem == "unit.unclear"
    return f"{one.file}：{'看不出是哪个单位报送的，按 n 指定单位' if unclear else one.message}"


def _state_of(parcel: Parcel, at_work: bool) -> tuple[str, str]:
    """The state of a package in a word, and its ink."""
    result = parcel.result
    if parcel.trouble or (result is not None and result.refused):
        return "不能导入", "bad"
    if at_work and not (result is not None and result.taken):
        return ("在读" if result is None else "在存"), "accent"
    if result is None:
        return "-", "faint"
    return ("已导入", "good") if result.taken else ("可导入", "plain")
