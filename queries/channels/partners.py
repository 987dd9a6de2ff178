"""Partners as the city bureau sees them: contact, volumes, errors, refused rows, keys (10-1)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from tortoise.functions import Max

from models import Partner, PartnerDay, PartnerKey, PartnerRefusal
from rules.actors import StaffMember
from rules.grade_scale import scales
from rules.partners import SEPARATOR, KeyState, scopes, state_of
from rules.refusals import NotFound
from rules.work_calendar import DAY, local_day

DAYS_SHOWN = 30
REFUSALS_SHOWN = 100
WEEK = 7


class PartnerRow(Struct, frozen=True):
    """`key`: how its best key stands; none: no key is valid. Figures are of seven days."""

    id: UUID
    name: str
    scope: list[str]
    suspended: bool
    last_at: datetime | None
    contacts: int
    rows: int
    errors: int
    key: str
    key_until: datetime | None


class GradeScale(Struct, frozen=True):
    """A scale partners may count by, with where it comes from."""

    code: str
    label: str
    source: str


class Partners(Struct, frozen=True):
    rows: list[PartnerRow]
    scales: list[GradeScale]


class KeyRow(Struct, frozen=True):
    """`state`: valid, expires_soon, expired, revoked. The secret itself is shown to nobody."""

    id: UUID
    key_id: str
    kind: str
    state: str
    made_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None


class PartnerVolume(Struct, frozen=True):
    """A day: requests, rows taken in or known already, and rows and requests refused."""

    day: date
    contacts: int
    rows: int
    refused: int


class PartnerError(Struct, frozen=True):
    """What went wrong at one endpoint, and how often: whole requests, and rows of batches."""

    endpoint: str
    code: str
    contacts: int
    rows: int
    last_at: datetime


class RefusedLine(Struct, frozen=True):
    """A refused row by its number over there; `place` is the field that could not be read."""

    at: datetime
    endpoint: str
    number: str
    code: str
    place: str


class PartnerPage(Struct, frozen=True):
    """`version` goes back with a change."""

    id: UUID
    name: str
    contact: str
    scope: list[str]
    networks: list[str]
    calls_a_minute: int
    grade_scale: str
    scales: list[GradeScale]
    suspended_at: datetime | None
    last_at: datetime | None
    version: int
    keys: list[KeyRow]
    days: list[PartnerVolume]
    errors: list[PartnerError]
    refused: list[RefusedLine]


async def listed(*, by: StaffMember, now: datetime) -> Partners:
    """Every partner with its last contact and what it told in seven days."""
    rows = await Partner.all().order_by("name")
    keys = await PartnerKey.filter(revoked_at=None)
    days = await PartnerDay.filter(day__gt=local_day(now) - WEEK * DAY)
    last = await _last_contacts()
    return Partners(
        [
            _row(
                one,
                [key for key in keys if key.partner_id == one.id],
                [day for day in days if day.partner_id == one.id],
                last.get(one.id),
                now,
            )
            for one in rows
        ],
        _scales(),
    )


def _scales() -> list[GradeScale]:
    return [GradeScale(one.code, one.label, one.source) for one in scales().values()]


def _row(
    one: Partner,
    keys: Sequence[PartnerKey],
    own: Sequence[PartnerDay],
    last_at: datetime | None,
    now: datetime,
) -> PartnerRow:
    best = _best(keys, now)
    return PartnerRow(
        id=one.id,
        name=one.name,
        scope=sorted(scopes(one.scope)),
        suspended=one.suspended_at is not None,
        last_at=last_at,
        contacts=sum(day.contacts for day in own),
        rows=sum(day.rows for day in own if not day.code),
        errors=sum(day.contacts + day.rows for day in own if day.code),
        key=_state(best, now) if best else "",
        key_until=best.expires_at if best else None,
    )


def _best(keys: Iterable[PartnerKey], now: datetime) -> PartnerKey | None:
    """The key that is valid longest."""
    good = [one for one in keys if _state(one, now) in (KeyState.VALID, KeyState.EXPIRES_SOON)]
    endless = [one for one in good if one.expires_at is None]
    return endless[0] if endless else max(good, key=lambda one: str(one.expires_at), default=None)


def _state(key: PartnerKey, now: datetime) -> str:
    return state_of(expires_at=key.expires_at, revoked_at=key.revoked_at, now=now)


async def _last_contacts() -> dict[UUID, datetime]:
    last = PartnerDay.all().annotate(last=Max("last_at")).group_by("partner_id")
    return dict(await last.values_list("partner_id", "last"))


async def page(*, partner_id: UUID, by: StaffMember, now: datetime) -> PartnerPage:
    """One partner with its month; raises `NotFound`."""
    one = await Partner.get_or_none(id=partner_id)
    if one is None:
        raise NotFound
    since = local_day(now) - DAYS_SHOWN * DAY
    days = await PartnerDay.filter(partner_id=partner_id, day__gt=since)
    refused = PartnerRefusal.filter(partner_id=partner_id).order_by("-at", "id")
    return PartnerPage(
        id=one.id,
        name=one.name,
        contact=one.contact,
        scope=sorted(scopes(one.scope)),
        networks=[line for line in one.networks.split(SEPARATOR) if line],
        calls_a_minute=one.calls_a_minute,
        grade_scale=one.grade_scale,
        scales=_scales(),
        suspended_at=one.suspended_at,
        last_at=(await _last_contacts()).get(one.id),
        version=one.version,
        keys=[_key(key, now) for key in await _keys(partner_id)],
        days=_volumes(days, since, now),
        errors=_errors(days),
        refused=[
            RefusedLine(line.at, line.endpoint, line.number, line.code, line.place)
            for line in await refused.limit(REFUSALS_SHOWN)
        ],
    )


async def _keys(partner_id: UUID) -> list[PartnerKey]:
    """The newest first; one that was there before there were several is the oldest."""
    found = await PartnerKey.filter(partner_id=partner_id)
    return sorted(found, key=lambda one: str(one.made_at or ""), reverse=True)


def _key(one: PartnerKey, now: datetime) -> KeyRow:
    return KeyRow(
        id=one.id,
        key_id=one.key_id,
        kind=one.kind,
        state=_state(one, now),
        made_at=one.made_at,
        expires_at=one.expires_at,
        revoked_at=one.revoked_at,
    )


def _volumes(days: Sequence[PartnerDay], since: date, now: datetime) -> list[PartnerVolume]:
    """Every day of the month, also those without a word."""
    made = []
    day = since + DAY
    while day <= local_day(now):
        own = [one for one in days if one.day == day]
        made.append(
            PartnerVolume(
                day=day,
                contacts=sum(one.contacts for one in own),
                rows=sum(one.rows for one in own if not one.code),
                refused=sum(one.contacts + one.rows for one in own if one.code),
            )
        )
        day += DAY
    return made


def _errors(days: Sequence[PartnerDay]) -> list[PartnerError]:
    """By endpoint and code, the most frequent first."""
    groups: dict[tuple[str, str], list[PartnerDay]] = {}
    for one in days:
        if one.code:
            groups.setdefault((one.endpoint, one.code), []).append(one)
    made = [
        PartnerError(
            endpoint=endpoint,
            code=code,
            contacts=sum(one.contacts for one in own),
            rows=sum(one.rows for one in own),
            last_at=max(one.last_at for one in own),
        )
        for (endpoint, code), own in groups.items()
    ]
    return sorted(made, key=lambda one: (-one.contacts - one.rows, one.endpoint, one.code))
