"""Whom a text message could invite: found set-based, on both databases (7-12)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from actions.sql.statements import ask
from rules.sms import INVITATIONS

AT_A_TIME = 500

# Who came, else whose case it is; only of those who chose it, and nobody who works there (3-3).
FIND = f"""
SELECT s.id AS service, e.id AS person, c.id AS consent, e.phone_index
FROM invitation i
JOIN service_record s ON s.id = i.service_record_id
JOIN evaluator e ON e.document_index = s.agent_index OR e.document_index = s.applicant_index
JOIN consent c ON c.evaluator_id = e.id AND c.purpose = '{INVITATIONS}' AND c.withdrawn_at IS NULL
  AND c.given_at <= i.invited_at
WHERE i.invited_at > $1 AND i.invited_at <= $2 AND s.default_due_at > $3
  AND e.phone_index IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM rating r WHERE r.service_record_id = s.id AND r.opinion >= 1)
  AND NOT EXISTS (SELECT 1 FROM sms_invitation x WHERE x.service_record_id = s.id)
  AND NOT EXISTS (SELECT 1 FROM staff t
                  WHERE e.document_index IN (t.document_index, t.earlier_index)
                  AND t.institution_id = s.institution_id)
ORDER BY i.invited_at, s.id, CASE WHEN e.document_index = s.agent_index THEN 0 ELSE 1 END
LIMIT {AT_A_TIME}
"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service without an opinion, and who may be asked for one."""

    service_id: UUID
    evaluator_id: UUID
    consent_id: UUID
    phone_index: str


async def candidates(since: datetime, until: datetime, *, now: datetime) -> list[Candidate]:
    """Of the services told of between the two moments; at most `AT_A_TIME`, the oldest first."""
    return [
        Candidate(
            UUID(str(row["service"])),
            UUID(str(row["person"])),
            UUID(str(row["consent"])),
            row["phone_index"],
        )
        for row in await ask(FIND, [since, until, now])
    ]
