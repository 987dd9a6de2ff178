"""What an uploaded workbook may hold: no macros, no formulas, nothing that grows when unpacked."""

import io
from datetime import date, datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from actions.imports import words, workbook
from actions.imports.blank import blank
from actions.imports.cells import BadCell, normal
from actions.imports.shape import MOST_ROWS, Column, Kind
from actions.imports.templates import TEMPLATES

SHEETS = TEMPLATES["windows"].sheets
HEADER = ["大厅编码", "窗口号*", "窗口名称", "机构编码"]
GOOD = ["h", "A01", "综合", "i"]


def book(*lines: list[Any], title: str = "窗口") -> bytes:
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = title
    for line in lines:
        page.append(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one more (or another) part in its archive."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, part)
    return out.getvalue()


def codes(*lines: list[Any]) -> list[tuple[int, str, str]]:
    found = workbook.read(book(HEADER, *lines), SHEETS)
    return [(one.row, one.column, one.code) for one in found.problems]


def test_a_row_is_read_in_normal_forms() -> None:
    found = workbook.read(book(HEADER, [" ｈ-1 ", 7.0, "  综合  窗口 ", "i"]), SHEETS)
    [row] = found.rows
    assert row.values == {"hall": "h-1", "number": "7", "name": "综合 窗口", "institution": "i"}
    assert (row.number, found.problems) == (2, [])


def test_columns_may_stand_in_another_order_and_blank_rows_between() -> None:
    content = book(["机构编码", "窗口名称", "窗口号", "大厅编码"], [], ["i", "综合", "A01", "h"])
    [row] = workbook.read(content, SHEETS).rows
    assert (row.number, row["hall"], row["institution"]) == (3, "h", "i")


def test_a_formula_is_no_value() -> None:
    lines = [[*GOOD[:2], said, "i"] for said in ("=1+1", '=HYPERLINK("http://x","y")', "@SUM(A1)")]
    assert codes(*lines) == [(2, "name", "formula"), (3, "name", "formula"), (4, "name", "formula")]


@pytest.mark.parametrize(
    "part",
    [
        "xl/vbaProject.bin",
        "xl/macrosheets/sheet1.xml",
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/activeX/activeX1.xml",
    ],
)
def test_macros_links_and_objects_are_refused_as_a_whole(part: str) -> None:
    content = with_part(book(HEADER, GOOD), part, b"<x/>")
    assert workbook.read(content, SHEETS).refused == "import_macros"


def test_a_macro_workbook_is_known_by_its_content_type() -> None:
    content = book(HEADER, GOOD)
    with ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml")
    types = types.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    content = with_part(content, "[Content_Types].xml", types)
    assert workbook.read(content, SHEETS).refused == "import_macros"


def test_entities_are_refused_before_a_parser_sees_them() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><sst>&a;</sst>'
    content = with_part(book(HEADER, GOOD), "xl/sharedStrings.xml", bomb)
    assert workbook.read(content, SHEETS).refused == "import_unreadable"
    hidden = bomb.decode().encode("utf-16")
    content = with_part(book(HEADER, GOOD), "xl/sharedStrings.xml", hidden)
    assert workbook.read(content, SHEETS).refused == "import_unreadable"


def test_what_grows_when_unpacked_is_refused_before_it_is_unpacked() -> None:
    content = with_part(book(HEADER, GOOD), "xl/media/big.bin", bytes(workbook.MOST_UNPACKED))
    assert len(content) < 100_000
    assert workbook.read(content, SHEETS).refused == "import_too_long"


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"not a workbook", b"\xd0\xcf\x11\xe0" * 99]
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert workbook.read(content, SHEETS).refused == "import_unreadable"


def test_the_last_row_counts_and_one_more_is_too_many() -> None:
    most = book(HEADER, *[["h", str(one), "综合", "i"] for one in range(MOST_ROWS)])
    assert len(workbook.read(most, SHEETS).rows) == MOST_ROWS
    more = book(HEADER, *[["h", str(one), "综合", "i"] for one in range(MOST_ROWS + 1)])
    assert workbook.read(more, SHEETS).refused == "import_too_long"


def test_a_header_of_another_template_is_named() -> None:
    found = workbook.read(book(["大厅编码", "窗口号", "名字"], GOOD), SHEETS)
    assert [(one.row, one.column, one.code) for one in found.problems] == [
        (1, "name", "no_column"),
        (1, "institution", "no_column"),
        (1, "", "unknown_column"),
    ]
    assert found.rows == []


def test_a_tree_needs_one_of_its_sheets() -> None:
    found = workbook.read(book(HEADER, GOOD), TEMPLATES["tree"].sheets)
    assert found.refused == "import_no_sheet"


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (Kind.DAY, datetime.combine(date(2026, 3, 5), time()), "2026-03-05"),
        (Kind.DAY, date(2026, 3, 5), "2026-03-05"),
        (Kind.DAY, "2026/3/5", "2026-03-05"),
        (Kind.DAY, "２０２６年３月５日", "2026-03-05"),
        (Kind.TIME, time(9, 0), "09:00"),
        (Kind.TIME, "9：30", "09:30"),
        (Kind.TIME, "24:00", "24:00"),
        (Kind.PHONE, 13800000001, "13800000001"),
        (Kind.CODE, "0012", "0012"),
        (Kind.TEXT, "第\n一 窗口\u200b", "第一 窗口"),
    ],
)
def test_a_cell_in_its_normal_form(kind: Kind, value: Any, said: str) -> None:
    assert normal(value, Column("x", kind)) == said


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Kind.DAY, "2026-02-30", "bad_day"),
        (Kind.DAY, 46000, "bad_day"),
        (Kind.TIME, "25:00", "bad_time"),
        (Kind.TIME, "24:30", "bad_time"),
        (Kind.PHONE, "12345", "bad_phone"),
        (Kind.POSITION, "116.6226,23.6569", "bad_position"),  # the wrong way round
        (Kind.POSITION, "23.6569", "bad_position"),
        (Kind.CODE, "编码", "bad_code"),
        (Kind.CODE, 445122199003070000, "digits_lost"),
        (Kind.TEXT, date(2026, 3, 5), "not_text"),
        (Kind.TEXT, True, "not_text"),
        (Kind.TEXT, "长" * 81, "too_long"),
        (Kind.TEXT, "-cmd", "formula"),
        (Kind.TEXT, None, "missing"),
        (Kind.TEXT, "   ", "missing"),
    ],
)
def test_a_cell_that_cannot_be_read(kind: Kind, value: Any, code: str) -> None:
    with pytest.raises(BadCell) as caught:
        normal(value, Column("x", kind))
    assert caught.value.code == code
    assert words.problem_sentence(code, caught.value.details)


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_blank_template_names_every_column_in_chinese(key: str) -> None:
    from openpyxl import load_workbook

    made = load_workbook(io.BytesIO(blank(TEMPLATES[key].sheets)))
    assert made.sheetnames[-1] == words.NOTES
    for sheet in TEMPLATES[key].sheets:
        said = words.SHEETS[sheet.key]
        assert set(said.columns) == {one.key for one in sheet.columns}
        header = [cell.value for cell in made[said.label][1]]
        assert [str(one).rstrip("*") for one in header] == [
            said.columns[one.key].label for one in sheet.columns
        ]
