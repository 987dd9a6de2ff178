"""What stands in the tables of a bulletin, line by line, and what each column means (13-5)."""

from collections.abc import Iterable

from msgspec import UNSET, Struct

from actions.table_files import Line, percent, plain
from queries.figures.bulletin_content import BulletinContent, BulletinRow
from queries.figures.tally import Figures
from queries.shapes import Figure

HEAD = ("排名", "名称", "平均分", "满意率", "参评率", "主动评价", "默认评价", "无办件记录")
WIDTHS = (9, 34, 13, 14, 14, 15, 15, 19)
ORDERS_HEAD = ("名称", "到期应办结工单", "整改率", "按时率", "联系率")
ORDERS_WIDTHS = (40, 22, 18, 18, 18)
TOO_FEW = "样本不足"


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


def columns_of(content: BulletinContent) -> tuple[Column, ...]:
    """The columns of the CSV form of this bulletin (13-5)."""
    return COLUMNS if content.indicator_set is UNSET else (*COLUMNS, *INDEX_COLUMNS)


def tables_of(content: BulletinContent) -> list[tuple[str, list[BulletinRow]]]:
    """The tables that have rows, with their titles."""
    tables = [("各县（区）", content.counties), ("各政务服务机构", content.institutions)]
    return [(title, rows) for title, rows in tables if rows]


def head_of(content: BulletinContent) -> tuple[Line, tuple[int, ...]]:
    """Names and relative widths of the columns as they are printed."""
    if content.indicator_set is UNSET:
        return HEAD, WIDTHS
    return (*HEAD, INDEX), (*WIDTHS, INDEX_WIDTH)


def line_of(row: BulletinRow) -> Line:
    """A row as it is printed; too few opinions stay untold (13-4)."""
    figures = row.figures
    if figures.suppressed:
        few = ("", row.name, *[TOO_FEW] * 4, str(figures.defaults), TOO_FEW)
        return (*few, *index_numbers(row)[:1])
    return (
        str(row.rank or ""),
        row.name,
        plain(figures.average),
        percent(figures.satisfaction),
        percent(figures.participation),
        str(figures.opinions),
        str(figures.defaults),
        str(figures.walk_ins),
        *index_numbers(row)[:1],
    )


def orders_line(row: BulletinRow) -> Line:
    """What became of the poor ratings of a row, as it is printed."""
    figures = row.figures
    if figures.orders_due is None:
        return (row.name, *[_why_not(figures)] * 4)
    each = (figures.rectification, figures.on_time, figures.contact)
    return (row.name, str(figures.orders_due), *map(percent, each))


def numbers_of(row: BulletinRow) -> Line:
    """A row of the CSV form."""
    return (str(row.rank or ""), row.name, *figure_numbers(row.figures))


def index_numbers(row: BulletinRow) -> Line:
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
