"""The accounts of an institution or hall: who they are and whether they can sign in."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from models import Bureau, Hall, Institution, ProviderSubject, SecondFactor, SignInRest, Staff
from queries.whole_city import whole_city
from rules.actors import ADMINISTRATORS, StaffMember
from rules.refusals import NotFound


class AccountRow(Struct, frozen=True):
    login: str
    name: str
    role: str
    active: bool
    can_sign_in: bool  # a password was given out
    unknown: bool  # an administrator without a document on record, who is given none
    wecom: bool  # a WeCom user id is known
    factor: bool  # a second factor is set up
    rests: bool  # after too many wrong answers
    provider: bool  # bound to a subject of the identity provider


class Accounts(Struct, frozen=True):
    rows: list[AccountRow]
    waiting: int  # active ones without a password
    provider: bool  # there is an identity provider


async def accounts(
    *,
    by: StaffMember,
    institution_id: UUID | None,
    hall_id: UUID | None,
    bureau_id: UUID | None,
    rests: Callable[[str], str],
    issuer: str,
    now: datetime,
) -> Accounts:
    """The accounts of a place of the own bureau; the city's are all (4-1).

    `rests` gives the key under which wrong answers to a login are counted; `issuer` is that of the
    identity provider, empty where there is none.
    """
    own: dict[str, Any] = {} if await whole_city(by) else {"bureau_id": by.bureau_id}
    scope: dict[str, Any] = {}
    if institution_id and await Institution.filter(id=institution_id, **own).exists():
        scope = {"institution_id": institution_id}
    elif hall_id and await Hall.filter(id=hall_id, **own).exists():
        scope = {"hall_id": hall_id}
    elif bureau_id and await Bureau.filter(id=bureau_id, **only(own)).exists():
        scope = {"bureau_id": bureau_id}
    if not scope:
        raise NotFound
    found = await Staff.filter(**scope).order_by("-active", "login")
    factors = SecondFactor.filter(staff_id__in=[one.id for one in found])
    guarded = {one.staff_id for one in await factors.filter(confirmed_at__isnull=False)}
    subjects = ProviderSubject.filter(staff_id__in=[one.id for one in found], issuer=issuer)
    bound = set(await subjects.values_list("staff_id", flat=True)) if issuer else set()
    keys = {one.login: rests(one.login) for one in found}
    waiting = SignInRest.filter(key__in=list(keys.values()), rest_until__gt=now)
    resting = {one.key for one in await waiting}
    rows = [
        AccountRow(
            one.login,
            one.name,
            one.role,
            one.active,
            bool(one.password_hash),
            unknown(one),
            one.wecom_sealed is not None,
            one.id in guarded,
            keys[one.login] in resting,
            one.id in bound,
        )
        for one in found
    ]
    waits = [one for one in rows if one.active and not (one.can_sign_in or one.unknown)]
    return Accounts(rows, len(waits), bool(issuer))


def unknown(account: Staff) -> bool:
    """An administrator of whom no document is on record (docs/decisions/0073)."""
    return account.role in ADMINISTRATORS and account.document_index is None


def only(own: dict[str, Any]) -> dict[str, Any]:
    """The own bureau itself, by its id."""
    return {"id__in": list(own.values())} if own else {}
