"""The accounts of the demo city: one login for every role and place, one published password."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any
from uuid import uuid4

from actions.keys import Keyring
from actions.people.evaluators import document_index
from actions.people.passwords import HASHER
from models import Staff
from rules.actors import Role
from server.demo import tables
from server.demo.people import PHONES_OF_STAFF, identity_numbers, name
from server.demo.places import PlaceRows
from server.demo.rosters import posts

PASSWORD = "Demo-2019!"  # published: it opens invented data only
LABELS = {
    Role.CITY_BUREAU: "市局",
    Role.COUNTY_BUREAU: "县（区）局",
    Role.HANDLER: "承办单位",
    Role.HALL_MANAGER: "大厅管理",
    Role.OFFICER: "窗口人员",
    Role.PERFORMANCE: "绩效办",
    Role.SECURITY_ADMIN: "安全管理",
    Role.SYSTEM_ADMIN: "系统管理",
    Role.AUDITOR: "审计",
}


@dataclass(frozen=True, slots=True)
class Account:
    """A login as a visitor is told of it."""

    login: str
    role: Role
    where: str  # name of the bureau, institution or hall


@dataclass(frozen=True, slots=True)
class _Seat:
    account: Account
    scope: str  # bureau, institution, hall or nothing
    key: str


@cache
def password_hash() -> str:
    """Hashing takes long on purpose, so once a process is enough for one known password."""
    return HASHER.hash(PASSWORD)


def accounts() -> list[Account]:
    """All accounts, the most useful first."""
    return [seat.account for seat in _seats()]


def build(places: PlaceRows, *, keys: Keyring, seed: int) -> dict[str, Staff]:
    """The rows by login."""
    rng = Random(f"staff {seed}")
    seats = list(_seats())
    numbers = identity_numbers(rng, len(seats))
    made: dict[str, Staff] = {}
    for place, (seat, number) in enumerate(zip(seats, numbers, strict=True)):
        row = uuid4()
        phone = str(PHONES_OF_STAFF + place)
        made[seat.account.login] = Staff(
            id=row,
            login=seat.account.login,
            password_hash=password_hash(),
            name=name(rng),
            role=seat.account.role,
            phone_sealed=keys.seal(phone, Staff, "phone_sealed", row),
            document_index=document_index(keys, "resident_id", number),
            **_scope(places, seat),
        )
    return made


def _scope(places: PlaceRows, seat: _Seat) -> dict[str, Any]:
    if seat.scope == "bureau":
        return {"bureau_id": places.bureaus[seat.key].id}
    if seat.scope == "institution":
        return {"institution_id": places.institutions[seat.key].id}
    if seat.scope == "hall":
        return {"hall_id": places.halls[seat.key].id}
    return {}


def _role(bureau: tables.Bureau) -> Role:
    return Role.CITY_BUREAU if bureau.level == "city" else Role.COUNTY_BUREAU


def _seats() -> Iterator[_Seat]:
    institutions = {one.key: one.name for one in tables.places().institution}
    for bureau in tables.places().bureau:
        yield _Seat(Account(bureau.key, _role(bureau), bureau.name), "bureau", bureau.key)
    for place, hall in enumerate(one for one in tables.halls() if one.parent is None):
        login = "hall" if place == 0 else f"hall-{hall.code}"
        yield _Seat(Account(login, Role.HALL_MANAGER, hall.name), "hall", hall.code)
    yield _Seat(Account("audit", Role.AUDITOR, "全市"), "", "")
    for key, called in institutions.items():
        account = Account(f"handler-{key}", Role.HANDLER, called)
        yield _Seat(account, "institution", key)
    for post in posts():
        account = Account(post.login, Role.OFFICER, institutions[post.institution])
        yield _Seat(account, "institution", post.institution)
    for bureau in tables.places().bureau:  # who compiles a bulletin does not publish it (13-3)
        account = Account(f"{bureau.key}-second", _role(bureau), bureau.name)
        yield _Seat(account, "bureau", bureau.key)
        account = Account(f"{bureau.key}-performance", Role.PERFORMANCE, bureau.name)
        yield _Seat(account, "bureau", bureau.key)
    city = next(one for one in tables.places().bureau if one.level == "city")
    for login, role in (("security", Role.SECURITY_ADMIN), ("system", Role.SYSTEM_ADMIN)):
        yield _Seat(Account(login, role, city.name), "bureau", city.key)
