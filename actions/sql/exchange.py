"""Messages for the exchange, listed set-based from what the tables say, on both databases (10-1).

Each statement adds at most so many messages for rows that have none. `place` is the next free one
of the service; two rows of one service that would take the same are told apart by the unique
constraint, and the second is found in the next round. Nothing here is done while a citizen rates.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from actions.sql.statements import ask, dialect, unclaimed
from rules.exchange import Kind, Receipt, State
from rules.rating import Origin

AT_A_TIME = 1_000

INSERT = f"""
INSERT INTO exchange_item (id, kind, service_record_id, rating_id, cause_id, place, state,
  attempts, turn_at, created_at, error, about, code)
SELECT {{new_id}}, {{what}}, '{State.QUEUED}', 0, {{now}}, {{now}}, '', '', ''
{{source}}
  AND NOT EXISTS (SELECT 1 FROM exchange_item x WHERE x.kind = '{{kind}}'
                  AND x.cause_id = {{cause}})
ORDER BY {{order}} LIMIT {AT_A_TIME}
ON CONFLICT DO NOTHING RETURNING id
"""
NEXT = "(SELECT count(*) FROM exchange_item y WHERE y.service_record_id = {0}) + 1"
FIRST_THERE = "EXISTS (SELECT 1 FROM exchange_item z WHERE z.service_record_id = {0})"


def _service(id: str, source: str) -> tuple[str, str, str, str, str]:
    return Kind.SERVICE, f"'{Kind.SERVICE}', {id}, NULL, {id}, 1", source, id, id


def _about(kind: Kind, cause: str, source: str, order: str) -> tuple[str, str, str, str, str]:
    what = f"'{kind}', r.service_record_id, r.id, {cause}, {NEXT.format('r.service_record_id')}"
    there = f"{source} AND {FIRST_THERE.format('r.service_record_id')}"
    return kind, what, there, cause, order


RATED = "FROM rating r WHERE r.rated_at > $1 AND r.rated_at <= $2"
# Defaults bear the moment they were due, and are written later, after an outage much later (6-8).
SETTLED = (
    "FROM settlement t JOIN rating r ON r.rated_at = t.due_at "
    f"AND r.origin = '{Origin.DEFAULT}' WHERE t.settled_at > $1 AND t.settled_at <= $2"
)
CHANGED = "FROM rating_change c JOIN rating r ON r.id = c.rating_id WHERE c.at > $1 AND c.at <= $2"
ANSWERED = (
    "FROM entry e JOIN work_order o ON o.id = e.order_id JOIN rating r ON r.id = o.rating_id "
    "WHERE e.at > $1 AND e.at <= $2 AND e.kind IN ('rectification', 'feedback')"
)
# What the other side told is dealt with later than it was rated, after an outage much later.
TOLD = (
    "FROM exchange_received v JOIN rating r ON r.id = v.rating_id "
    "WHERE v.done_at > $1 AND v.done_at <= $2"
)
GAVE_WAY = (
    "FROM exchange_received v JOIN rating r ON r.service_record_id = v.service_record_id "
    "AND r.superseded_by_id = v.rating_id JOIN rating_change c ON c.rating_id = r.id "
    "WHERE v.done_at > $1 AND v.done_at <= $2"
)
REASONS = "AND c.why IN ('excluded', 'superseded')"
# A walk-in has no item and no case number: the exchange has no place for it (docs/decisions/0041).
LINKED = (
    "AND EXISTS (SELECT 1 FROM service_record s WHERE s.id = r.service_record_id "
    "AND s.source <> 'walk_in')"
)
# What the other side told us it knows already; what others told us it does not.
PROVINCE = "(SELECT id FROM exchange_party WHERE name = 'province')"
OURS = (
    "AND NOT EXISTS (SELECT 1 FROM exchange_received v WHERE v.service_record_id = "
    "r.service_record_id AND v.party_id = r.partner_id AND v.number = r.partner_message "
    f"AND v.party_id IN {PROVINCE})"
)
LATE_THERE = f"AND r.late AND v.party_id IN {PROVINCE}"
# In this order: what a message needs in front of it is listed before it.
STEPS = (
    _service(
        "i.service_record_id",
        "FROM invitation i WHERE i.invited_at > $1 AND i.invited_at <= $2",
    ),
    *(
        _service("r.service_record_id", f"{source} {LINKED}")
        for source in (RATED, SETTLED, CHANGED, TOLD)
    ),
    *(
        _about(Kind.RATING, "r.id", f"{source} {OURS}", "r.ordinal, r.id")
        for source in (RATED, SETTLED, CHANGED, TOLD)
    ),
    _about(Kind.CHANGE, "c.id", f"{CHANGED} {REASONS}", "c.at, c.id"),
    _about(Kind.CHANGE, "c.id", f"{GAVE_WAY} {REASONS}", "c.at, c.id"),
    # Made there after the seven days: it counts here in nothing, which nobody there can know.
    _about(
        Kind.CHANGE, "v.id", f"{TOLD} AND r.late AND v.party_id IN {PROVINCE}", "v.done_at, v.id"
    ),
    _about(Kind.RECTIFICATION, "e.id", ANSWERED, "e.at, e.id"),
)
NEW_ID = {
    "postgres": "gen_random_uuid()",
    # Version 4, as the application makes them: 32 random digits with two of them fixed.
    "sqlite": "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || "
    "substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || "
    "hex(randomblob(6)))",
}
# A message leaves when everything in front of it in its line has arrived.
CLAIM = f"""
UPDATE {{table}} SET state = '{State.SENDING}', attempts = attempts + 1, turn_at = $1
WHERE id IN (
  SELECT i.id FROM {{table}} i
  WHERE i.state IN ('{State.QUEUED}', '{State.SENDING}') AND i.turn_at <= $2
    AND NOT EXISTS (SELECT 1 FROM {{table}} p
                    WHERE p.{{line}} = i.{{line}} AND p.place < i.place
                    AND p.state <> '{State.SENT}')
  ORDER BY i.turn_at, i.place LIMIT $3{{lock}})
