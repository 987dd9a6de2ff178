"""Bulletins as files: the same content is the same bytes, always (13-1, 14-5)."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import typst
from msgspec import UNSET, Struct

from actions.figures.bulletin_lines import (
    ORDERS_HEAD,
    ORDERS_WIDTHS,
    columns_of,
    head_of,
    index_numbers,
    line_of,
    numbers_of,
    orders_line,
    tables_of,
)
from actions.table_files import Line, csv_bytes, percent, plain, xlsx_bytes
from actions.windows.code_sheets import FONTS
from queries.figures.bulletin_content import BulletinContent
from rules.work_calendar import SHANGHAI, local_day

TEMPLATE = Path(__file__).parent / "bulletin.typ"
NOTES = (
    "平均分、满意率只按群众主动评价计算；系统默认评价和没有办件记录的现场评价单列，不计入。",
    "平均分＝各等级分值乘以评价数之和÷评价数；满意率＝（非常满意＋满意＋基本满意）÷评价数；"
    "参评率＝期满办件中有评价的÷评价期满的办件。",
    "差评工单按整改期限届满的月份统计，每轮整改计一次，评价不予采纳的不计：整改率＝三项记录齐全并办结的"
    "÷到期应办结的；按时率＝期限内反馈的÷三项记录齐全并办结的；联系率＝有联系记录的÷到期应办结的。",
)


class Imprint(Struct, frozen=True):
    """What stands around the content of a printed bulletin: which version, to whom (C-2)."""

    version: int
    hash: str
    recipients: str = ""
    copied_to: str = ""


def json_of(content: BulletinContent) -> bytes:
    """The content itself, as it is frozen."""
    return msgspec.json.format(msgspec.json.encode(content, order="deterministic"), indent=1)


def csv_of(content: BulletinContent) -> bytes:
    """Both tables with numerators and denominators, UTF-8 with a mark that Excel understands."""
    lines: list[Line] = [tuple(column.name for column in columns_of(content))]
    for table, rows in tables_of(content):
        lines += [(table, *numbers_of(row), *index_numbers(row)) for row in rows]
    return csv_bytes(lines)


def xlsx_of(content: BulletinContent) -> bytes:
    """One sheet a table, figures as they are printed."""
    head, _ = head_of(content)
    sheets = [(table, [head, *map(line_of, rows)]) for table, rows in tables_of(content)]
    sheets += [
        (f"{table}差评整改", [ORDERS_HEAD, *map(orders_line, rows)])
        for table, rows in tables_of(content)
    ]
    sheets.append(("说明", [(note,) for note in _notes(content)]))
    return xlsx_bytes(sheets, content.cut_off)


def pdf_of(content: BulletinContent, imprint: Imprint) -> bytes:
    """The circular: Chinese typography, tables, bars of the averages."""
    said = {
        "title": content.title,
        "period_words": month_words(content.period),
        "version": str(imprint.version),
        "recipients": imprint.recipients,
        "copied_to": imprint.copied_to,
        "paragraphs": _paragraphs(content),
        "tables": [
            *(
                _table(title, *head_of(content), map(line_of, rows))
                for title, rows in tables_of(content)
            ),
            *(
                _table(f"{title}差评整改", ORDERS_HEAD, ORDERS_WIDTHS, map(orders_line, rows))
                for title, rows in tables_of(content)
            ),
        ],
        "bars": _bars(content),
        "bars_title": "平均分（满分 10 分）",
        "notes": _notes(content),
        "issuer": content.issuer,
        "date": day_words(content.cut_off),
        "cut_off": f"{content.cut_off.astimezone(SHANGHAI):%Y-%m-%d %H:%M}（北京时间）",
        "rule_set": content.rule_set,
        "hash": imprint.hash,
    }
    template: Any = TEMPLATE.read_bytes()
    fonts: Any = FONTS
    rendered: bytes = typst.compile(
        template,
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        timestamp=content.cut_off.replace(microsecond=0),
        sys_inputs={"said": msgspec.json.encode(said).decode()},
    )
    return rendered


def month_words(period: str) -> str:
    return f"{period[:4]} 年 {int(period[5:])} 月"


def day_words(moment: datetime) -> str:
    day = local_day(moment)
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def _table(title: str, head: Line, widths: tuple[int, ...], rows: Iterable[Line]) -> dict[str, Any]:
    return {"title": title, "head": head, "widths": widths, "rows": list(rows)}


def _paragraphs(content: BulletinContent) -> list[str]:
    total, period = content.total, month_words(content.period)
    if total.suppressed:
        return [f"{period}，{content.region}主动评价样本不足，不公布数字。"]
    said = (
        f"{period}，{content.region}共办结政务服务 {total.services} 件，"
        f"群众主动评价 {total.opinions} 条，参评率 {percent(total.participation)}，"
        f"满意率 {percent(total.satisfaction)}，平均 {plain(total.average)} 分。现将结果通报如下。"
    )
    paragraphs = [said]
    if total.orders_due:
        paragraphs.append(
            f"到期应办结的差评工单 {total.orders_due} 件，整改率 {percent(total.rectification)}，"
            f"按时率 {percent(total.on_time)}，联系率 {percent(total.contact)}。"
        )
    if tags := "、".join(f"{one.label}（{one.count}）" for one in content.tags):
        paragraphs.append(f"群众提到较多的有：{tags}。")
    return paragraphs


def _notes(content: BulletinContent) -> list[str]:
    few = (
        f"主动评价不足 {content.minimum_sample} 条的不公布数字，"
        f"不足 {content.ranking_sample} 条的不排名；并列的名次相同。"
    )
    if content.indicator_set is UNSET:
        return [*NOTES, few]
    index = (
        f"综合指数按“{content.indicator_set}”计算：Σ（权重 × 指标得分）÷ 有得分的指标权重之和；"
        f"样本不足 {content.minimum_sample} 条的指标没有得分。"
    )
    return [*NOTES, index, few]


def _bars(content: BulletinContent) -> list[dict[str, Any]]:
    rows = content.counties or content.institutions
    return [
        {
            "name": row.name,
            "share": row.figures.average.value / 10,
            "value": plain(row.figures.average),
        }
        for row in rows
        if row.figures.average.value is not None
    ]
