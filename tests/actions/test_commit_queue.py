"""What the queue answers and what is stored, on SQLite and on PostgreSQL (3-3, 6-3, 7-1, 11-5)."""

import asyncio
import hashlib
from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest

from actions.rating.rating_store import (
    AlreadyRated,
    OwnInstitution,
    PictureUnknown,
    ServiceUnknown,
    Stored,
)
from models import OutboxMessage, Picture, Rating, ServiceRecord, Transition, WorkOrder
from tests.support.town import NOW
from tests.support.write_path import WritePath


@pytest.mark.req("7-1")
async def test_64_at_once_are_one_rating(path: WritePath) -> None:
    chen = await path.evaluator()
    service = await path.service(chen)
    answers = await asyncio.gather(
        *(path.queue.submit(path.submission(service, chen, "dissatisfied")) for _ in range(64)),
        return_exceptions=True,
    )
    [stored] = [answer for answer in answers if isinstance(answer, Stored)]
    refused = [answer for answer in answers if isinstance(answer, AlreadyRated)]
    assert len(refused) == 63
    assert {one.existing.receipt_number for one in refused if one.existing} == {
        stored.receipt_number
    }
    assert await Rating.all().count() == 1
    assert await WorkOrder.all().count() == 1


@pytest.mark.req("7-1")
async def test_the_same_key_is_answered_with_the_same_receipt(path: WritePath) -> None:
    chen = await path.evaluator()
    service = await path.service(chen)
    one = path.submission(service, chen, "very_dissatisfied")
    first = await path.queue.submit(one)
    again = await path.queue.submit(
        path.submission(service, chen, "very_dissatisfied", key=one.key)
    )
    assert not first.replayed
    assert again.replayed
    for name in ("rating_id", "receipt_number", "receipt_hash", "order_number", "due_at", "grade"):
        assert getattr(again, name) == getattr(first, name), name


@pytest.mark.req("7-1")
async def test_the_same_key_at_once_is_stored_once(path: WritePath) -> None:
    chen = await path.evaluator()
    service = await path.service(chen)
    answers = await asyncio.gather(
        *(path.queue.submit(path.submission(service, chen, key="k" * 24)) for _ in range(64))
    )
    assert len({answer.receipt_number for answer in answers}) == 1
    assert Counter(answer.replayed for answer in answers) == {False: 1, True: 63}


@pytest.mark.req("7-1")
async def test_only_the_own_receipt_is_shown(path: WritePath) -> None:
    applicant, agent = await path.evaluator(), await path.evaluator()
    service = await path.service(applicant, agent=agent)
    stored = await path.queue.submit(path.submission(service, agent))
    with pytest.raises(AlreadyRated) as theirs:
        await path.queue.submit(path.submission(service, applicant))
    assert theirs.value.existing is None
    with pytest.raises(AlreadyRated) as own:
        await path.queue.submit(path.submission(service, agent))
    assert own.value.existing is not None
    assert own.value.existing.receipt_number == stored.receipt_number


@pytest.mark.req("7-1")
async def test_a_key_belongs_to_its_evaluator(path: WritePath) -> None:
    chen, lin = await path.evaluator(), await path.evaluator()
    hers, his = await path.service(chen), await path.service(lin)
    first = await path.queue.submit(path.submission(hers, chen, key="k" * 24))
    second = await path.queue.submit(path.submission(his, lin, key="k" * 24))
    assert first.receipt_number != second.receipt_number


@pytest.mark.req("3-3", "5-3")
async def test_strangers_and_unknown_services_are_refused_alike(path: WritePath) -> None:
    chen, lin = await path.evaluator(), await path.evaluator()
    service = await path.service(chen)
    with pytest.raises(ServiceUnknown):
        await path.queue.submit(path.submission(service, lin))
    nowhere = path.submission(service, chen, service_id=uuid4())
    with pytest.raises(ServiceUnknown):
        await path.queue.submit(nowhere)
    await path.queue.submit(path.submission(service, chen))
    with pytest.raises(ServiceUnknown):  # and nothing of the rating is told
        await path.queue.submit(path.submission(service, lin))


@pytest.mark.req("3-3")
async def test_nobody_rates_the_own_institution(path: WritePath) -> None:
    officer = path.town.staff["other_officer"]
    evaluator = await path.evaluator(officer.document_index)
    service = await path.service(evaluator)
    with pytest.raises(OwnInstitution):
        await path.queue.submit(path.submission(service, evaluator))
    assert await Rating.all().count() == 0


