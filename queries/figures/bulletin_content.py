"""What a bulletin says, compiled from the rollups: one content for offices, one for the public.

Both are plain structures that encode to the same bytes every time (13-3, 14-5). Ranks, figures and
counts are frozen with it; nothing in a published bulletin is ever reckoned again (13-6).
"""

from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import UNSET, Struct, UnsetType
from tortoise.expressions import Q

from models import Bureau, Institution, OfficerDay, Staff
from queries.figures.results import institutions_of
from queries.figures.tally import Figures, RulesOf, Tally, figures_of, ratings_by, tags_by
from queries.spans import span_of
from rules import scoring
from rules.actors import StaffMember
from rules.composite import Measure, measure_of
from rules.indicators import IndicatorSet, Target
from rules.ranking import Standing, ranking
from rules.rule_set import RuleSet
from rules.tags import label_of
from rules.work_calendar import month_days

TAGS_SHOWN = 10


class BulletinRow(Struct, frozen=True):
    """A county or an institution with its place; `rank` is None for small samples (15-5)."""

    id: UUID
    name: str
    figures: Figures
    rank: int | None
    low: float | None
    high: float | None
    in_tail: bool


class BulletinTag(Struct, frozen=True):
    label: str
    count: int


class BulletinContent(Struct, frozen=True):
    """The content of one version; what is public has its small numbers taken out.

    `indicator_set` is told where it weighs: the composite index is made by it (4-2).
    """

    title: str
    issuer: str
    region: str
    period: str
    rule_set: str
    rule_set_title: str
    cut_off: datetime
    total: Figures
    counties: list[BulletinRow]
    institutions: list[BulletinRow]
    tags: list[BulletinTag]
    minimum_sample: int
    ranking_sample: int
    indicator_set: str | UnsetType = UNSET


class OfficerCounts(Struct, frozen=True):
    """An officer's opinions by rule set and grade; for assessments, never in a bulletin (13-4)."""

    officer_id: UUID
    institution_id: UUID
    opinions: dict[str, dict[str, int]]


class Compiled(Struct, frozen=True):
    content: BulletinContent
    public: BulletinContent
    annex: list[OfficerCounts]


async def compile_period(
    *,
    by: StaffMember,
    period: str,
    now: datetime,
    rules: RuleSet,
    rules_of: RulesOf,
    indicators: IndicatorSet,
) -> Compiled:
    """The figures of a month for the bureau of `by`: the city of all, a county of its own.

    `indicators`: the set in force on the month's last day, by which it is measured (4-2).
    """
    measure = measure_of(indicators, Target.INSTITUTION, rules)
    bureau = await Bureau.get(id=by.bureau_id).select_related("region")
    first, last = month_days(period)
    reach = Q() if bureau.level == "city" else Q(bureau_id=bureau.id)
    tallies = await institutions_of(reach, first, last, measure)
    counties, offices = await _rows_of(bureau)
    total = Tally()
    for tally in tallies.values():
        total.add(tally)

    def content(*, public: bool) -> BulletinContent:
        few = public and 0 < total.count < rules.minimum_sample.value
        return BulletinContent(
            title=f"{bureau.region.name}政务服务“好差评”结果通报",
            issuer=bureau.name,
            region=bureau.region.name,
            period=period,
            rule_set=rules.code,
            rule_set_title=rules.title,
            cut_off=now,
            total=figures_of(
                total,
                rules_of,
                measure=measure,
                hidden=few,
                orders_hidden=public and 0 < total.orders_due < rules.minimum_sample.value,
            ),
            counties=_ranked(counties, tallies, measure, rules, rules_of, public=public),
            institutions=_ranked(offices, tallies, measure, rules, rules_of, public=public),
            tags=tags if not public else _often(tags, rules),
            minimum_sample=rules.minimum_sample.value,
            ranking_sample=rules.ranking_sample.value,
            indicator_set=indicators.title if measure else UNSET,
        )

    tags = await _tags(by, bureau.level == "city", first, last)
    annex = await _officers(list(tallies), first, last)
    return Compiled(content(public=False), content(public=True), annex)


