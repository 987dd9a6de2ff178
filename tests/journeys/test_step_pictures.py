"""Pictures of the steps of a case: kept before the step, never twice, for its readers (11-3)."""

import asyncio
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from PIL import Image

from actions import retention
from actions.orders import step_pictures
from actions.people import deletions
from models import Deletion, Staff, StepPicture, Tombstone, WorkOrder
from rules.step_pictures import MOST_BYTES, MOST_PICTURES
from tests.journeys.steps import poor_rating
from tests.support.house import Caller, House
from tests.support.town import CHEN, HASH, LIN

KEY = "picture-key-0001"


def taken_at_the_counter() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def up(order: str, key: str = KEY) -> str:
    return f"/api/work-orders/{order}/uploads/{key}"


def seen(order: str, picture: str) -> str:
    return f"/api/work-orders/{order}/step-pictures/{picture}"


async def keep(house: House, by: Caller, order: str, key: str = KEY) -> str:
    answer = await by.upload(up(order, key), taken_at_the_counter())
    assert answer.status == 201, answer
    return str(answer.body["id"])


async def second_handler(house: House) -> Caller:
    house.town.staff["handler-second"] = await Staff.create(
        id=uuid4(),
        login="handler-second",
        password_hash=HASH,
        name="二号承办人",
        role="handler",
        bureau_id=house.town.staff["handler"].bureau_id,
        institution_id=house.town.institution.id,
    )
    return await house.staff("handler-second")


async def dispatched(house: House, phone: Caller) -> str:
    order = await poor_rating(house, phone)
    bureau = await house.staff("xiangqiao")
    sent = {"institution_id": str(house.town.institution.id), "version": 1}
    assert (await bureau.post(f"/api/work-orders/{order}/dispatch", **sent)).status == 200
    return order


def files(house: House) -> int:
    folder = house.app.deps.gateways.pictures._folder
    return sum(one.is_file() for one in folder.rglob("*"))


@pytest.mark.req("11-3", "4-6", "9-4")
async def test_pictures_of_a_case(house: House) -> None:
    """One upload, one picture; each step takes its own; each reader sees what is theirs."""
    phone, other = await house.citizen(CHEN), await house.citizen(LIN)
    handler, colleague = await house.staff("handler"), await second_handler(house)
    bureau = await house.staff("xiangqiao")
    order = await dispatched(house, phone)
    path, case = f"/api/work-orders/{order}", f"/api/my/cases/{order}"

    # Sent twice, and twice at once: one picture, one file.
    kept = await keep(house, handler, order)
    assert await keep(house, handler, order) == kept
    both = await asyncio.gather(*(keep(house, handler, order, "r" * 20) for _ in range(4)))
    assert len(set(both)) == 1
    assert (await StepPicture.all().count(), files(house)) == (2, 2)
    assert await keep(house, colleague, order) != kept  # a key is its sender's own

    # What is refused.
    for content, code in (
        (b"<svg/>", "picture_type"),
        (bytes(MOST_BYTES + 1), "too_large"),
    ):
        assert (await handler.upload(up(order, "n" * 20), content)).code == code
    assert (await handler.upload(up(order, "k" * 400), b"x")).code == "bad_request"
    assert (await bureau.upload(up(order), b"x")).code == "not_allowed_now"  # not its turn
    for who in ("other_handler", "raoping"):
        elsewhere = await house.staff(who)
        assert (await elsewhere.upload(up(order), taken_at_the_counter())).status == 404, who
        assert (await elsewhere.get(seen(order, kept))).status == 404, who
    assert (await (await house.staff("officer")).get(seen(order, kept))).status == 403
    assert (await phone.upload(up(order), b"x")).status == 403
    assert (await house.nobody.get(seen(order, kept))).status == 401
    # Until a step has it, it is its sender's alone.
    assert (await handler.get(seen(order, kept))).status == 200
    assert (await bureau.get(seen(order, kept))).status == 404

    # A return is between offices: the bureau sees its picture, the citizen never.
    back = {"reason": "不属于本单位职责，请转办", "version": 2}
    assert (await handler.post(f"{path}/return", pictures=[kept], **back)).status == 200
    step = (await bureau.get(path)).body["steps"][-1]
    assert (step["action"], step["pictures"]) == ("return_", [kept])
    assert (await bureau.get(seen(order, kept))).status == 200
    assert kept not in str((await phone.get(case)).body)
    assert (await phone.get(f"{case}/pictures/{kept}")).status == 404

    # A response takes its own pictures, in their order, and nobody else's.
    again = {"institution_id": str(house.town.institution.id), "version": 3}
    await bureau.post(f"{path}/dispatch", **again)
    await handler.post(f"{path}/accept", version=4)
    first, last = [await keep(house, handler, order, key) for key in ("a" * 16, "b" * 16)]
    foreign = await keep(house, colleague, order, "c" * 16)
    elsewhere = await keep(house, handler, await dispatched(house, phone))
    for wrong in ([foreign], [elsewhere], [kept], [first, first], [str(uuid4())]):
        said = await handler.post(f"{path}/respond", text="已核实。", version=5, pictures=wrong)
        assert (said.status, said.code) == (422, "picture_unknown"), wrong
    many = [str(uuid4()) for _ in range(MOST_PICTURES + 1)]
    said = await handler.post(f"{path}/respond", text="已核实。", version=5, pictures=many)
    assert said.code == "bad_request"
    taken = {"text": "已核实。", "version": 5, "pictures": [last, first]}
    two = await asyncio.gather(*(handler.post(f"{path}/respond", **taken) for _ in range(2)))
    assert sorted(one.status for one in two) == [200, 409]
    assert (await handler.get(path)).body["entries"][0]["pictures"] == [last, first]
    # Sent again after its step, it is still the same picture.
    assert await keep(house, handler, order, "a" * 16) == first

    # The citizen of the case sees it, and where it was taken is gone; nobody else does.
    assert (await phone.get(case)).body["entries"][0]["pictures"] == [last, first]
    shown = await phone.get(f"{case}/pictures/{first}")
    assert not Image.open(io.BytesIO(shown.body)).getexif()
    assert (await other.get(f"{case}/pictures/{first}")).status == 404
    assert (await phone.get(f"{case}/pictures/{foreign}")).status == 404


