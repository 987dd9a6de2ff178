"""What goes wrong around the queue: nobody waits for ever, no neighbour pays (stack.md)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from uuid import uuid4

import pytest
from tortoise import connections

from actions.rating.commit_queue import CommitQueue
from actions.rating.rating_store import Outcome, RatingStore, Stored
from actions.submission import Submission
from models import Picture, Rating, WorkOrder
from rules.refusals import Busy
from tests.support.write_path import WritePath, queue_of, store_of


class Gated:
    """The real store behind a gate, so that a test decides when batches go through."""

    def __init__(self, store: RatingStore) -> None:
        self.store = store
        self.open = asyncio.Event()
        self.batches: list[int] = []

    async def write(self, batch: Sequence[Submission]) -> list[Outcome]:
        await self.open.wait()
        self.batches.append(len(batch))
        return await self.store.write(batch)

    async def close(self) -> None:
        await self.store.close()


class Falling(Gated):
    """The real store, whose first write takes the whole writer down with it."""

    async def write(self, batch: Sequence[Submission]) -> list[Outcome]:
        if not self.batches:
            self.batches.append(0)
            raise asyncio.CancelledError
        return await super().write(batch)


@contextlib.asynccontextmanager
async def waiting(
    queue: CommitQueue, *submissions: Submission
) -> AsyncIterator[list[asyncio.Task[Stored]]]:
    """Submissions on their way, each in a task of its own."""
    tasks = [asyncio.create_task(queue.submit(one)) for one in submissions]
    await asyncio.sleep(0.01)
    yield tasks
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_bad_row_fails_alone(path: WritePath) -> None:
    chen = await path.evaluator()
    services = await path.services(chen, 20)
    good = [path.submission(service, chen, "dissatisfied") for service in services]
    # Owned by document, but of an evaluator the database does not know: the foreign key refuses.
    bad = path.submission(await path.service(chen), chen, evaluator_id=uuid4())
    batch = [*good[:10], bad, *good[10:]]
    answers = await asyncio.gather(*map(path.queue.submit, batch), return_exceptions=True)
    assert isinstance(answers.pop(10), Busy)
    assert all(isinstance(answer, Stored) for answer in answers)
    assert await Rating.all().count() == 20
    assert await WorkOrder.all().count() == 20


async def test_a_full_queue_says_busy_and_keeps_what_it_has(path: WritePath) -> None:
    chen = await path.evaluator()
    services = await path.services(chen, 6)
    gate = Gated(store_of(path.reference))
    queue = await path.start(queue_of(path.reference, store=gate, bound=4))
    submissions = [path.submission(service, chen) for service in services]
    async with waiting(queue, submissions[0]) as first, waiting(queue, *submissions[1:5]) as rest:
        with pytest.raises(Busy):
            await queue.submit(submissions[5])
        gate.open.set()
        stored = await asyncio.gather(*first, *rest)
    assert len({one.rating_id for one in stored}) == 5
    assert gate.batches == [1, 4]
    assert await queue.submit(submissions[5])  # there is room again


async def test_batches_are_bounded(path: WritePath) -> None:
    chen = await path.evaluator()
    service = await path.service(chen)
    gate = Gated(store_of(path.reference))
    queue = await path.start(queue_of(path.reference, store=gate))
    submissions = [path.submission(service, chen, key="k" * 20) for _ in range(300)]
    async with waiting(queue, *submissions):
        gate.open.set()
    assert gate.batches == [128, 128, 44]


async def test_a_cancelled_callers_rating_is_stored_and_replayed(path: WritePath) -> None:
    chen = await path.evaluator()
    service = await path.service(chen)
    gate = Gated(store_of(path.reference))
    queue = await path.start(queue_of(path.reference, store=gate))
    one = path.submission(service, chen, "dissatisfied")
    async with waiting(queue, one) as [caller]:
        caller.cancel()
        gate.open.set()
    assert caller.cancelled()
    again = await queue.submit(path.submission(service, chen, "dissatisfied", key=one.key))
    assert again.replayed
    assert again.rating_id == one.rating_id
    assert again.order_id is not None


async def test_a_fallen_writer_is_replaced_and_nobody_hangs(path: WritePath) -> None:
    chen = await path.evaluator()
    services = await path.services(chen, 10)
    falling = Falling(store_of(path.reference))
    falling.open.set()
    queue = await path.start(queue_of(path.reference, store=falling))
    submissions = [path.submission(service, chen) for service in services]
    async with asyncio.timeout(5):
        answers = await asyncio.gather(*map(queue.submit, submissions), return_exceptions=True)
        for one, answer in zip(submissions, answers, strict=True):
            assert isinstance(answer, Busy | Stored)
            stored = answer if isinstance(answer, Stored) else await queue.submit(one)
            assert stored.rating_id == one.rating_id
    assert any(isinstance(answer, Busy) for answer in answers)
    assert await Rating.all().count() == 10


async def test_stop_stores_what_waits_and_takes_no_more(path: WritePath) -> None:
    chen = await path.evaluator()
    services = await path.services(chen, 30)
    gate = Gated(store_of(path.reference))
    queue = await path.start(queue_of(path.reference, store=gate))
    async with waiting(queue, *(path.submission(service, chen) for service in services)) as tasks:
        stopping = asyncio.create_task(queue.stop())
        await asyncio.sleep(0.01)
        with pytest.raises(Busy):
            await queue.submit(path.submission(services[0], chen))
        gate.open.set()
        await stopping
    assert all(isinstance(task.result(), Stored) for task in tasks)
    assert await Rating.all().count() == 30


async def test_a_queue_that_was_not_started_hangs_nobody(path: WritePath) -> None:
    chen = await path.evaluator()
    with pytest.raises(Busy):
        await queue_of(path.reference).submit(path.submission(await path.service(chen), chen))


async def test_a_queue_can_be_started_again(path: WritePath) -> None:
    chen = await path.evaluator()
    first, second = await path.services(chen, 2)
    await path.queue.submit(path.submission(first, chen))
    await path.queue.stop()
    await path.queue.start()
    assert await path.queue.submit(path.submission(second, chen))


async def test_a_picture_swept_in_between_costs_only_its_own_rating(path: WritePath) -> None:
    chen = await path.evaluator()
    services = await path.services(chen, 5)
    picture = await path.picture(chen)
    with_picture = path.submission(services[0], chen, pictures=[picture.id])
    others = [path.submission(service, chen) for service in services[1:]]
    gate = Gated(store_of(path.reference))
    queue = await path.start(queue_of(path.reference, store=gate))
    async with waiting(queue, with_picture, *others) as tasks:
        await Picture.filter(id=picture.id).delete()
        gate.open.set()
    assert [type(task.exception()).__name__ for task in tasks] == [
        "PictureUnknown",
        *["NoneType"] * 4,
    ]


async def drop_the_other_connections() -> None:
    await connections.get("default").execute_query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


async def test_a_database_that_drops_its_connections_is_found_again(
    postgres_url: str,
) -> None:
    path = await WritePath.open(postgres_url)
    try:
        chen = await path.evaluator()
        services = await path.services(chen, 2)
        await path.queue.submit(path.submission(services[0], chen))
        await drop_the_other_connections()
        stored = await path.queue.submit(path.submission(services[1], chen))
        assert await Rating.filter(id=stored.rating_id).count() == 1
        await drop_the_other_connections()  # and the end of the queue minds it as little
        await asyncio.sleep(0.1)
    finally:
        await path.close()
