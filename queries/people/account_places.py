"""Where accounts belong: bureaus, halls and institutions, with how their accounts stand."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from tortoise.expressions import Q

from models import Bureau, Hall, Institution, SignInRest, Staff
from queries.people.accounts import unknown
from queries.whole_city import whole_city
from rules.actors import StaffMember

PER_PAGE = 50


class AccountPlace(Struct, frozen=True):
    """`kind`: bureau, hall or institution."""

    kind: str
    id: UUID
    name: str
    accounts: int  # active ones
    waiting: int  # without a password
    resting: int  # after too many wrong answers


class AccountPlaces(Struct, frozen=True):
    rows: list[AccountPlace]
    total: int


async def account_places(
    *, by: StaffMember, search: str, page: int, rests: Callable[[str], str], now: datetime
) -> AccountPlaces:
    """Places of the caller's bureau, or all for the city's; by part of a name, or by a login."""
    own = {} if await whole_city(by) else {"bureau_id": by.bureau_id}
    account = await Staff.get_or_none(login=search) if search else None
    found: list[tuple[str, UUID, str]] = []
    for kind, model in (("bureau", Bureau), ("hall", Hall), ("institution", Institution)):
        within = {"id": by.bureau_id} if own and kind == "bureau" else own
        if search:
            of_login = Q(id=getattr(account, f"{kind}_id")) if account else Q()
            named = Q(name__icontains=search) | of_login if account else Q(name__icontains=search)
        else:
            named = Q()
        rows: Any = model.filter(named, **within).order_by("name", "id").values_list("id", "name")
        found += [(kind, *row) for row in await rows]
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    return AccountPlaces(await _counted(shown, rests=rests, now=now), len(found))


async def _counted(
    places: list[tuple[str, UUID, str]], *, rests: Callable[[str], str], now: datetime
) -> list[AccountPlace]:
    ids = [id_ for _, id_, _ in places]
    of_places = Q(bureau_id__in=ids) | Q(hall_id__in=ids) | Q(institution_id__in=ids)
    staff = await Staff.filter(of_places, active=True) if ids else []
    keys = {rests(one.login): one.login for one in staff}
    waiting = SignInRest.filter(key__in=list(keys), rest_until__gt=now)
    resting = {keys[one.key] for one in await waiting} if keys else set()
    rows = []
    for kind, id_, name in places:
        own = [one for one in staff if getattr(one, f"{kind}_id") == id_]
        rows.append(
            AccountPlace(
                kind=kind,
                id=id_,
                name=name,
                accounts=len(own),
                waiting=sum(not one.password_hash and not unknown(one) for one in own),
                resting=sum(one.login in resting for one in own),
            )
        )
    return rows
