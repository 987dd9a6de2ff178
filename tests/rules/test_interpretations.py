"""Article 17: who takes which step with an interpretation, cell by cell."""

from itertools import product

import pytest

from rules.interpretations import TABLE, Hand, State, Step
from rules.refusals import NotAllowedNow
from rules.workflow import NotYours

STEPS = {
    ("draft", "revise", "writer"): "draft",
    ("draft", "publish", "colleague"): "published",
    ("draft", "discard", "writer"): "discarded",
    ("draft", "discard", "colleague"): "discarded",
    ("published", "withdraw", "writer"): "withdrawn",
    ("published", "withdraw", "colleague"): "withdrawn",
}


@pytest.mark.req("17-1")
@pytest.mark.parametrize(("state", "step", "hand"), list(product(State, Step, Hand)))
def test_every_step_from_every_state_by_every_hand(state: State, step: Step, hand: Hand) -> None:
    if (state, step, hand) in STEPS:
        assert TABLE.apply(state, step, hand) == STEPS[state, step, hand]
    else:
        with pytest.raises((NotAllowedNow, NotYours)):
            TABLE.apply(state, step, hand)
