"""The audit trail as a chain: what was changed, removed or slipped in is found (9-2).

Entries are written and signed by whoever acts, in their own transaction and without waiting; a job
links what was committed and is signed. A look at a citizen is linked before it is shown.
"""

import json
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from actions.keys import Keyring
from actions.trail import audit
from models import AuditCheck, AuditEntry, AuditLink

BEGINNING = "0" * 64
# How long a transaction may take from the moment of its entry to its commit. Whatever turns up
# later among older entries was not written by this program.
LATE = timedelta(minutes=10)
A_PIECE = 500
log = logging.getLogger("haochaping.audit")


async def extend(*, keys: Keyring) -> int:
    """Link what was committed since; how many entries. Of two at once the database lets one."""
    last = await AuditLink.all().order_by("-number").first()
    newest = await AuditLink.all().order_by("-at").first()
    found = AuditEntry.all()
    if newest is not None:
        since = newest.at - LATE
        linked = AuditLink.filter(at__gte=since).values("entry_id")
        found = found.filter(at__gte=since).exclude(id__in=Subquery(linked))
    entries = await _signed(found.order_by("at", "id"), keys=keys)
    links = _links_of(entries, last, keys=keys)
    try:
        async with in_transaction():
            await AuditLink.bulk_create(links)
    except IntegrityError:
        return 0  # another process was quicker, and comes round again
    return len(links)


async def _signed(found: QuerySet[AuditEntry], *, keys: Keyring) -> list[AuditEntry]:
    """The next ones this program wrote, past however many were slipped in before them."""
    passed = 0
    while piece := await found.offset(passed).limit(A_PIECE):
        if signed := [one for one in piece if audit.is_signed(one, keys=keys)]:
            return signed
        passed += len(piece)
    return []


async def link(entry_id: UUID, *, keys: Keyring) -> None:
    """Link until this committed entry is, however many wait before it and whoever links along."""
    while not await AuditLink.exists(entry_id=entry_id):
        await extend(keys=keys)


def _links_of(
    entries: Sequence[AuditEntry], last: AuditLink | None, *, keys: Keyring
) -> list[AuditLink]:
    number, before = (last.number, last.hash) if last else (0, BEGINNING)
    links = []
    for entry in entries:
        number, before = number + 1, _hash(before, entry, keys=keys)
        links.append(AuditLink(number=number, entry_id=entry.id, at=entry.at, hash=before))
    return links


def _hash(before: str, entry: AuditEntry, *, keys: Keyring) -> str:
    """With the key, so that nobody who has only the database can forge a chain anew."""
    facts = [before, *audit.facts_of(entry)]
    return keys.index("audit", json.dumps(facts, ensure_ascii=False))


async def check(*, keys: Keyring, now: datetime) -> AuditCheck:
    """Walk along the whole chain and keep what was found, for the auditor's page.

    `fault` names the first of: `changed` (an entry or a link is not what it was), `removed`,
    `inserted`. The number and hash of the end go into the log as well: noted elsewhere, they
    show a chain whose end was cut off, which the chain itself cannot.
    """
    while await extend(keys=keys):
        pass
    number, before, fault, at, entry_id = 0, BEGINNING, "", None, None
    async for link, entry in _walk():
        number += 1
        fault = _fault(number, before, link, entry, keys=keys)
        if fault:
            at, entry_id = link.at, link.entry_id
            break
        before = link.hash
    if not fault:
        linked = AuditLink.all().values("entry_id")
        stranger = await AuditEntry.all().exclude(id__in=Subquery(linked)).order_by("at").first()
        if stranger is not None and not (
            stranger.at >= now - LATE and audit.is_signed(stranger, keys=keys)
        ):
            fault, at, entry_id = "inserted", stranger.at, stranger.id
    log.log(
        logging.ERROR if fault else logging.INFO,
        "audit chain: %s links, %s, %s",
        number,
        before,
        fault or "whole",
    )
    return await AuditCheck.create(
        id=uuid4(), at=now, links=number, hash=before, fault=fault, fault_at=at, entry_id=entry_id
    )


def _fault(
    number: int, before: str, link: AuditLink, entry: AuditEntry | None, *, keys: Keyring
) -> str:
    if link.number != number or entry is None:
        return "removed"
    return "" if link.hash == _hash(before, entry, keys=keys) else "changed"


async def _walk() -> AsyncIterator[tuple[AuditLink, AuditEntry | None]]:
    after = 0
    while links := await AuditLink.filter(number__gt=after).order_by("number").limit(A_PIECE):
        ids: list[UUID] = [link.entry_id for link in links]
        entries = {one.id: one for one in await AuditEntry.filter(id__in=ids)}
        for link in links:
            yield link, entries.get(link.entry_id)
        after = links[-1].number