@pytest.mark.req("9-5", "9-6")
async def test_pictures_of_steps_go(house: House) -> None:
    """Unused after a day, the others with their period, or with the citizen they may show."""
    deps, phone = house.app.deps, await house.citizen(CHEN)
    handler = await house.staff("handler")
    order, other = await dispatched(house, phone), await dispatched(house, phone)
    taken, unused = [await keep(house, handler, order, key) for key in ("a" * 16, "b" * 16)]
    left = await keep(house, handler, other)
    back = {"reason": "不属于本单位职责，请转办", "version": 2}
    for one, pictures in ((order, [taken]), (other, [left])):
        said = await handler.post(f"/api/work-orders/{one}/return", pictures=pictures, **back)
        assert said.status == 200, said
    house.clock.pass_(days=1)
    assert await step_pictures.sweep(deps=deps, now=house.clock.now) == 1
    assert (await StepPicture.filter(id=unused).exists(), files(house)) == (False, 2)

    house.clock.pass_(days=2 * 366)
    await WorkOrder.filter(id=order).update(status="solved", closed_at=house.clock.now)
    while await retention.let_go(deps=deps, now=house.clock.now):
        pass
    assert [str(one.id) for one in await StepPicture.all()] == [left]  # its case is open
    trace = await Tombstone.get(id=taken)
    assert (trace.what, str(trace.about_id)) == ("step_picture", order)

    phone = await house.citizen(CHEN)
    assert (await phone.post("/api/my/deletion", understood=True)).status == 200
    house.clock.now = (await Deletion.get(active=1)).due_at + timedelta(minutes=1)
    assert await deletions.erase_due(keys=deps.keys, now=house.clock.now) == 1
    assert (await Tombstone.get(id=left)).what == "step_picture"
    bureau = await house.staff("xiangqiao")
    assert (await bureau.get(seen(other, left))).status == 404
    assert await step_pictures.sweep(deps=deps, now=house.clock.now) == 1
    assert (await StepPicture.all().count(), files(house)) == (0, 0)
