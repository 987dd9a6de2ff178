"""Templates as people fill them in: downloaded, typed into below the example, saved."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import load_workbook

from tests.support.house import Answer, Caller

Cells = Sequence[Any]


async def template(caller: Caller, name: str) -> bytes:
    """The empty template as the server gives it."""
    answer = await caller.get(f"/api/staff/import-templates/{name}")
    assert answer.status == 200, answer
    return bytes(answer.body)


def fill(content: bytes, rows: dict[str, Sequence[Cells]]) -> bytes:
    """The workbook with rows typed into its sheets, from row 3 on: row 2 is the example."""
    book = load_workbook(io.BytesIO(content))
    for title, lines in rows.items():
        for number, cells in enumerate(lines, start=3):
            for place, value in enumerate(cells, start=1):
                book[title].cell(number, place, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def preview(caller: Caller, name: str, rows: dict[str, Sequence[Cells]]) -> Answer:
    """Download, fill in, upload."""
    content = fill(await template(caller, name), rows)
    return await caller.upload(f"/api/staff/import-templates/{name}/preview", content)


async def take_in(caller: Caller, name: str, rows: dict[str, Sequence[Cells]]) -> Answer:
    """The same, and apply it; the list of imports afterwards."""
    seen = await preview(caller, name, rows)
    assert seen.status == 200, seen
    assert seen.body["problems"] == [], seen.body["problems"]
    applied = await caller.post(f"/api/staff/imports/{seen.body['id']}/apply")
    assert applied.status == 200, applied
    return applied
