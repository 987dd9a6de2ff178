"""Three administrators are three people, whoever creates them, however many at once (4-1)."""

import asyncio
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from actions import index_keys
from actions.people import first_accounts
from actions.people.administrators import AdministratorUnknown, AnotherPerson, SecondAccount
from actions.people.first_accounts import City, Person
from models import Staff
from rules.actors import Role
from tests.journeys.test_readiness import open_lines
from tests.support.house import House
from tests.support.town import identity_number
from tests.support.workbooks import preview, take_in

CITY = City("chaozhou", "潮州市", "潮州市政务服务数据管理局")
NOBODY_YET = [identity_number(f"4451021975050{day}001") for day in range(1, 5)]


async def first(house: House, login: str, number: str, role: Role) -> str:
    person = Person(login, "某人", number)
    keys = house.app.deps.keys
    return await first_accounts.give(person, city=CITY, keys=keys, now=house.clock.now, role=role)


def row(login: str, role: str, number: str | None, *place: Any) -> tuple[Any, ...]:
    institution, bureau = place
    return (login, "示例人", role, institution, None, None, number, None, bureau)


@pytest.mark.req("4-1", "9-2")
async def test_one_person_has_one_administrators_account(house: House) -> None:
    number, other = NOBODY_YET[:2]
    roles = {"one": Role.SYSTEM_ADMIN, "two": Role.AUDITOR, "three": Role.SECURITY_ADMIN}
    told = await asyncio.gather(
        *(first(house, login, number, role) for login, role in roles.items()),
        return_exceptions=True,
    )
    assert [type(one) for one in told if not isinstance(one, str)] == [SecondAccount] * 2
    [made] = await Staff.filter(login__in=list(roles))
    await first(house, made.login, number, Role(made.role))  # its password was lost
    with pytest.raises(AnotherPerson):
        await first(house, made.login, other, Role(made.role))
    with pytest.raises(AdministratorUnknown):
        await first(house, "four", "", Role.AUDITOR)
    # Nor does who works at a window administer besides.
    officers = identity_number("44510219800101005")
    with pytest.raises(SecondAccount):
        await first(house, "five", officers, Role.AUDITOR)

    # The database itself refuses, whatever a program forgot.
    system = Staff.filter(login="system")
    for wrong in ({"document_index": made.document_index}, {"document_index": None}):
        with pytest.raises(IntegrityError):
            await system.update(**wrong)
    await Staff.filter(id=made.id).update(active=False)
    await system.update(document_index=made.document_index)  # who gave up one may have the other

    # Also when the key of the index has changed.
    keys = house.app.deps.keys
    await first(house, "six", other, Role.AUDITOR)
    keys.later_indexing[2] = bytes(range(32, 64))
    await index_keys.take_up(keys, now=house.clock.now)
    house.clock.pass_(minutes=6)
    await index_keys.use(2, keys=keys, now=house.clock.now)
    for again in (number, other):
        with pytest.raises(SecondAccount):
            await first(house, "seven", again, Role.SECURITY_ADMIN)


@pytest.mark.req("4-1", "9-2")
async def test_a_file_brings_no_second_account_and_nobody_unknown(house: House) -> None:
    city, security = await house.staff("city"), await house.staff("security")
    systems = identity_number("44510219800101010")
    at_window, at_city = ("xq-hrss", None), (None, CITY.bureau)
    rows = {
        "工作人员": [
            row("unknown", "审计人员", None, *at_city),
            row("besides", "窗口人员", systems, *at_window),
            row("twice", "审计人员", NOBODY_YET[2], *at_city),
            row("again", "窗口人员", NOBODY_YET[2], *at_window),
            row("security", "窗口人员", NOBODY_YET[3], *at_window),
        ]
    }
    found = (await preview(city, "officers", rows)).body["problems"]
    assert [(one["row"], one["code"]) for one in sorted(found, key=lambda one: one["row"])] == [
        (3, "administrator_unknown"),
        (4, "second_account"),
        (5, "second_account"),
        (6, "second_account"),
        (7, "not_for_import"),
    ]
    await take_in(city, "officers", {"工作人员": [row("new", "审计人员", NOBODY_YET[2], *at_city)]})
    place = {"bureau_id": str(house.town.staff["city"].bureau_id)}
    path = "/api/staff/accounts"

    # An account from before there was a document.
    await Staff.filter(login="new").update(document_index=None)
    assert (await open_lines(city))["administrator_unknown"] == ["示例人（new）"]
    assert (await security.post(f"{path}/passwords", **place)).code == "no_account_waiting"
    reset = await security.post(f"{path}/reset-password", **place, login="new")
    assert reset.code == "administrator_unknown"
    shown = (await security.get(path, **place)).body
    assert ([one["login"] for one in shown["rows"] if one["unknown"]], shown["waiting"]) == (
        ["new"],
        0,
    )
    await take_in(city, "officers", {"工作人员": [row("new", "审计人员", NOBODY_YET[2], *at_city)]})
    [given] = (await security.post(f"{path}/passwords", **place)).body["rows"]
    assert given["login"] == "new"
    assert "administrator_unknown" not in await open_lines(city)
