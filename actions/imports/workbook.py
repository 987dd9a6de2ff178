"""The shared reader: an uploaded workbook as rows, or what is wrong with it.

Runs in the worker process. Nothing of a workbook is executed: macros, links to other files and
embedded objects are refused as a whole, formulas cell by cell, and what a small file unpacks to
is bounded before anything is parsed.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from actions.imports import words
from actions.imports.cells import BadCell, normal
from actions.imports.shape import MOST_ROWS, Column, Problem, Read, Row, Sheet

MOST_UNPACKED = 40_000_000  # bytes
MOST_PARTS = 200
MOST_COLUMNS = 40
ACTIVE = ("vbaproject", "macrosheets", "externallinks", "embeddings", "activex", "customui")
EMPTY: tuple[Any, ...] = (None, "")


def read(content: bytes, sheets: tuple[Sheet, ...]) -> Read:
    """The rows of the sheets a template has; `refused` if the file as a whole will not do."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            refused = refusal(archive)
        if refused:
            return Read(refused=refused)
        book = load_workbook(
            io.BytesIO(content), read_only=True, data_only=False, keep_links=False, rich_text=False
        )
        return _rows(book, sheets)
    except Exception:  # openpyxl meets broken files with whatever its parsers raise
        return Read(refused="import_unreadable")


def refusal(archive: ZipFile) -> str:
    """Why an archive is not parsed at all; "" if it may be."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return "import_too_long"
    names = [part.filename.lower() for part in parts]
    if any(word in name for name in names for word in ACTIVE):
        return "import_macros"
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        return "import_unreadable"
    if b"macroenabled" in archive.read("[Content_Types].xml").lower():
        return "import_macros"
    if any(_odd_xml(archive, name) for name in archive.namelist()):
        return "import_unreadable"
    return ""


def _odd_xml(archive: ZipFile, name: str) -> bool:
    """Entities and encodings no spreadsheet needs: what could grow or hide when parsed."""
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return False
    content = archive.read(name)
    if not content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return True
    return b"<!DOCTYPE" in content or b"<!ENTITY" in content


def _rows(book: Any, sheets: tuple[Sheet, ...]) -> Read:
    there = {page.title.strip(): page for page in book.worksheets}
    if len(sheets) == 1:  # people rename the only sheet
        [only] = sheets
        pages = [page for title, page in there.items() if title != words.NOTES]
        found = [(only, pages[0])] if pages else []
    else:
        found = [(one, there[words.SHEETS[one.key].label]) for one in sheets if _named(one, there)]
    if not found:
        return Read(refused="import_no_sheet")
    result = Read()
    for sheet, page in found:
        page.reset_dimensions()  # what a file claims of its size is not believed
        if not _read_sheet(sheet, page, result):
            return Read(refused="import_too_long")
    return result


def _named(sheet: Sheet, there: dict[str, Any]) -> bool:
    return words.SHEETS[sheet.key].label in there


def _read_sheet(sheet: Sheet, page: Any, result: Read) -> bool:
    """Read one sheet into `result`; False if it has too many rows."""
    lines = lines_of(page)
    _, header = next(lines, (1, ()))
    places, problems = places_of(sheet, [str(cell.value or "") for cell in header])
    result.problems += problems
    if problems:
        return True
    example = tuple(words.SHEETS[sheet.key].columns[one.key].example for one in sheet.columns)
    for number, cells in lines:
        if number > MOST_ROWS + 1:
            return False
        row, problems = _read_row(sheet, number, [_at(cells, place) for place in places])
        if tuple(row.values.get(one.key, "") for one in sheet.columns) == _coded(sheet, example):
            continue
        result.problems += problems
        if not problems:
            result.rows.append(row)
    return True


def lines_of(page: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Rows in which something stands, with their numbers."""
    for number, cells in enumerate(page.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number == 1 or any(cell.value not in EMPTY for cell in cells):
            yield number, cells


def places_of(
    sheet: Sheet, header: Sequence[str], *, besides: Sequence[str] = ()
) -> tuple[list[int | None], list[Problem]]:
    """Where each column of the template is; problems if the header is not the template's.

    `besides`: titles that may be there too, and hold nothing to read.
    """
    titles = [title.strip().rstrip("*").strip() for title in header]
    labels = {one.key: words.SHEETS[sheet.key].columns[one.key].label for one in sheet.columns}
    problems = [
        Problem(sheet.key, 1, one.key, "no_column")
        for one in sheet.columns
        if one.needed and labels[one.key] not in titles
    ]
    problems += [
        Problem(sheet.key, 1, "", "unknown_column", {"title": title[:20]})
        for title in titles
        if title and title not in labels.values() and title not in besides
    ]
    places = [titles.index(label) if label in titles else None for label in labels.values()]
    return places, problems


def _at(cells: Sequence[Any], place: int | None) -> Any:
    return cells[place] if place is not None and place < len(cells) else None


def _read_row(sheet: Sheet, number: int, cells: list[Any]) -> tuple[Row, list[Problem]]:
    values: dict[str, str] = {}
    problems: list[Problem] = []
    for column, cell in zip(sheet.columns, cells, strict=True):
        try:
            values[column.key] = value_of(cell, column)
        except BadCell as bad:
            problems.append(Problem(sheet.key, number, column.key, bad.code, bad.details))
    return Row(sheet.key, number, values), problems


def value_of(cell: Any, column: Column) -> str:
    """The normal form of a cell of a workbook, or `BadCell`."""
    kind = getattr(cell, "data_type", "n")
    if kind == "f":
        raise BadCell("formula")
    if kind == "e":
        raise BadCell("error_cell")
    return normal(getattr(cell, "value", None), column)


def _coded(sheet: Sheet, example: tuple[str, ...]) -> tuple[str, ...]:
    """The template's own example, which many leave where it is, in normal forms."""
    return tuple(
        normal(text or None, column) if text or not column.needed else ""
        for column, text in zip(sheet.columns, example, strict=True)
    )
