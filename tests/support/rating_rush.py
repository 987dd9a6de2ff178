"""One process of several that rate the same services at once, each in an order of its own.

    python -m tests.support.rating_rush DATABASE_URL SEED

Says "ready", waits for a line, then prints as JSON how often each outcome came and the receipt
numbers of what it stored.
"""

import asyncio
import json
import random
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace

from actions.papers import reference
from actions.rating.rating_store import Stored
from actions.submission import Submission
from models import Evaluator, ServiceRecord
from server.database import close_database, open_database
from tests.support.write_path import queue_of, submission

AT_ONCE = 256
Submit = Callable[[Submission], Awaitable[Stored]]


async def rush(database_url: str, seed: int) -> dict[str, object]:
    await open_database(database_url)
    queue = queue_of(await reference.load())
    await queue.start()
    try:
        outcomes = await _rate_everything(queue.submit, random.Random(seed))
    finally:
        await queue.stop()
        await close_database()
    stored = [one.receipt_number for one in outcomes if isinstance(one, Stored)]
    return {"counts": Counter(type(one).__name__ for one in outcomes), "stored": stored}


async def _rate_everything(submit: Submit, chance: random.Random) -> list[object]:
    evaluators = {one.document_index: one.id for one in await Evaluator.all()}
    services = await ServiceRecord.all().order_by("id").values_list("id", "applicant_index")
    asked = [
        replace(submission(service, evaluators[index], index), grade="dissatisfied")
        for service, index in services
    ]
    await _everybody_is_ready()
    outcomes: list[object] = []
    for first in range(0, len(asked), AT_ONCE):
        wave = asked[first : first + AT_ONCE]  # the same for every process, at about the same time
        chance.shuffle(wave)
        outcomes += await asyncio.gather(*map(submit, wave), return_exceptions=True)
    return outcomes


async def _everybody_is_ready() -> None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(rush(sys.argv[1], int(sys.argv[2])))))
