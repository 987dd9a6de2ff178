"""The SMS operator tells of answers to text messages (Art. 7; 7-1, 7-12)."""

from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Raw, Struct

from actions.channels import sms_replies
from actions.services.contacts import RefusedRow
from handlers.endpoint import Call, Rows, endpoint
from handlers.permissions import May
from handlers.rows import BatchAnswer, Done, Read, refused_rows, schema_of
from rules.actors import Partner
from rules.refusals import Refused


class SentText(Struct, forbid_unknown_fields=True):
    """One text somebody sent. `number` is the operator's own, and of one text only.

    `extension`: the digits behind our number it was sent to, as they came with the invitation;
    empty if the operator does not know them.
    """

    number: Annotated[str, Meta(min_length=1, max_length=64)]
    phone: Annotated[str, Meta(pattern="^[+]?[0-9]{5,19}$")]
    text: Annotated[str, Meta(max_length=2_000)]
    sent_at: datetime
    extension: Annotated[str, Meta(max_length=20, pattern="^[0-9]*$")] = ""


class SentTexts(Rows):
    """Up to 100 texts, each as `SentText` describes it."""

    rows: Annotated[
        list[Annotated[Raw, Meta(extra_json_schema={"$ref": schema_of(SentText)})]],
        Meta(min_length=1, max_length=sms_replies.LARGEST_BATCH),
    ]


class TakenText(Struct, frozen=True):
    """It is here; `known`: it was here before. What became of it is told to nobody."""

    known: bool


@endpoint(
    "POST",
    "/api/intake/texts",
    may=May.PARTNER,
    takes=SentText,
    gives=TakenText,
    errors=("in_the_future", "busy"),
    status=201,
)
async def take_in_text(call: Call[Partner, SentText]) -> TakenText:
    """Take in what somebody sent back to a text message; told again, it changes nothing."""
    counts, by = call.deps.contacts, call.by
    outcome = await _taken(call.body, call)
    if isinstance(outcome, Refused):
        row = RefusedRow(call.body.number, outcome.code)
        counts.note_refused(by.partner_id, take_in_text.__name__, row, now=call.now)
        raise outcome
    counts.note_rows(by.partner_id, take_in_text.__name__, good=1, bad=(), now=call.now)
    return TakenText(not outcome.new)


@endpoint(
    "POST",
    "/api/intake/texts/batch",
    may=May.PARTNER,
    takes=SentTexts,
    gives=BatchAnswer,
)
async def take_in_texts(call: Call[Partner, SentTexts]) -> BatchAnswer:
    """Take in up to 100 of them: each is answered by itself, a bad one stops no other."""
    read = Read(call.body.rows, SentText)
    outcomes = [await _taken(one, call) for one in read.good.values()]
    answer = read.answer(outcomes)
    call.deps.contacts.note_rows(
        call.by.partner_id,
        take_in_texts.__name__,
        good=answer.taken + answer.known,
        bad=refused_rows(answer, {row: one.number for row, one in read.good.items()}),
        now=call.now,
    )
    return answer


async def _taken(sent: SentText, call: Call[Partner, Any]) -> Done | Refused:
    told = sms_replies.Told(sent.number, sent.phone, sent.extension, sent.text, sent.sent_at)
    try:
        taken = await sms_replies.take_in(told=told, by=call.by, deps=call.deps, now=call.now)
    except Refused as refusal:
        return refusal
    return Done(taken.id, taken.new)