@pytest.mark.req("7-10")
async def test_a_walk_in_is_its_evaluators_alone(path: WritePath) -> None:
    chen, lin = await path.evaluator(), await path.evaluator()
    made = await path.service(chen)
    await ServiceRecord.filter(id=made.id).update(
        source="walk_in",
        applicant_index=None,
        officer_id=None,
        default_due_at=None,
        walk_in_evaluator_id=chen.id,
        walk_in_day=NOW.date(),
        walk_in_ordinal=1,
    )
    with pytest.raises(ServiceUnknown):
        await path.queue.submit(path.submission(made, lin))
    stored = await path.queue.submit(path.submission(made, chen))
    assert not stored.late


@pytest.mark.req("11-5")
@pytest.mark.parametrize("grade", ["dissatisfied", "very_dissatisfied"])
async def test_a_poor_rating_opens_its_order_in_the_same_commit(
    path: WritePath, grade: str
) -> None:
    chen = await path.evaluator()
    service = await path.service(chen)
    stored = await path.queue.submit(path.submission(service, chen, grade))
    order = await WorkOrder.get(rating_id=stored.rating_id)
    assert (order.id, order.number) == (stored.order_id, stored.order_number)
    assert (order.status, order.version, order.round) == ("opened", 1, 1)
    assert order.bureau_id == service.bureau_id
    assert (order.due_what, order.due_at) == ("dispatch", stored.due_at)
    assert order.opened_at == NOW
    step = await Transition.get(order_id=order.id)
    assert (step.number, step.action, step.actor) == (1, "open", "system")
    assert (step.before, step.after, step.at) == ("", "opened", NOW)
    message = await OutboxMessage.get(order_id=order.id)
    assert (message.topic, message.state, message.payload) == ("work_order_opened", "queued", "{}")
    assert message.run_at == NOW


@pytest.mark.req("11-5")
@pytest.mark.parametrize("grade", ["very_satisfied", "satisfied", "basically_satisfied"])
async def test_other_grades_open_none(path: WritePath, grade: str) -> None:
    chen = await path.evaluator()
    stored = await path.queue.submit(path.submission(await path.service(chen), chen, grade))
    assert stored.order_id is None
    assert await WorkOrder.all().count() == 0


async def test_the_orm_reads_back_what_was_written(path: WritePath) -> None:
    chen = await path.evaluator()
    service = await path.service(chen)
    rated_at = NOW + timedelta(microseconds=123_456)
    one = path.submission(
        service,
        chen,
        "basically_satisfied",
        tags="413,414",
        dimensions='{"ease": 4}',
        text="很好 🙂",
        anonymous=False,
        rated_at=rated_at,
    )
    stored = await path.queue.submit(one)
    rating = await Rating.get(id=stored.rating_id)
    for name in ("key", "grade", "tags", "dimensions", "text", "origin", "channel", "session_id"):
        assert getattr(rating, name) == getattr(one, name), name
    assert rating.service_record_id == service.id
    assert rating.evaluator_id == chen.id
    assert rating.anonymous is False
    assert rating.rated_at == rated_at
    assert (rating.ordinal, rating.opinion, rating.late) == (1, 1, False)
    assert rating.identity_basis == "self_verified"


async def test_times_written_here_and_by_the_orm_compare_in_the_database(path: WritePath) -> None:
    """On SQLite times are text: a different way of writing one would sort wrongly, silently."""
    chen = await path.evaluator()
    made = [
        await path.queue.submit(
            path.submission(await path.service(chen), chen, rated_at=NOW + timedelta(seconds=step))
        )
        for step in (0, 0.5, 1)
    ]
    await Rating.filter(id=made[1].rating_id).update(rated_at=NOW + timedelta(seconds=0.5))
    for step in (0, 0.5, 1):
        moment = NOW + timedelta(seconds=step)
        assert await Rating.filter(rated_at=moment).count() == 1
        assert await Rating.filter(rated_at__lt=moment).count() == step * 2
    assert await OutboxMessage.filter(run_at__lte=NOW).count() == 0


