"""The machine itself, on a table of three doors."""

from enum import StrEnum

import pytest

from rules.refusals import NotAllowedNow
from rules.workflow import NotYours, Table, transition


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"


class Move(StrEnum):
    SHUT = "shut"
    LOCK = "lock"
    FREE = "free"


class Who(StrEnum):
    GUEST = "guest"
    PORTER = "porter"


TABLE: Table[Door, Move, Who] = Table(
    (
        transition(Move.SHUT, [Door.OPEN], Door.SHUT, Who.GUEST, Who.PORTER),
        transition(Move.LOCK, [Door.SHUT], Door.LOCKED, Who.PORTER),
        transition(Move.FREE, [Door.LOCKED], Door.SHUT, Who.PORTER),
        transition(Move.FREE, [Door.SHUT], Door.OPEN, Who.GUEST),
    )
)


def test_a_step_leads_where_the_table_says() -> None:
    assert TABLE.apply(Door.OPEN, Move.SHUT, Who.GUEST) is Door.SHUT
    assert TABLE.apply(Door.LOCKED, Move.FREE, Who.PORTER) is Door.SHUT
    assert TABLE.apply(Door.SHUT, Move.FREE, Who.GUEST) is Door.OPEN


def test_too_early_and_not_yours_are_told_apart() -> None:
    with pytest.raises(NotAllowedNow):
        TABLE.apply(Door.OPEN, Move.LOCK, Who.PORTER)
    with pytest.raises(NotYours):
        TABLE.apply(Door.SHUT, Move.LOCK, Who.GUEST)
    with pytest.raises(NotYours):
        TABLE.apply(Door.SHUT, Move.FREE, Who.PORTER)


def test_what_can_be_done_is_in_the_order_of_the_table() -> None:
    assert TABLE.actions_for(Door.SHUT, Who.PORTER) == (Move.LOCK,)
    assert TABLE.actions_for(Door.OPEN, Who.PORTER) == (Move.SHUT,)
    assert TABLE.actions_for(Door.LOCKED, Who.GUEST) == ()
