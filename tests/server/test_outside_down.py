"""The outside is down: ratings are accepted all the same, messages wait and go out later (11-7)."""

from collections.abc import Awaitable, Callable

import pytest

from models import Delivery, InboxMessage, OutboxMessage
from tests.support.house import Clock, House, rating
from tests.support.redis_server import RedisServer
from tests.support.sandbox import Sandbox
from tests.support.town import CHEN, build_town


async def a_case(house: House) -> str:
    """A poor rating; the id of its order."""
    phone = await house.citizen(CHEN)
    service = await house.end_service(CHEN)
    answer = await phone.post("/api/ratings", **rating(service, "dissatisfied"))
    assert answer.status == 201
    return str(answer.body["case"]["id"])


@pytest.mark.req("11-7")
async def test_messages_wait_for_sms_and_go_out_once(house: House) -> None:
    await a_case(house)
    house.sandbox.fault(sms={"down": True})
    await house.deliver()
    [waiting] = await OutboxMessage.all()
    assert (waiting.state, waiting.attempts) == ("queued", 1)
    assert waiting.run_at > house.clock.now
    assert await InboxMessage.filter(staff_id=house.town.staff["xiangqiao"].id).count() == 1

    house.sandbox.fault(sms={})
    house.clock.pass_(minutes=2)
    await house.deliver()
    await house.deliver()
    [sent] = await OutboxMessage.all()
    assert sent.state == "sent"
    assert len([one for one in house.sandbox.sent() if one["channel"] == "sms"]) == 1
    assert await InboxMessage.filter(staff_id=house.town.staff["xiangqiao"].id).count() == 1


@pytest.mark.req("11-7")
async def test_a_message_is_dead_after_eight_attempts_and_the_inbox_has_it(house: House) -> None:
    await a_case(house)
    house.sandbox.fault(sms={"down": True})
    for _ in range(10):
        await house.deliver()
        house.clock.pass_(hours=12)
    [dead] = await OutboxMessage.all()
    assert (dead.state, dead.attempts) == ("dead", 8)
    assert await InboxMessage.all().count() == 1


@pytest.mark.req("11-7")
async def test_a_refused_push_is_never_repeated_and_goes_by_sms(house: House) -> None:
    order = await a_case(house)
    phone = await house.wechat(CHEN)
    # Our ledger knows of a consent that WeChat does not: 43101.
    await phone.post("/api/my/notices", results={"sandbox-accepted": "accept"})
    bureau, handler = await house.staff("xiangqiao"), await house.staff("handler")
    institution = str(house.town.institution.id)
    path = f"/api/work-orders/{order}"
    await bureau.post(f"{path}/dispatch", institution_id=institution, version=1)
    await handler.post(f"{path}/accept", version=2)
    await house.deliver()
    refusals = await Delivery.filter(channel="wechat").values("outcome", "code")
    assert refusals == [{"outcome": "permanent", "code": "43101"}]
    texts = [one for one in house.sandbox.sent() if one["channel"] == "sms"]
    assert CHEN.phone in {one["to"] for one in texts}
    assert (await phone.get("/api/my/inbox")).body["unread"] == 2


async def test_sign_in_says_so_when_wechat_is_down(house: House) -> None:
    house.sandbox.fault(wechat={"down": True})
    answer = await house.nobody.post("/api/sign-in/wechat", code="demo-chen-abc123")
    assert (answer.status, answer.code) == (503, "identity_unavailable")


async def test_ratings_are_accepted_while_redis_is_down(
    start_app: Callable[..., Awaitable[object]],
    postgres_url: str,
    redis_server: RedisServer,
    sandbox: Sandbox,
) -> None:
    clock = Clock()
    app = await start_app(
        database_url=postgres_url, redis_url=redis_server.url, sandbox_url=sandbox.url, clock=clock
    )
    house = House(app, await build_town(clock.now), sandbox, clock)  # type: ignore[arg-type]
    await house.app.deps.reference.reload()
    phone = await house.citizen(CHEN)
    service = await house.end_service(CHEN)
    redis_server.stop()
    assert (await phone.post("/api/ratings", **rating(service, "dissatisfied"))).status == 201
    assert (await house.nobody.get(f"/api/windows/{house.town.code.token}")).status == 200
