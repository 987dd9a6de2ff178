"""The job loop ends when it is told to, whatever becomes of a job that is cut off."""

import asyncio
from typing import Any

from server.jobs import JobLoop
from tests.support.house import House


async def test_a_job_that_loses_its_cancellation_does_not_keep_the_process(house: House) -> None:
    begun = asyncio.Event()

    async def stubborn(now: Any) -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError as error:
            raise RuntimeError from error  # what a driver makes of it now and then

    jobs = JobLoop(house.app.deps, clock=lambda: house.clock.now)
    jobs.jobs = [(0.0, stubborn)]
    jobs.start()
    await begun.wait()
    async with asyncio.timeout(5):
        await jobs.stop()
