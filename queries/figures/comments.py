"""Single comments with their replies: which may be published, and what everybody reads (13-7).

Never an evaluator, an officer or a case number; in public not even the day. What belongs to a
discipline or care desk, is contested or excluded is not offered and not shown.
"""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from models import Appeal, Concern, Entry, InstitutionDay, PublicComment, Rating, TextCheck
from queries.figures.tally import ratings_by
from queries.spans import span_of
from rules.actors import Actor, Role, StaffMember
from rules.appeals import AppealStatus
from rules.comments import Check, State
from rules.concerns import Desk
from rules.documents import mask_personal_data
from rules.grades import Grade
from rules.in_force import RuleSets
from rules.rating import Origin
from rules.work_calendar import DAY, day_bounds, local_day, month_days

A_PAGE = 20
CHECKS = {
    "waiting": Check.WAITING,
    "pass": Check.PASSED,
    "review": Check.DOUBTFUL,
    "risky": Check.DOUBTFUL,
    "unchecked": Check.UNCHECKED,
}
NOT_POOR = [str(grade) for grade in Grade if not grade.is_poor]


class Comment(Struct, frozen=True):
    """One comment at the desk. `text` and `reply` as offices read them, `shown_…` as decided."""

    rating_id: UUID
    day: date
    grade: str
    institution_name: str
    item_name: str
    text: str
    reply: str
    state: State
    check: Check
    version: int  # 0 while nobody has decided
    shown_text: str
    shown_reply: str
    reason: str
    decided_at: datetime | None


class Comments(Struct, frozen=True):
    """`publishes`: whether the rule set in force publishes single comments at all."""

    publishes: bool
    total: int
    rows: list[Comment]


class PublicRow(Struct, frozen=True):
    """What everybody reads of one comment."""

    institution_name: str
    grade: str
    text: str
    reply: str


class Named(Struct, frozen=True):
    id: UUID
    name: str


class PublicComments(Struct, frozen=True):
    """A month; `institutions` are those that have something to read in it."""

    publishes: bool
    month: str
    institutions: list[Named]
    total: int
    rows: list[PublicRow]


def publishes(rule_sets: RuleSets, now: datetime) -> bool:
    """Whether single comments are published now. Art. 13 (13-7)."""
    return rule_sets.at(now).comments_published.value


def _publishable(rule_sets: RuleSets) -> Q:
    """Opinions in words, where the service's own set publishes; a poor one once it is answered."""
    codes = [one.code for one in rule_sets.sets if one.comments_published.value]
    answered = Entry.filter(kind="feedback").values("order__rating_id")
    contested = Appeal.filter(status__in=[AppealStatus.LODGED, AppealStatus.UNDER_REVIEW]).values(
        "rating_id"
    )
    sealed = Concern.filter(desk__in=[Desk.DISCIPLINE, Desk.CARE], rating_id__isnull=False).values(
        "rating_id"
    )
    return (
        Q(service_record__rule_set__in=codes or [""])
        & Q(late=False, excluded_at=None, superseded_by_id=None)
        & ~Q(text="")
        & ~Q(origin=Origin.DEFAULT)
        & ~Q(service_record__source="walk_in")
        & (Q(grade__in=NOT_POOR) | Q(id__in=Subquery(answered)))
        & ~Q(id__in=Subquery(contested))
        & ~Q(id__in=Subquery(sealed))
    )


def _reach(by: StaffMember) -> Q:
    if by.role is Role.CITY_BUREAU:
        return Q(id__isnull=False)
    return Q(service_record__bureau_id=by.bureau_id)


async def listed(
    *, by: StaffMember, state: State, page: int, now: datetime, rule_sets: RuleSets, checks: bool
) -> Comments:
    """Those that wait for a decision, oldest first, or those decided on, newest first.

    `checks`: whether words are looked at by the check before anybody may publish them.
    """
    if not publishes(rule_sets, now):
        return Comments(False, 0, [])
    where = _publishable(rule_sets) & _reach(by)
    if state is State.WAITING:
        found = Rating.filter(where, public_comment__id__isnull=True).order_by("rated_at", "id")
    else:
        found = Rating.filter(where, public_comment__state=state)
        found = found.order_by("-public_comment__decided_at", "id")
    rows = await _with_places(found.offset((page - 1) * A_PAGE).limit(A_PAGE), checks)
    return Comments(True, await found.count(), rows)


