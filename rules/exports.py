"""Long exports: asked for, made behind the scenes, fetched, and gone after some days.

Not of the regulation itself: 督促检查 and 效能监督 (Art. 4; 4-3) ask for lists that may have any
length, and docs/decisions/0030 says how long they are kept.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from rules.actors import Role, StaffMember
from rules.refusals import Refused
from rules.workflow import Table, transition


class Kind(StrEnum):
    """What is exported."""

    ORDERS = "orders"  # work orders with what they went through
    CASES = "cases"  # the ratings behind a figure
    AUDIT = "audit"  # the audit trail


class State(StrEnum):
    """Where an export stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"  # the file is gone


class Step(StrEnum):
    """What happens to it."""

    START = "start"
    FINISH = "finish"
    FAIL = "fail"
    CANCEL = "cancel"
    EXPIRE = "expire"


class By(StrEnum):
    """Who takes a step."""

    ASKER = "asker"
    WORKER = "worker"


class NotReady(Refused):
    """The file is still being made, or is not there any more."""

    code = "export_not_ready"


UNDER_WAY = (State.WAITING, State.RUNNING)
TABLE: Table[State, Step, By] = Table(
    (
        transition(Step.START, UNDER_WAY, State.RUNNING, By.WORKER),
        transition(Step.FINISH, [State.RUNNING], State.DONE, By.WORKER),
        transition(Step.FAIL, [State.RUNNING], State.FAILED, By.WORKER),
        transition(Step.CANCEL, UNDER_WAY, State.CANCELLED, By.ASKER),
        transition(Step.EXPIRE, [State.DONE], State.EXPIRED, By.WORKER),
    )
)
BUREAUS = frozenset({Role.CITY_BUREAU, Role.COUNTY_BUREAU})
READERS: dict[Kind, frozenset[Role]] = {
    Kind.ORDERS: BUREAUS | {Role.HANDLER},
    Kind.CASES: BUREAUS,
    Kind.AUDIT: frozenset({Role.AUDITOR}),
}
"""Who may have which list: those who may read it on the page. Art. 4 (4-3, 4-6)."""
SAME_FOR = timedelta(minutes=10)


def moment_of(now: datetime) -> datetime:
    """The moment an export asked for now is of: within ten minutes the same question has the same
    answer (docs/decisions/0030). Art. 4 (4-3)."""
    return now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % SAME_FOR


def scope_of(by: StaffMember) -> str:
    """What the asker's rights rest on; once it has changed they hold no more. Art. 4 (4-6)."""
    places = (by.bureau_id, by.institution_id, by.hall_id)
    return ":".join([by.role, *("" if one is None else str(one) for one in places)])


def may_have(kind: Kind, by: StaffMember) -> bool:
    """Whether a role reads such lists at all. Art. 4 (4-3, 4-6)."""
    return by.role in READERS[kind]
