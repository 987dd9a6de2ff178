"""The coverage of windows as a table to take along (8-2, 8-4)."""

from actions.imports.words import CHOICES
from actions.table_files import csv_bytes
from queries.figures.coverage import CoveredWindow, lacks

HEAD = ("层级", "区域", "大厅", "窗口", "名称", "短号", "最近一次评价", "情况")
WITHOUT, SILENT, IN_USE = "没有二维码", "久无评价", "正常"


def table(windows: list[CoveredWindow]) -> bytes:
    """One line a window, as CSV."""
    return csv_bytes([HEAD, *(_line(one) for one in windows)])


def _line(one: CoveredWindow) -> tuple[str, ...]:
    return (
        CHOICES[one.level],
        one.region_name,
        one.hall_name,
        one.number,
        one.name,
        one.short_number or "",
        str(one.last_rated or ""),
        WITHOUT if lacks(one) else SILENT if one.silent else IN_USE,
    )
