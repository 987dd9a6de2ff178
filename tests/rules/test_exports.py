"""Every cell of an export's life, and who may have which list (4-3)."""

import itertools
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from handlers.permissions import ROLES, May
from rules.actors import Role, StaffMember
from rules.exports import READERS, TABLE, By, Kind, State, Step, may_have, moment_of, scope_of
from rules.refusals import NotAllowedNow
from rules.workflow import NotYours

STEPS = {
    (State.WAITING, Step.START, By.WORKER): State.RUNNING,
    (State.RUNNING, Step.START, By.WORKER): State.RUNNING,
    (State.RUNNING, Step.FINISH, By.WORKER): State.DONE,
    (State.RUNNING, Step.FAIL, By.WORKER): State.FAILED,
    (State.WAITING, Step.CANCEL, By.ASKER): State.CANCELLED,
    (State.RUNNING, Step.CANCEL, By.ASKER): State.CANCELLED,
    (State.DONE, Step.EXPIRE, By.WORKER): State.EXPIRED,
}


@pytest.mark.req("4-3")
@pytest.mark.parametrize("cell", [*itertools.product(State, Step, By)])
def test_every_cell(cell: tuple[State, Step, By]) -> None:
    if cell in STEPS:
        assert TABLE.apply(*cell) is STEPS[cell]
    else:
        with pytest.raises((NotAllowedNow, NotYours)):
            TABLE.apply(*cell)


@pytest.mark.req("4-3", "4-6")
def test_lists_are_for_those_who_read_them() -> None:
    rows = {Kind.ORDERS: May.CASE_STAFF, Kind.CASES: May.BUREAU, Kind.AUDIT: May.AUDITOR}
    assert {kind: ROLES[may] for kind, may in rows.items()} == READERS
    assert ROLES[May.LISTS] == frozenset().union(*READERS.values())
    officer = StaffMember(uuid4(), uuid4(), Role.OFFICER)
    assert not any(may_have(kind, officer) for kind in Kind)


@pytest.mark.req("4-6")
def test_another_place_is_another_scope() -> None:
    first, session, staff = uuid4(), uuid4(), uuid4()
    one = StaffMember(session, staff, Role.HANDLER, institution_id=first)
    assert scope_of(one) == scope_of(StaffMember(uuid4(), staff, Role.HANDLER, None, first))
    assert scope_of(one) != scope_of(StaffMember(session, staff, Role.HANDLER, None, uuid4()))
    assert scope_of(one) != scope_of(StaffMember(session, staff, Role.HANDLER, first, None))


@pytest.mark.req("4-3")
def test_the_same_moment_for_ten_minutes() -> None:
    begun = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    assert moment_of(begun) == moment_of(begun.replace(minute=39, second=59)) == begun
    assert moment_of(begun.replace(minute=40)) != begun
