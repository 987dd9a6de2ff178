"""Typing the code of a slip at a kiosk: right ones open, guesses run out (7-4, 7-12)."""

from datetime import datetime

from tortoise.expressions import F

from actions.keys import Keyring
from actions.kiosks.vouchers import code_index
from actions.rating.rating_store import AlreadyRated
from models import Kiosk as Row
from models import Rating, Voucher
from queries.channels.kiosks import share_a_roof
from rules.actors import Kiosk
from rules.kiosks import WRONG_SLIPS, WRONG_SLIPS_SPAN, is_slip_code
from rules.refusals import Refused


class SlipUnknown(Refused):
    """No slip of this hall has this code."""

    code = "slip_unknown"


class SlipOver(Refused):
    """The service can be rated by its slip no more: the days of Art. 6 are over."""

    code = "slip_over"


class SlipsRest(Refused):
    """Too many wrong codes were typed at this kiosk lately; at others they still are taken."""

    code = "slips_rest"


async def find(*, code: str, by: Kiosk, keys: Keyring, now: datetime) -> Voucher:
    """The voucher of a code typed at this kiosk.

    A code that cannot be one, by its check digit, is no guess. One that could be is counted
    before it is looked up, so that guesses sent at once are all counted, and uncounted if it was
    right. Art. 7 (7-4, 7-12).

    Raises `SlipUnknown`, `SlipOver`, `SlipsRest`, or `AlreadyRated` without a receipt.
    """
    if not is_slip_code(code):
        raise SlipUnknown
    await _count(by, now)
    index = code_index(code, keys=keys)
    found = await Voucher.get_or_none(code_index=index).select_related("service_record")
    if found is None or not await share_a_roof(by.hall_id, found.service_record.hall_id, by=by):
        raise SlipUnknown
    await Row.filter(id=by.kiosk_id, wrong_slips__gt=0).update(wrong_slips=F("wrong_slips") - 1)
    if found.until <= now:
        raise SlipOver
    if await Rating.filter(service_record_id=found.service_record_id, opinion__gte=1).exists():
        raise AlreadyRated
    return found


async def _count(by: Kiosk, now: datetime) -> None:
    """One more guess at this kiosk, if it has one left. Two statements, each decides alone."""
    kiosk = Row.filter(id=by.kiosk_id)
    fresh = {"wrong_slips": 1, "wrong_since": now}
    over = await kiosk.filter(wrong_since__lte=now - WRONG_SLIPS_SPAN).update(**fresh)
    if over or await kiosk.filter(wrong_since=None).update(**fresh):
        return
    if not await kiosk.filter(wrong_slips__lt=WRONG_SLIPS).update(wrong_slips=F("wrong_slips") + 1):
        raise SlipsRest