RETURNING id
"""


# Something is on its way that nothing holds back.
MOVING = f"""
SELECT i.id FROM exchange_item i WHERE i.state IN ('{State.QUEUED}', '{State.SENDING}')
  AND NOT EXISTS (SELECT 1 FROM exchange_item p WHERE p.service_record_id = i.service_record_id
                  AND p.state = '{State.QUARANTINED}')
LIMIT 1
"""


# A rating of that origin names the row it was told by.
TAKEN = f"""
UPDATE exchange_received SET state = '{Receipt.TAKEN}', done_at = $1, told_sealed = NULL,
  error = '', about = '', code = '', rating_id = (
    SELECT r.id FROM rating r WHERE r.service_record_id = exchange_received.service_record_id
    AND r.partner_id = exchange_received.party_id
    AND r.partner_message = exchange_received.number)
WHERE id IN ({{ids}}) RETURNING id
"""


async def mark_taken(ids: Sequence[UUID], *, now: datetime) -> None:
    """Rows that have become ratings are dealt with, each with its rating (7-7)."""
    if ids:
        names = ", ".join(f"${place}" for place in range(2, len(ids) + 2))
        await ask(TAKEN.format(ids=names), [now, *ids])


async def is_moving() -> bool:
    """Whether anything that could leave has not arrived yet."""
    return bool(await ask(MOVING, []))


async def list_new(since: datetime, until: datetime, *, now: datetime) -> int:
    """List what happened in (`since`, `until`] and has no message yet; how many were added."""
    return sum([await _run(*step, since=since, until=until, now=now) for step in STEPS])


async def _run(
    kind: str,
    what: str,
    source: str,
    cause: str,
    order: str,
    *,
    since: datetime,
    until: datetime,
    now: datetime,
) -> int:
    postgres = dialect() == "postgres"
    statement = INSERT.format(
        new_id=NEW_ID[dialect()],
        what=what,
        now="$3::timestamptz" if postgres else "$3",
        source=source,
        kind=kind,
        cause=cause,
        order=order,
    )
    added = 0
    while made := len(await ask(statement, [since, until, now])):
        added += made
    return added


async def claim(
    *,
    lease: datetime,
    now: datetime,
    most: int,
    table: str = "exchange_item",
    line: str = "service_record_id",
) -> list[UUID]:
    """Messages whose turn it is, of each `line` in its order; the caller's until `lease`."""
    text = CLAIM.format(lock=unclaimed(), table=table, line=line)
    claimed = await ask(text, [lease, now, most])
    return [UUID(str(row["id"])) for row in claimed]
