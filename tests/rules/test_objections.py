"""Article 14: what becomes of an officer's objection, cell by cell."""

from itertools import product

import pytest

from rules.objections import (
    KIND_NAMES,
    STATE_NAMES,
    TABLE,
    UNSETTLED,
    Kind,
    Side,
    State,
    Step,
)
from rules.refusals import NotAllowedNow
from rules.workflow import NotYours

STEPS = {
    (State.OPEN, Step.ACCEPT, Side.INSTITUTION): State.ACCEPTED,
    (State.OPEN, Step.DECLINE, Side.INSTITUTION): State.DECLINED,
    (State.OPEN, Step.WITHDRAW, Side.OFFICER): State.WITHDRAWN,
}


@pytest.mark.req("14-3")
@pytest.mark.parametrize(("state", "step", "side"), list(product(State, Step, Side)))
def test_every_step_from_every_state_by_every_side(state: State, step: Step, side: Side) -> None:
    if (state, step, side) in STEPS:
        assert TABLE.apply(state, step, side) is STEPS[state, step, side]
    else:
        with pytest.raises((NotAllowedNow, NotYours)):
            TABLE.apply(state, step, side)


@pytest.mark.req("14-3")
def test_what_is_not_answered_or_not_corrected_is_said() -> None:
    assert {State.OPEN, State.ACCEPTED} == UNSETTLED
    assert set(STATE_NAMES) == set(State)
    assert set(KIND_NAMES) == set(Kind)
