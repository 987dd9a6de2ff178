"""One question for everybody who waits."""

import asyncio
from collections.abc import Sequence

import pytest

from actions.people.gathering import Gathering


class Register:
    """Knows the squares of even numbers and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.failing = False

    async def look_up(self, numbers: Sequence[int]) -> dict[int, int]:
        self.asked.append(list(numbers))
        await asyncio.sleep(0.001)
        if self.failing:
            raise ConnectionError
        return {number: number**2 for number in numbers if number % 2 == 0}


async def test_who_comes_meanwhile_is_gathered() -> None:
    register = Register()
    gathering = Gathering(register.look_up)
    answers = await asyncio.gather(*(gathering.one(number) for number in range(64)))
    assert answers == [number**2 if number % 2 == 0 else None for number in range(64)]
    assert len(register.asked) == 1
    assert await gathering.one(2) == 4  # asked anew: nothing is remembered here
    assert len(register.asked) == 2


async def test_a_question_has_an_upper_size() -> None:
    register = Register()
    gathering = Gathering(register.look_up)
    await asyncio.gather(*(gathering.one(number) for number in range(600)))
    assert [len(numbers) for numbers in register.asked] == [256, 256, 88]


async def test_one_that_goes_away_takes_nothing_from_the_others() -> None:
    register = Register()
    gathering = Gathering(register.look_up)
    first, second = (asyncio.create_task(gathering.one(2)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == 4
    assert first.cancelled()
    assert register.asked == [[2]]


async def test_a_failure_reaches_those_who_asked_and_nobody_after() -> None:
    register = Register()
    register.failing = True
    gathering = Gathering(register.look_up)
    answers = await asyncio.gather(*(gathering.one(n) for n in (1, 2)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [ConnectionError, ConnectionError]
    register.failing = False
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await gathering.one(4)
    assert await gathering.one(4) == 16
