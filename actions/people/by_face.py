"""The real name by WeChat's face verification: chosen freely, and no picture is kept (9-1)."""

import json
from datetime import datetime
from uuid import uuid4

from msgspec import Struct

from actions.dependencies import Dependencies
from actions.people import sign_in_flows
from actions.people.verified import (
    ConsentMissing,
    IdentityUnavailable,
    Phone,
    SignedIn,
    demand_notice,
    enter,
    openid_of,
    refuse,
)
from gateways.errors import GatewayError
from models import SignInFlow
from rules import documents
from rules.actors import Citizen


class FaceCheck(Struct, frozen=True):
    verify_id: str


async def start(
    *,
    name: str,
    document_number: str,
    notice_version: str,
    face_consent: bool,
    by: Citizen,
    deps: Dependencies,
    now: datetime,
) -> FaceCheck:
    """Begin WeChat's face verification of what the citizen typed; it needs its own consent."""
    demand_notice(notice_version)
    if not face_consent:
        raise ConsentMissing
    if deps.gateways.face is None or by.account_id is None:
        raise IdentityUnavailable
    number = documents.check(documents.DocumentType.RESIDENT_ID, document_number, now)
    openid = await openid_of(by.account_id, keys=deps.keys)
    try:
        verify_id, serial = await deps.gateways.face.start(openid, name, number)
    except GatewayError as error:
        refuse(error)
    person = json.dumps({"name": name, "number": number, "serial": serial})
    row = uuid4()
    await sign_in_flows.begin(
        "face",
        account_id=by.account_id,
        now=now,
        row=row,
        state=verify_id,
        person_sealed=deps.keys.seal(person, SignInFlow, "person_sealed", row),
        notice_version=notice_version,
    )
    return FaceCheck(verify_id)


async def finish(
    *, verify_id: str, by: Citizen, phone: Phone, deps: Dependencies, now: datetime
) -> SignedIn:
    """Ask WeChat how the verification went; the phone's own word counts for nothing."""
    flow = await sign_in_flows.take("face", verify_id, now=now)
    if deps.gateways.face is None or by.account_id is None or flow.person_sealed is None:
        raise IdentityUnavailable
    typed = json.loads(deps.keys.open(flow.person_sealed, flow, "person_sealed", flow.id))
    openid = await openid_of(by.account_id, keys=deps.keys)
    try:
        person = await deps.gateways.face.complete(
            verify_id, typed["serial"], openid, typed["name"], typed["number"]
        )
    except GatewayError as error:
        refuse(error)
    return await enter(person, by=by, phone=phone, deps=deps, now=now, face=True)
