"""The audit trail as a chain: what was changed, removed or slipped in is found (9-2).

Entries are written and signed by whoever acts, in their own transaction and without waiting; a job
links what was committed and is signed. A look at a citizen is linked before it is shown.
"""

import json
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from actions.keys import Keyring
from actions.trail import audit
from actions.trail.reigns import FIRST, STILL_SIGNING, Reign, Reigns, believed, reigns
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
    entries = await _signed(found.order_by("at", "id"), await reigns(), keys=keys)
    links = _links_of(entries, last, keys=keys)
    try:
        async with in_transaction():
            await AuditLink.bulk_create(links)
    except IntegrityError:
        return 0  # another process was quicker, and comes round again
    return len(links)


async def _signed(found: QuerySet[AuditEntry], known: Reigns, *, keys: Keyring) -> list[AuditEntry]:
    """The next ones this program wrote, past however many were slipped in before them."""
    passed = 0
    while piece := await found.offset(passed).limit(A_PIECE):
        if signed := [one for one in piece if _is_ours(one, known, keys=keys)]:
            return signed
        passed += len(piece)
    return []


def _is_ours(entry: AuditEntry, known: Reigns, *, keys: Keyring) -> bool:
    """Signed, and with a key that signed then: one that was copied is worth nothing later."""
    return believed(entry.key_number, entry.at, known) and audit.is_signed(entry, keys=keys)


async def link(entry_id: UUID, *, keys: Keyring) -> None:
    """Link until this committed entry is, however many wait before it and whoever links along."""
    while not await AuditLink.exists(entry_id=entry_id):
        await extend(keys=keys)


def _links_of(
    entries: Sequence[AuditEntry], last: AuditLink | None, *, keys: Keyring
) -> list[AuditLink]:
    number, before = (last.number, last.hash) if last else (0, BEGINNING)
    # A process that has not heard of the newest key yet goes on with the one it finds.
    key = max(keys.signing, last.key_number if last else FIRST)
    links = []
    for entry in entries:
        number, before = number + 1, _hash(before, entry, key, keys=keys)
        links.append(
            AuditLink(number=number, entry_id=entry.id, at=entry.at, key_number=key, hash=before)
        )
    return links


def _hash(before: str, entry: AuditEntry, key: int, *, keys: Keyring) -> str:
    """With the key, so that nobody who has only the database can forge a chain anew."""
    facts = [before, *audit.facts_of(entry)]
    return keys.signature(key, "audit", json.dumps(facts, ensure_ascii=False))


async def check(*, keys: Keyring, now: datetime) -> AuditCheck:
    """Walk along the whole chain and keep what was found, for the auditor's page.

    `fault` names the first of: `changed` (an entry or a link is not what it was), `removed`,
    `inserted`. The number and hash of the end go into the log as well: noted elsewhere, they
    show a chain whose end was cut off, which the chain itself cannot.
    """
    known = await reigns()
    while await extend(keys=keys):
        pass
    walk = _Walk(keys, known)
    fault, at, entry_id = "", None, None
    async for link, entry in _walk():
        fault = walk.step(link, entry)
        if fault:
            at, entry_id = link.at, link.entry_id
            break
    if not fault:
        fault, at = walk.changes_missed(await reigns())
    if not fault:
        linked = AuditLink.all().values("entry_id")
        stranger = await AuditEntry.all().exclude(id__in=Subquery(linked)).order_by("at").first()
        if stranger is not None and not (
            stranger.at >= now - LATE and _is_ours(stranger, await reigns(), keys=keys)
        ):
            fault, at, entry_id = "inserted", stranger.at, stranger.id
    number, before = walk.number, walk.before
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


@dataclass(slots=True)
class _Walk:
    """How far along the chain, with which key, and the changes of keys it told."""

    keys: Keyring
    known: Reigns
    number: int = 0
    before: str = BEGINNING
    key: int = FIRST
    changes: dict[int, datetime] = field(default_factory=dict)

    def step(self, link: AuditLink, entry: AuditEntry | None) -> str:
        """What is wrong with the next link, if anything."""
        self.number += 1
        if link.number != self.number or entry is None:
            return "removed"
        if not self._of_its_time(link) or link.hash != _hash(
            self.before, entry, link.key_number, keys=self.keys
        ):
            return "changed"
        if entry.action == audit.CHANGE:
            if not audit.is_change(entry, keys=self.keys):
                return "changed"
            self.changes[int(entry.object_id)] = entry.at
        self.before, self.key = link.hash, link.key_number
        return ""

    def _of_its_time(self, link: AuditLink) -> bool:
        """No key comes back, and none links what is of after its time."""
        reign = self.known.get(link.key_number) or Reign(None, None)
        late = reign.until is not None and link.at > reign.until + STILL_SIGNING
        return self.keys.signs(link.key_number) and link.key_number >= self.key and not late

    def changes_missed(self, known_now: Reigns) -> tuple[str, datetime | None]:
        """The table of keys says what the chain says, or somebody wrote into it."""
        for number, at in self.changes.items():
            if number not in known_now or known_now[number].since != at:
                return "changed", at
        for number, reign in self.known.items():
            if number != FIRST and number not in self.changes:
                return "changed", reign.since
        return "", None


async def _walk() -> AsyncIterator[tuple[AuditLink, AuditEntry | None]]:
    after = 0
    while links := await AuditLink.filter(number__gt=after).order_by("number").limit(A_PIECE):
        ids: list[UUID] = [link.entry_id for link in links]
        entries = {one.id: one for one in await AuditEntry.filter(id__in=ids)}
        for link in links:
            yield link, entries.get(link.entry_id)
        after = links[-1].number
