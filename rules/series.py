"""The ratings of one service: which place one takes, which counts, and which give way.

第七条 评价人每接受一次服务即可做出一次评价。

The first rule set knows one opinion a service. Another one may let its evaluator rate once more
(再次评价, `assessNumber` 2 of the exchange); then one of the two counts, and both can be read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class Before:
    """A rating the service has already. `opinion` is None for the default."""

    id: UUID
    ordinal: int
    opinion: int | None
    evaluator_id: UUID | None
    order_id: UUID | None = None  # its work order, while that is open


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rating stands among those of its service.

    `ordinal` is its place in the series, `opinion` its number among the opinions. A pair of
    `superseded` is a rating that leaves every figure and the one that counts instead.
    """

    ordinal: int
    opinion: int
    late: bool
    superseded: tuple[tuple[UUID, UUID], ...] = ()
    joins: UUID | None = None  # the open work order it is looked into with


FIRST = Place(1, 1, False)
"""Where nearly every rating stands."""


def may_rate_again(given: int, *, linked: bool, rules: RuleSet) -> bool:
    """Whether the evaluator of `given` opinions on a service may give another. Art. 7 (7-11).

    A walk-in (`linked` false) stays one a window and day, whatever the set says.
    """
    return linked and 0 < given < rules.ratings_per_service.value


def place_of(
    rating_id: UUID,
    *,
    evaluator_id: UUID | None,
    rated_at: datetime,
    due_at: datetime | None,
    before: Collection[Before],
    rules: RuleSet,
    told_later: bool = False,
) -> Place:
    """The place of an opinion, given what is `before` it. `due_at`: when the default falls due.

    Without an `evaluator_id` (a rating device) it is nobody's second one.

    In time or not is decided by the moment of the rating; if the default came first all the same
    (both at the last moment), that has decided, unless the opinion was `told_later` by another
    system: it was made in time, and the default gives way. What comes second for a place that is
    taken gets it all the same here, and the unique constraints refuse it. Art. 6, 7 (6-3, 6-6,
    7-1, 7-11).
    """
    over = due_at is not None and rated_at >= due_at
    if not before and not over:
        return FIRST
    there = {one.opinion: one for one in before}
    default, first = there.get(None), there.get(1)
    over = over or (default is not None and not told_later)
    late = over and rules.late_rating.value == "keep_apart"
    own = first is not None and evaluator_id is not None and first.evaluator_id == evaluator_id
    if (
        first
        and own
        and may_rate_again(len(there.keys() - {None}), linked=bool(due_at), rules=rules)
    ):
        return _second(rating_id, first, late=late, rules=rules)
    superseded = () if late or default is None else ((default.id, rating_id),)
    return Place(2 if late or default else 1, 1, late, superseded)


def _second(rating_id: UUID, first: Before, *, late: bool, rules: RuleSet) -> Place:
    """A late one counts nowhere, so the first stays what it was."""
    latest = rules.counted_opinion.value == "latest"
    pair = (first.id, rating_id) if latest else (rating_id, first.id)
    return Place(first.ordinal + 1, 2, late, () if late else (pair,), first.order_id)
