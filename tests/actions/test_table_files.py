"""What people wrote does not reckon in a spreadsheet, and stops no table from being written."""

import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from actions.table_files import csv_bytes, xlsx_bytes

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.mark.req("4-3", "9-2")
@pytest.mark.parametrize(
    "said",
    [
        "=1+1",
        '=HYPERLINK("http://x","y")',
        "@SUM(A1)",
        "+8613800001111",
        "-2+3+cmd|' /C calc'!A0",
        "＝1+1",  # a Chinese spreadsheet takes it for =
        "＠SUM(A1)",
        "  =1+1",
        "\t=1+1",
        "\r\n=1+1",
        "\x01=1+1",  # what no sheet takes goes first
    ],
)
def test_no_cell_begins_to_reckon(said: str) -> None:
    [[cell]] = csv.reader(io.StringIO(csv_bytes([[said]]).decode("utf-8-sig"), newline=""))
    book = load_workbook(io.BytesIO(xlsx_bytes([("页", [(said,)])], NOW)))
    for shown in (cell, book.active["A1"].value):
        assert shown.startswith("'"), repr(shown)
    assert book.active["A1"].data_type == "s"


@pytest.mark.req("4-3")
def test_what_cannot_be_written_goes_and_the_rest_stays() -> None:
    said = "等了\x0b两\x00小时\x1f，-1 分\n第二行"
    book = load_workbook(io.BytesIO(xlsx_bytes([("页", [(said, "-", "—")])], NOW)))
    assert [one.value for one in book.active[1]] == ["等了两小时，-1 分\n第二行", "-", "—"]
