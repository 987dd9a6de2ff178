"""Article 11: the life of a work order, every cell of action × state × role."""

from datetime import date, timedelta
from itertools import product

import pytest

from rules.order_clocks import (
    Clock,
    clock_of,
    is_overdue,
    may_ask_for_more,
    may_be_supervised,
    plan_is_in_time,
)
from rules.rectification import (
    CLOSED,
    ENTRY_OF,
    TABLE,
    Action,
    CaseRole,
    EntryKind,
    Status,
    bureau_may_close,
    reopen_until,
    rounds_used_up,
)
from rules.refusals import NotAllowedNow
from rules.workflow import NotYours
from tests.rules.sets import PUBLISHED, changed, chaozhou, first

RULES = first()
# Written down once more, by hand: (state, action) → (who, next state). Nothing else can happen.
STEPS = {
    ("opened", "dispatch"): ("bureau", "dispatched"),
    ("reopened", "dispatch"): ("bureau", "dispatched"),
    ("dispatched", "accept"): ("handler", "accepted"),
    ("dispatched", "return_"): ("handler", "opened"),
    ("accepted", "respond"): ("handler", "responded"),
    ("responded", "rectify"): ("handler", "rectified"),
    ("rectified", "feed_back"): ("handler", "fed_back"),
    ("fed_back", "confirm"): ("evaluator", "solved"),
    ("fed_back", "reopen"): ("evaluator", "reopened"),
    ("solved", "reopen"): ("evaluator", "reopened"),
    ("closed_by_silence", "reopen"): ("evaluator", "reopened"),
    ("closed_by_bureau", "reopen"): ("evaluator", "reopened"),
    ("fed_back", "close_by_silence"): ("system", "closed_by_silence"),
    ("fed_back", "close_by_bureau"): ("bureau", "closed_by_bureau"),
    ("reopened", "close_by_bureau"): ("bureau", "closed_by_bureau"),
}
for state in map(str, Status):
    if state != "closed_invalid":  # not adopted on review, however far it had come
        STEPS[state, "exclude"] = ("system", "closed_invalid")
for state in ("accepted", "responded", "rectified", "fed_back"):
    for made in ("call_reached", "call_missed"):  # a call is put on record and changes nothing
        STEPS[state, made] = ("handler bureau", state)
for state in ("accepted", "responded", "rectified"):
    STEPS[state, "ask_extension"] = ("handler", state)
    STEPS[state, "grant_extension"] = ("bureau", state)
    STEPS[state, "refuse_extension"] = ("bureau", state)
for state in ("opened", "reopened", "dispatched", "accepted", "responded", "rectified"):
    STEPS[state, "supervise"] = ("bureau", state)
    who = "bureau" if state in ("opened", "reopened") else "handler"
    STEPS[state, "answer_supervision"] = (who, state)
CELLS = list(product(Status, Action, CaseRole))


@pytest.mark.req("11-2", "11-3", "11-6", "11-8")
@pytest.mark.parametrize(("status", "action", "role"), CELLS, ids=lambda one: str(one))
def test_every_cell_of_the_table(status: Status, action: Action, role: CaseRole) -> None:
    step = STEPS.get((str(status), str(action)))
    if step is None:
        with pytest.raises(NotAllowedNow):
            TABLE.apply(status, action, role)
    elif role not in step[0].split():
        with pytest.raises(NotYours):
            TABLE.apply(status, action, role)
    else:
        assert TABLE.apply(status, action, role) == step[1]
    assert (action in TABLE.actions_for(status, role)) is (
        step is not None and role in step[0].split()
    )


