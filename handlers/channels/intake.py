"""Queue machines, business systems, portals and the hotline tell of ended services (3-1, 6-7)."""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Raw, Struct

from actions.channels import calls
from actions.services import intake
from actions.services.service_records import Case, Party, ServiceEnded
from handlers.counted import one_row
from handlers.endpoint import Call, Rows, endpoint
from handlers.permissions import May
from handlers.rows import BatchAnswer, Done, Read, refused_rows, schema_of
from rules.actors import Partner
from rules.calls import PHONE
from rules.kiosks import voucher_link
from rules.rating_points import LONGEST
from rules.refusals import Refused

Name = Annotated[str, Meta(min_length=1, max_length=64)]


class EndedService(Struct, forbid_unknown_fields=True):
    """One ended service, known by project number and service number.

    `point`: which of the item's declared rating points the case has reached; none: its end.
    `slip`: whether the answer is to have a code and a link to print for the citizen.
    """

    project_number: Name
    service_number: Annotated[int, Meta(ge=1, le=9999)]
    item_code: Name
    hall_code: Name
    window_number: Name
    officer_login: Name
    ended_at: datetime
    applicant: Party
    agent: Party | None = None
    point: Annotated[str, Meta(max_length=LONGEST)] = ""
    slip: bool = False


class EndedOnline(Struct, forbid_unknown_fields=True):
    """One ended service of a platform. The answer has the link to show to the citizen."""

    project_number: Name
    service_number: Annotated[int, Meta(ge=1, le=9999)]
    platform: Literal["gdzwfw_web", "yueshengshi"]
    item_code: Name
    ended_at: datetime
    applicant: Party
    agent: Party | None = None
    point: Annotated[str, Meta(max_length=LONGEST)] = ""


class EndedCall(Struct, forbid_unknown_fields=True):
    """One ended call about an item. Without `caller` nobody can rate it on a phone of ours.

    `caller_phone`: the number called from, if it was shown; it is enough to be asked by keys.
    """

    call_number: Annotated[str, Meta(min_length=1, max_length=60)]
    item_code: Name
    ended_at: datetime
    officer_login: Name | None = None
    caller: Party | None = None
    caller_phone: Annotated[str, Meta(pattern=f"^{PHONE.pattern}$")] | None = None


class EndedServices(Rows):
    """Up to 1,000 ended services, each as `EndedService` describes it."""

    rows: Annotated[
        list[Annotated[Raw, Meta(extra_json_schema={"$ref": schema_of(EndedService)})]],
        Meta(min_length=1, max_length=intake.LARGEST_BATCH),
    ]


@endpoint(
    "POST",
    "/api/intake/services",
    may=May.PARTNER,
    takes=EndedService,
    gives=ServiceEnded,
    errors=(
        "window_unknown",
        "window_gone",
        "item_unknown",
        "officer_unknown",
        "bad_document",
        "in_the_future",
        "point_unknown",
        "point_missing",
        "point_elsewhere",
    ),
    status=201,
)
async def take_in_service(call: Call[Partner, EndedService]) -> ServiceEnded:
    """Take in an ended service; sent again, the same answer comes back."""
    told = _of_service(call.body)
    return await _one(call, take_in_service.__name__, told)


@endpoint(
    "POST",
    "/api/intake/services/batch",
    may=May.PARTNER,
    takes=EndedServices,
    gives=BatchAnswer,
)
async def take_in_services(call: Call[Partner, EndedServices]) -> BatchAnswer:
    """Take in up to 1,000 ended services: each is answered by itself, a bad one stops no other."""
    read = Read(call.body.rows, EndedService)
    outcomes = await intake.take_in_all(
        told=[_of_service(one) for one in read.good.values()],
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    answer = read.answer([_done(one, call.deps.public_url) for one in outcomes])
    numbers = {row: _number(_of_service(one).case) for row, one in read.good.items()}
    call.deps.contacts.note_rows(
        call.by.partner_id,
        take_in_services.__name__,
        good=answer.taken + answer.known,
        bad=refused_rows(answer, numbers),
        now=call.now,
    )
    return answer


@endpoint(
    "POST",
    "/api/intake/online-services",
    may=May.PARTNER,
    takes=EndedOnline,
    gives=ServiceEnded,
    errors=(
        "item_unknown",
        "bad_document",
        "in_the_future",
        "point_unknown",
        "point_missing",
        "point_elsewhere",
    ),
    status=201,
)
async def take_in_online_service(call: Call[Partner, EndedOnline]) -> ServiceEnded:
    """Take in a service had on 广东政务服务网 or 粤省事; sent again, the same answer comes back."""
    sent = call.body
    told = intake.Told(
        case=Case(sent.project_number, sent.service_number, sent.point),
        item_code=sent.item_code,
        ended_at=sent.ended_at,
        officer_login="",
        applicant=sent.applicant,
        agent=sent.agent,
        platform=sent.platform,
        slip=True,
    )
    return await _one(call, take_in_online_service.__name__, told)


@endpoint(
    "POST",
    "/api/intake/calls",
    may=May.PARTNER,
    takes=EndedCall,
    gives=ServiceEnded,
    errors=("item_unknown", "officer_unknown", "bad_document", "in_the_future"),
    status=201,
)
async def take_in_call(call: Call[Partner, EndedCall]) -> ServiceEnded:
    """Take in an ended call: its end is the end of the service; told again, the same answer."""
    sent = call.body
    async with one_row(call, take_in_call.__name__, sent.call_number):
        return await calls.take_in(
            call_number=sent.call_number,
            item_code=sent.item_code,
            officer_login=sent.officer_login or "",
            ended_at=sent.ended_at,
            caller=sent.caller,
            phone=sent.caller_phone,
            by=call.by,
            deps=call.deps,
            now=call.now,
        )


async def _one(call: Call[Partner, Any], endpoint: str, told: intake.Told) -> ServiceEnded:
    """One service, counted for the page of its partner."""
    async with one_row(call, endpoint, _number(told.case)):
        return await intake.take_in(told=told, by=call.by, deps=call.deps, now=call.now)


def _number(case: Case) -> str:
    """A service as its partner knows it."""
    return f"{case.project_number} / {case.service_number}"


def _of_service(sent: EndedService) -> intake.Told:
    return intake.Told(
        case=Case(sent.project_number, sent.service_number, sent.point),
        item_code=sent.item_code,
        ended_at=sent.ended_at,
        officer_login=sent.officer_login,
        applicant=sent.applicant,
        agent=sent.agent,
        hall_code=sent.hall_code,
        window_number=sent.window_number,
        slip=sent.slip,
    )


def _done(outcome: intake.Outcome, public_url: str) -> Done | Refused:
    if isinstance(outcome, Refused):
        return outcome
    slip = outcome.slip
    if slip is None:
        return Done(outcome.service_id, outcome.new)
    link = voucher_link(public_url, slip.token)
    return Done(outcome.service_id, outcome.new, slip.code, link, slip.until)
