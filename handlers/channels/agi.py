"""A telephone switch hands over a call that has ended, and the caller is asked (Art. 7; 7-6).

    agi://host:4573/rate,<item code>,<officer login>[,<call number>]

The protocol has no signature: whose switch may call is said by its address (server/voice.py).
"""

import logging
from collections.abc import Callable
from datetime import datetime

from actions.channels import calls
from actions.channels.calls import CallQuestion
from actions.channels.keys import Pressed
from actions.dependencies import Dependencies
from actions.services import partners
from handlers.channels.agi_wire import HungUp, Line
from handlers.permissions import May
from rules.actors import Partner
from rules.calls import Asked, is_phone
from rules.refusals import Refused

LONGEST = 60  # of what a switch may say of a call
WAIT_MS = 6000  # for a key after the last word
VARIABLE = "HCP_STATE"
log = logging.getLogger("haochaping.voice")


async def answer(
    line: Line, *, partner_key: str, deps: Dependencies, clock: Callable[[], datetime]
) -> None:
    """One call from its header to its end. A call nobody can be asked about is given back.

    What became of it stands in the variable HCP_STATE of the channel.
    """
    await line.read_header()
    by = await partners.named(partner_key, party=May.HOTLINE.value, now=clock())
    if by is None:
        log.error("the partner of the switch is not known or its time is over")
        return
    try:
        state = await _ask(line, by, deps=deps, clock=clock)
    except Refused as error:
        log.warning("a call was not asked about: %s", error.code)
        state = error.code
    await line.tell(VARIABLE, state)


async def _ask(
    line: Line, by: Partner, *, deps: Dependencies, clock: Callable[[], datetime]
) -> str:
    header, now = line.header, clock()
    number = (header.get("agi_arg_3") or header.get("agi_uniqueid", ""))[:LONGEST]
    caller = header.get("agi_callerid", "")
    await calls.take_in(
        call_number=number,
        item_code=header.get("agi_arg_1", "")[:LONGEST],
        officer_login=header.get("agi_arg_2", "")[:LONGEST],
        ended_at=now,
        caller=None,
        phone=caller if is_phone(caller) else None,
        by=by,
        deps=deps,
        now=now,
    )
    question = await calls.ask(call_number=number, by=by, deps=deps, now=now)
    while question.state == Asked.ASKING:
        key, gone = await _listen(line, question)
        question = await calls.press(
            call_number=number,
            pressed=Pressed(question.turn, key, clock()),
            by=by,
            deps=deps,
            now=clock(),
        )
        if gone:
            raise HungUp
    await _play(line, question)
    return question.state


async def _listen(line: Line, question: CallQuestion) -> tuple[str, bool]:
    """The key of this turn, "" for none; and whether the caller is gone."""
    try:
        return await _play(line, question) or await line.wait(WAIT_MS), False
    except HungUp:
        return "", True


async def _play(line: Line, question: CallQuestion) -> str:
    """Piece by piece; a key cuts it short."""
    for prompt in question.prompts:
        if key := await line.play(prompt.name):
            return key
    return ""