@pytest.mark.req("11-3")
def test_no_way_to_an_end_leaves_out_an_entry() -> None:
    """Every path from `opened` to a closed state passes all three entries first.

    Only a rating that was not adopted on review ends without: there is nothing to rectify (12-9).
    """

    def ends(status: Status, done: frozenset[Action], seen: frozenset[Status]) -> list[set[Action]]:
        if status in CLOSED:
            return [set(done)]
        found = []
        for action in set(Action) - {Action.EXCLUDE}:
            for role in CaseRole:
                if action not in TABLE.actions_for(status, role):
                    continue
                after = TABLE.apply(status, action, role)
                if after not in seen:
                    found += ends(after, done | {action}, seen | {after})
        return found

    paths = ends(Status.OPENED, frozenset(), frozenset({Status.OPENED}))
    assert paths
    assert all(path >= set(ENTRY_OF) for path in paths)
    assert set(ENTRY_OF.values()) == set(EntryKind)


@pytest.mark.req("11-5")
def test_opening_is_no_step_of_the_table() -> None:
    """An order is born with its rating; nobody can open one from another state."""
    for status, role in product(Status, CaseRole):
        assert Action.OPEN not in TABLE.actions_for(status, role)


MOMENT = timedelta(microseconds=1)
MONDAY = (2024, 3, 4, 9)


@pytest.mark.req("11-2", "11-13")
@pytest.mark.parametrize(
    ("status", "what", "due"),
    [
        ("opened", Clock.DISPATCH, (2024, 3, 6)),
        ("reopened", Clock.DISPATCH, (2024, 3, 6)),
        ("dispatched", Clock.ACCEPT, (2024, 3, 6)),
        ("accepted", Clock.CONTACT, (2024, 3, 8)),
        ("responded", Clock.RECTIFY, (2024, 3, 19)),
        ("rectified", Clock.RECTIFY, (2024, 3, 19)),
        ("fed_back", Clock.ANSWER, (2024, 3, 12)),  # natural days
    ],
)
def test_the_clock_of_each_state(status: str, what: Clock, due: tuple[int, ...]) -> None:
    clock = clock_of(Status(status), since=chaozhou(*MONDAY), rules=RULES, calendar=PUBLISHED)
    assert clock is not None
    assert (clock.what, clock.at, clock.provisional) == (what, chaozhou(*due), False)


@pytest.mark.req("11-13")
@pytest.mark.parametrize("status", sorted(CLOSED))
def test_no_clock_runs_once_an_order_is_closed(status: Status) -> None:
    assert clock_of(status, since=chaozhou(*MONDAY), rules=RULES, calendar=PUBLISHED) is None


@pytest.mark.req("11-13")
@pytest.mark.parametrize("what", Clock)
def test_a_clock_is_over_at_24_00_and_only_offices_are_late(what: Clock) -> None:
    due = chaozhou(2024, 3, 6)  # 24:00 of the 5th
    late = what is not Clock.ANSWER
    assert not is_overdue(what, due, due - timedelta(microseconds=1))
    assert is_overdue(what, due, due) is late
    assert is_overdue(what, due, due + timedelta(days=400)) is late
    assert not is_overdue(None, None, due)
    # What the list says and what the words say is the same at the stroke of midnight.
    for now in (due - timedelta(microseconds=1), due):
        over = PUBLISHED.working_days_left(now, due) < 0
        assert is_overdue(Clock.RECTIFY, due, now) is over


@pytest.mark.req("11-10")
def test_an_extension_adds_its_days_to_the_rectification_alone() -> None:
    def due(status: Status, extensions: int) -> object:
        clock = clock_of(
            status,
            since=chaozhou(*MONDAY),
            rules=RULES,
            calendar=PUBLISHED,
            extensions=extensions,
        )
        assert clock is not None
        return clock.at

    assert due(Status.RESPONDED, 0) == chaozhou(2024, 3, 19)
    assert due(Status.RESPONDED, 1) == chaozhou(2024, 4, 2)  # ten working days later
    assert due(Status.ACCEPTED, 1) == due(Status.ACCEPTED, 0)


