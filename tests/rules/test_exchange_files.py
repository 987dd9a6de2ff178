"""Every cell of the life of a file of the exchange (10-4)."""

import itertools

import pytest

from rules.exchange_files import TABLE, By, State, Step
from rules.refusals import NotAllowedNow
from rules.workflow import NotYours

STEPS = {
    (State.WAITING, Step.START, By.WORKER): State.RUNNING,
    (State.RUNNING, Step.START, By.WORKER): State.RUNNING,
    (State.RUNNING, Step.FINISH, By.WORKER): State.DONE,
    (State.RUNNING, Step.FAIL, By.WORKER): State.FAILED,
    (State.FAILED, Step.AGAIN, By.ASKER): State.WAITING,
    (State.DONE, Step.EXPIRE, By.WORKER): State.EXPIRED,
}


@pytest.mark.req("10-4")
@pytest.mark.parametrize("cell", [*itertools.product(State, Step, By)])
def test_every_cell(cell: tuple[State, Step, By]) -> None:
    if cell in STEPS:
        assert TABLE.apply(*cell) is STEPS[cell]
    else:
        with pytest.raises((NotAllowedNow, NotYours)):
            TABLE.apply(*cell)
