"""What assessments use: the figures of published bulletins, summed over their months (Art. 14).

Nothing is counted anew, so an assessment never differs from what was published; the last published
version of each month counts (14-1, 14-2, 14-5).
"""

from dataclasses import dataclass, field
from uuid import UUID

import msgspec
from msgspec import UNSET, Struct, UnsetType

from models import Bulletin, Institution, Staff
from queries.assessment import objections
from queries.assessment.objections import ObjectionView
from queries.figures.bulletin_content import BulletinContent, BulletinRow, OfficerCounts
from queries.figures.tally import RulesOf
from queries.shapes import Composite, Figure, GradeCount
from rules import scoring
from rules.actors import Role, StaffMember
from rules.assessment_use import basis_of
from rules.bulletins import BulletinStatus
from rules.grades import GRADES
from rules.rule_set import RuleSet


class MonthPart(Struct, frozen=True):
    """What one bulletin has of a county or an institution.

    `composite` is there where the indicator set of the month weighs; months are not summed by it,
    for their sets may weigh otherwise (4-2).
    """

    period: str
    opinions: int
    average: Figure
    satisfaction: Figure
    composite: Composite | UnsetType = UNSET


class AssessmentRow(Struct, frozen=True):
    """A county, institution or officer over the period; no figure for officers of few opinions.

    `parts` are its months, for counties and institutions: officers' are shown to themselves.
    """

    id: UUID
    name: str
    institution_name: str
    months: int  # in how many of the months there was something
    opinions: int
    average: Figure
    satisfaction: Figure
    grades: list[GradeCount]
    parts: list[MonthPart] = []


class UsedBulletin(Struct, frozen=True):
    """A published version the figures are from."""

    id: UUID
    period: str
    version: int
    hash: str


class Assessment(Struct, frozen=True):
    """Counties are in the city's alone; `missing` are months without a published bulletin.

    `basis` is one hash of the bulletins: by it the office that uses them names what it used.
    """

    first: str
    last: str
    issuer: str
    basis: str
    bulletins: list[UsedBulletin]
    missing: list[str]
    counties: list[AssessmentRow]
    institutions: list[AssessmentRow]
    officers: list[AssessmentRow]
    objections: list[ObjectionView]


class OwnMonth(Struct, frozen=True):
    """What an assessment will use of an officer's month, and the own objection to it."""

    period: str
    opinions: int
    average: Figure | None  # None for a batch that is too small to be shown
    objection: ObjectionView | None


class OwnAssessment(Struct, frozen=True):
    months: list[OwnMonth]


async def over(
    *, by: StaffMember, first: str, last: str, rules: RuleSet, rules_of: RulesOf
) -> Assessment:
    """The months from `first` to `last` of the bureau that supervises the caller (14-1, 14-2)."""
    rows = await published(await bureau_of(by), first, last)
    contents = [msgspec.json.decode(row.content, type=BulletinContent) for row in rows]
    annexes = [msgspec.json.decode(row.annex, type=list[OfficerCounts]) for row in rows]
    only = by.institution_id if by.role is Role.HANDLER else None
    months = _months(first, last)
    there = {row.period for row in rows}
    return Assessment(
        first=first,
        last=last,
        issuer=contents[0].issuer if contents else "",
        basis=basis_of((row.period, row.version, row.hash) for row in rows),
        bulletins=[UsedBulletin(row.id, row.period, row.version, row.hash) for row in rows],
        missing=[month for month in months if month not in there],
        counties=_places([(one.period, one.counties) for one in contents], only),
        institutions=_places([(one.period, one.institutions) for one in contents], only),
        officers=await _officers(annexes, only, rules, rules_of),
        objections=await objections.about([row.id for row in rows], by=by),
    )


async def own(*, by: StaffMember, rules: RuleSet, rules_of: RulesOf) -> OwnAssessment:
    """An officer's own months as they will be used, before they are (14-3)."""
    said = await objections.own(by=by)
    months = []
    for row in await published(await bureau_of(by), "2000-01", "2999-12"):
        for one in msgspec.json.decode(row.annex, type=list[OfficerCounts]):
            if one.officer_id == by.staff_id:
                average, count = _average(one.opinions, rules, rules_of)
                months.append(OwnMonth(row.period, count, average, said.get(row.id)))
    return OwnAssessment(months[::-1])


async def own_figures(period: str, *, by: StaffMember) -> tuple[UUID, UUID] | None:
    """The bulletin that has an officer's figures of a month, and the institution then (14-3)."""
    for row in await published(await bureau_of(by), period, period):
        annex = msgspec.json.decode(row.annex, type=list[OfficerCounts])
        offices = [one.institution_id for one in annex if one.officer_id == by.staff_id]
        if offices:
            now_at = by.institution_id
            return row.id, now_at if now_at in offices else offices[0]
    return None


async def bureau_of(by: StaffMember) -> UUID | None:
    """Whose bulletins are used of somebody: those of the bureau that supervises (14-1)."""
    if by.role in (Role.HANDLER, Role.OFFICER):
        return (await Institution.get(id=by.institution_id)).bureau_id
    return by.bureau_id


