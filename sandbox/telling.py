"""What portal and queue machine have in common: a list of what is to be told, until it is known.

A row waits until the city has answered it. Refused, it lies aside with the reason until somebody
has it sent again; taken or known, it is checked: each row answered in its place, the same number
always by the same id.
"""

from collections.abc import Iterator
from typing import Any

from sandbox.signed import fault_of, post
from sandbox.state import Fault, State

Row = dict[str, Any]
MOST_ROWS = 500
TURNED_AWAY = (0, 401, 403, 429)  # the whole request, whatever the rows are
OK = (200, 201)
BAD_CODES = {"unknown_window": "window_number", "unknown_item": "item_code"}
GRADES = "12345"


def number_of(row: Row) -> str:
    """What a row is known by."""
    return str(row.get("number") or f"{row['project_number']} {row['service_number']}")


class Teller:
    """One party telling the city, with what it was told to get wrong."""

    def __init__(self, state: State, party: str, asked: Row) -> None:
        self.state = state
        self.party = party
        self.asked = asked
        self.said: list[Row] = []
        self.wrong: list[str] = []  # what the real one would ask the city to explain

    def take_down(self, kind: str, rows: list[Row]) -> None:
        """Rows to be told."""
        for row in rows:
            self.state.store.put(self._of(kind, "waiting"), number_of(row), row)

    def again(self, kind: str, mended: Row) -> None:
        """Have what was refused told once more, with fields set right."""
        for number, held in self.state.store.keyed(self._of(kind, "refused")).items():
            self.state.store.put(self._of(kind, "waiting"), number, {**held["row"], **mended})
            self.state.store.forget(self._of(kind, "refused"), number)

    async def tell(self, kind: str, path: str, *, each: bool = False) -> None:
        """Tell everything that waits, many at once or `each` by itself."""
        waiting = self.state.store.keyed(self._of(kind, "waiting"))
        for numbers in _pieces(list(waiting), 1 if each else MOST_ROWS):
            fault = fault_of(self.state, self.party)
            rows = [spoiled(waiting[one], place, fault) for place, one in enumerate(numbers)]
            message: Any = rows[0] if each else {"rows": rows}
            settings = self.state.settings
            for _ in range(1 + settings.partner_repeats):
                answer = await post(self.asked, path, message, fault, skew=settings.partner_skew)
                self.said.append(answer)
                if answer["status"] in OK:
                    self._check(kind, numbers, rows_of(answer, each))
            if answer["status"] not in TURNED_AWAY and (each or answer["status"] in OK):
                self._settle(kind, numbers, waiting, rows_of(answer, each))

    def report(self) -> Row:
        """What was answered, what is wrong with it, and what is where by now."""
        kept = self.state.store
        counts = {
            f"{kind}_{place}": len(kept.keyed(self._of(kind, place)))
            for kind in ("services", "ratings")
            for place in ("waiting", "refused", "told")
        }
        return {"said": self.said, "wrong": self.wrong, **counts}

    def told(self, kind: str) -> dict[str, Row]:
        """What the city knows, by number: the row and the answer to it."""
        return self.state.store.keyed(self._of(kind, "told"))

    def refused(self, kind: str) -> dict[str, Row]:
        """What the city would not take: the row and the code."""
        return self.state.store.keyed(self._of(kind, "refused"))

    def _of(self, kind: str, place: str) -> str:
        return f"{self.party}_{kind}_{place}"

    def _check(self, kind: str, numbers: list[str], answers: list[Row]) -> None:
        if len(answers) != len(numbers):
            self.wrong.append(f"{len(numbers)} rows, {len(answers)} answers")
        told = self.told(kind)
        for place, (number, answer) in enumerate(zip(numbers, answers, strict=False), 1):
            if answer.get("row", place) != place:
                self.wrong.append(f"{number}: answered out of its place")
            if answer["outcome"] == "refused":
                if not (answer.get("code") and answer.get("message")):
                    self.wrong.append(f"{number}: refused without a reason")
                continue
            known = told.get(number)
            if known is not None and known["answer"]["id"] != answer["id"]:
                self.wrong.append(f"{number}: another id than before")

    def _settle(
        self, kind: str, numbers: list[str], waiting: dict[str, Row], answers: list[Row]
    ) -> None:
        for number, answer in zip(numbers, answers, strict=False):
            refused = answer["outcome"] == "refused"
            kept = {"row": waiting[number], "code": answer.get("code", ""), "answer": answer}
            self.state.store.put(self._of(kind, "refused" if refused else "told"), number, kept)
            self.state.store.forget(self._of(kind, "waiting"), number)


def rows_of(answer: Row, each: bool) -> list[Row]:
    """The answers to the rows, that to a single one in the same words."""
    if not each:
        return list(answer.get("rows", []))
    if answer["status"] in OK:
        made = str(answer.get("service_id") or answer.get("rating_id"))
        return [{**answer, "outcome": "taken", "id": made}]
    return [{**answer, "outcome": "refused"}]


def spoiled(row: Row, place: int, fault: Fault) -> Row:
    """A row as a system set up wrongly would tell it; `half_bad`: every second one."""
    if fault.fail in BAD_CODES and BAD_CODES[fault.fail] in row:
        return {**row, BAD_CODES[fault.fail]: "ZZ99"}
    if fault.fail == "half_bad" and place % 2:
        return {**row, "project_number": ""}
    if fault.fail == "unknown_grade" and "grade" in row:
        return {**row, "grade": "9"}
    if fault.fail == "reversed_scale" and row.get("grade") in tuple(GRADES):
        return {**row, "grade": GRADES[::-1][GRADES.index(row["grade"])]}
    return row


def _pieces(numbers: list[str], size: int) -> Iterator[list[str]]:
    for first in range(0, len(numbers), size):
        yield numbers[first : first + size]
