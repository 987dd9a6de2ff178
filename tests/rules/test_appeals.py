"""Article 12: every cell of action × state × role, and the times."""

from datetime import timedelta
from itertools import product

import pytest

from rules.appeals import (
    TABLE,
    AppealAction,
    AppealRole,
    AppealStatus,
    due_at,
    file_until,
    may_file_directly,
)
from rules.evidence import may_attach
from rules.refusals import NotAllowedNow
from rules.workflow import NotYours
from tests.rules.sets import PUBLISHED, chaozhou, first

RULES = first()
# Written down once more, by hand: (state, action) → (who, next state). Nothing else can happen.
STEPS = {
    ("lodged", "endorse"): ("unit", "under_review"),
    ("lodged", "decline"): ("unit", "declined"),
    ("lodged", "file_directly"): ("officer", "under_review"),
    ("lodged", "withdraw"): ("officer", "withdrawn"),
    ("under_review", "withdraw"): ("officer", "withdrawn"),
    ("under_review", "assign"): ("reviewer", "under_review"),
    ("under_review", "contact"): ("reviewer", "under_review"),
    ("under_review", "uphold"): ("reviewer", "upheld"),
    ("under_review", "find_mistaken"): ("reviewer", "mistaken"),
    ("under_review", "find_malicious"): ("reviewer", "malicious"),
}
CELLS = list(product(AppealStatus, AppealAction, AppealRole))


@pytest.mark.req("12-1", "12-4", "12-7")
@pytest.mark.parametrize(("status", "action", "role"), CELLS, ids=lambda one: str(one))
def test_every_cell_of_the_table(
    status: AppealStatus, action: AppealAction, role: AppealRole
) -> None:
    step = STEPS.get((str(status), str(action)))
    if step is None:
        with pytest.raises(NotAllowedNow):
            TABLE.apply(status, action, role)
    elif step[0] != role:
        with pytest.raises(NotYours):
            TABLE.apply(status, action, role)
    else:
        assert TABLE.apply(status, action, role) == step[1]


@pytest.mark.req("12-4")
@pytest.mark.parametrize("role", [*AppealRole, None])
@pytest.mark.parametrize("status", AppealStatus)
def test_who_may_add_evidence(status: AppealStatus, role: AppealRole | None) -> None:
    sides = {"lodged": ("officer", "unit"), "under_review": ("officer", "unit", "reviewer")}
    assert may_attach(status, role) == (role in sides.get(status, ()))


@pytest.mark.req("12-1", "12-6")
def test_times_in_working_days() -> None:
    monday = chaozhou(2026, 11, 23, 10)
    assert file_until(monday, RULES, PUBLISHED) == chaozhou(2026, 12, 8)
    unit = due_at(AppealStatus.LODGED, since=monday, rules=RULES, calendar=PUBLISHED)
    assert unit == chaozhou(2026, 11, 27)
    bureau = due_at(AppealStatus.UNDER_REVIEW, since=monday, rules=RULES, calendar=PUBLISHED)
    assert bureau == chaozhou(2026, 12, 8)
    assert due_at(AppealStatus.UPHELD, since=monday, rules=RULES, calendar=PUBLISHED) is None
    assert unit is not None
    assert not may_file_directly(unit, unit - timedelta(seconds=1))
    assert may_file_directly(unit, unit)
