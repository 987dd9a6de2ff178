"""The wall before the evaluator: a citizen was once telephoned by the office he had rated."""

import asyncio
import json
from datetime import timedelta
from uuid import uuid4

import pytest

from actions.trail import audit, audit_chain
from models import AuditEntry, AuditLink, Bureau, IdentityLook, RuleSetRecord, Staff, WorkOrder
from rules import rule_set
from rules.actors import System
from tests.journeys.steps import colleague, poor_rating
from tests.support.house import Answer, Caller, House
from tests.support.town import CHEN, LIN, NOW

FOLLOW_UP = {"purpose": "follow_up", "reason": "群众反映排队过久，需核实"}
SAFETY = {"purpose": "safety", "reason": "留言提到有人威胁"}


async def ask(caller: Caller, order: str, **what: str) -> Answer:
    return await caller.post(f"/api/work-orders/{order}/identity", **(what or FOLLOW_UP))


async def newest(caller: Caller, order: str) -> dict[str, object]:
    found = await caller.get(f"/api/work-orders/{order}/identity")
    return dict(found.body["looks"][0])


async def show(caller: Caller, look: object) -> Answer:
    return await caller.post(f"/api/identity-looks/{look}/show")


async def backlog(house: House) -> None:
    """More entries that wait to be linked than are linked in one go."""
    facts = {"actor_kind": "system", "action": "counted", "outcome": "done"}
    blank = dict.fromkeys(("object_kind", "object_id", "reason", "before", "after"), "")
    earlier = house.clock.now - timedelta(minutes=1)
    many = range(audit_chain.A_PIECE + 1)
    entries = [AuditEntry(id=uuid4(), at=earlier, **facts, **blank) for _ in many]
    for one in entries:
        one.signature = audit.signature_of(one, keys=house.app.deps.keys)
    await AuditEntry.bulk_create(entries)


@pytest.mark.req("9-2", "9-4", "9-5", "11-12", "4-6", "4-7")
async def test_a_citizen_can_be_called_back_and_nobody_else_can_call(house: House) -> None:
    phone = await house.citizen(CHEN)
    order = await poor_rating(house, phone)
    county, handler = await house.staff("xiangqiao"), await house.staff("handler")
    everybody = {name: await house.staff(name) for name in house.town.staff}

    # Nobody of the rated house, nor another area, another institution, the hall or the auditor.
    for name, caller in everybody.items():
        if name not in ("xiangqiao", "city"):
            assert (await ask(caller, order)).code in ("forbidden", "not_found"), name
    # The city sees the case and not its citizen, as long as it is the county's turn.
    assert (await ask(everybody["city"], order)).code == "identity_wall"
    institution = str(house.town.institution.id)
    path = f"/api/work-orders/{order}"
    await county.post(f"{path}/dispatch", institution_id=institution, version=1)
    assert (await handler.get(path)).status == 200
    assert (await ask(handler, order)).code == "identity_wall"
    assert await AuditEntry.filter(action="ask_identity", outcome="refused").count() == 2

    # The rated officer under a second account, now at the bureau, is still the rated officer.
    twin = await colleague(house, "xiangqiao", "三号人员")
    officer = house.town.staff["officer"]
    await Staff.filter(name="三号人员").update(document_index=officer.document_index)
    assert (await ask(twin, order)).code == "identity_wall"
    # A bureau whose own windows were rated is the rated office.
    await Bureau.filter(id=house.town.staff["xiangqiao"].bureau_id).update(
        own_institution_id=house.town.institution.id
    )
    assert (await ask(county, order)).code == "identity_wall"
    await Bureau.all().update(own_institution_id=None)

    # The bureau asks with a purpose and a reason, once at a time, and sees it for half an hour.
    assert (await ask(county, order, purpose="curious", reason="想看看")).code == "bad_request"
    assert (await ask(county, order, purpose="follow_up", reason="")).code == "bad_request"
    both = await asyncio.gather(*(ask(county, order) for _ in range(3)))
    assert sorted(one.status for one in both) == [200, 409, 409]
    look = (await newest(county, order))["id"]
    await backlog(house)
    seen = await show(county, look)
    [shown] = await AuditEntry.filter(action="show_identity", outcome="done")
    assert await AuditLink.exists(entry_id=shown.id)  # before it was seen
    assert (seen.body["name"], seen.body["phone"]) == (CHEN.name, CHEN.phone)
    headers = {"authorization": f"Bearer {county.token}"}
    raw = await house.app.client.post(f"/api/identity-looks/{look}/show", headers=headers)
    assert raw.headers["cache-control"] == "no-store"
    # Nobody else, not even a colleague; what everybody sees of the look names no citizen.
    second = await colleague(house, "xiangqiao")
    for caller in (*everybody.values(), second, twin):
        if caller is not everybody["xiangqiao"]:
            assert (await show(caller, look)).code in ("not_found", "forbidden")
    listed = json.dumps((await handler.get(f"{path}/identity")).body, ensure_ascii=False)
    assert "群众反映" in listed
    assert CHEN.name not in listed
    assert CHEN.phone not in listed

    # The citizen reads each look: the hour, the office, the purpose, and no person.
    told = (await phone.get("/api/my/looks")).body["looks"]
    assert len(told) == 2
    assert told[0]["at"] == NOW.replace(minute=0).isoformat().replace("+00:00", "Z")
    assert (told[0]["office"], told[0]["purpose"]) == ("湘桥区政务服务数据管理局", "follow_up")
    assert set(told[0]) == {"at", "office", "purpose", "case_number", "case_id"}
    assert (await (await house.citizen(LIN)).get("/api/my/looks")).body["looks"] == []
    trail = await AuditEntry.filter(action="show_identity", outcome="done")
    assert [one.reason for one in trail] == ["follow_up"] * 2
    assert await AuditLink.filter(entry_id__in=[one.id for one in trail]).count() == 2

    # Over is over; asked for again it is a new look.
    house.clock.pass_(minutes=31)
    assert (await show(county, look)).code == "look_over"
    assert (await ask(county, order)).status == 200
    again = (await newest(county, order))["id"]
    assert again != look
    # The case goes elsewhere, and with it the look that still had time.
    city = (await Bureau.get(level="city")).id
    await WorkOrder.filter(id=order).update(bureau_id=city)
    assert (await show(county, again)).code == "look_over"
    await WorkOrder.filter(id=order).update(
        bureau_id=house.town.staff["xiangqiao"].bureau_id, status="solved"
    )
    assert (await show(county, again)).code == "look_over"
    assert (await ask(second, order)).code == "identity_wall"


