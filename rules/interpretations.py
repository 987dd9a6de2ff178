"""Official interpretations of the regulation: written by one, published by another, then fixed.

第十七条 本实施细则由市政务服务数据管理局负责解释，自发布之日起实施，试行期限与《办法》同。
"""

from enum import StrEnum

from rules.workflow import Table, transition


class State(StrEnum):
    """Where an interpretation stands. What everybody may read is `PUBLIC`."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  # stays readable, with the reason
    DISCARDED = "discarded"


class Step(StrEnum):
    """What is done with one."""

    REVISE = "revise"
    PUBLISH = "publish"
    DISCARD = "discard"
    WITHDRAW = "withdraw"


class Hand(StrEnum):
    """Whose hand it is in; both are people of the city."""

    WRITER = "writer"
    COLLEAGUE = "colleague"


PUBLIC = frozenset({State.PUBLISHED, State.WITHDRAWN})
TABLE: Table[State, Step, Hand] = Table(
    (
        transition(Step.REVISE, [State.DRAFT], State.DRAFT, Hand.WRITER),
        transition(Step.PUBLISH, [State.DRAFT], State.PUBLISHED, Hand.COLLEAGUE),
        transition(Step.DISCARD, [State.DRAFT], State.DISCARDED, Hand.WRITER, Hand.COLLEAGUE),
        transition(Step.WITHDRAW, [State.PUBLISHED], State.WITHDRAWN, Hand.WRITER, Hand.COLLEAGUE),
    )
)
