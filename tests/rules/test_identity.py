"""Who may look over the wall, and with whom: every role, purpose and rule."""

from dataclasses import replace

import pytest

from rules import rule_set
from rules.actors import Role
from rules.identity import TABLE, Hand, Purpose, State, Step, may_ask, needs_second
from rules.refusals import NotAllowedNow
from rules.rule_set import RuleSet, Value

FIRST = rule_set.load(rule_set.FIRST)
BUREAUS = {Role.CITY_BUREAU, Role.COUNTY_BUREAU}


def with_(name: str, value: str) -> RuleSet:
    given: Value[str] = getattr(FIRST, name)
    return replace(FIRST, **{name: replace(given, value=value)})


@pytest.mark.req("9-2", "9-4", "9-5")
@pytest.mark.parametrize("role", Role)
def test_the_rated_house_asks_only_where_a_set_lets_the_bureau_name_somebody(role: Role) -> None:
    assert may_ask(role, FIRST) == (role in BUREAUS)
    named = may_ask(role, with_("identity_seen_by", "named_handler"))
    assert named == (role in BUREAUS or role is Role.HANDLER)


@pytest.mark.req("9-2")
@pytest.mark.parametrize("purpose", Purpose)
def test_a_second_person_is_asked(purpose: Purpose) -> None:
    always = with_("identity_second_person", "always")
    for role in BUREAUS:
        assert needs_second(purpose, role, FIRST) == (purpose is Purpose.SAFETY)
        assert needs_second(purpose, role, always)
    assert needs_second(purpose, Role.HANDLER, FIRST)


@pytest.mark.req("9-2")
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_a_look_is_decided_once(state: State, step: Step) -> None:
    if state is State.ASKED:
        after = State.GRANTED if step is Step.GRANT else State.REFUSED
        assert TABLE.apply(state, step, Hand.SECOND) is after
    else:
        with pytest.raises(NotAllowedNow):
            TABLE.apply(state, step, Hand.SECOND)
