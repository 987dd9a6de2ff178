"""Two sides of a day, record by record (10-6)."""

import pytest

from rules.reconciliation import Difference, State, What, compare, state_after


@pytest.mark.req("10-2", "10-6")
def test_every_record_that_differs_is_named_and_no_other() -> None:
    ours = {("A", 1): "satisfied", ("A", 2): "satisfied", ("B", 1): "dissatisfied"}
    theirs = {("A", 1): "satisfied", ("B", 1): "satisfied", ("C", 1): "very_satisfied"}
    assert compare(ours, theirs) == [
        Difference(("A", 2), What.MISSING_THERE, "satisfied", ""),
        Difference(("B", 1), What.DIFFERS, "dissatisfied", "satisfied"),
        Difference(("C", 1), What.MISSING_HERE, "", "very_satisfied"),
    ]
    assert compare(ours, ours) == []


@pytest.mark.req("10-6")
@pytest.mark.parametrize(
    ("before", "same", "after"),
    [
        (None, False, State.OPEN),
        (State.OPEN, True, State.OPEN),
        (State.OPEN, False, State.OPEN),
        (State.ACKNOWLEDGED, True, State.ACKNOWLEDGED),
        (State.ACKNOWLEDGED, False, State.OPEN),
        (State.SETTLED, True, State.OPEN),
        (State.SETTLED, False, State.OPEN),
    ],
)
def test_what_was_acknowledged_stays_while_it_is_the_same(
    before: State | None, same: bool, after: State
) -> None:
    assert state_after(before, same=same) is after
