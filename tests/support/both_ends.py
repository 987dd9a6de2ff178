"""What this house and the stand-in of the province hold of the same services, compared."""

from typing import Any

from models import Rating

GRADES = {
    "very_satisfied": "5",
    "satisfied": "4",
    "basically_satisfied": "3",
    "dissatisfied": "2",
    "very_dissatisfied": "1",
}
Held = dict[str, dict[str, tuple[str, bool]]]  # service to number to grade and whether it counts


async def ours() -> Held:
    """Every rating of a service with a record, the default as number 0."""
    held: Held = {}
    rows = Rating.exclude(service_record__source="walk_in").select_related("service_record")
    for one in await rows:
        record = one.service_record
        ratings = held.setdefault(f"{record.project_number} {record.service_number}", {})
        counts = not one.late and one.excluded_at is None and one.superseded_by_id is None
        ratings[str(one.opinion or 0)] = GRADES[one.grade], counts
    return held


def theirs(kept: dict[str, Any]) -> Held:
    """The same of what the stand-in keeps."""
    return {
        service: {
            number: (told["satisfaction"], told.get("effectivEvalua") != "2")
            for number, told in known["ratings"].items()
        }
        for service, known in kept.items()
    }


async def differing(kept: dict[str, Any]) -> list[str]:
    """Services with ratings here about which the two do not agree."""
    there = theirs(kept)
    return sorted(name for name, held in (await ours()).items() if there.get(name) != held)
