"""The link of a voucher on a phone: it opens one service, for whose it is (Art. 7, 9; 7-3, 9-1)."""

from dataclasses import dataclass
from datetime import datetime

from actions.dependencies import Dependencies
from actions.keys import token_hash
from models import Voucher
from queries.rating import own_services
from queries.rating.own_services import OwnService
from rules.actors import Actor, Citizen
from rules.refusals import Refused
from rules.window_codes import is_token


class VoucherUnknown(Refused):
    """No voucher has this link: it is not ours, or was cut short."""

    code = "voucher_unknown"


class VoucherOver(Refused):
    """The days of Art. 6 are over: the link opens nothing any more (6-6)."""

    code = "voucher_over"


class VoucherOfAnother(Refused):
    """Whoever is signed in is neither applicant nor agent of this service (3-3)."""

    code = "voucher_of_another"


@dataclass(frozen=True, slots=True)
class Opened:
    """Until when the link works, and its service, for nobody but whose it is."""

    until: datetime
    service: OwnService | None


async def open_link(*, token: str, by: Actor, deps: Dependencies, now: datetime) -> Opened:
    """What a voucher's link opens; nothing of the service before a real name is verified.

    Used up is told by the service itself, which then has its opinion. Art. 7, 9 (7-1, 7-3, 9-1).

    Raises `VoucherUnknown`, `VoucherOver`, and `VoucherOfAnother` to who has nothing to do with it.
    """
    if not is_token(token):
        raise VoucherUnknown
    found = await Voucher.get_or_none(link_hash=token_hash(token))
    if found is None:
        raise VoucherUnknown
    if found.until <= now:
        raise VoucherOver
    if not isinstance(by, Citizen) or by.evaluator_id is None:
        return Opened(found.until, None)
    service = await own_services.one(
        found.service_record_id, by=by, now=now, rule_sets=deps.rule_sets
    )
    if service is None:
        raise VoucherOfAnother
    return Opened(found.until, service)
