"""What a message says, in our words, from what is true when it leaves (10-1, 9-7).

Nobody's identity is among it: no evaluator (that is `persons`), no applicant, no officer by name.
Free text leaves with the numbers of people masked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models import Entry, ExchangeItem, Institution, Rating, Region, ServiceItem, ServiceRecord
from models.places.service_item import LOCAL_PREFIX
from rules.documents import mask_personal_data
from rules.exchange import Agreement, Kind, told_moment
from rules.grades import Grade
from rules.rating import PLATFORMS, Origin

Facts = dict[str, str]
RELATED = ("service_record", "rating__work_order")
AREAS = frozenset({"city", "county"})
DEFAULT = "default"  # in the place of an opinion's number


async def facts_of(
    items: Sequence[ExchangeItem], agreement: Agreement
) -> list[tuple[ExchangeItem, Facts]]:
    """The facts of each message; `items` come with what `RELATED` names."""
    places = await _places([one.service_record for one in items])
    orders = [order for one in items if (order := _order(one)) is not None]
    entries: dict[tuple[object, str], Entry] = {}
    for entry in await Entry.filter(order_id__in=orders).order_by("round"):
        entries[entry.order_id, entry.kind] = entry  # of the last round
    return [(one, _facts(one, entries, agreement, places)) for one in items]


@dataclass(frozen=True, slots=True)
class _Places:
    """What the services of a batch name, each read once: a batch names few of many."""

    areas: Mapping[object, Region]
    institutions: Mapping[object, Institution]
    items: Mapping[object, ServiceItem]


async def _places(records: Sequence[ServiceRecord]) -> _Places:
    institutions = Institution.filter(id__in={one.institution_id for one in records})
    items = ServiceItem.filter(id__in={one.item_id for one in records if one.item_id})
    return _Places(
        await _areas(),
        {one.id: one for one in await institutions},
        {one.id: one for one in await items},
    )


async def _areas() -> dict[object, Region]:
    """Every region with the county, zone or city it lies in: the exchange knows no smaller area."""
    regions: dict[object, Region] = {one.id: one for one in await Region.all()}

    def within(region: Region) -> Region:
        while region.level not in AREAS and region.parent_id is not None:
            region = regions[region.parent_id]
        return region

    return {id: within(region) for id, region in regions.items()}


def _order(item: ExchangeItem) -> UUID | None:
    """The work order of a message's rating. A reverse relation, which has no type."""
    order: Any = getattr(item.rating, "work_order", None)
    return order.id if order else None


def _facts(
    item: ExchangeItem,
    entries: Mapping[tuple[object, str], Entry],
    agreement: Agreement,
    places: _Places,
) -> Facts:
    facts = _service(item.service_record, places)
    if item.rating is None:
        return facts
    facts |= _rating(item.rating, agreement)
    if item.kind == Kind.RECTIFICATION:
        facts |= _rectification(_order(item), entries)
    return facts


def _service(record: ServiceRecord, places: _Places) -> Facts:
    institution = places.institutions[record.institution_id]
    area = places.areas[institution.region_id]
    item = places.items.get(record.item_id)
    return {
        # An area without a national code is told by our own, which nobody knows until it is mapped.
        "area": area.national_code or area.code,
        "area_name": area.name,
        "institution": institution.code,
        "institution_name": institution.name,
        "item": item.code if item and not item.code.startswith(LOCAL_PREFIX) else "",
        "item_name": item.name if item else "",
        "project_number": record.project_number,
        "service_number": str(record.service_number),
        "service_name": record.point or (item.name if item else ""),
        "status": "in_progress" if record.point else "done",
        "source": "portal" if record.source in PLATFORMS else record.source,
        "ended_at": told_moment(record.ended_at),
        "data_source": "city",
    }


def _rating(rating: Rating, agreement: Agreement) -> Facts:
    counts = rating.excluded_at is None and rating.superseded_by_id is None and not rating.late
    text = mask_personal_data(rating.text)
    if Grade(rating.grade).is_poor and not text and not rating.tags:
        text = agreement.texts["bare_poor"]
    return {
        # Without the default, which may come before the opinion or after: docs/decisions/0041.
        "opinion": str(rating.opinion or DEFAULT),
        "channel": rating.channel,
        "grade": rating.grade,
        "tags": rating.tags,
        "text": text,
        "text_status": "masked" if rating.text else "no_text",
        "rated_at": told_moment(rating.rated_at),
        "anonymous": _yes_no(rating.anonymous),
        "default": _yes_no(rating.origin == Origin.DEFAULT),
        "effective": "counted" if counts else "not_counted",
    }


def _rectification(order_id: object, entries: Mapping[tuple[object, str], Entry]) -> Facts:
    done, answer = entries.get((order_id, "rectification")), entries.get((order_id, "feedback"))
    return {
        "rectification": mask_personal_data(done.text) if done else "",
        "answer": mask_personal_data(answer.text) if answer else "",
        "answered_at": told_moment(answer.at) if answer else "",
        "answered": _yes_no(answer is not None),
    }


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"
