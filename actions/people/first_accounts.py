"""The first accounts of a city, from the command line of whoever runs the machine."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.keys import Keyring
from actions.people import administrators
from actions.people.administrators import SecondAccount
from actions.people.passwords import hash_password
from actions.people.staff_accounts import new_password
from actions.trail import audit
from models import Bureau, Region, Staff
from rules.actors import ADMINISTRATORS, Role, System
from rules.institutions import Level
from rules.refusals import Refused


class LoginTaken(Refused):
    """The login belongs to somebody of another role."""

    code = "login_taken"


@dataclass(frozen=True, slots=True)
class City:
    """What an empty installation is told of the city; where it is known already, nothing new."""

    code: str
    name: str
    bureau: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whose account it is; administrators with the number of their resident identity card."""

    login: str
    name: str
    document_number: str = ""


# Whoever runs the machine makes these; an administrator makes none of his own kind.
FIRST_ROLES = (Role.CITY_BUREAU, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDITOR)


async def give(
    person: Person,
    *,
    city: City,
    keys: Keyring,
    now: datetime,
    role: Role = Role.CITY_BUREAU,
) -> str:
    """One of the first accounts of the city, or a new password for one; the password.

    Everything else is done at the desk. Art. 4, 9 (4-1, 9-2; docs/decisions/0073). Errors:
    `login_taken` if the login is of another role; for administrators those of
    `administrators.known`.
    """
    password = new_password()
    try:
        async with in_transaction():
            bureau = await _city_bureau(city)
            account = await Staff.get_or_none(login=person.login)
            if account is not None and account.role != role:
                raise LoginTaken
            columns = {}
            if role in ADMINISTRATORS:
                number = person.document_number
                columns = await administrators.known(number, account=account, keys=keys, now=now)
            if account is None:
                account = Staff(id=uuid4(), login=person.login, name=person.name, role=role)
                account.bureau_id = bureau.id
            account.update_from_dict(columns)
            account.password_hash, account.active = hash_password(password), True
            account.password_initial = True
            await account.save()
            await audit.record(
                by=System(),
                action="first_account",
                object_kind="staff",
                object_id=account.id,
                outcome="done",
                now=now,
            )
    except IntegrityError as error:
        raise SecondAccount from error
    return password


async def _city_bureau(city: City) -> Bureau:
    known = await Bureau.filter(level=Level.CITY).first()
    if known is not None:
        return known
    region = await Region.filter(level=Level.CITY).first()
    if region is None:
        region = await Region.create(id=uuid4(), code=city.code, name=city.name, level=Level.CITY)
    return await Bureau.create(id=uuid4(), name=city.bureau, level=Level.CITY, region_id=region.id)
