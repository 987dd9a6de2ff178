"""The demo's trail: its past is told after its present began, so its chain begins once more."""

from datetime import datetime

from tortoise.expressions import Subquery
from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.trail import audit_chain
from models import AuditEntry, AuditLink


async def settle(*, deps: Dependencies, now: datetime) -> bool:
    """Link all entries anew, in the order of their moments, if old ones were left out.

    The stories of the demo write entries of weeks ago while newer ones are linked. In earnest
    nobody writes into the past, and the check tells of whoever does.
    """
    newest = await AuditLink.all().order_by("-at").first()
    if newest is None:
        return False
    linked = AuditLink.all().values("entry_id")
    old = AuditEntry.filter(at__lt=newest.at - audit_chain.LATE)
    if not await old.exclude(id__in=Subquery(linked)).exists():
        return False
    async with in_transaction():
        await AuditLink.all().delete()
    await audit_chain.check(keys=deps.keys, now=now)
    return True