@pytest.mark.req("9-2", "9-5")
async def test_beyond_a_call_it_takes_a_second_person(house: House) -> None:
    order = await poor_rating(house, await house.citizen(CHEN))
    county, second = await house.staff("xiangqiao"), await colleague(house, "xiangqiao")
    assert (await ask(county, order, **SAFETY)).status == 200
    look = (await newest(county, order))["id"]
    assert (await show(county, look)).code == "look_over"
    path = f"/api/identity-looks/{look}/decide"
    for name in ("xiangqiao", "raoping", "city"):  # never oneself, nor another bureau
        assert (await (await house.staff(name)).post(path, step="grant")).code == "not_found"
    first = house.town.staff["xiangqiao"]
    for index, code in ((first.document_index, "same_person"), (None, "")):
        await Staff.filter(name="二号人员").update(document_index=index)
        if code:
            assert (await second.post(path, step="grant")).code == code
    waiting = (await second.get("/api/identity-looks/waiting")).body["looks"]
    assert [one["id"] for one in waiting] == [look]
    assert (await county.get("/api/identity-looks/waiting")).body["looks"] == []
    both = [second.post(path, step=step) for step in ("grant", "refuse")]
    assert sorted(one.status for one in await asyncio.gather(*both)) == [200, 409]
    state = (await IdentityLook.get(id=look)).state
    assert (await show(county, look)).status == (200 if state == "granted" else 409)

    # Where the rule set lets a handler be named, the bureau does it case by case.
    house.clock.pass_(minutes=1)
    document = rule_set.FIRST.read_text().replace('value = "bureau"', 'value = "named_handler"')
    code = (await RuleSetRecord.first()).code  # type: ignore[union-attr]
    await RuleSetRecord.filter(code=code).update(document=document)
    await house.app.deps.reference.reload()
    handler = await house.staff("handler")
    await WorkOrder.filter(id=order).update(institution_id=house.town.institution.id)
    assert (await ask(handler, order)).status == 200
    look = (await newest(handler, order))["id"]
    assert (await show(handler, look)).code == "look_over"
    assert (await county.post(f"/api/identity-looks/{look}/decide", step="grant")).status == 200
    assert (await show(handler, look)).body["phone"] == CHEN.phone


@pytest.mark.req("9-2")
async def test_the_trail_tells_what_was_done_to_it(house: House) -> None:
    keys, now = house.app.deps.keys, house.clock.now

    async def fault() -> str:
        return (await audit_chain.check(keys=keys, now=house.clock.now)).fault

    async def write(number: int) -> None:
        at = house.clock.now
        await audit.record(by=System(), action="counted", outcome="done", now=at, object_id=number)

    # Many at once, linked by many at once: every entry has its one place.
    await asyncio.gather(*(write(number) for number in range(20)))
    await asyncio.gather(*(audit_chain.extend(keys=keys) for _ in range(5)))
    house.clock.pass_(minutes=30)
    await write(20)
    assert await fault() == ""
    assert await AuditLink.all().count() == await AuditEntry.all().count()

    victim = await AuditEntry.filter(object_id="7").first()
    assert victim is not None
    await AuditEntry.filter(id=victim.id).update(outcome="refused")
    assert await fault() == "changed"
    await AuditEntry.filter(id=victim.id).update(outcome="done")
    await AuditEntry.filter(id=victim.id).delete()
    assert await fault() == "removed"
    await victim.save(force_create=True)
    assert await fault() == ""
    await audit.record(by=System(), action="slipped_in", outcome="done", now=now)
    assert await fault() == "inserted"
    auditor = await house.staff("auditor")
    # Whoever has only the database cannot write an entry, nor one of this moment (found at once).
    await AuditEntry.filter(action="slipped_in").delete()
    forged = AuditEntry(id=uuid4(), at=house.clock.now, actor_kind="system", action="slipped_in")
    forged.outcome, forged.signature = "done", victim.signature
    await forged.save(force_create=True)
    await write(21)
    assert await fault() == "inserted"
    assert not await AuditLink.filter(entry_id=forged.id).exists()
    assert await AuditLink.all().count() == await AuditEntry.all().count() - 1
    said = (await auditor.get("/api/staff/audit/chain")).body
    assert (said["checks"][0]["fault"], said["checks"][1]["fault"]) == ("inserted", "inserted")
    # Whoever cuts a link out, with its entry, cuts the chain.
    await AuditEntry.filter(action="slipped_in").delete()
    link = await AuditLink.get(entry_id=victim.id)
    await AuditLink.filter(number=link.number).delete()
    await AuditEntry.filter(id=victim.id).delete()
    assert await fault() == "removed"
