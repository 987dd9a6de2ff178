"""Values of counties: read by every office, set by two people of the county (Art. 16; 16-3)."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from actions.papers import county_values
from handlers.endpoint import Call, Nothing, endpoint
from handlers.permissions import May
from queries.papers import county_values as queries
from queries.papers.county_values import CountyValuesViews
from rules.actors import StaffMember

ERRORS = ("out_of_bounds", "rule_set_overlaps", "rule_set_too_late")
Number = Annotated[int, Meta(ge=0, le=1000)]


class SetCountyValues(Struct, forbid_unknown_fields=True):
    """`values` by the names of the rule set's; `source` is the county's own paper."""

    values: Annotated[dict[str, Number], Meta(max_length=50)]
    effective_from: date
    source: Annotated[str, Meta(min_length=2, max_length=200)]


@endpoint("GET", "/api/county-values", may=May.ANY_STAFF, gives=CountyValuesViews)
async def list_county_values(call: Call[StaffMember, None]) -> CountyValuesViews:
    """What every county has set for itself, and within what bounds it may."""
    return await _listed(call)


@endpoint(
    "POST",
    "/api/county-values",
    may=May.COUNTY,
    takes=SetCountyValues,
    gives=CountyValuesViews,
    errors=ERRORS,
    status=201,
)
async def set_county_values(call: Call[StaffMember, SetCountyValues]) -> CountyValuesViews:
    """Write values of the own county, for a colleague to put in force."""
    body = call.body
    await county_values.load(
        values=body.values,
        effective_from=body.effective_from,
        source=body.source,
        by=call.by,
        deps=call.deps,
        now=call.now,
    )
    return await _listed(call)


@endpoint(
    "POST",
    "/api/county-values/{code}/activate",
    may=May.COUNTY,
    gives=CountyValuesViews,
    errors=("not_found", "same_person", "not_allowed_now", "stale", *ERRORS),
)
async def activate_county_values(call: Call[StaffMember, Nothing], code: str) -> CountyValuesViews:
    """Put a colleague's values in force from their day on."""
    await county_values.activate(code=code, by=call.by, deps=call.deps, now=call.now)
    return await _listed(call)


@endpoint(
    "POST",
    "/api/county-values/{code}/discard",
    may=May.COUNTY,
    gives=CountyValuesViews,
    errors=("not_found", "not_allowed_now", "stale"),
)
async def discard_county_values(call: Call[StaffMember, Nothing], code: str) -> CountyValuesViews:
    """Put values aside that are not in force yet."""
    await county_values.discard(code=code, by=call.by, now=call.now)
    return await _listed(call)


async def _listed(
    call: Call[StaffMember, None] | Call[StaffMember, SetCountyValues] | Call[StaffMember, Nothing],
) -> CountyValuesViews:
    rules = call.deps.rule_sets.at(call.now)
    return await queries.listed(by=call.by, now=call.now, rules=rules)
