"""The balance of the ledger of subscription messages."""

from uuid import UUID

from tortoise.functions import Sum

from models import NoticeQuota


async def quota_left(*, account_id: UUID, template_id: str | None = None) -> int:
    """Subscription messages that may still be sent to this account."""
    ledger = NoticeQuota.filter(account_id=account_id)
    if template_id:
        ledger = ledger.filter(template_id=template_id)
    rows = await ledger.annotate(left=Sum("change")).values("left")
    return int(rows[0]["left"] or 0) if rows else 0
