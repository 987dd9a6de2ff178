"""The provincial complaint platform tells of ratings and orders (7-5, 11-1)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

from actions.complaints import take_in
from actions.complaints.take_in import Outcome, Row
from actions.dependencies import Dependencies
from actions.services.contacts import RefusedRow
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from rules.actors import Partner
from rules.complaints import LONGEST_NUMBER, TOLD, Paper

MOST_ROWS = 500
MOST_FIELDS = 60
LONGEST_FIELD = 4_000
LARGEST = 10**15  # of a number that is not told as text
UNREADABLE = "unreadable"
WELL = frozenset({"taken", "known"})
# What became of a row that was not taken, for those who look at the answer over there.
SENTENCES = {
    "unreadable": "这一行无法识别，请核对种类、编号、时间和字段格式。",
    "code_unknown": "代码没有对照，已放入隔离区，补上对照后自动处理。",
    "field_missing": "缺少必填内容，已放入隔离区，可用同一编号重新报送。",
    "contradiction": "内容前后不一致，已放入隔离区，可用同一编号重新报送。",
    "order_not_here": "本市没有这个编号的工单或评价，已放入隔离区。",
    "not_now": "工单现在不能这样答复，已放入隔离区。",
    "answered_here": "评价人在本市渠道评价，由本人在本市渠道答复，没有收下。",
    "not_stored": "暂时没有存上，已放入隔离区等待处理。",
    "already_rated": "这次服务已有另一条评价，没有收下。",
}


class PlatformRows(Struct, forbid_unknown_fields=True):
    """Rows of `{"kind": "rating", "order" or "verdict", "number", "fields": {name: text}}`.

    `number` is the platform's own; the names of fields are those of the mapping in force.
    """

    rows: Annotated[list[dict[str, Any]], Meta(min_length=1, max_length=MOST_ROWS)]


class PlatformRowAnswer(Struct, frozen=True):
    """What became of a row, in the order sent; `row` counts from 1.

    `taken`: new here. `known`: was here already, an order joined to the case there is. `refused`:
    another opinion stands. `quarantined`: kept until somebody maps `code` of `about` or it is told
    anew under its number. `unreadable`: not kept. `order_number` is our number of the case.
    """

    row: int
    number: str
    state: str
    error: str = ""
    about: str = ""
    code: str = ""
    message: str = ""
    order_number: str = ""


class PlatformAnswer(Struct, frozen=True):
    """How many rows of each kind there are, and what became of every one."""

    taken: int
    known: int
    refused: int
    quarantined: int
    unreadable: int
    rows: list[PlatformRowAnswer]


@endpoint(
    "POST",
    "/api/intake/complaints",
    may=May.COMPLAINT_PLATFORM,
    takes=PlatformRows,
    gives=PlatformAnswer,
)
async def take_in_complaints(call: Call[Partner, PlatformRows]) -> PlatformAnswer:
    """Take in up to 500 ratings and orders of the platform: a bad row stops no good one."""
    rows = await answers_to(call.body.rows, deps=call.deps, now=call.now)
    bad = [one for one in rows if one.state not in WELL]
    call.deps.contacts.note_rows(
        call.by.partner_id,
        take_in_complaints.__name__,
        good=len(rows) - len(bad),
        bad=[RefusedRow(one.number, one.error, one.about) for one in bad],
        now=call.now,
    )
    return summed(rows)


async def answers_to(
    sent: Sequence[dict[str, Any]], *, deps: Dependencies, now: datetime
) -> list[PlatformRowAnswer]:
    """What became of every row, in the order sent."""
    read = {place: _row(one) for place, one in enumerate(sent, 1)}
    good = {place: one for place, one in read.items() if one is not None}
    outcomes = await take_in.take_in(list(good.values()), deps=deps, now=now)
    answers = {
        place: _answer(place, row, outcome)
        for (place, row), outcome in zip(good.items(), outcomes, strict=True)
    }
    return [answers.get(place) or unreadable(place, one) for place, one in enumerate(sent, 1)]


def summed(rows: list[PlatformRowAnswer]) -> PlatformAnswer:
    """The answer to rows, counted by what became of them."""
    counts = Counter(one.state for one in rows)
    return PlatformAnswer(
        taken=counts["taken"],
        known=counts["known"],
        refused=counts["refused"],
        quarantined=counts["quarantined"],
        unreadable=counts[UNREADABLE],
        rows=rows,
    )


def _row(sent: dict[str, Any]) -> Row | None:
    """The row, if there is enough of it to keep it under its number."""
    kind, number, fields = sent.get("kind"), sent.get("number"), sent.get("fields")
    if not isinstance(kind, str) or kind not in TOLD:
        return None
    if not isinstance(number, str) or not isinstance(fields, dict):
        return None
    number = number.strip()
    if not number or len(number) > LONGEST_NUMBER or not number.isprintable():
        return None
    if len(fields) > MOST_FIELDS or not all(_is_plain(one) for one in fields.values()):
        return None
    told = {name: str(value) for name, value in fields.items()}
    return Row(Paper(kind), number, told)


def _is_plain(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) < LARGEST
    return isinstance(value, str) and len(value) <= LONGEST_FIELD


def unreadable(place: int, sent: dict[str, Any]) -> PlatformRowAnswer:
    """The answer to a row that cannot be kept."""
    number = sent.get("number")
    return PlatformRowAnswer(
        row=place,
        number=number[:LONGEST_NUMBER] if isinstance(number, str) else "",
        state=UNREADABLE,
        error=UNREADABLE,
        message=SENTENCES[UNREADABLE],
    )


def _answer(place: int, row: Row, outcome: Outcome) -> PlatformRowAnswer:
    return PlatformRowAnswer(
        row=place,
        number=row.number,
        state=outcome.state,
        error=outcome.error,
        about=outcome.about,
        code=outcome.code,
        message=SENTENCES.get(outcome.error, ""),
        order_number=outcome.order_number,
    )
