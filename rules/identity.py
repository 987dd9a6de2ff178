"""The wall before the evaluator: who may ever look over it, for what, how long, with whom.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。

The law does not say who may call a citizen back: docs/decisions/0037.
"""

from datetime import datetime
from enum import StrEnum

from rules.actors import Role
from rules.refusals import Refused
from rules.rule_set import RuleSet
from rules.workflow import Table, transition


class BehindTheWall(Refused):
    """The caller belongs to those a citizen is protected from in this case (9-4, 9-5)."""

    code = "identity_wall"


class LookOver(Refused):
    """The time of the look is over, it was refused, or its case went elsewhere (9-5)."""

    code = "look_over"


class Purpose(StrEnum):
    """What a look is for, chosen from this list; the citizen reads it (9-2)."""

    FOLLOW_UP = "follow_up"  # 回访: is it as the citizen wrote, is it solved (Art. 11)
    UNDELIVERED = "undelivered"  # the reply did not reach the citizen and is told by telephone
    SAFETY = "safety"  # somebody may come to harm


CALLS = frozenset({Purpose.FOLLOW_UP, Purpose.UNDELIVERED})


class State(StrEnum):
    """Where a look stands. Its end is its time, not a state."""

    ASKED = "asked"  # waits for a second person
    GRANTED = "granted"
    REFUSED = "refused"


class Step(StrEnum):
    """What a second person does."""

    GRANT = "grant"
    REFUSE = "refuse"


class Hand(StrEnum):
    """Whose hand."""

    SECOND = "second"  # somebody else of the bureau that has the case


TABLE: Table[State, Step, Hand] = Table(
    (
        transition(Step.GRANT, [State.ASKED], State.GRANTED, Hand.SECOND),
        transition(Step.REFUSE, [State.ASKED], State.REFUSED, Hand.SECOND),
    )
)


def may_ask(role: Role, rules: RuleSet) -> bool:
    """Whether a role may ask at all: the bureau, and the rated institution's handler only where
    the rule set lets the bureau name one. Art. 9 (9-5).
    """
    if role is Role.HANDLER:
        return rules.identity_seen_by.value == "named_handler"
    return role in (Role.CITY_BUREAU, Role.COUNTY_BUREAU)


def needs_second(purpose: Purpose, role: Role, rules: RuleSet) -> bool:
    """Whether somebody else must agree; for a handler always, that is the naming. (9-2, 9-5)"""
    if role is Role.HANDLER or rules.identity_second_person.value == "always":
        return True
    return rules.identity_second_person.value == "beyond_calls" and purpose not in CALLS


def as_told(at: datetime) -> datetime:
    """The moment of a look as the citizen reads it: the hour it was in. Art. 9 (9-5)"""
    return at.replace(minute=0, second=0, microsecond=0)