Rows = dict[UUID, tuple[str, list[UUID]]]


async def _rows_of(bureau: Bureau) -> tuple[Rows, Rows]:
    """Counties (of the city's bulletin) and institutions, every one of them (C-1)."""
    offices = await Institution.all().order_by("name")
    if bureau.level != "city":
        own = [one for one in offices if one.bureau_id == bureau.id]
        return {}, {one.id: (one.name, [one.id]) for one in own if one.closed_at is None}
    counties: Rows = {}
    for county in await Bureau.filter(level="county").select_related("region").order_by("id"):
        own_ids = [one.id for one in offices if one.bureau_id == county.id]
        counties[county.region.id] = (county.region.name, own_ids)
    city_level = [one for one in offices if one.level == "city" and one.closed_at is None]
    return counties, {one.id: (one.name, [one.id]) for one in city_level}


def _ranked(
    rows: Rows,
    tallies: dict[UUID, Tally],
    measure: Measure | None,
    rules: RuleSet,
    rules_of: RulesOf,
    *,
    public: bool,
) -> list[BulletinRow]:
    sums = {key: _sum(tallies, offices) for key, (_, offices) in rows.items()}
    hidden = orders_hidden = frozenset[UUID]()
    if public:
        hidden = scoring.suppressed({key: one.count for key, one in sums.items()}, rules)
        orders = {key: one.orders_due for key, one in sums.items()}
        orders_hidden = scoring.suppressed(orders, rules)
    parts = {
        key: [(grades, rules_of(code)) for code, grades in one.opinions.items()]
        for key, one in sums.items()
    }
    return [
        _row(
            one,
            rows[one.key][0],
            figures_of(
                sums[one.key],
                rules_of,
                measure=measure,
                hidden=one.key in hidden,
                orders_hidden=one.key in orders_hidden,
            ),
        )
        for one in ranking(parts, rules)
    ]


def _row(place: Standing[UUID], name: str, figures: Figures) -> BulletinRow:
    if figures.suppressed:
        return BulletinRow(place.key, name, figures, None, None, None, False)
    return BulletinRow(place.key, name, figures, place.rank, place.low, place.high, place.in_tail)


def _sum(tallies: dict[UUID, Tally], offices: list[UUID]) -> Tally:
    total = Tally()
    for office in offices:
        total.add(tallies.get(office, Tally()))
    return total


async def _tags(by: StaffMember, city: bool, first: date, last: date) -> list[BulletinTag]:
    reach = Q() if city else Q(bureau_id=by.bureau_id)
    found = await tags_by(reach, await span_of(first, last))
    ordered = sorted(found.items(), key=lambda row: (-row[1], row[0]))[:TAGS_SHOWN]
    return [BulletinTag(label_of(tag), count) for tag, count in ordered]


def _often(tags: list[BulletinTag], rules: RuleSet) -> list[BulletinTag]:
    return [one for one in tags if one.count >= rules.minimum_sample.value]


async def _officers(offices: list[UUID], first: date, last: date) -> list[OfficerCounts]:
    known = set(await Staff.filter(role="officer").values_list("id", flat=True))
    found = await ratings_by(
        OfficerDay,
        ["officer_id", "institution_id"],
        Q(institution_id__in=offices) if offices else Q(id=0),
        await span_of(first, last),
    )
    rows = [
        OfficerCounts(officer, office, tally.opinions)
        for (officer, office), tally in found.items()
        if officer in known
    ]
    return sorted(rows, key=lambda one: (str(one.institution_id), str(one.officer_id)))


def encoded(value: object) -> str:
    """Canonical JSON: the same value is the same text."""
    return msgspec.json.encode(value, order="deterministic").decode()
