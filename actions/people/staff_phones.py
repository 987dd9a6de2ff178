"""Phones of staff: bound by the second factor or by the administrator, ended by either (9-2)."""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.keys import new_token, token_hash
from actions.people.staff_accounts import reach_account
from actions.trail import audit
from models import Staff, StaffPhone, StaffSession
from queries.people.same_person import same_person
from queries.people.staff_phones import team_of
from rules.actors import Anyone, Role, StaffMember
from rules.refusals import NotFound, Refused

MOST_WAITING = 3  # of one account; the oldest gives way


class PhoneWaiting(Refused):
    """The phone is not bound to the account; it keeps `key` until the administrator binds it."""

    code = "phone_waiting"


async def admit(
    key: str, *, staff: Staff, proven: bool, wechat: str | None, client: str, now: datetime
) -> tuple[UUID, str]:
    """The bound phone this key is of, and its key; a first one is bound if its owner is `proven`.

    A key counts in the WeChat account it was made in (`wechat`), or in none: copied into another
    one it is the key of nothing. Raises `PhoneWaiting`. Art. 9 (9-2; docs/decisions/0072).
    """
    known = await StaffPhone.get_or_none(key_hash=token_hash(key), staff_id=staff.id, ended_at=None)
    if known is not None and known.wechat_index != wechat:
        await _told("bring_phone_key", known, by=Anyone(), outcome="refused", now=now)
        known = None
    if known is not None and known.bound_at is not None:
        return known.id, key
    if known is None:
        key = new_token()
        known = await _keep(key, staff=staff, wechat=wechat, client=client, now=now)
    if not (proven and await _bind_first(known, now=now)):
        raise PhoneWaiting(key=key)
    return known.id, key


async def _bind_first(phone: StaffPhone, *, now: datetime) -> bool:
    """Bind a phone to the account it is the first of; of two at once the constraint takes one."""
    own = StaffPhone.filter(staff_id=phone.staff_id)
    turn = await own.filter(turn__isnull=False).count()
    if await own.filter(bound_at__isnull=False, ended_at=None).exists():
        return False
    try:
        async with in_transaction():
            await StaffPhone.filter(id=phone.id).update(bound_at=now, turn=turn)
            await _told("bind_first_phone", phone, by=Anyone(), now=now)
    except IntegrityError:
        return False
    return True


async def _keep(
    key: str, *, staff: Staff, wechat: str | None, client: str, now: datetime
) -> StaffPhone:
    waiting = StaffPhone.filter(staff_id=staff.id, bound_at=None, ended_at=None)
    for over in (await waiting.order_by("-asked_at"))[MOST_WAITING - 1 :]:
        await StaffPhone.filter(id=over.id).update(ended_at=now)
    return await StaffPhone.create(
        id=uuid4(),
        staff_id=staff.id,
        key_hash=token_hash(key),
        wechat_index=wechat,
        client=client,
        asked_at=now,
    )


async def bind(*, phone_id: UUID, by: StaffMember, now: datetime) -> None:
    """Who vouches for it binds a phone that waits, of somebody else. Raises `NotFound`. (9-2)"""
    phone = await _in_reach(phone_id, by=by, now=now)
    waiting = StaffPhone.filter(id=phone.id, bound_at=None, ended_at=None)
    async with in_transaction():
        if not await waiting.update(bound_at=now, bound_by_id=by.staff_id):
            raise NotFound
        await _told("bind_phone", phone, by=by, now=now)


async def end(*, phone_id: UUID, by: StaffMember, now: datetime) -> None:
    """Who vouches for it ends a phone, with its sessions. Raises `NotFound`. (9-2)"""
    await _end(await _in_reach(phone_id, by=by, now=now), by=by, now=now)


async def end_own(*, phone_id: UUID, by: StaffMember, now: datetime) -> None:
    """End a phone of one's own, a lost one for instance. Raises `NotFound`. (9-2)"""
    phone = await StaffPhone.get_or_none(id=phone_id, staff_id=by.staff_id)
    if phone is None:
        raise NotFound
    await _end(phone, by=by, now=now)


async def _in_reach(phone_id: UUID, *, by: StaffMember, now: datetime) -> StaffPhone:
    """A phone of somebody else whom the caller vouches for."""
    phone = await StaffPhone.get_or_none(id=phone_id).select_related("staff")
    if phone is None or await same_person(phone.staff_id, by=by.staff_id):
        raise NotFound
    if by.role is Role.SECURITY_ADMIN:
        await reach_account(phone.staff, by=by)
    elif not await StaffPhone.filter(**await team_of(by, now=now), id=phone.id).exists():
        raise NotFound
    return phone


async def _end(phone: StaffPhone, *, by: StaffMember, now: datetime) -> None:
    async with in_transaction():
        if not await StaffPhone.filter(id=phone.id, ended_at=None).update(ended_at=now):
            raise NotFound
        await StaffSession.filter(phone_id=phone.id, revoked_at=None).update(revoked_at=now)
        await _told("end_phone", phone, by=by, now=now)


async def _told(
    action: str,
    phone: StaffPhone,
    *,
    by: StaffMember | Anyone,
    outcome: str = "done",
    now: datetime,
) -> None:
    await audit.record(
        by=by,
        action=action,
        outcome=outcome,
        object_kind="staff",
        object_id=phone.staff_id,
        now=now,
    )
