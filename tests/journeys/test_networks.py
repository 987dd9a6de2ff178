"""From where the accounts of a place may be used: signing in, at work, and who says so."""

import pytest

from models import AuditEntry, Staff
from tests.support.house import Answer, House
from tests.support.town import PASSWORD

LISTS = "/api/staff/networks"
OFFICE, STREET = "10.1.2.3", "203.0.113.9"


async def at(
    house: House, address: str, method: str, path: str, token: str = "", **body: object
) -> Answer:
    """A call as nginx passes it on from an address."""
    headers = {"x-real-ip": address}
    if token:
        headers["authorization"] = f"Bearer {token}"
    values = {"params": body} if method == "GET" else {"json": body}
    response = await house.app.client.request(method, path, headers=headers, **values)  # type: ignore[arg-type]
    house.app.client.cookies.clear()
    return Answer(response.status_code, response.json())


async def knock(
    house: House, address: str, login: str = "officer", password: str = PASSWORD
) -> Answer:
    body = {"login": login, "password": password}
    return await at(house, address, "POST", "/api/staff/sign-in", **body)


@pytest.mark.req("9-2", "4-6")
async def test_accounts_of_a_place_are_used_from_its_networks_alone(house: House) -> None:
    security = await house.staff("security")
    place = {"institution_id": str(house.town.institution.id)}
    officer = (await knock(house, STREET)).body["token"]
    assert (await security.get(LISTS, **place)).body["rows"] == []
    rows = [{"network": "10.1.2.7/16", "note": "一楼大厅"}]
    said = await security.post(LISTS, **place, rows=rows)
    assert said.status == 200, said
    assert said.body["rows"][0] == {
        "network": "10.1.0.0/16",
        "note": "一楼大厅",
        "until": None,
        "over": False,
    }
    entry = await AuditEntry.get(action="change_networks")
    assert (entry.object_kind, entry.reason) == ("institution", "10.1.0.0/16")

    # In force within five seconds: outside nothing opens, and the session goes on in the office.
    house.clock.pass_(seconds=6)
    for address, status in ((STREET, 403), ("garbage", 403), (OFFICE, 200)):
        assert (await at(house, address, "GET", "/api/staff/me", officer)).status == status
    outside = await knock(house, STREET)
    assert (outside.status, outside.code) == (403, "outside_network")
    assert (await knock(house, OFFICE)).status == 200
    # A stranger to the password learns nothing of it; others are as free as before.
    assert (await knock(house, STREET, password="guess")).code == "wrong_password"
    assert (await knock(house, STREET, login="hall")).status == 200
    enrolment = {"login": "officer", "password": PASSWORD}
    tried = await at(house, STREET, "POST", "/api/staff/sign-in/enrolment", **enrolment)
    assert tried.code == "outside_network"
    tried_at = {one.action for one in await AuditEntry.filter(outcome="outside_network")}
    assert tried_at == {"show_staff_me", "staff_sign_in"}

    # A network past its last day counts no more, and what was restricted does not open by itself.
    rows = [{"network": "10.1.0.0/16", "until": house.clock.now.date().isoformat()}]
    assert (await security.post(LISTS, **place, rows=rows)).code == "stale"
    said = await security.post(LISTS, **place, rows=rows, version=1)
    assert said.status == 200, said
    house.clock.pass_(days=2)
    assert (await knock(house, OFFICE)).code == "outside_network"
    security = await house.staff("security")
    assert (await security.post(LISTS, **place, version=2)).body["rows"] == []
    house.clock.pass_(seconds=6)
    assert (await knock(house, STREET)).status == 200

    # A county's administrator reaches no place of another.
    await Staff.filter(login="security").update(bureau_id=house.town.staff["raoping"].bureau_id)
    county = await house.staff("security")
    assert (await county.get(LISTS, **place)).status == 404
    assert (await county.post(LISTS, **place, version=3)).status == 404


@pytest.mark.req("9-2")
async def test_nobody_shuts_herself_out(house: House) -> None:
    security = await house.staff("security")
    own = {"bureau_id": str(house.town.staff["security"].bureau_id)}
    shown = await security.get(LISTS, **own)
    assert (shown.body["own"], shown.body["address"]) == (True, "127.0.0.1")
    for rows in (
        [{"network": "10.1.0.0/16"}],
        [{"network": "127.0.0.1", "until": "2099-01-01"}],
    ):
        assert (await security.post(LISTS, **own, rows=rows)).code == "shuts_oneself_out"
    wrong = await security.post(LISTS, **own, rows=[{"network": "127.0.0.1"}, {"network": "hall"}])
    assert (wrong.code, wrong.body["details"]) == ("networks_wrong", {"line": 2})
    assert (await security.post(LISTS, **own, rows=[{"network": "127.0.0.0/8"}])).status == 200
    house.clock.pass_(seconds=6)
    assert (await security.get("/api/staff/me")).status == 200
    assert (await knock(house, STREET, "city")).code == "outside_network"

    # Should the address of the office change, whoever runs the machine lets it in again.
    from actions.people.allowed_networks import open_city

    assert await open_city(now=house.clock.now) == 1
    house.clock.pass_(seconds=6)
    assert (await knock(house, STREET, "city")).status == 200
