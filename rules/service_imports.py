"""Ended services told by a file: looked at, confirmed, and for a while taken back.

第十条 市政务服务数据管理局负责按照省政务服务数据管理局的要求和统一规范，
推进全市政务服务系统、各级实体办事大厅与省“好差评”系统对接，
从省“好差评”系统获取我市“好差评”数据。

For a system without an interface. The sizes and spans are the program's, not the law's
(docs/decisions/0063).
"""

from datetime import datetime, timedelta
from enum import StrEnum

from rules.refusals import Refused
from rules.workflow import Table, transition

MOST_ROWS = 20_000
MOST_BYTES = 5_000_000  # of the file as uploaded
MOST_SERVICES = 9_999  # of one case
KEPT = timedelta(days=2)  # a preview waits so long for its confirmation
# Nothing of an import is told to the province before this is over.
UNDO_TIME = timedelta(hours=2)


class State(StrEnum):
    """Where a file stands."""

    WAITING = "waiting"
    CHECKING = "checking"
    REFUSED = "refused"  # it could not be read at all
    READY = "ready"  # every row is judged
    DISCARDED = "discarded"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDONE = "undone"


class Step(StrEnum):
    """What happens to it."""

    CHECK = "check"
    REFUSE = "refuse"
    JUDGE = "judge"
    DISCARD = "discard"
    CONFIRM = "confirm"
    FINISH = "finish"
    UNDO = "undo"


class By(StrEnum):
    """Who takes a step."""

    OFFICE = "office"
    WORKER = "worker"


class Outcome(StrEnum):
    """What a row is, and what became of it."""

    GOOD = "good"
    KNOWN = "known"  # told before, by whatever way
    BAD = "bad"
    TAKEN = "taken"


class NothingToTake(Refused):
    """The file has no row that could be taken in."""

    code = "service_import_nothing"


class UndoOver(Refused):
    """The time to take an import back is over."""

    code = "service_import_undo_over"


UNDER_WAY = (State.WAITING, State.CHECKING, State.APPLYING)
BEFORE = (State.WAITING, State.CHECKING, State.READY)
TABLE: Table[State, Step, By] = Table(
    (
        transition(Step.CHECK, [State.WAITING, State.CHECKING], State.CHECKING, By.WORKER),
        transition(Step.REFUSE, [State.CHECKING], State.REFUSED, By.WORKER),
        transition(Step.JUDGE, [State.CHECKING], State.READY, By.WORKER),
        transition(Step.DISCARD, BEFORE, State.DISCARDED, By.OFFICE, By.WORKER),
        transition(Step.CONFIRM, [State.READY], State.APPLYING, By.OFFICE),
        transition(Step.FINISH, [State.APPLYING], State.APPLIED, By.WORKER),
        transition(Step.UNDO, [State.APPLIED], State.UNDONE, By.OFFICE),
    )
)


def may_undo(applied_at: datetime, now: datetime) -> bool:
    """Whether an import may still be taken back, if nobody has rated. Art. 10 (10-1)."""
    return now < applied_at + UNDO_TIME
