"""A voucher's link, from a slip or a portal, opened on a phone (Art. 7; 7-3, 7-12, 9-1)."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from actions.kiosks import voucher_links
from handlers.endpoint import Call, Limit, endpoint
from handlers.permissions import May
from queries.rating.own_services import OwnService
from rules.actors import Actor


class OpenVoucher(Struct, forbid_unknown_fields=True):
    """`link`: the token of the link. It is in the body, so that no address tells it."""

    link: Annotated[str, Meta(pattern="^[A-Za-z0-9]{20}$")]


class VoucherOpened(Struct, frozen=True):
    """The service to rate; None until a citizen with a verified real name asks."""

    until: datetime
    service: OwnService | None


@endpoint(
    "POST",
    "/api/vouchers/opened",
    may=May.ANYONE,
    takes=OpenVoucher,
    gives=VoucherOpened,
    errors=("voucher_unknown", "voucher_over", "voucher_of_another"),
    limit=Limit(600, 60, "address"),
)
async def open_voucher(call: Call[Actor, OpenVoucher]) -> VoucherOpened:
    """Which service a voucher is for, told to its applicant or agent alone."""
    opened = await voucher_links.open_link(
        token=call.body.link, by=call.by, deps=call.deps, now=call.now
    )
    return VoucherOpened(opened.until, opened.service)
