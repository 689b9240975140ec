"""The decision memo: every statement true, every source the entry that it names."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

from docx import Document

from review_tui.desks.expert import ExpertDesk
from review_tui.desks.memo import Memo, MemoLine, Memos
from review_tui.desks.notice import NoticeBoard
from review_tui.desks.objections import ObjectionDesk
from review_tui.desks.office import OfficeDesk
from review_tui.desks.office_view import OfficeView
from review_tui.desks.round import Round
from review_tui.desks.sheets import export_sheets
from review_tui.season_store import SeasonStore
from tests.builders import Clock
from tests.screens.office_bench import scored_season, season, sitting


def lines(memo: Memo, title: str) -> dict[str, MemoLine]:
    return {line.label: line for part in memo.parts if part.title == title for line in part.lines}


def finished(tmp_path: Path) -> tuple[SeasonStore, Clock]:
    """S001 taken off by an objection, S004 moved up, e02 recused from S003, a card of e01 given back once."""
    store, clock = scored_season(tmp_path, seats=3), Clock()
    expert = ExpertDesk(store, "e02", clock)
    expert.recuse("S003", "曾是同事")
    expert.close()
    desk = OfficeDesk(store, clock)
    Round(desk).give_back("e01", "S002", "第二项没有依据")
    desk.close()
    expert = ExpertDesk(store, "e01", clock)
    draft = expert.ballot("S002").draft
    points = {**draft.points, "story": "17"}
    expert.save_draft("S002", type(draft)(points, draft.gate, "补了依据", "story", 0))
    expert.submit("S002")
    expert.close()
    desk = OfficeDesk(store, clock)
    Round(desk).close()
    NoticeBoard(desk).publish(date(2022, 9, 1))
    ObjectionDesk(desk).add("S001", "李某", "事迹不实", "", last_day=None)
    ObjectionDesk(desk).rule("Y01", "upheld", "核实不符", "王主任")
    desk.close()
    return store, clock


def test_why_in_and_why_out_with_the_entries(tmp_path: Path) -> None:
    store, _ = finished(tmp_path)
    view = OfficeView(store)
    memos = Memos(view)
    out, up, first = memos.of("S001"), memos.of("S004"), memos.of("S002")
    assert (out.verdict, up.verdict, first.verdict) == ("不参评", "入选", "入选")
    assert lines(out, "结论")["不参评"].text == "公示异议成立（Y01）"
    objection = lines(out, "公示与异议")["异议 Y01"]
    assert objection.text == "李某提出：事迹不实。异议成立：核实不符（王主任）"
    assert objection.source is not None
    entry = view.documents.entries()[objection.source.seq - 1]
    assert entry.kind == "objection.rule" and entry.at == objection.source.at
    assert lines(first, "得分")["正式得分"].text == "89.67（去一高一低，3 份有效评分）"
    given = lines(first, "得分")["专家 e01"]
    assert given.text == "89.0 分" and given.source is not None
    card = view.journal("e01").entries()[given.source.seq - 1]
    assert card.puts["cards"]["S002"]["points"]["story"] == "17"
    assert lines(first, "回避与退回")["专家 e01"].text == "曾退回重评：第二项没有依据"
    assert lines(memos.of("S003"), "回避与退回")["专家 e02"].text == "回避：曾是同事"
    assert next(memos.all()).nomination.id == "S002"


def test_rulings_are_quoted_with_their_entry(tmp_path: Path) -> None:
    store = season(tmp_path)
    desk = OfficeDesk(store, Clock())
    desk.rule_on("S003", "star.rank", "waive", "基层一线，确有突出事迹")
    memo = Memos(desk).of("S003")
    ruled = next(line for line in lines(memo, "形式审查").values() if "副处级" in line.text)
    assert "放行：基层一线，确有突出事迹" in ruled.text and ruled.source is not None
    assert desk.documents.entries()[ruled.source.seq - 1].kind == "ruling"
    desk.close()


def test_the_book_has_every_nomination(tmp_path: Path) -> None:
    store, clock = finished(tmp_path)
    desk = OfficeDesk(store, clock)
    (written,) = export_sheets(store, ["memo"], clock, desk=desk)
    document = Document(io.BytesIO(written.path.read_bytes()))
    heads = [p.text for p in document.paragraphs if "［" in p.text]
    assert heads[0] == "S002　乙　［入选］" and len(heads) == 6 == len(document.tables)
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert ["", "专家 e01", "89.0 分", "e01 第 7 条"][:3] in [row[:3] for row in rows]
    desk.close()


async def test_the_memo_at_a_key(tmp_path: Path) -> None:
    async with sitting(scored_season(tmp_path)) as at:
        await at.press("1", "enter", "enter", "d")
        assert at.shows("S001 甲：入选") and at.shows("80.00（去一高一低，3 份有效评分）")
        await at.press("pagedown", "escape", "escape", "escape")
        assert at.app.screen is at.screen
