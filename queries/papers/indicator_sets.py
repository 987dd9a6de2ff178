"""Indicator sets with every item and its source, and what another one would change (4-2)."""

from datetime import date, datetime

from msgspec import Struct

from models import IndicatorSetRecord, Staff
from rules.actors import StaffMember
from rules.indicator_document import CODE
from rules.indicators import FIRST, Indicator, IndicatorSet, IndicatorSets, from_document
from rules.refusals import NotFound


class IndicatorItem(Struct, frozen=True):
    """`fed_by`: answers, average, satisfaction or participation; `weight` of 100, or None."""

    code: str
    label: str
    target: str
    fed_by: str
    weight: float | None
    source: str


class IndicatorSetView(Struct, frozen=True):
    """`status`: in_force, coming, past, waiting (for a second person), discarded."""

    code: str
    title: str
    effective_from: date
    source: str
    status: str
    weighted: bool
    loaded_by: str | None
    loaded_by_me: bool
    activated_by: str | None
    items: list[IndicatorItem]


class IndicatorSetViews(Struct, frozen=True):
    rows: list[IndicatorSetView]


class ItemChange(Struct, frozen=True):
    """An item that comes, goes or changes; the side where it is not is None."""

    code: str
    before: IndicatorItem | None
    after: IndicatorItem | None


class IndicatorSetPreview(Struct, frozen=True):
    """What a document says and would change against the set in force; nothing of it is stored."""

    code: str
    title: str
    effective_from: date
    source: str
    weighted: bool
    items: list[IndicatorItem]
    against: str
    changes: list[ItemChange]


async def listed(
    *, by: StaffMember, now: datetime, indicator_sets: IndicatorSets
) -> IndicatorSetViews:
    """All sets, newest first; the regulation's own comes last."""
    current = indicator_sets.at(now)
    records = await IndicatorSetRecord.all().order_by("-effective_from", "-loaded_at")
    names = {row["id"]: row["name"] for row in await Staff.all().values("id", "name")}
    rows = [
        _view(
            from_document(record.document),
            _status(record, current),
            loaded_by=names.get(record.loaded_by_id),
            activated_by=names.get(record.activated_by_id),
            mine=record.loaded_by_id == by.staff_id,
        )
        for record in records
    ]
    return IndicatorSetViews([*rows, _view(FIRST, "in_force" if current is FIRST else "past")])


async def preview(
    code: str, *, by: StaffMember, now: datetime, indicator_sets: IndicatorSets
) -> IndicatorSetPreview:
    """What a loaded set would change."""
    record = await IndicatorSetRecord.get_or_none(code=code) if CODE.fullmatch(code) else None
    if record is None:
        raise NotFound
    return changes(from_document(record.document), against=indicator_sets.at(now), by=by)


def changes(
    indicators: IndicatorSet, *, against: IndicatorSet, by: StaffMember
) -> IndicatorSetPreview:
    """The items of a set, and each that comes, goes or changes against the one in force."""
    before = {one.code: _item(one) for one in against.items}
    after = {one.code: _item(one) for one in indicators.items}
    return IndicatorSetPreview(
        code=indicators.code,
        title=indicators.title,
        effective_from=indicators.effective_from,
        source=indicators.source,
        weighted=indicators.weighted,
        items=[*after.values()],
        against=against.title,
        changes=[
            ItemChange(one, before.get(one), after.get(one))
            for one in {**after, **before}
            if before.get(one) != after.get(one)
        ],
    )


def _view(
    one: IndicatorSet,
    status: str,
    *,
    loaded_by: str | None = None,
    activated_by: str | None = None,
    mine: bool = False,
) -> IndicatorSetView:
    return IndicatorSetView(
        code=one.code,
        title=one.title,
        effective_from=one.effective_from,
        source=one.source,
        status=status,
        weighted=one.weighted,
        loaded_by=loaded_by,
        loaded_by_me=mine,
        activated_by=activated_by,
        items=[_item(item) for item in one.items],
    )


def _status(record: IndicatorSetRecord, current: IndicatorSet) -> str:
    if record.discarded_at is not None:
        return "discarded"
    if record.activated_at is None:
        return "waiting"
    if record.code == current.code:
        return "in_force"
    return "coming" if record.effective_from > current.effective_from else "past"


def _item(one: Indicator) -> IndicatorItem:
    weight = None if one.weight is None else float(one.weight)
    return IndicatorItem(one.code, one.label, one.target, one.fed_by, weight, one.source)
