"""The permission table, cell by cell: every declared endpoint against everybody there is."""

from typing import Any
from uuid import uuid4

import pytest

from handlers.endpoint import ENDPOINTS, Endpoint
from handlers.permissions import ROLES, May
from models import AuditEntry
from rules.actors import Role
from tests.support.device import paired
from tests.support.house import Caller, House
from tests.support.kiosk import kiosk_of
from tests.support.town import CHEN

STAFF = {
    "city": Role.CITY_BUREAU,
    "xiangqiao": Role.COUNTY_BUREAU,
    "handler": Role.HANDLER,
    "hall": Role.HALL_MANAGER,
    "officer": Role.OFFICER,
    "performance": Role.PERFORMANCE,
    "security": Role.SECURITY_ADMIN,
    "system": Role.SYSTEM_ADMIN,
    "auditor": Role.AUDITOR,
}
REFUSALS = {"forbidden", "sign_in_needed", "real_name_needed"}


def expected(may: May, who: str) -> bool:
    """The table, said once more and differently: by who calls."""
    if may is May.ANYONE:
        return True
    if who in STAFF:
        return STAFF[who] in ROLES.get(may, frozenset())
    return {
        May.VISITOR: who in ("visitor", "citizen"),
        May.EVALUATOR: who == "citizen",
        May.DEVICE: who == "device",
        May.KIOSK: who == "kiosk",
    }.get(may, False)


async def knock(caller: Caller, endpoint: Endpoint) -> str:
    """Call with ids nobody has and an empty body; the code of the answer."""
    path = endpoint.path
    for name in endpoint.parameters:
        path = path.replace(f"{{{name}}}", str(uuid4()))
    values: dict[str, Any] = {} if endpoint.method == "GET" else {"json": {}}
    answer = await caller._call(endpoint.method, path, **values)
    assert answer.status < 500, (endpoint.name, answer)
    return answer.code


# Four thousand questions, decided before any row is read: on PostgreSQL they are deep.
@pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgres", marks=pytest.mark.deep)], indirect=True
)
@pytest.mark.req("3-3", "4-1", "9-1")
async def test_every_endpoint_admits_its_row_of_the_table_and_nobody_else(house: House) -> None:
    callers = {name: await house.staff(name) for name in STAFF}
    callers["citizen"] = await house.citizen(CHEN)
    callers["visitor"] = Caller(house.app.client, await unverified(house))
    callers["device"] = (await paired(house)).http
    callers["kiosk"] = (await kiosk_of(house)).http
    callers["nobody"] = house.nobody
    closing = {"sign_out", "staff_sign_out"}  # these end the session they are called with
    for endpoint in sorted(ENDPOINTS, key=lambda one: one.name in closing):
        for who, caller in callers.items():
            if endpoint.name in closing and expected(endpoint.may, who):
                continue
            code = await knock(caller, endpoint)
            admitted = code not in REFUSALS
            assert admitted == expected(endpoint.may, who), (endpoint.name, who, code)


async def unverified(house: House) -> str:
    from tests.support.town import LIN

    return (await house.wechat(LIN)).token


OWN_BUSINESS = {
    "end_own_staff_phone",
    "list_own_staff_phones",
    "begin_own_factor",
    "begin_own_provider",
    "bind_own_provider",
    "unbind_own_provider",
    "change_own_password",
    "confirm_own_factor",
    "end_own_session",
    "read_staff_message",
    "read_staff_inbox",
    "remove_own_factor",
    "renew_recovery_codes",
    "show_own_account",
    "show_staff_inbox",
    "show_staff_me",
    "staff_sign_out",
    "staff_sign_out_everywhere",
}
PUBLIC_PAPERS = {"list_county_values", "list_interpretations", "list_rule_sets"}
ACCOUNTS = {
    "bind_provider_subject",
    "unbind_provider_subject",
    "bind_staff_phone",
    "end_staff_phone",
    "list_staff_phones",
    "change_networks",
    "give_passwords",
    "lift_rest",
    "list_account_places",
    "list_accounts",
    "reset_factor",
    "reset_password",
    "show_networks",
}


@pytest.mark.req("4-1", "9-2")
@pytest.mark.parametrize(
    ("role", "duties"),
    [(Role.SECURITY_ADMIN, ACCOUNTS), (Role.SYSTEM_ADMIN, {"show_system"})],
)
def test_an_administrator_reaches_no_case_no_rating_and_nobody(
    role: Role, duties: set[str]
) -> None:
    reached = {one.name for one in ENDPOINTS if role in ROLES.get(one.may, frozenset())}
    assert reached == OWN_BUSINESS | PUBLIC_PAPERS | duties


def test_no_two_of_the_three_administrators_have_a_duty_in_common() -> None:
    three = (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDITOR)
    for one in ENDPOINTS:
        if one.may is not May.ANY_STAFF:
            assert sum(role in ROLES.get(one.may, frozenset()) for role in three) <= 1, one.name


@pytest.mark.req("3-3")
async def test_a_staff_session_that_tries_to_rate_is_written_down(house: House) -> None:
    officer = await house.staff("officer")
    answer = await officer.post("/api/ratings", grade="very_satisfied")
    assert (answer.status, answer.code) == (403, "forbidden")
    entry = await AuditEntry.get(action="submit_rating", outcome="forbidden")
    assert entry.actor_id == house.town.staff["officer"].id


async def test_a_cookie_alone_changes_nothing_from_a_foreign_page(house: House) -> None:
    token = (await house.staff("xiangqiao")).token
    cookies = {"cookie": f"haochaping={token}"}
    client = house.app.client
    assert (await client.get("/api/staff/me", headers=cookies)).status_code == 200
    foreign = await client.post("/api/staff/sign-out", json={}, headers=cookies)
    assert foreign.status_code == 401
    own = await client.post(
        "/api/staff/sign-out", json={}, headers={**cookies, "x-haochaping": "1"}
    )
    assert own.status_code == 200