async def test_the_receipt_proves_the_stored_rating(path: WritePath) -> None:
    """Anybody can recompute the hash from the row with nothing but its documentation."""
    chen = await path.evaluator()
    one = path.submission(await path.service(chen), chen, tags="413", text="谢谢")
    stored = await path.queue.submit(one)
    rating = await Rating.get(id=stored.rating_id)
    facts = (
        rating.receipt_number,
        str(rating.id),
        str(rating.service_record_id),
        rating.grade,
        rating.tags,
        rating.dimensions,
        rating.text,
        rating.rated_at.isoformat(),
    )
    assert hashlib.sha256("\x1f".join(facts).encode()).hexdigest() == stored.receipt_hash
    assert rating.receipt_hash == stored.receipt_hash
    assert len(stored.receipt_number) == 16
    assert not set(stored.receipt_number) & set("01IO")


@pytest.mark.req("6-3", "6-6")
async def test_in_time_until_the_last_moment(path: WritePath) -> None:
    chen = await path.evaluator()
    in_time, over = await path.services(chen, 2)
    assert in_time.default_due_at is not None
    last = in_time.default_due_at - timedelta(microseconds=1)
    assert not (await path.queue.submit(path.submission(in_time, chen, rated_at=last))).late
    late = await path.queue.submit(
        path.submission(over, chen, "dissatisfied", rated_at=in_time.default_due_at)
    )
    assert late.late
    assert late.order_id is not None  # a late poor rating opens its order all the same
    rating = await Rating.get(id=late.rating_id)
    assert (rating.ordinal, rating.opinion) == (2, 1)


@pytest.mark.req("6-3", "6-6")
async def test_a_rating_that_finds_the_default_in_its_place_is_late(path: WritePath) -> None:
    """Rated in time by the clock, but the default was committed first."""
    chen = await path.evaluator()
    service = await path.service(chen)
    assert service.default_due_at is not None
    await Rating.create(
        id=uuid4(),
        service_record=service,
        ordinal=1,
        grade="basically_satisfied",
        origin="default",
        identity_basis="none",
        channel="system_default",
        rated_at=service.default_due_at,
        due_at=service.default_due_at,
        receipt_number=uuid4().hex[:16],
        receipt_hash="",
    )
    moment = service.default_due_at - timedelta(microseconds=1)
    stored = await path.queue.submit(path.submission(service, chen, rated_at=moment))
    assert stored.late
    assert await Rating.filter(service_record=service).count() == 2
    with pytest.raises(AlreadyRated):
        await path.queue.submit(path.submission(service, chen, rated_at=moment))


async def test_pictures_are_claimed_with_their_rating(path: WritePath) -> None:
    chen = await path.evaluator()
    pictures = [(await path.picture(chen)).id for _ in range(3)]
    one = path.submission(await path.service(chen), chen, pictures=pictures)
    stored = await path.queue.submit(one)
    assert await Picture.filter(rating_id=stored.rating_id).count() == 3
    again = await path.queue.submit(one)
    assert again.receipt_number == stored.receipt_number


async def test_foreign_claimed_and_missing_pictures_are_refused(path: WritePath) -> None:
    chen, lin = await path.evaluator(), await path.evaluator()
    service = await path.service(chen)
    his, hers = await path.picture(lin), await path.picture(chen)
    await path.queue.submit(path.submission(await path.service(chen), chen, pictures=[hers.id]))
    for bad in (his.id, hers.id, uuid4()):
        with pytest.raises(PictureUnknown):
            await path.queue.submit(path.submission(service, chen, pictures=[bad]))
    assert await Rating.filter(service_record=service).count() == 0


async def test_two_ratings_at_once_cannot_share_a_picture(path: WritePath) -> None:
    chen = await path.evaluator()
    picture = await path.picture(chen)
    services = await path.services(chen, 8)
    answers = await asyncio.gather(
        *(path.queue.submit(path.submission(s, chen, pictures=[picture.id])) for s in services),
        return_exceptions=True,
    )
    assert Counter(type(answer) for answer in answers) == {Stored: 1, PictureUnknown: 7}
    assert await Rating.all().count() == 1


async def test_who_has_rated_hears_that_and_not_of_pictures(path: WritePath) -> None:
    chen = await path.evaluator()
    service = await path.service(chen)
    await path.queue.submit(path.submission(service, chen))
    with pytest.raises(AlreadyRated):
        await path.queue.submit(path.submission(service, chen, pictures=[uuid4()]))
