"""What the form of a service may answer beside the grade (Art. 4, 5; 4-2, 5-1, 5-2)."""

from collections.abc import Mapping
from uuid import UUID

from actions.dependencies import Dependencies
from models import ServiceRecord
from rules import dimensions


async def check(*, service_id: UUID, scores: Mapping[str, int], deps: Dependencies) -> None:
    """`UnknownDimension` unless the set in force at the service's end asked for each (4-2).

    Nothing scored costs nothing. Whether the service is there and whose it is decides the store.
    """
    if not scores:
        return
    record = await ServiceRecord.get_or_none(id=service_id)
    if record is not None:
        dimensions.check(scores, deps.indicator_sets.at(record.ended_at).asked)
