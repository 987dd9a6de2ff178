"""Many rows in one request: each is read by itself, so that a bad one keeps no good one out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct

from actions.services.contacts import RefusedRow
from handlers.answers import Problem, of_refusal, problem
from handlers.reading import ESCAPED_NUL, decoder, where
from rules.refusals import Refused

T = TypeVar("T", bound=Struct)


class RowAnswer(Struct, frozen=True):
    """What became of a row: taken, known (told before) or refused, with the code and sentence.

    `row` counts from 1, in the order sent; `slip_code` and `voucher_link` if asked for and
    there are any.
    """

    row: int
    outcome: Literal["taken", "known", "refused"]
    id: UUID | None = None
    slip_code: str = ""
    voucher_link: str = ""
    slip_until: datetime | None = None
    code: str = ""
    message: str = ""
    details: dict[str, Any] = {}


class BatchAnswer(Struct, frozen=True):
    """An answer for every row, and how many of each kind there are."""

    taken: int
    known: int
    refused: int
    rows: list[RowAnswer]


@dataclass(frozen=True, slots=True)
class Done:
    """A row that is stored; `new`: it was not there before."""

    id: UUID
    new: bool
    slip_code: str = ""
    voucher_link: str = ""
    slip_until: datetime | None = None


class Read(Generic[T]):
    """The rows that could be read, and a problem for each that could not."""

    def __init__(self, rows: Sequence[msgspec.Raw], kind: type[T]) -> None:
        self.good: dict[int, T] = {}
        self.bad: dict[int, Problem] = {}
        for number, raw in enumerate(rows, 1):
            try:
                if ESCAPED_NUL.search(raw):
                    raise msgspec.ValidationError
                self.good[number] = decoder(kind).decode(raw)
            except (msgspec.ValidationError, msgspec.DecodeError) as error:
                self.bad[number] = problem("bad_request", where=where(error))[1]

    def answer(self, outcomes: Sequence[Done | Refused]) -> BatchAnswer:
        """The answer, given what became of each row that could be read."""
        rows = [_refused(number, bad) for number, bad in self.bad.items()]
        rows += [_row(*pair) for pair in zip(self.good, outcomes, strict=True)]
        rows.sort(key=lambda one: one.row)
        counted = Counter(one.outcome for one in rows)
        return BatchAnswer(counted["taken"], counted["known"], counted["refused"], rows)


def _row(number: int, outcome: Done | Refused) -> RowAnswer:
    if isinstance(outcome, Refused):
        return _refused(number, of_refusal(outcome)[1])
    return RowAnswer(
        number,
        "taken" if outcome.new else "known",
        outcome.id,
        outcome.slip_code,
        outcome.voucher_link,
        outcome.slip_until,
    )


def _refused(number: int, why: Problem) -> RowAnswer:
    return RowAnswer(number, "refused", code=why.code, message=why.message, details=why.details)


def refused_rows(answer: BatchAnswer, numbers: Mapping[int, str]) -> list[RefusedRow]:
    """The refused rows by their number over there, for the page of the partner."""
    return [
        RefusedRow(numbers.get(one.row, ""), one.code, str(one.details.get("where", "")))
        for one in answer.rows
        if one.outcome == "refused"
    ]


def schema_of(kind: type[Struct]) -> str:
    """Where the OpenAPI document describes a row of this kind."""
    return f"#/components/schemas/{kind.__name__}"
