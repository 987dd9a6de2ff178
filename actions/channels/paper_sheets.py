"""The sheets of paper themselves, to print: grades, reasons, and a line for the case (7-12)."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import typst

from actions.dependencies import Dependencies
from actions.windows.code_sheets import FONTS
from queries.channels.paper_slips import to_print
from rules.actors import StaffMember
from rules.grades import GRADES, LABELS
from rules.tags import ACTIVE

TEMPLATE = Path(__file__).parent / "paper_sheet.typ"
GROUPS = (3, 7, 10)  # digits of a number up to which it is read together


async def pdf(*, batch: UUID, by: StaffMember, deps: Dependencies) -> bytes:
    """The sheets of a printing in reach, an A5 page each. Art. 7 (7-12)."""
    sheets = [
        {
            "hall": one.window.hall.name,
            "window": f"{one.window.number} {one.window.name}".strip(),
            "number": spaced(one.number),
        }
        for one in await to_print(batch, by=by)
    ]
    return await deps.in_worker(document, sheets)  # type: ignore[no-any-return]


def spaced(number: str) -> str:
    """A number of ten digits as it is read: three, four, three."""
    return " ".join(number[start:end] for start, end in zip((0, *GROUPS), GROUPS, strict=False))


def document(sheets: list[dict[str, str]]) -> bytes:
    """Typeset with the fonts that come with the program, none of the machine's."""
    grades = [
        {"label": LABELS[grade], "tags": [f"{label} {code}" for code, label in ACTIVE[grade]]}
        for grade in GRADES
    ]
    files: Any = {"main": TEMPLATE.read_bytes()}
    drawn: bytes = typst.compile(
        files,
        font_paths=FONTS,
        ignore_system_fonts=True,
        sys_inputs={
            "sheets": json.dumps(sheets, ensure_ascii=False),
            "grades": json.dumps(grades, ensure_ascii=False),
        },
        format="pdf",
    )
    return drawn
