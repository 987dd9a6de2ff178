"""Messages for a file and the next file to work on, on both databases (10-4)."""

from datetime import datetime
from uuid import UUID

from actions.sql.statements import ask, dialect, unclaimed
from rules.exchange import State
from rules.exchange_files import UNDER_WAY

# What the province has not confirmed and nothing in quarantine stands before, service by service,
# each in its order; written up to the message of (service, place).
UNCONFIRMED = f"""
FROM exchange_item i
WHERE i.state IN ('{State.QUEUED}', '{State.SENDING}') AND i.created_at <= $1
  AND NOT EXISTS (SELECT 1 FROM exchange_item p WHERE p.service_record_id = i.service_record_id
                  AND p.place < i.place AND p.state = '{State.QUARANTINED}')
"""
PIECE = f"""
SELECT i.id {UNCONFIRMED} AND (i.service_record_id, i.place) > ({{service}}, $3)
ORDER BY i.service_record_id, i.place LIMIT $4
"""
CLAIM = f"""
UPDATE exchange_file SET state = '{UNDER_WAY[1]}', turns = turns + 1, turn_at = $1
WHERE id IN (SELECT id FROM exchange_file WHERE state IN ('{UNDER_WAY[0]}', '{UNDER_WAY[1]}')
  AND turn_at <= $2 ORDER BY turn_at LIMIT 1{{lock}})
RETURNING id
"""
NOBODY = UUID(int=0)


async def count(until: datetime) -> int:
    """How many messages a file asked for at `until` would hold."""
    [row] = await ask(f"SELECT count(*) AS many {UNCONFIRMED}", [until])
    return int(row["many"])


async def piece(until: datetime, after: tuple[UUID, int], most: int) -> list[UUID]:
    """The next messages for a file, behind the message of this service and place."""
    service = "$2::uuid" if dialect() == "postgres" else "$2"
    statement = PIECE.format(service=service)
    return [UUID(str(row["id"])) for row in await ask(statement, [until, *after, most])]


async def claim(*, lease: datetime, now: datetime) -> UUID | None:
    """The file whose turn it is; it is the caller's until `lease`."""
    found = await ask(CLAIM.format(lock=unclaimed()), [lease, now])
    return UUID(str(found[0]["id"])) if found else None
