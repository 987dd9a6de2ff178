"""Lines of text as CSV and Excel files: the same lines are the same bytes, always (14-5)."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from queries.shapes import Figure

THEN = (1980, 1, 1, 0, 0, 0)  # the oldest time a zip archive knows
Line = tuple[str, ...]
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
FORMULA = frozenset("=+-@＝＋－＠")


def csv_bytes(lines: Sequence[Sequence[str]]) -> bytes:
    """Lines as a CSV file; a cell that would be a formula to a spreadsheet is made text."""
    return codecs.BOM_UTF8 + csv_lines(lines)


def csv_lines(lines: Sequence[Sequence[str]]) -> bytes:
    """Lines of a CSV file that has begun already."""
    out = io.StringIO()
    csv.writer(out).writerows([[_harmless(cell) for cell in line] for line in lines])
    return out.getvalue().encode()


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


def plain(figure: Figure) -> str:
    return "—" if figure.value is None else f"{figure.value:.2f}"


def percent(figure: Figure) -> str:
    return "—" if figure.value is None else f"{figure.value:.2f}%"


def _harmless(cell: str) -> str:
    """Without what no sheet takes; and text, where a spreadsheet would begin to reckon.

    Chinese spreadsheets take wide signs for narrow ones, and look behind spaces and tabs.
    """
    cell = UNWRITABLE.sub("", cell)
    seen = cell.lstrip()
    return f"'{cell}" if seen[:1] in FORMULA and len(seen) > 1 else cell
