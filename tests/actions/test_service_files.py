"""Files of ended services as Chinese offices save them: encodings, separators, dates, numbers."""

import codecs
import io
from datetime import datetime

import pytest
from openpyxl import Workbook

from actions.service_imports.columns import EXAMPLE, NUMBER, REASONS, head
from actions.service_imports.reading import ReadFile, read
from rules.service_imports import MOST_ROWS

GOOD = {
    "project": "QM20261123001",
    "item": "11445102-0001",
    "hall": "xq-hall",
    "window": "A03",
    "officer": "officer",
    "ended": "2026/11/23 9:30",
    "document": "44510219600307002X",
    "name": "陈示例",
}
KEYS = (
    *("project", "service", "point", "item", "hall", "window", "officer", "ended"),
    *("type", "document", "name", "phone", "agent_type", "agent_document", "agent_name"),
)


def cells(**other: object) -> list[object]:
    return [{**GOOD, **other}.get(key, "") for key in KEYS]


def text(*rows: list[object], separator: str = ",") -> str:
    lines = [head(), *([str(one) for one in row] for row in rows)]
    return "\r\n".join(separator.join(line) for line in lines) + "\r\n"


def book(*rows: list[object]) -> bytes:
    made = Workbook()
    assert made.active is not None
    made.active.append(head())
    for row in rows:
        made.active.append([None if one == "" else one for one in row])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def codes(found: ReadFile) -> list[list[tuple[str, str]]]:
    return [[(one.column, one.code) for one in row.problems] for row in found.rows]


@pytest.mark.req("10-1")
@pytest.mark.parametrize(
    "content",
    [
        text(cells()).encode(),
        codecs.BOM_UTF8 + text(cells()).encode(),
        text(cells()).encode("gb18030"),
        text(cells(), separator="\t").encode("utf-16"),
        text(cells(), separator=";").encode("gbk"),
        book(cells(ended=datetime(2026, 11, 23, 9, 30))),  # noqa: DTZ001 - as Excel keeps it
    ],
)
def test_whatever_an_office_saves_is_read(content: bytes) -> None:
    found = read(content)
    assert codes(found) == [[]], found
    [row] = found.rows
    assert row.number == 2
    assert row.values["name"] == "陈示例"
    assert row.values["ended"] == "2026-11-23 09:30"
    assert (row.values["service"], row.values["type"]) == ("1", "resident_id")


@pytest.mark.req("10-1", "9-2")
def test_every_bad_row_is_named_and_keeps_what_was_typed() -> None:
    bad = {
        "document": ("4.4510219600307E+17", "scientific"),
        "ended": ("2026-11-23", "bad_moment"),
        "name": ("=HYPERLINK(1)", "formula"),
        "phone": ("12", "bad_phone"),
        "type": ("身份证明", "not_a_choice"),
        "window": ("", "missing"),
    }
    rows = [cells(**{key: value}) for key, (value, _) in bad.items()]
    wide = [*cells(), "多出来的"]
    found = read(text(EXAMPLE, *rows, [""] * len(KEYS), wide).encode("gb18030"))
    wanted: list[list[tuple[str, str]]] = [[(key, code)] for key, (_, code) in bad.items()]
    assert codes(found) == [*wanted, [("", "too_many_cells")]]
    assert [row.number for row in found.rows] == [3, 4, 5, 6, 7, 8, 10]
    assert found.rows[0].typed[KEYS.index("document")] == "4.4510219600307E+17"
    lost = read(book(cells(document=445102196003070029), cells(document=4.4510219600307e17)))
    assert codes(lost) == [[("document", "digits_lost")]] * 2
    assert codes(read(book(cells(ended=datetime(2026, 11, 23))))) == [  # noqa: DTZ001
        [("ended", "bad_moment")]
    ]


@pytest.mark.req("10-1")
def test_a_file_that_cannot_be_read_is_refused_as_a_whole() -> None:
    assert read(b"\x00\x01\x02").refused == read(b"PK\x03\x04x").refused == "import_unreadable"
    assert read(text().encode()).refused == "import_empty"
    assert read(text(*[cells()] * (MOST_ROWS + 1)).encode()).refused == "import_too_long"
    other = read("姓名,电话\n甲,1\n".encode())
    assert {code for _, code in codes(other)[0]} == {"no_column", "unknown_column"}
    besides = text(cells()).replace("\r\n", f",{NUMBER},{REASONS}\r\n", 1)
    assert codes(read(besides.encode())) == [[]]