async def one(
    rating_id: UUID, *, by: StaffMember, now: datetime, rule_sets: RuleSets, checks: bool
) -> Comment | None:
    """A comment in reach that may be published, as it is now."""
    if not publishes(rule_sets, now):
        return None
    found = Rating.filter(_publishable(rule_sets) & _reach(by), id=rating_id)
    rows = await _with_places(found, checks)
    return rows[0] if rows else None


async def _with_places(found: QuerySet[Rating], checks: bool) -> list[Comment]:
    ratings = await found.select_related(
        "service_record__institution", "service_record__item", "public_comment", "text_check"
    )
    replies = await _replies([one.id for one in ratings])
    return [_comment(one, replies.get(one.id, ""), checks) for one in ratings]


async def _replies(ratings: list[UUID]) -> dict[UUID, str]:
    """The last feedback to each."""
    entries = (
        await Entry.filter(kind="feedback", order__rating_id__in=ratings)
        .order_by("round")
        .values_list("order__rating_id", "text")
    )
    return dict(entries)


def _check(rating: Rating, checks: bool) -> Check:
    """Only words of a signed-in phone can be asked about; those will be, however young."""
    if not checks:
        return Check.OFF
    said: TextCheck | None = getattr(rating, "text_check", None)
    if said is None:
        return Check.UNCHECKED if rating.session_id is None else Check.WAITING
    return CHECKS[said.verdict]


def _comment(rating: Rating, reply: str, checks: bool) -> Comment:
    record = rating.service_record
    decided: PublicComment | None = getattr(rating, "public_comment", None)
    return Comment(
        rating_id=rating.id,
        day=local_day(rating.rated_at),
        grade=rating.grade,
        institution_name=record.institution.name,
        item_name=record.item.name if record.item else "",
        text=mask_personal_data(rating.text),
        reply=mask_personal_data(reply),
        state=State(decided.state) if decided else State.WAITING,
        check=_check(rating, checks),
        version=decided.version if decided else 0,
        shown_text=decided.text if decided else "",
        shown_reply=decided.reply if decided else "",
        reason=decided.reason if decided else "",
        decided_at=decided.decided_at if decided else None,
    )


async def published(
    *,
    by: Actor,
    month: str,
    institution_id: UUID | None,
    page: int,
    now: datetime,
    rule_sets: RuleSets,
) -> PublicComments:
    """The comments of a month by institution, in no order that would tell when they were given.

    Only of institutions with as many opinions in it as may be shown at all (13-4).
    """
    month = month or f"{local_day(now):%Y-%m}"
    if not publishes(rule_sets, now):
        return PublicComments(False, month, [], 0, [])
    first, last = month_days(month)
    where = _publishable(rule_sets) & Q(
        public_comment__state=State.PUBLISHED,
        rated_at__gte=day_bounds(first)[0],
        rated_at__lt=day_bounds(last + DAY)[0],
    )
    enough = await _often_rated(first, last, rule_sets.at(now).minimum_sample.value)
    where &= Q(service_record__institution_id__in=enough) if enough else Q(id=None)
    offices = (
        await Rating.filter(where)
        .distinct()
        .values_list("service_record__institution_id", "service_record__institution__name")
    )
    if institution_id is not None:
        where &= Q(service_record__institution_id=institution_id)
    found = Rating.filter(where)
    rows = (
        await found.order_by("service_record__institution__name", "id")
        .offset((page - 1) * A_PAGE)
        .limit(A_PAGE)
        .select_related("service_record__institution", "public_comment")
    )
    return PublicComments(
        publishes=True,
        month=month,
        institutions=[Named(*each) for each in sorted(offices, key=lambda each: each[1])],
        total=await found.count(),
        rows=[_public(rating) for rating in rows],
    )


async def _often_rated(first: date, last: date, least: int) -> list[UUID]:
    said = await ratings_by(
        InstitutionDay, ["institution_id"], Q(series="opinion"), await span_of(first, last)
    )
    return [office for (office,), tally in said.items() if tally.count >= least]


def _public(rating: Rating) -> PublicRow:
    shown: PublicComment = rating.public_comment  # type: ignore[attr-defined]
    office = rating.service_record.institution.name
    return PublicRow(office, rating.grade, shown.text, shown.reply)