async def published(bureau_id: UUID | None, first: str, last: str, *columns: str) -> list[Bulletin]:
    """Of each month the last published version, which is the one that counts (13-6).

    With these columns alone, if any are named: the contents are long.
    """
    found = Bulletin.filter(
        bureau_id=bureau_id,
        status=BulletinStatus.PUBLISHED,
        period__gte=first,
        period__lte=last,
    ).order_by("period", "version")
    rows = await (found.only(*columns) if columns else found)
    return list({row.period: row for row in rows}.values())


async def used(bureau_id: UUID | None, first: str, last: str) -> list[UsedBulletin]:
    """Which versions an assessment of these months is of, without what they say (14-5)."""
    rows = await published(bureau_id, first, last, "id", "period", "version", "hash")
    return [UsedBulletin(row.id, row.period, row.version, row.hash) for row in rows]


def _months(first: str, last: str) -> list[str]:
    start, end = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (first, last))
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(start, end + 1)]


def _places(printed: list[tuple[str, list[BulletinRow]]], only: UUID | None) -> list[AssessmentRow]:
    """Sums of the published numerators and denominators."""
    found: dict[UUID, list[tuple[str, BulletinRow]]] = {}
    for period, rows in printed:
        for row in rows:
            if only is None or row.id == only:
                found.setdefault(row.id, []).append((period, row))
    made = [_place(parts) for parts in found.values()]
    return sorted(made, key=lambda row: (row.name, str(row.id)))


def _place(months: list[tuple[str, BulletinRow]]) -> AssessmentRow:
    rows = [row for _, row in months]
    grades = [
        GradeCount(
            grade,
            sum(one.count for row in rows for one in row.figures.grades if one.grade == grade),
        )
        for grade in GRADES
    ]
    return AssessmentRow(
        id=rows[-1].id,
        name=rows[-1].name,
        institution_name="",
        months=sum(1 for row in rows if row.figures.average.denominator),
        opinions=sum(one.count for one in grades),
        average=_summed([row.figures.average for row in rows], 1),
        satisfaction=_summed([row.figures.satisfaction for row in rows], 100),
        grades=grades,
        parts=[
            MonthPart(
                period,
                sum(one.count for one in row.figures.grades),
                row.figures.average,
                row.figures.satisfaction,
                row.figures.composite,
            )
            for period, row in months
        ],
    )


def _summed(figures: list[Figure], scale: int) -> Figure:
    numerator = sum(one.numerator for one in figures)
    denominator = sum(one.denominator for one in figures)
    made = scoring.ratio(int(numerator), denominator, figures[-1].formula, scale)
    return _shown(made)


@dataclass(slots=True)
class _Sum:
    """An officer's opinions at one institution over the months."""

    months: int = 0
    opinions: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, opinions: dict[str, dict[str, int]]) -> None:
        self.months += 1
        for rule_set, grades in opinions.items():
            mine = self.opinions.setdefault(rule_set, dict.fromkeys(map(str, GRADES), 0))
            for grade, count in grades.items():
                mine[grade] += count


async def _officers(
    annexes: list[list[OfficerCounts]], only: UUID | None, rules: RuleSet, rules_of: RulesOf
) -> list[AssessmentRow]:
    sums: dict[tuple[UUID, UUID], _Sum] = {}
    for annex in annexes:
        for one in annex:
            if only is None or one.institution_id == only:
                sums.setdefault((one.institution_id, one.officer_id), _Sum()).add(one.opinions)
    names = {row["id"]: row["name"] for row in await Staff.all().values("id", "name")}
    offices = {row["id"]: row["name"] for row in await Institution.all().values("id", "name")}
    rows = []
    for (office, officer), total in sums.items():
        average, count = _average(total.opinions, rules, rules_of)
        grades = _merged(total.opinions)
        nothing = Figure(None, 0, 0, "")
        share = scoring.satisfaction(grades)
        rows.append(
            AssessmentRow(
                id=officer,
                name=names.get(officer, ""),
                institution_name=offices.get(office, ""),
                months=total.months,
                opinions=count,
                average=average or nothing,
                satisfaction=_shown(share) if average else nothing,
                grades=[GradeCount(grade, grades[grade]) for grade in GRADES] if average else [],
            )
        )
    return sorted(rows, key=lambda row: (row.institution_name, row.name, str(row.id)))


def _average(
    opinions: dict[str, dict[str, int]], rules: RuleSet, rules_of: RulesOf
) -> tuple[Figure | None, int]:
    """The average and the number of opinions; no average of fewer than a batch (14-3)."""
    count = sum(sum(grades.values()) for grades in opinions.values())
    if count < rules.officer_batch.value:
        return None, count
    parts = [(grades, rules_of(code)) for code, grades in opinions.items()]
    return _shown(scoring.average_of(parts)), count


def _merged(opinions: dict[str, dict[str, int]]) -> dict[str, int]:
    total = dict.fromkeys(map(str, GRADES), 0)
    for grades in opinions.values():
        for grade, count in grades.items():
            total[grade] += count
    return total


def _shown(figure: scoring.Figure) -> Figure:
    return Figure(figure.value, figure.numerator, figure.denominator, figure.formula)
