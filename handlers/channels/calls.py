"""The hotline's call centre asks whoever called for a grade by keys (Art. 7; 7-6)."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from actions.channels import calls
from actions.channels.calls import CallQuestion
from actions.channels.keys import Pressed
from handlers.counted import one_row
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from rules.actors import Partner

Number = Annotated[str, Meta(min_length=1, max_length=60)]


class AskedCall(Struct, forbid_unknown_fields=True):
    """A call that was told of as ended."""

    call_number: Number


class KeyPressed(Struct, forbid_unknown_fields=True):
    """The key of one `turn` of the question; an empty one: hung up, or said nothing."""

    call_number: Number
    turn: Annotated[int, Meta(ge=1, le=99)]
    key: Annotated[str, Meta(max_length=8, pattern="^[0-9*#]*$")]
    pressed_at: datetime


@endpoint(
    "POST",
    "/api/intake/calls/questions",
    may=May.HOTLINE,
    takes=AskedCall,
    gives=CallQuestion,
    errors=("call_unknown", "caller_unknown", "own_institution"),
    status=201,
)
async def ask_caller(call: Call[Partner, AskedCall]) -> CallQuestion:
    """What to play to the caller once the consultation is over; asked again, the same question."""
    return await calls.ask(
        call_number=call.body.call_number, by=call.by, deps=call.deps, now=call.now
    )


@endpoint(
    "POST",
    "/api/intake/calls/keys",
    may=May.HOTLINE,
    takes=KeyPressed,
    gives=CallQuestion,
    errors=("call_unknown", "in_the_future", "busy"),
)
async def take_key(call: Call[Partner, KeyPressed]) -> CallQuestion:
    """A key of the caller, or none, and what to play next; told again, the same answer."""
    sent = call.body
    async with one_row(call, take_key.__name__, sent.call_number):
        return await calls.press(
            call_number=sent.call_number,
            pressed=Pressed(sent.turn, sent.key, sent.pressed_at),
            by=call.by,
            deps=call.deps,
            now=call.now,
        )
