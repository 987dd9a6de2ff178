"""The self-service terminal itself: paired once, opened by phone or slip, cleared (Art. 7; 7-4).

Its own token says which kiosk calls, the token of a session who stands before it. The latter is in
the body of each call, never in an address or a cookie.
"""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct, field

from actions.kiosks import kiosk_ratings, kiosk_sessions, kiosks
from actions.kiosks.kiosk_ratings import Chosen
from actions.windows.code_sheets import qr_rows
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from handlers.rating.ratings import Dimensions, Key, Tags
from queries.channels import kiosks as places
from queries.channels.kiosk_visits import KioskVisit
from queries.channels.kiosks import KioskState
from rules.actors import Anyone, Kiosk

Session = Annotated[str, Meta(min_length=1, max_length=64)]


class PairKiosk(Struct, forbid_unknown_fields=True):
    code: Annotated[str, Meta(pattern="^[0-9]{8}$")]


class KioskPaired(Struct, frozen=True):
    """The token is shown this once; the kiosk keeps it."""

    token: str
    state: KioskState


class KioskScan(Struct, frozen=True):
    """A code to draw for a phone: `rows` are its squares, "1" for dark.

    `match`: two digits the phone shows as well.
    """

    session: str
    rows: list[str]
    match: str
    seconds_left: float


class TypeSlip(Struct, forbid_unknown_fields=True):
    code: Annotated[str, Meta(pattern="^[0-9]{12}$")]


class KioskOpened(Struct, frozen=True):
    session: str
    visit: KioskVisit


class LookAtSession(Struct, forbid_unknown_fields=True):
    session: Session


class RateAtKiosk(Struct, forbid_unknown_fields=True):
    """`key`: sent again, the same receipt comes back."""

    session: Session
    key: Key
    service_id: UUID
    grade: Annotated[str, Meta(max_length=40)]
    tags: Tags = field(default_factory=list)
    dimensions: Dimensions = field(default_factory=dict)


class KioskReceipt(Struct, frozen=True):
    """Only the number: whoever comes next may read the screen."""

    receipt_number: str


@endpoint(
    "POST",
    "/api/kiosk/pair",
    may=May.ANYONE,
    takes=PairKiosk,
    gives=KioskPaired,
    errors=("pairing_code_wrong",),
    limit=Limit(20, 600, per="address"),
    status=201,
)
async def pair_kiosk(call: Call[Anyone, PairKiosk]) -> KioskPaired:
    """Take the code a hall manager made; it works once and for some minutes."""
    token, kiosk = await kiosks.pair(
        code=call.body.code, keys=call.deps.keys, by=call.by, now=call.now
    )
    return KioskPaired(token, await places.state(by=kiosk, now=call.now))


@endpoint("GET", "/api/kiosk/state", may=May.KIOSK, gives=KioskState)
async def show_kiosk_state(call: Call[Kiosk, None]) -> KioskState:
    """Where the kiosk stands; asking is its heartbeat."""
    return await places.state(by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/kiosk/scans",
    may=May.KIOSK,
    gives=KioskScan,
    errors=("kiosk_session_over", "kiosk_hall_closed"),
    status=201,
)
async def offer_kiosk_scan(call: Call[Kiosk, Nothing]) -> KioskScan:
    """A one-time code for a phone to scan; whoever had the kiosk before has it no more."""
    scan = await kiosk_sessions.offer_scan(
        by=call.by, public_url=call.deps.public_url, now=call.now
    )
    left = (scan.until - call.now).total_seconds()
    return KioskScan(scan.session, qr_rows(scan.link), scan.match, left)


@endpoint(
    "POST",
    "/api/kiosk/slips",
    may=May.KIOSK,
    takes=TypeSlip,
    gives=KioskOpened,
    errors=(
        "slip_unknown",
        "slip_over",
        "slips_rest",
        "already_rated",
        "kiosk_session_over",
        "kiosk_hall_closed",
    ),
    status=201,
)
async def open_with_slip(call: Call[Kiosk, TypeSlip]) -> KioskOpened:
    """The one service of a slip, by the code printed on it."""
    session = await kiosk_sessions.open_with_slip(
        code=call.body.code, by=call.by, deps=call.deps, now=call.now
    )
    visit = await kiosk_sessions.look(session=session, by=call.by, deps=call.deps, now=call.now)
    return KioskOpened(session, visit)


@endpoint(
    "POST",
    "/api/kiosk/session",
    may=May.KIOSK,
    takes=LookAtSession,
    gives=KioskVisit,
    errors=("kiosk_session_over",),
)
async def look_at_kiosk_session(call: Call[Kiosk, LookAtSession]) -> KioskVisit:
    """Whether a phone has opened the session, and what there is to rate; keeps it going."""
    return await kiosk_sessions.look(
        session=call.body.session, by=call.by, deps=call.deps, now=call.now
    )


@endpoint(
    "POST",
    "/api/kiosk/ratings",
    may=May.KIOSK,
    takes=RateAtKiosk,
    gives=KioskReceipt,
    errors=(
        "kiosk_session_over",
        "service_unknown",
        "already_rated",
        "own_institution",
        "unknown_grade",
        "unknown_tag",
        "tag_of_another_grade",
        "unknown_dimension",
        "busy",
    ),
    status=201,
)
async def rate_at_kiosk(call: Call[Kiosk, RateAtKiosk]) -> KioskReceipt:
    """Rate a service of the session, once; sent again, the same number comes back."""
    sent = call.body
    number = await kiosk_ratings.submit(
        session=sent.session,
        service_id=sent.service_id,
        chosen=Chosen(sent.grade, sent.tags, sent.dimensions),
        key=sent.key,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return KioskReceipt(number)


@endpoint("POST", "/api/kiosk/end", may=May.KIOSK)
async def end_kiosk_session(call: Call[Kiosk, Nothing]) -> Nothing:
    """Nobody has the kiosk any more."""
    await kiosk_sessions.end(by=call.by)
    return Nothing()
