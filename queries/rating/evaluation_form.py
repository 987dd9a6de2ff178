"""What a citizen may score beside the grade, by the set of the service (Art. 4, 5; 5-1, 5-2)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from models import Rating, ServiceRecord
from rules.actors import Actor
from rules.indicators import IndicatorSet, IndicatorSets


class Dimension(Struct, frozen=True):
    """One thing to score; `target` is institution or hall."""

    code: str
    label: str
    target: str


class EvaluationForm(Struct, frozen=True):
    """What is asked under the set in force at the service's end; all of it may be left out."""

    indicator_set: str
    dimensions: list[Dimension]


class Scored(Struct, frozen=True):
    """What a citizen scored, 1 to 5, in the words it was asked in."""

    code: str
    label: str
    score: int


async def form(
    service_id: UUID | None, *, by: Actor, now: datetime, indicator_sets: IndicatorSets
) -> EvaluationForm:
    """The form of a service; without one that of a visit now (7-10).

    A service nobody knows gets the form of now as well: an id tells nothing here.
    """
    record = await ServiceRecord.get_or_none(id=service_id) if service_id else None
    indicators = indicator_sets.at(record.ended_at if record else now)
    return EvaluationForm(indicators.code, dimensions_of(indicators))


def dimensions_of(indicators: IndicatorSet) -> list[Dimension]:
    """What a set asks of citizens, in its order."""
    return [Dimension(one.code, one.label, one.target) for one in indicators.dimensions]


def scored_of(rating: Rating, indicator_sets: IndicatorSets) -> list[Scored]:
    """The scores of a rating whose service is loaded with it, in the order they were asked."""
    scores: Mapping[str, int] = msgspec.json.decode(rating.dimensions)
    indicators = indicator_sets.at(rating.service_record.ended_at)
    return [
        Scored(one.code, one.label, scores[one.code])
        for one in indicators.dimensions
        if one.code in scores
    ]
