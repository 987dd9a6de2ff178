"""12345: when a call has ended, its caller is asked and presses a key (Art. 7; 7-6, 7-12)."""

import json
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from actions.channels import keys, prompts
from actions.channels.keys import Pressed
from actions.channels.prompts import Prompt
from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.rating.rating_store import OwnInstitution
from actions.services import intake
from actions.services.intake import CALL, CLOCK_SKEW, InTheFuture, Told
from actions.services.service_records import Case, Party, ServiceEnded
from models import PhoneQuestion, ServiceRecord, Staff
from rules.actors import Partner
from rules.calls import Asked, basis_of_call
from rules.rating import Channel
from rules.refusals import Refused


class CallUnknown(Refused):
    """No such call was told of, or its question was never asked."""

    code = "call_unknown"


class CallerUnknown(Refused):
    """Neither a document nor a number says who called, and rating is in real names (9-1)."""

    code = "caller_unknown"


class CallQuestion(Struct, frozen=True):
    """`state`: asking, or how it ended. While asking, the next key is that of `turn`."""

    state: str
    turn: int
    keys: dict[str, str]  # key to grade
    prompts: list[Prompt]


async def take_in(
    *,
    call_number: str,
    item_code: str,
    officer_login: str,
    ended_at: datetime,
    caller: Party | None,
    phone: str | None,
    by: Partner,
    deps: Dependencies,
    now: datetime,
) -> ServiceEnded:
    """A call about an item ended: a service at no window (6-7); told again, the same answer.

    `phone`: the number called from, sealed with the service where no document is known, and found
    by nothing. Art. 7, 9 (7-6, 9-2). Raises what `intake.take_in` raises of a call.
    """
    case = Case(f"{CALL}{call_number}")
    told = Told(case, item_code, ended_at, officer_login, caller)
    answer = await intake.take_in(told=told, by=by, deps=deps, now=now)
    if phone:
        # Also told later: the call centre tells of the call, and its switch knows the number.
        party = json.dumps({"name": "", "phone": phone})
        row = answer.service_id
        sealed = deps.keys.seal(party, ServiceRecord, "applicant_sealed", row)
        unknown = ServiceRecord.filter(id=row, applicant_sealed=None)
        await unknown.update(applicant_sealed=sealed)
    return answer


async def ask(*, call_number: str, by: Partner, deps: Dependencies, now: datetime) -> CallQuestion:
    """Open the question of a call that was told of. Art. 7, 9 (7-6, 9-1).

    A document the call centre knows makes it the named caller's as that partner asserts; a number
    alone is the weaker basis `phone_number`; neither is `self_verified`, and a withheld number
    rates nothing. Raises `CallUnknown`, `CallerUnknown`, `OwnInstitution`.
    """
    record = await _record(call_number)
    phone = _phone(record, keys=deps.keys)
    basis = basis_of_call(
        document_known=record.applicant_index is not None, phone_known=bool(phone)
    )
    if basis is None:
        raise CallerUnknown
    if phone and await _works_there(phone, record.institution_id, keys=deps.keys):
        raise OwnInstitution
    question = await keys.ask(
        record,
        channel=Channel.HOTLINE,
        partner_id=by.partner_id,
        number=call_number,
        basis=basis,
        now=now,
    )
    if question.partner_id != by.partner_id:
        raise CallUnknown
    return _shown(question, record, deps=deps)


async def press(
    *, call_number: str, pressed: Pressed, by: Partner, deps: Dependencies, now: datetime
) -> CallQuestion:
    """A key, or none, of an asked caller; the same again gets the same answer. Art. 7 (7-6).

    Raises `CallUnknown`, `InTheFuture`, `Busy`.
    """
    if pressed.at.tzinfo is None or pressed.at > now + CLOCK_SKEW:
        raise InTheFuture
    record = await _record(call_number)
    question = await PhoneQuestion.get_or_none(
        service_record_id=record.id, channel=Channel.HOTLINE, partner_id=by.partner_id
    )
    if question is None:
        raise CallUnknown
    await keys.answer(question, pressed, record=record, deps=deps, now=now)
    return _shown(question, record, deps=deps)


async def _record(call_number: str) -> ServiceRecord:
    record = await ServiceRecord.get_or_none(project_number=f"{CALL}{call_number}", source="call")
    if record is None:
        raise CallUnknown
    return record


def _phone(record: ServiceRecord, *, keys: Keyring) -> str:
    if record.applicant_sealed is None:
        return ""
    party = keys.open(record.applicant_sealed, record, "applicant_sealed", record.id)
    return json.loads(party).get("phone") or ""


async def _works_there(phone: str, institution_id: UUID, *, keys: Keyring) -> bool:
    """An officer calling from the own telephone rates no call of the own house (3-3)."""
    async for one in Staff.filter(institution_id=institution_id, phone_sealed__isnull=False):
        sealed = one.phone_sealed
        if sealed and keys.open(sealed, one, "phone_sealed", one.id) == phone:
            return True
    return False


def _shown(question: PhoneQuestion, record: ServiceRecord, *, deps: Dependencies) -> CallQuestion:
    offered = deps.rule_sets.named(record.rule_set).grade_keys.value
    state, turn = Asked(question.state), question.turns + 1
    return CallQuestion(state, turn, offered, prompts.of(state, turn=turn, keys=offered))
