"""An empty template: header, an example, and a sheet that says how to fill it in."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from actions.imports import words
from actions.imports.shape import MOST_ROWS, Column, Kind, Sheet

HEADER = PatternFill("solid", fgColor="E8EEF7")
QUIET = Font(italic=True, color="6B7280")
TEXT_FORMAT = "@"  # else Excel turns codes into numbers and eats their zeros


def blank(sheets: tuple[Sheet, ...]) -> bytes:
    """The workbook to fill in, as .xlsx."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _sheet(book.create_sheet(words.SHEETS[sheet.key].label), sheet)
    _notes(book.create_sheet(words.NOTES), sheets)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(page: Any, sheet: Sheet) -> None:
    said = words.SHEETS[sheet.key].columns
    for place, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(place)
        label = said[column.key].label
        head = page.cell(1, place, f"{label}*" if column.needed else label)
        head.font, head.fill = Font(bold=True), HEADER
        example = page.cell(2, place, said[column.key].example or None)
        example.font, example.number_format = QUIET, TEXT_FORMAT
        page.column_dimensions[letter].width = max(14, 2 * len(label) + 6)
        page.column_dimensions[letter].number_format = TEXT_FORMAT
        if column.kind is Kind.CHOICE:
            page.add_data_validation(_choice(column, letter))
    page.freeze_panes = "A2"


def _choice(column: Column, letter: str) -> DataValidation:
    labels = ",".join(words.CHOICES[code] for code in column.choices)
    offered = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=not column.needed)
    offered.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    return offered


def _notes(page: Any, sheets: tuple[Sheet, ...]) -> None:
    page.append([words.EXAMPLE_NOTE])
    page.append(list(words.NOTES_HEADER))
    for cell in page[2]:
        cell.font, cell.fill = Font(bold=True), HEADER
    for sheet in sheets:
        said = words.SHEETS[sheet.key]
        for column in sheet.columns:
            one = said.columns[column.key]
            needed = words.REQUIRED if column.needed else words.OPTIONAL
            page.append([said.label, one.label, needed, one.hint, one.example])
    for letter, width in zip("ABCDE", (14, 20, 10, 46, 30), strict=True):
        page.column_dimensions[letter].width = width
    for row in page.iter_rows(min_row=3):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
