"""Pictures of steps: every side in every state, and whose eyes they are for (11-3)."""

from itertools import product

import pytest

from rules.rectification import AT_THE_BUREAU, EXTENDABLE, Action, CaseRole, Status
from rules.step_pictures import PICTURED, may_add, seen_by_citizen

OPEN = {(one, CaseRole.HANDLER) for one in EXTENDABLE | {Status.DISPATCHED}} | {
    (one, CaseRole.BUREAU) for one in AT_THE_BUREAU
}


@pytest.mark.req("11-3")
@pytest.mark.parametrize(("status", "role"), list(product(Status, CaseRole)))
def test_pictures_are_added_where_a_step_takes_them(status: Status, role: CaseRole) -> None:
    assert may_add(status, role) is ((status, role) in OPEN)


@pytest.mark.req("11-3", "9-4")
@pytest.mark.parametrize("action", Action)
def test_the_citizen_sees_what_is_told_to_citizens_alone(action: Action) -> None:
    told = action in (Action.RESPOND, Action.RECTIFY, Action.FEED_BACK)
    assert seen_by_citizen(action) is told
    assert told <= (action in PICTURED)