@pytest.mark.req("11-10")
def test_more_time_is_asked_for_before_the_clock_is_over_and_once() -> None:
    over = chaozhou(2024, 3, 19)
    for what, granted, now, may in (
        ("rectify", 0, over - MOMENT, True),
        ("contact", 0, over - MOMENT, True),
        ("rectify", 0, over, False),
        ("rectify", 1, over - MOMENT, False),
        ("accept", 0, over - MOMENT, False),
        ("answer", 0, over - MOMENT, False),
    ):
        asked = may_ask_for_more(what, over, granted=granted, rules=RULES, now=now)
        assert asked is may, what
    assert not may_ask_for_more(None, None, granted=0, rules=RULES, now=over)


@pytest.mark.req("4-3")
def test_a_supervision_needs_a_clock_that_is_over_or_nearly_so() -> None:
    over = chaozhou(2024, 3, 19)  # 24:00 of Monday 18 March
    for what, now, may in (
        ("rectify", chaozhou(2024, 3, 14, 23), False),  # Friday and Monday are left
        ("rectify", chaozhou(2024, 3, 15), True),
        ("rectify", over + timedelta(days=30), True),
        ("answer", over + timedelta(days=30), False),
    ):
        asked = may_be_supervised(what, over, rules=RULES, calendar=PUBLISHED, now=now)
        assert asked is may, now
    assert not may_be_supervised(None, None, rules=RULES, calendar=PUBLISHED, now=over)


@pytest.mark.req("11-9")
def test_a_plan_ends_between_today_and_the_last_day_of_its_clock() -> None:
    now, over = chaozhou(2024, 3, 4, 9), chaozhou(2024, 3, 19)
    fits = [plan_is_in_time(date(2024, 3, day), now=now, due_at=over) for day in (3, 4, 18, 19)]
    assert fits == [False, True, True, False]


@pytest.mark.req("11-13")
def test_every_open_state_has_a_clock() -> None:
    for status in set(Status) - CLOSED:
        assert clock_of(status, since=chaozhou(*MONDAY), rules=RULES, calendar=PUBLISHED)


@pytest.mark.req("11-13")
def test_a_clock_past_the_published_years_says_so() -> None:
    clock = clock_of(
        Status.ACCEPTED, since=chaozhou(2025, 12, 30, 9), rules=RULES, calendar=PUBLISHED
    )
    assert clock is not None
    assert clock.provisional


@pytest.mark.req("1-2")
def test_another_rule_set_has_other_clocks() -> None:
    other = changed(dispatch_working_days=2, silence_days=4, reopen_days=5, rounds=1)
    opened = clock_of(Status.OPENED, since=chaozhou(*MONDAY), rules=other, calendar=PUBLISHED)
    told = clock_of(Status.FED_BACK, since=chaozhou(*MONDAY), rules=other, calendar=PUBLISHED)
    assert opened is not None
    assert told is not None
    assert (opened.at, told.at) == (chaozhou(2024, 3, 7), chaozhou(2024, 3, 9))
    assert reopen_until(chaozhou(*MONDAY), other) == chaozhou(*MONDAY) + timedelta(days=5)
    assert rounds_used_up(2, other)


@pytest.mark.req("11-8")
def test_the_citizen_may_reopen_within_thirty_days_and_two_rounds() -> None:
    closed = chaozhou(2024, 2, 1, 12)
    assert reopen_until(closed, RULES) == chaozhou(2024, 3, 2, 12)  # a leap year
    assert [rounds_used_up(number, RULES) for number in (1, 2, 3)] == [False, False, True]


@pytest.mark.req("11-3", "11-8")
def test_the_bureau_closes_after_a_feedback_only_when_nobody_could_be_reached() -> None:
    days = [chaozhou(2026, 11, 23 + n).date() for n in (0, 0, 1)]
    for delivered, called, allowed in (
        (False, [], False),
        (False, days[:2], False),  # twice on one day is one day
        (False, days, True),
        (True, days, False),  # then the citizen has the word, and silence closes by itself
    ):
        may = bureau_may_close(Status.FED_BACK, delivered=delivered, call_days=called, rules=RULES)
        assert may is allowed
    assert bureau_may_close(Status.REOPENED, delivered=True, call_days=[], rules=RULES)
