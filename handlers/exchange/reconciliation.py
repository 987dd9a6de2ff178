"""Reconciliation with the provincial system (Art. 10; 10-6)."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.exchange import reconcile
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.exchange import reconciliation as queries
from queries.exchange.reconciliation import ReconciliationView
from rules.actors import StaffMember


class ReconciliationOf(Struct, forbid_unknown_fields=True):
    day: date | None = None


class ReconcileDay(Struct, forbid_unknown_fields=True):
    day: date


class WhyItStays(Struct, forbid_unknown_fields=True):
    reason: Annotated[str, Meta(min_length=4, max_length=200)]


@endpoint(
    "GET",
    "/api/province/reconciliation",
    may=May.CITY,
    takes=ReconciliationOf,
    gives=ReconciliationView,
)
async def show_reconciliation(call: Call[StaffMember, ReconciliationOf]) -> ReconciliationView:
    """The days that were compared, and each record that differs on one of them."""
    return await queries.view(day=call.body.day, by=call.by)


@endpoint(
    "POST",
    "/api/province/reconciliation",
    may=May.CITY,
    takes=ReconcileDay,
    gives=ReconciliationView,
    errors=("reconcile_day", "province_unavailable"),
    limit=Limit(30, 600),
)
async def reconcile_day(call: Call[StaffMember, ReconcileDay]) -> ReconciliationView:
    """Compare a day again."""
    await reconcile.reconcile(day=call.body.day, by=call.by, deps=call.deps, now=call.now)
    return await queries.view(day=call.body.day, by=call.by)


@endpoint(
    "POST",
    "/api/province/differences/{line_id}/mend",
    may=May.CITY,
    errors=("not_found", "exchange_on_its_way"),
)
async def mend_difference(call: Call[StaffMember, Nothing], line_id: UUID) -> Nothing:
    """Tell the province again, or fetch again what is missing here."""
    await reconcile.mend(line_id=line_id, by=call.by, now=call.now)
    return Nothing()


@endpoint(
    "POST",
    "/api/province/differences/{line_id}/acknowledge",
    may=May.CITY,
    takes=WhyItStays,
    errors=("not_found",),
)
async def acknowledge_difference(call: Call[StaffMember, WhyItStays], line_id: UUID) -> Nothing:
    """Say why a difference stays."""
    await reconcile.acknowledge(line_id=line_id, reason=call.body.reason, by=call.by, now=call.now)
    return Nothing()
