"""Article 4: what is told of the orders of an office, by their steps and clocks."""

from datetime import datetime
from typing import Any

import pytest

from rules.efficiency import Efficiency, Facts, efficiency_of, figures, summed
from rules.rectification import Action, Status
from tests.rules.sets import PUBLISHED, chaozhou, first

RULES = first()
MONDAY = chaozhou(2024, 3, 4, 10)
LATER = chaozhou(2024, 5, 6, 10)
Steps = list[tuple[str, datetime]]


def march(day: int) -> datetime:
    return chaozhou(2024, 3, day, 10)


def counts(steps: Steps, now: datetime = LATER, **facts: Any) -> Efficiency:
    known = {
        "opened_at": MONDAY,
        "status": Status.ACCEPTED,
        "due_what": None,
        "due_at": None,
        "paused": None,
        "rounds": {},
        "fed_back": {},
        **facts,
    }
    made = Facts(steps=[(Action.OPEN, MONDAY), *steps], **known)
    return efficiency_of(made, rules=RULES, calendar=PUBLISHED, now=now)


@pytest.mark.req("4-5", "11-2")
def test_each_dispatch_counts_from_what_it_answers() -> None:
    at_once = counts([(Action.DISPATCH, march(4))])
    assert (at_once.dispatches, at_once.dispatched_in_time) == (1, 1)
    returned = counts(
        [(Action.DISPATCH, march(4)), (Action.RETURN, march(5)), (Action.DISPATCH, march(20))]
    )
    assert (returned.dispatches, returned.dispatched_in_time, returned.returned) == (2, 1, 1)
    waiting = counts([], now=march(4), status=Status.OPENED)
    assert (waiting.dispatches, waiting.overdue) == (0, 0)  # its clock still runs
    forgotten = counts([], status=Status.OPENED, due_what="dispatch", due_at=march(6))
    assert (forgotten.dispatches, forgotten.dispatched_in_time) == (1, 0)
    assert forgotten.overdue == 0  # the bureau's delay is no institution's


@pytest.mark.req("4-5", "11-13")
def test_the_first_contact_counts_and_an_appeal_does_not_run() -> None:
    sent = (Action.DISPATCH, march(4))
    soon = counts([sent, (Action.CALL_REACHED, march(5)), (Action.RESPOND, march(28))])
    assert (soon.contacts, soon.contacted_in_time, soon.overdue) == (1, 1, 0)
    late = counts([sent, (Action.RESPOND, march(28))])
    assert (late.contacts, late.contacted_in_time, late.overdue) == (1, 0, 1)
    paused = counts([sent, (Action.RESPOND, march(28))], paused=(march(5), march(27)))
    assert (paused.contacts, paused.contacted_in_time) == (1, 1)
    running = counts([sent], now=march(4))
    assert running.contacts == 0
    given_back = counts([sent, (Action.RETURN, march(5))], status=Status.OPENED, now=march(5))
    assert given_back.contacts == 0  # nobody owed it


@pytest.mark.req("4-5", "11-10")
def test_rounds_are_in_time_by_their_own_clock() -> None:
    made = counts(
        [(Action.GRANT_EXTENSION, march(8)), (Action.REOPEN, march(25))],
        rounds={1: march(18), 2: march(29), 3: None},
        fed_back={1: march(15), 2: march(30)},
    )
    assert (made.rounds, made.rectified_in_time, made.overdue) == (2, 1, 1)
    assert (made.extended, made.reopened) == (1, 1)
    assert counts([], rounds={1: march(18)}, now=march(11)).rounds == 0
    assert counts([], rounds={1: march(18)}).rectified_in_time == 0


@pytest.mark.req("4-3", "4-5")
def test_supervisions_are_answered_in_time_or_not() -> None:
    one = counts(
        [
            (Action.SUPERVISE, march(4)),
            (Action.ANSWER_SUPERVISION, march(5)),
            (Action.SUPERVISE, march(11)),
            (Action.ANSWER_SUPERVISION, march(29)),
            (Action.SUPERVISE, march(29)),
        ]
    )
    assert (one.supervised, one.supervision_answered, one.supervision_in_time) == (3, 2, 1)


@pytest.mark.req("4-5")
def test_counts_add_up_and_shares_say_what_they_are_made_of() -> None:
    decided = counts([(Action.DISPATCH, march(4))], status=Status.CLOSED_BY_BUREAU)
    total = summed([decided, decided, Efficiency()])
    assert (total.orders, total.unsolved, total.dispatches) == (2, 2, 2)
    dispatch, contact, rectification = figures(total)
    assert (dispatch.value, dispatch.numerator, dispatch.denominator) == (100.0, 2, 2)
    assert (contact.value, contact.denominator) == (0.0, 2)
    assert rectification.value is None  # nothing to divide by
