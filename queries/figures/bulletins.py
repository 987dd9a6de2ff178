"""Bulletins as offices see them, and published ones as everybody does (Art. 13)."""

from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from models import Bulletin, Staff
from queries.figures.bulletin_content import BulletinContent
from queries.figures.bulletin_periods import Period, periods
from queries.whole_city import whole_city
from rules.actors import Actor, Role, StaffMember
from rules.bulletins import TABLE, BulletinRole, BulletinStatus
from rules.refusals import NotFound

BUREAU_ROLES = (Role.CITY_BUREAU, Role.COUNTY_BUREAU)


class BulletinBrief(Struct, frozen=True):
    id: UUID
    period: str
    version: int
    status: str
    issuer: str
    own: bool  # of the caller's bureau
    note: str
    recipients: str  # 报送
    copied_to: str  # 抄送
    hash: str
    cut_off: datetime
    compiled_by: str
    compiled_at: datetime
    decided_by: str | None
    decided_at: datetime | None
    actions: list[str]  # what the caller may do now
    newest: bool  # the last published version of its period


class Bulletins(Struct, frozen=True):
    """Every version in reach, and the months the own bureau can compile, for its people."""

    rows: list[BulletinBrief]
    periods: list[Period]


class BulletinView(Struct, frozen=True):
    """`publishers` are the names of who may publish it: colleagues of who compiled it (13-3)."""

    brief: BulletinBrief
    content: BulletinContent
    publishers: list[str]


class PublicBrief(Struct, frozen=True):
    """A published version; older ones of a period stay readable (13-6)."""

    id: UUID
    title: str
    issuer: str
    region: str
    period: str
    version: int
    note: str
    published_at: datetime
    hash: str
    newest: bool


class PublicBulletins(Struct, frozen=True):
    rows: list[PublicBrief]


class PublicBulletin(Struct, frozen=True):
    brief: PublicBrief
    content: BulletinContent


async def in_reach(by: StaffMember) -> Q:
    """The own bureau's; the city reads those of the counties as well.

    A performance office reads what is published and no draft (Art. 14).
    """
    reach = Q(id__isnull=False) if await whole_city(by) else Q(bureau_id=by.bureau_id)
    if by.role is Role.PERFORMANCE:
        return reach & Q(status=BulletinStatus.PUBLISHED)
    return reach


async def listed(*, by: StaffMember, now: datetime) -> Bulletins:
    """Every version in reach, newest period first."""
    rows = (
        await Bulletin.filter(await in_reach(by))
        .order_by("-period", "-version")
        .select_related("bureau", "compiled_by", "decided_by")
    )
    newest = _newest(rows)
    own = {row.period for row in rows if row.bureau_id == by.bureau_id}
    done = {row.period for row in rows if row.id in newest and row.bureau_id == by.bureau_id}
    return Bulletins(
        rows=[_brief(row, by=by, newest=row.id in newest) for row in _own_first(rows, by)],
        periods=await periods(compiled=own, published=done, now=now)
        if by.role in BUREAU_ROLES
        else [],
    )


def _own_first(rows: list[Bulletin], by: StaffMember) -> list[Bulletin]:
    """Of each period the own bureau's before the others'; versions stay newest first."""
    by_bureau = sorted(rows, key=lambda row: (row.bureau_id != by.bureau_id, row.bureau.name))
    return sorted(by_bureau, key=lambda row: row.period, reverse=True)


async def one(bulletin_id: UUID, *, by: StaffMember) -> BulletinView:
    """One version with its whole content."""
    row = (
        await Bulletin.filter(await in_reach(by), id=bulletin_id)
        .select_related("bureau", "compiled_by", "decided_by")
        .first()
    )
    if row is None:
        raise NotFound
    newest = await _newest_of(row)
    return BulletinView(
        _brief(row, by=by, newest=row.id == newest),
        msgspec.json.decode(row.content, type=BulletinContent),
        await _publishers(row),
    )


async def _publishers(row: Bulletin) -> list[str]:
    others = Staff.filter(bureau_id=row.bureau_id, active=True, role__in=BUREAU_ROLES)
    names = await others.exclude(id=row.compiled_by_id).order_by("name").values_list("name")
    return [str(name) for (name,) in names]


async def published(*, by: Actor) -> PublicBulletins:
    """What has been published, newest period first; open to everybody."""
    rows = await _published().select_related("bureau__region")
    newest = _newest(rows)
    return PublicBulletins([_public(row, newest=row.id in newest) for row in rows])


async def published_one(bulletin_id: UUID, *, by: Actor) -> PublicBulletin:
    """A published version, with its small numbers kept back (13-4)."""
    row = await _published().filter(id=bulletin_id).select_related("bureau__region").first()
    if row is None:
        raise NotFound
    newest = await _newest_of(row)
    content = msgspec.json.decode(row.public, type=BulletinContent)
    return PublicBulletin(_public(row, newest=row.id == newest), content)


def _published() -> QuerySet[Bulletin]:
    return Bulletin.filter(status=BulletinStatus.PUBLISHED).order_by("-period", "-version")


async def _newest_of(row: Bulletin) -> UUID | None:
    same = Bulletin.filter(
        bureau_id=row.bureau_id, period=row.period, status=BulletinStatus.PUBLISHED
    )
    last = await same.order_by("-version").first()
    return last.id if last else None


def _newest(rows: list[Bulletin]) -> set[UUID]:
    """Of each bureau and period the published version that counts; rows come newest first."""
    seen: dict[tuple[UUID, str], UUID] = {}
    for row in rows:
        if row.status == BulletinStatus.PUBLISHED:
            seen.setdefault((row.bureau_id, row.period), row.id)
    return set(seen.values())


def _brief(row: Bulletin, *, by: StaffMember, newest: bool) -> BulletinBrief:
    own = row.bureau_id == by.bureau_id
    mine = row.compiled_by_id == by.staff_id
    role = BulletinRole.COMPILER if mine else BulletinRole.ANOTHER
    decides = own and by.role in BUREAU_ROLES
    actions = TABLE.actions_for(BulletinStatus(row.status), role) if decides else ()
    return BulletinBrief(
        id=row.id,
        period=row.period,
        version=row.version,
        status=row.status,
        issuer=row.bureau.name,
        own=own,
        note=row.note,
        recipients=row.recipients,
        copied_to=row.copied_to,
        hash=row.hash,
        cut_off=row.cut_off,
        compiled_by=row.compiled_by.name,
        compiled_at=row.compiled_at,
        decided_by=row.decided_by.name if row.decided_by else None,
        decided_at=row.decided_at,
        actions=[str(action) for action in actions],
        newest=newest,
    )


def _public(row: Bulletin, *, newest: bool) -> PublicBrief:
    assert row.decided_at is not None
    region = row.bureau.region.name
    return PublicBrief(
        id=row.id,
        title=f"{region}政务服务“好差评”结果通报",
        issuer=row.bureau.name,
        region=region,
        period=row.period,
        version=row.version,
        note=row.note,
        published_at=row.decided_at,
        hash=row.hash,
        newest=newest,
    )
