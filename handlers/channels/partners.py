"""The city bureau keeps partners and their keys, and looks at what they tell (Art. 10; 10-1)."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.services import partner_keeping as keeping
from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.channels import partners as queries
from queries.channels.partners import PartnerPage, Partners
from rules.actors import StaffMember
from rules.networks import MOST_NETWORKS
from rules.partners import KeyKind, Scope

Text = Annotated[str, Meta(min_length=2, max_length=60)]
Reason = Annotated[str, Meta(min_length=4, max_length=200)]
Line = Annotated[str, Meta(max_length=60)]
Days = Annotated[int, Meta(ge=1, le=730)]
OverlapDays = Annotated[int, Meta(ge=0, le=60)]
PublicKey = Annotated[str, Meta(max_length=400)]
CHANGES = ("partner_there", "networks_wrong", "grade_scale_missing")


class PartnerTerms(Struct, forbid_unknown_fields=True):
    """What a partner may tell, from where (none: anywhere) and how often; `version` as seen."""

    name: Text
    contact: Text
    scope: Annotated[list[Scope], Meta(min_length=1, max_length=len(Scope))]
    networks: Annotated[list[Line], Meta(max_length=MOST_NETWORKS)]
    calls_a_minute: Annotated[int, Meta(ge=1, le=60_000)]
    grade_scale: Annotated[str, Meta(max_length=20)] = ""
    version: Annotated[int, Meta(ge=0, le=1_000_000)] = 0


class PartnerKeyWish(Struct, forbid_unknown_fields=True):
    """A shared secret made here, or the public half of a pair made over there.

    The keys there are stay valid for `overlap_days` more, if they did not end before.
    """

    kind: KeyKind
    valid_days: Days = 365
    public_key: PublicKey = ""
    overlap_days: OverlapDays = 7


class NewPartner(Struct, forbid_unknown_fields=True):
    terms: PartnerTerms
    key: PartnerKeyWish


class WithReason(Struct, forbid_unknown_fields=True):
    reason: Reason


class PartnerCredentials(Struct, frozen=True):
    """The key, shown this once; `secret` is empty for a pair."""

    partner_id: UUID
    key_id: str
    secret: str


@endpoint("GET", "/api/partners", may=May.CITY, gives=Partners)
async def list_partners(call: Call[StaffMember, None]) -> Partners:
    """Partners with their last contact, volumes and errors of seven days."""
    return await queries.listed(by=call.by, now=call.now)


@endpoint("GET", "/api/partners/{partner_id}", may=May.CITY, gives=PartnerPage)
async def show_partner(call: Call[StaffMember, None], partner_id: UUID) -> PartnerPage:
    """One partner: keys, days, errors and refused rows."""
    return await queries.page(partner_id=partner_id, by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/partners",
    may=May.CITY,
    takes=NewPartner,
    gives=PartnerCredentials,
    errors=(*CHANGES, "public_key_wrong"),
    status=201,
)
async def add_partner(call: Call[StaffMember, NewPartner]) -> PartnerCredentials:
    """Enter a partner; its first key is in the answer and nowhere else."""
    made = await keeping.add(
        terms=_terms(call.body.terms),
        key=_key(call.body.key),
        by=call.by,
        keys=call.deps.keys,
        now=call.now,
    )
    return PartnerCredentials(made.partner_id, made.key_id, made.secret)


@endpoint(
    "POST",
    "/api/partners/{partner_id}",
    may=May.CITY,
    takes=PartnerTerms,
    gives=PartnerPage,
    errors=("not_found", "stale", *CHANGES),
)
async def change_partner(call: Call[StaffMember, PartnerTerms], partner_id: UUID) -> PartnerPage:
    """Say anew what a partner may tell, from where and how often."""
    await keeping.change(
        partner_id=partner_id,
        version=call.body.version,
        terms=_terms(call.body),
        by=call.by,
        now=call.now,
    )
    return await queries.page(partner_id=partner_id, by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/partners/{partner_id}/keys",
    may=May.CITY,
    takes=PartnerKeyWish,
    gives=PartnerCredentials,
    errors=("not_found", "public_key_wrong"),
    status=201,
)
async def rotate_partner_key(
    call: Call[StaffMember, PartnerKeyWish], partner_id: UUID
) -> PartnerCredentials:
    """A new key; the old ones go on for the days of overlap."""
    made = await keeping.rotate(
        partner_id=partner_id,
        key=_key(call.body),
        overlap=timedelta(days=call.body.overlap_days),
        by=call.by,
        keys=call.deps.keys,
        now=call.now,
    )
    return PartnerCredentials(made.partner_id, made.key_id, made.secret)


@endpoint(
    "POST",
    "/api/partners/{partner_id}/keys/{key_id}/revoke",
    may=May.CITY,
    takes=WithReason,
    gives=PartnerPage,
    errors=("not_found", "not_allowed_now"),
)
async def revoke_partner_key(
    call: Call[StaffMember, WithReason], partner_id: UUID, key_id: UUID
) -> PartnerPage:
    """End a key at once."""
    await keeping.revoke(
        partner_id=partner_id, key_id=key_id, reason=call.body.reason, by=call.by, now=call.now
    )
    return await queries.page(partner_id=partner_id, by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/partners/{partner_id}/suspend",
    may=May.CITY,
    takes=WithReason,
    gives=PartnerPage,
    errors=("not_found", "not_allowed_now"),
)
async def suspend_partner(call: Call[StaffMember, WithReason], partner_id: UUID) -> PartnerPage:
    """Let nothing of a partner in for now."""
    await keeping.suspend(partner_id=partner_id, reason=call.body.reason, by=call.by, now=call.now)
    return await queries.page(partner_id=partner_id, by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/partners/{partner_id}/resume",
    may=May.CITY,
    takes=WithReason,
    gives=PartnerPage,
    errors=("not_found", "not_allowed_now"),
)
async def resume_partner(call: Call[StaffMember, WithReason], partner_id: UUID) -> PartnerPage:
    """Let a suspended partner in again."""
    await keeping.resume(partner_id=partner_id, reason=call.body.reason, by=call.by, now=call.now)
    return await queries.page(partner_id=partner_id, by=call.by, now=call.now)


def _terms(said: PartnerTerms) -> keeping.Terms:
    return keeping.Terms(
        name=said.name,
        contact=said.contact,
        scope=said.scope,
        networks=said.networks,
        calls_a_minute=said.calls_a_minute,
        grade_scale=said.grade_scale,
    )


def _key(wish: PartnerKeyWish) -> keeping.NewKey:
    return keeping.NewKey(wish.kind, wish.public_key, timedelta(days=wish.valid_days))
