"""Rule sets: read by every office, loaded and activated by two people of the city (Art. 1, 17)."""

from typing import Annotated

from msgspec import Meta, Struct

from actions.papers import rule_sets
from handlers.endpoint import Call, Nothing, endpoint
from handlers.figures.bulletins import Period
from handlers.permissions import May
from queries.papers import rule_sets as queries
from queries.papers.rule_sets import RuleSetPreview, RuleSetViews
from rules.actors import StaffMember

ERRORS = ("not_found", "rule_set_refused", "rule_set_overlaps", "rule_set_too_late")


class LoadRuleSet(Struct, forbid_unknown_fields=True):
    """`document` is the TOML text of a rule set: every value with its source."""

    document: Annotated[str, Meta(min_length=1, max_length=40_000)]


class PreviewQuery(Struct, frozen=True):
    month: Period


@endpoint("GET", "/api/rule-sets", may=May.ANY_STAFF, gives=RuleSetViews)
async def list_rule_sets(call: Call[StaffMember, None]) -> RuleSetViews:
    """Every set with its values and their sources."""
    return await _listed(call)


@endpoint(
    "POST",
    "/api/rule-sets",
    may=May.CITY,
    takes=LoadRuleSet,
    gives=RuleSetViews,
    errors=ERRORS,
    status=201,
)
async def load_rule_set(call: Call[StaffMember, LoadRuleSet]) -> RuleSetViews:
    """Keep a set for a second person to activate."""
    await rule_sets.load(document=call.body.document, by=call.by, now=call.now)
    return await _listed(call)


@endpoint(
    "GET",
    "/api/rule-sets/{code}/preview",
    may=May.CITY,
    takes=PreviewQuery,
    gives=RuleSetPreview,
    errors=("not_found",),
)
async def preview_rule_set(call: Call[StaffMember, PreviewQuery], code: str) -> RuleSetPreview:
    """What a set would change, recomputed on a past month; stores nothing."""
    return await queries.preview(
        code=code,
        month=call.body.month,
        by=call.by,
        now=call.now,
        rule_sets=call.deps.rule_sets,
    )


@endpoint(
    "POST",
    "/api/rule-sets/{code}/activate",
    may=May.CITY,
    gives=RuleSetViews,
    errors=("same_person", "not_allowed_now", "stale", *ERRORS),
)
async def activate_rule_set(call: Call[StaffMember, Nothing], code: str) -> RuleSetViews:
    """Put a loaded set in force from its day on."""
    await rule_sets.activate(code=code, by=call.by, deps=call.deps, now=call.now)
    return await _listed(call)


@endpoint(
    "POST",
    "/api/rule-sets/{code}/discard",
    may=May.CITY,
    gives=RuleSetViews,
    errors=("not_found", "not_allowed_now", "stale"),
)
async def discard_rule_set(call: Call[StaffMember, Nothing], code: str) -> RuleSetViews:
    """Put a loaded set aside."""
    await rule_sets.discard(code=code, by=call.by, now=call.now)
    return await _listed(call)


async def _listed(
    call: Call[StaffMember, None] | Call[StaffMember, LoadRuleSet] | Call[StaffMember, Nothing],
) -> RuleSetViews:
    return await queries.listed(by=call.by, now=call.now, rule_sets=call.deps.rule_sets)
