"""Builds the one set of dependencies from the settings."""

import atexit
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from cashews import Cache

from actions import index_keys, sealing_keys, trail_keys
from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.papers import reference
from actions.people.network_admission import AllowedNetworks
from actions.people.sessions import Sessions
from actions.rating.commit_queue import CommitQueue
from actions.services.contacts import Contacts
from actions.trail import audit
from actions.windows.fan_out import FanOut
from rules import exchange
from server.clock import utc_now
from server.database import close_database, open_database
from server.fan_out import RedisFanOut
from server.gateways import close_gateways, open_gateways, templates_of
from server.settings import Settings
from server.worker import Worker

log = logging.getLogger("haochaping.server")
# One for the process, however many applications are in it: starting it takes half a second.
WORKER = Worker()
atexit.register(WORKER.stop)


def keyring(settings: Settings) -> Keyring:
    """The keys, with which this process signs the audit trail from now on."""
    keys = Keyring(
        dict(settings.sealing_keys),
        settings.indexing_key,
        later_indexing=dict(settings.indexing_keys),
        trail=dict(settings.trail_keys),
    )
    audit.sign_with(keys)
    return keys


@asynccontextmanager
async def dependencies(settings: Settings) -> AsyncIterator[Dependencies]:
    """Everything opened, and closed again in the opposite order.

    The database also if nothing comes of it, or the process would wait for it for ever.
    """
    await open_database(settings.database)
    try:
        keys = keyring(settings)
        await sealing_keys.take_up(keys, now=utc_now())
        await index_keys.take_up(keys, now=utc_now())
        await trail_keys.take_up(keys, now=utc_now())
        async with _on_the_database(settings, keys) as deps:
            yield deps
    finally:
        await close_database()


@asynccontextmanager
async def _on_the_database(settings: Settings, keys: Keyring) -> AsyncIterator[Dependencies]:
    cache = _cache(settings.redis_url)
    known = await reference.load()
    gateways = open_gateways(settings, cache)
    queue = CommitQueue(
        rules_of=lambda code: known.rule_sets.named(code), calendar=lambda: known.calendar
    )
    fan_out = RedisFanOut(settings.redis_url) if settings.redis_url else FanOut()
    contacts = Contacts()
    await queue.start()
    try:
        yield Dependencies(
            keys=keys,
            cache=cache,
            queue=queue,
            sessions=Sessions(settings.staff_policy, later=keys.later),
            networks=AllowedNetworks(),
            reference=known,
            gateways=gateways,
            fan_out=fan_out,
            contacts=contacts,
            public_url=settings.public_url,
            templates=templates_of(settings),
            staff_policy=settings.staff_policy,
            export_days=settings.export_days,
            mappings=exchange.load(*settings.province_mappings),
            in_worker=WORKER.run,
        )
    finally:
        await queue.stop()
        await _write_last(contacts)
        await fan_out.close()
        await close_gateways(gateways)
        await cache.close()


async def _write_last(contacts: Contacts) -> None:
    """What was counted since the last time; a database that has gone away keeps nobody."""
    try:
        await contacts.flush()
    except Exception as error:
        log.warning("the last counts of partners are lost: %s", type(error).__name__)


def _cache(redis_url: str) -> Cache:
    cache = Cache()
    if redis_url:
        # Redis never holds the only copy of anything: down, it costs limits and a token fetch.
        cache.setup(redis_url, suppress=True, socket_connect_timeout=0.5, socket_timeout=0.5)
    else:
        cache.setup("mem://?check_interval=10&size=100000")
    return cache
