"""Bulletins: one person compiles, another publishes, a later version corrects (Art. 13)."""

import hashlib
from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.assessment import accountability
from actions.dependencies import Dependencies
from actions.trail import audit
from models import Bulletin
from queries.figures.bulletin_content import Compiled, compile_period, encoded
from queries.figures.results import counted_at
from queries.people.same_person import same_person
from rules.actors import StaffMember
from rules.bulletins import (
    TABLE,
    BulletinAction,
    BulletinRole,
    BulletinStatus,
    SamePerson,
    check_note,
    check_period,
)
from rules.refusals import NotFound, Stale
from rules.work_calendar import month_days


async def preview(*, period: str, by: StaffMember, deps: Dependencies, now: datetime) -> Compiled:
    """What compiling would freeze; stores nothing."""
    first, last = month_days(period)
    check_period(period, counted_at=await counted_at(first, last), now=now)
    rules = deps.rule_sets.at(now)
    return await compile_period(
        by=by,
        period=period,
        now=now,
        rules=rules,
        rules_of=deps.rule_sets.named,
        indicators=deps.indicator_sets.on(last),
    )


async def compile_(
    *,
    period: str,
    note: str,
    recipients: str,
    copied_to: str,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> UUID:
    """Freeze a period as the next version of the own bureau's bulletin (13-3, 13-6, C-2)."""
    compiled = await preview(period=period, by=by, deps=deps, now=now)
    earlier = Bulletin.filter(bureau_id=by.bureau_id, period=period)
    published = await earlier.filter(status=BulletinStatus.PUBLISHED).exists()
    check_note(note, published_before=published)
    last = await earlier.order_by("-version").first()
    texts = [encoded(part) for part in (compiled.content, compiled.public, compiled.annex)]
    bulletin_id = uuid4()
    try:
        await Bulletin.create(
            id=bulletin_id,
            bureau_id=by.bureau_id,
            period=period,
            version=last.version + 1 if last else 1,
            status=BulletinStatus.COMPILED,
            rule_set=compiled.content.rule_set,
            cut_off=now,
            content=texts[0],
            public=texts[1],
            annex=texts[2],
            hash=hashlib.sha256("\n".join(texts).encode()).hexdigest(),
            note=note.strip(),
            recipients=recipients.strip(),
            copied_to=copied_to.strip(),
            compiled_by_id=by.staff_id,
            compiled_at=now,
        )
    except IntegrityError as error:
        raise Stale from error  # a colleague compiled the same period at the same moment
    await _noted("compile_bulletin", bulletin_id, by=by, now=now)
    return bulletin_id


async def publish(*, bulletin_id: UUID, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Publish what a colleague compiled; from then on it can be read by everybody (13-1, 13-2)."""
    bulletin = await _own(bulletin_id, by=by)
    if await same_person(bulletin.compiled_by_id, by=by.staff_id):
        raise SamePerson
    await _decide(bulletin, BulletinAction.PUBLISH, BulletinRole.ANOTHER, by=by, deps=deps, now=now)


async def discard(*, bulletin_id: UUID, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Put aside what was compiled and is not wanted; it stays on record."""
    bulletin = await _own(bulletin_id, by=by)
    mine = bulletin.compiled_by_id == by.staff_id
    role = BulletinRole.COMPILER if mine else BulletinRole.ANOTHER
    await _decide(bulletin, BulletinAction.DISCARD, role, by=by, deps=deps, now=now)


async def _own(bulletin_id: UUID, *, by: StaffMember) -> Bulletin:
    bulletin = await Bulletin.get_or_none(id=bulletin_id, bureau_id=by.bureau_id)
    if bulletin is None:
        raise NotFound
    return bulletin


async def _decide(
    bulletin: Bulletin,
    action: BulletinAction,
    role: BulletinRole,
    *,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    before = BulletinStatus(bulletin.status)
    after = TABLE.apply(before, action, role)
    async with in_transaction():
        taken = await Bulletin.filter(id=bulletin.id, status=before).update(
            status=after, decided_by_id=by.staff_id, decided_at=now
        )
        if taken != 1:
            raise Stale
        if after is BulletinStatus.PUBLISHED:
            await accountability.suggest(bulletin, deps=deps)
        await _noted(f"{action}_bulletin", bulletin.id, by=by, now=now)


async def _noted(action: str, bulletin_id: UUID, *, by: StaffMember, now: datetime) -> None:
    await audit.record(by=by, action=action, outcome="done", object_id=str(bulletin_id), now=now)
