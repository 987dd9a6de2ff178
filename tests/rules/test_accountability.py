"""Article 15: what a tail and failed rectification suggest, and what they do not."""

import pytest

from rules.accountability import (
    Failure,
    Failures,
    Suggestion,
    counted,
    in_a_row,
    looked_at,
    suggested,
)
from rules.rule_set import FOLDER, load

RULES = load(FOLDER / "chaozhou-2019-trial.toml")
NONE = Failures(0, 0, 0)


@pytest.mark.req("15-1", "15-5")
def test_only_the_newest_periods_in_a_row_count() -> None:
    assert in_a_row([True, True, False]) == 0
    assert in_a_row([True, False, True]) == 1
    assert not looked_at([True, False, True], RULES)
    assert looked_at([False, True, True], RULES)


@pytest.mark.req("15-1", "15-2", "15-5")
def test_a_candidate_needs_the_tail_and_a_failure_of_any_kind() -> None:
    long, short = [True, True, True], [False, True, True]
    assert suggested(long, NONE, RULES) is Suggestion.TALK
    for how in Failure:
        failed = counted([[how]])
        assert suggested(long, failed, RULES) is Suggestion.CANDIDATE
        assert suggested(short, failed, RULES) is Suggestion.TALK
        assert suggested([True, True, False], failed, RULES) is None


@pytest.mark.req("15-2")
def test_an_order_that_failed_in_two_ways_counts_in_both() -> None:
    orders = [[Failure.OVERDUE, Failure.REOPENED], [Failure.OVERDUE], [Failure.REFUSED]]
    assert counted(orders) == Failures(overdue=2, reopened=1, refused=1)
