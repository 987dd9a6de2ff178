"""Notices whose turn it is, claimed on both databases: of each line in its order."""

from datetime import datetime
from uuid import UUID

from actions.sql.statements import ask, unclaimed
from rules.webhooks import State

OPEN = f"('{State.QUEUED}', '{State.SENDING}')"
CLAIM = f"""
UPDATE webhook_notice SET state = '{State.SENDING}', attempts = attempts + 1, turn_at = $1
WHERE id IN (
  SELECT i.id FROM webhook_notice i
  WHERE i.webhook_id = $3 AND i.state IN {OPEN} AND i.turn_at <= $2
    AND NOT EXISTS (SELECT 1 FROM webhook_notice p WHERE p.line = i.line AND p.place < i.place
                    AND p.state IN {OPEN})
  ORDER BY i.turn_at, i.created_at, i.place LIMIT $4{{lock}})
RETURNING id
"""


async def claim(webhook_id: UUID, *, lease: datetime, now: datetime, most: int) -> list[UUID]:
    """The caller's until `lease`; killed before that, they come round again."""
    found = await ask(CLAIM.format(lock=unclaimed()), [lease, now, webhook_id, most])
    return [UUID(str(row["id"])) for row in found]
