"""Bulletins and assessments as files: the same content is the same bytes, always (13-1, 14-5)."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import typst
from msgspec import UNSET, Struct
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from actions.code_sheets import FONTS
from queries.bulletin_content import BulletinContent, BulletinRow
from queries.shapes import Figure
from queries.tally import Figures
from rules.work_calendar import SHANGHAI, local_day

TEMPLATE = Path(__file__).parent / "sheets" / "bulletin.typ"
THEN = (1980, 1, 1, 0, 0, 0)  # the oldest time a zip archive knows
HEAD = ("排名", "名称", "平均分", "满意率", "参评率", "主动评价", "默认评价", "无办件记录")
WIDTHS = (9, 34, 13, 14, 14, 15, 15, 19)
ORDERS_HEAD = ("名称", "到期应办结工单", "整改率", "按时率", "联系率")
ORDERS_WIDTHS = (40, 22, 18, 18, 18)
TOO_FEW = "样本不足"
NOTES = (
    "平均分、满意率只按群众主动评价计算；系统默认评价和没有办件记录的现场评价单列，不计入。",
    "平均分＝各等级分值乘以评价数之和÷评价数；满意率＝（非常满意＋满意＋基本满意）÷评价数；"
    "参评率＝期满办件中有评价的÷评价期满的办件。",
    "差评工单按整改期限届满的月份统计，每轮整改计一次，评价不予采纳的不计：整改率＝三项记录齐全并办结的"
    "÷到期应办结的；按时率＝期限内反馈的÷三项记录齐全并办结的；联系率＝有联系记录的÷到期应办结的。",
)
Line = tuple[str, ...]


class Column(Struct, frozen=True):
    """A column of the CSV form, as the data dictionary explains it (13-5)."""

    name: str
    meaning: str
    unit: str


COLUMNS = (
    Column("表", "这一行属于哪张表：各县（区），或各政务服务机构", ""),
    Column("排名", "按平均分从高到低；并列的名次相同，样本不足的为空", "名次"),
    Column("名称", "县（区）或政务服务机构的名称", ""),
    Column("主动评价", "群众主动作出的评价，不含系统默认评价和无办件记录的现场评价", "条"),
    Column("默认评价", "期满没有评价、由系统默认为“基本满意”的办件，不代表群众意见", "条"),
    Column("无办件记录", "在窗口扫码作出、没有对应办件记录的现场评价", "条"),
    Column("平均分", "各等级分值乘以评价数之和 ÷ 主动评价数", "分（满分 10）"),
    Column("平均分分子", "各等级分值乘以评价数之和", "分"),
    Column("平均分分母", "主动评价数", "条"),
    Column("满意率", "（非常满意＋满意＋基本满意）÷ 主动评价数", "%"),
    Column("满意率分子", "非常满意、满意、基本满意的评价数", "条"),
    Column("满意率分母", "主动评价数", "条"),
    Column("参评率", "期满办件中有主动评价的 ÷ 评价期满的办件", "%"),
    Column("参评率分子", "期满办件中有主动评价的", "件"),
    Column("参评率分母", "评价期满的办件", "件"),
    Column("到期应办结工单", "整改期限在本期届满的差评工单，每轮整改计一次", "件"),
    Column("整改率", "三项记录齐全并办结的 ÷ 到期应办结的工单", "%"),
    Column("整改率分子", "三项记录齐全并办结的工单", "件"),
    Column("整改率分母", "到期应办结的工单", "件"),
    Column("按时率", "期限内反馈的 ÷ 三项记录齐全并办结的工单", "%"),
    Column("按时率分子", "期限内反馈的工单", "件"),
    Column("按时率分母", "三项记录齐全并办结的工单", "件"),
    Column("联系率", "有联系记录的 ÷ 到期应办结的工单", "%"),
    Column("联系率分子", "有联系记录的工单", "件"),
    Column("联系率分母", "到期应办结的工单", "件"),
)
# There only in a bulletin of a month whose indicator set weighs (4-2).
INDEX = "综合指数"
INDEX_WIDTH = 13
INDEX_COLUMNS = (
    Column(INDEX, "Σ（权重 × 指标得分）÷ 有得分的指标权重之和", "百分制"),
    Column("综合指数分子", "Σ（权重 × 指标得分）", ""),
    Column("综合指数分母", "有得分的指标权重之和，满分 100", ""),
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
    for table, rows in _tables(content):
        lines += [(table, *_numbers(row), *_index_numbers(row)) for row in rows]
    return csv_bytes(lines)


def columns_of(content: BulletinContent) -> tuple[Column, ...]:
    """The columns of the CSV form of this bulletin (13-5)."""
    return COLUMNS if content.indicator_set is UNSET else (*COLUMNS, *INDEX_COLUMNS)


def csv_bytes(lines: Sequence[Sequence[str]]) -> bytes:
    """Lines as a CSV file; a cell that would be a formula to a spreadsheet is made text."""
    return codecs.BOM_UTF8 + csv_lines(lines)


def csv_lines(lines: Sequence[Sequence[str]]) -> bytes:
    """Lines of a CSV file that has begun already."""
    out = io.StringIO()
    csv.writer(out).writerows([[_harmless(cell) for cell in line] for line in lines])
    return out.getvalue().encode()


def xlsx_of(content: BulletinContent) -> bytes:
    """One sheet a table, figures as they are printed."""
    head, _ = _head(content)
    sheets = [(table, [head, *map(_line, rows)]) for table, rows in _tables(content)]
    sheets += [
        (f"{table}差评整改", [ORDERS_HEAD, *map(_orders_line, rows)])
        for table, rows in _tables(content)
    ]
    sheets.append(("说明", [(note,) for note in _notes(content)]))
    return xlsx_bytes(sheets, content.cut_off)


def xlsx_bytes(sheets: Sequence[tuple[str, Sequence[Line]]], at: datetime) -> bytes:
    """A workbook whose bytes depend on its content alone: no clock of the machine in it."""
    book = Workbook()
    book.remove(book.active)
    for title, lines in sheets:
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append([_harmless(cell) for cell in line])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column in range(1, sheet.max_column + 1):
            sheet.column_dimensions[get_column_letter(column)].width = 16
        sheet.freeze_panes = "A2"
    book.properties.created = book.properties.modified = at.replace(tzinfo=None, microsecond=0)
    saved = io.BytesIO()
    book.save(saved)
    return _without_clock(saved, at)


def _without_clock(saved: io.BytesIO, at: datetime) -> bytes:
    """The archive again, with fixed times: openpyxl writes the present moment into it."""
    out = io.BytesIO()
    moment = f"{at:%Y-%m-%dT%H:%M:%S}Z".encode()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                start = data.index(b"<dcterms:modified")
                opened = data.index(b">", start) + 1
                data = data[:opened] + moment + data[data.index(b"<", opened) :]
            new.writestr(zipfile.ZipInfo(name, THEN), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


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
            *(_table(title, *_head(content), map(_line, rows)) for title, rows in _tables(content)),
            *(
                _table(f"{title}差评整改", ORDERS_HEAD, ORDERS_WIDTHS, map(_orders_line, rows))
                for title, rows in _tables(content)
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


def _tables(content: BulletinContent) -> list[tuple[str, list[BulletinRow]]]:
    tables = [("各县（区）", content.counties), ("各政务服务机构", content.institutions)]
    return [(title, rows) for title, rows in tables if rows]


def _head(content: BulletinContent) -> tuple[Line, tuple[int, ...]]:
    if content.indicator_set is UNSET:
        return HEAD, WIDTHS
    return (*HEAD, INDEX), (*WIDTHS, INDEX_WIDTH)


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


def _line(row: BulletinRow) -> Line:
    figures = row.figures
    if figures.suppressed:
        few = ("", row.name, *[TOO_FEW] * 4, str(figures.defaults), TOO_FEW)
        return (*few, *_index_numbers(row)[:1])
    return (
        str(row.rank or ""),
        row.name,
        plain(figures.average),
        percent(figures.satisfaction),
        percent(figures.participation),
        str(figures.opinions),
        str(figures.defaults),
        str(figures.walk_ins),
        *_index_numbers(row)[:1],
    )


def _orders_line(row: BulletinRow) -> Line:
    figures = row.figures
    if figures.orders_due is None:
        return (row.name, *[_why_not(figures)] * 4)
    each = (figures.rectification, figures.on_time, figures.contact)
    return (row.name, str(figures.orders_due), *map(percent, each))


def _numbers(row: BulletinRow) -> Line:
    return (str(row.rank or ""), row.name, *figure_numbers(row.figures))


def _index_numbers(row: BulletinRow) -> Line:
    """The index with numerator and denominator; nothing where the set weighs nothing."""
    index = row.figures.composite
    if index is UNSET:
        return ()
    if index.value is None:
        return (TOO_FEW if row.figures.suppressed else "—",) * 3
    return tuple(f"{one:.2f}" for one in (index.value, index.numerator, index.denominator))


def figure_numbers(figures: Figures) -> Line:
    """Counts, then each figure with its numerator and denominator (13-5)."""
    counts = (figures.opinions, figures.defaults, figures.walk_ins)
    each = (figures.average, figures.satisfaction, figures.participation)
    orders = _orders_numbers(figures)
    if figures.suppressed:
        return (TOO_FEW, str(figures.defaults), TOO_FEW, *[TOO_FEW] * 9, *orders)
    return (*map(str, counts), *_made_of(each), *orders)


def _orders_numbers(figures: Figures) -> Line:
    if figures.orders_due is None:
        return (_why_not(figures),) * 10
    each = (figures.rectification, figures.on_time, figures.contact)
    return (str(figures.orders_due), *_made_of(each))


def _why_not(figures: Figures) -> str:
    """Too few to be told, or frozen before orders were counted."""
    return TOO_FEW if figures.rectification.formula else "—"


def _made_of(each: Iterable[Figure]) -> Line:
    return tuple(
        cell for one in each for cell in (plain(one), str(one.numerator), str(one.denominator))
    )


def plain(figure: Figure) -> str:
    return "—" if figure.value is None else f"{figure.value:.2f}"


def percent(figure: Figure) -> str:
    return "—" if figure.value is None else f"{figure.value:.2f}%"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") and len(cell) > 1 else cell
