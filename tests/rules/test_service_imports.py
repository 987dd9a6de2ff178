"""Every cell of the life of a file of services, and how long it can be taken back (10-1)."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from rules.refusals import NotAllowedNow
from rules.service_imports import TABLE, UNDO_TIME, By, State, Step, may_undo
from rules.workflow import NotYours

STEPS = {
    (State.WAITING, Step.CHECK, By.WORKER): State.CHECKING,
    (State.CHECKING, Step.CHECK, By.WORKER): State.CHECKING,
    (State.CHECKING, Step.REFUSE, By.WORKER): State.REFUSED,
    (State.CHECKING, Step.JUDGE, By.WORKER): State.READY,
    **{
        (state, Step.DISCARD, by): State.DISCARDED
        for state in (State.WAITING, State.CHECKING, State.READY)
        for by in By
    },
    (State.READY, Step.CONFIRM, By.OFFICE): State.APPLYING,
    (State.APPLYING, Step.FINISH, By.WORKER): State.APPLIED,
    (State.APPLIED, Step.UNDO, By.OFFICE): State.UNDONE,
}


@pytest.mark.req("10-1")
@pytest.mark.parametrize("cell", [*itertools.product(State, Step, By)])
def test_every_cell(cell: tuple[State, Step, By]) -> None:
    if cell in STEPS:
        assert TABLE.apply(*cell) is STEPS[cell]
    else:
        with pytest.raises((NotAllowedNow, NotYours)):
            TABLE.apply(*cell)


def test_an_import_is_taken_back_for_a_while() -> None:
    applied = datetime(2026, 11, 26, 1, tzinfo=UTC)
    assert may_undo(applied, applied + UNDO_TIME - timedelta(seconds=1))
    assert not may_undo(applied, applied + UNDO_TIME)
