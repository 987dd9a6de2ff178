"""Indicator sets: read by who reads figures, loaded and activated by two of the city (Art. 4)."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from actions.papers import indicator_sets
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.papers import indicator_sets as queries
from queries.papers.indicator_sets import IndicatorSetPreview, IndicatorSetViews
from queries.rating import evaluation_form
from queries.rating.evaluation_form import EvaluationForm
from rules.actors import Actor, StaffMember

ERRORS = ("indicator_set_refused", "indicator_set_overlaps", "indicator_set_too_late")


class LoadIndicatorSet(Struct, forbid_unknown_fields=True):
    """`document` is the TOML text of an indicator set: every item with its source."""

    document: Annotated[str, Meta(min_length=1, max_length=40_000)]


class FormQuery(Struct, frozen=True):
    """Without a service: of a visit to a window now."""

    service_id: UUID | None = None


@endpoint(
    "GET",
    "/api/evaluation-form",
    may=May.ANYONE,
    takes=FormQuery,
    gives=EvaluationForm,
    limit=Limit(600, 60, "address"),
)
async def show_evaluation_form(call: Call[Actor, FormQuery]) -> EvaluationForm:
    """What may be scored beside the grade, by the set in force at the service's end."""
    return await evaluation_form.form(
        call.body.service_id,
        by=call.by,
        now=call.now,
        indicator_sets=call.deps.indicator_sets,
    )


@endpoint("GET", "/api/indicator-sets", may=May.INDICATORS, gives=IndicatorSetViews)
async def list_indicator_sets(call: Call[StaffMember, None]) -> IndicatorSetViews:
    """Every set with its items, weights and sources."""
    return await _listed(call)


@endpoint(
    "POST",
    "/api/indicator-sets",
    may=May.CITY,
    takes=LoadIndicatorSet,
    gives=IndicatorSetViews,
    errors=ERRORS,
    status=201,
)
async def load_indicator_set(call: Call[StaffMember, LoadIndicatorSet]) -> IndicatorSetViews:
    """Keep a set for a second person to activate."""
    await indicator_sets.load(document=call.body.document, by=call.by, now=call.now)
    return await _listed(call)


@endpoint(
    "POST",
    "/api/indicator-sets/preview",
    may=May.CITY,
    takes=LoadIndicatorSet,
    gives=IndicatorSetPreview,
    errors=("indicator_set_refused",),
)
async def preview_indicator_document(
    call: Call[StaffMember, LoadIndicatorSet],
) -> IndicatorSetPreview:
    """What a document says and would change, or all that is wrong with it; stores nothing."""
    parsed = indicator_sets.parse(call.body.document)
    return queries.changes(parsed, against=call.deps.indicator_sets.at(call.now), by=call.by)


@endpoint(
    "GET",
    "/api/indicator-sets/{code}/preview",
    may=May.INDICATORS,
    gives=IndicatorSetPreview,
    errors=("not_found",),
)
async def preview_indicator_set(call: Call[StaffMember, None], code: str) -> IndicatorSetPreview:
    """What a loaded set changes against the one in force."""
    return await queries.preview(
        code, by=call.by, now=call.now, indicator_sets=call.deps.indicator_sets
    )


@endpoint(
    "POST",
    "/api/indicator-sets/{code}/activate",
    may=May.CITY,
    gives=IndicatorSetViews,
    errors=("not_found", "same_person", "not_allowed_now", "stale", *ERRORS),
)
async def activate_indicator_set(call: Call[StaffMember, Nothing], code: str) -> IndicatorSetViews:
    """Put a loaded set in force from its day on."""
    await indicator_sets.activate(code=code, by=call.by, deps=call.deps, now=call.now)
    return await _listed(call)


@endpoint(
    "POST",
    "/api/indicator-sets/{code}/discard",
    may=May.CITY,
    gives=IndicatorSetViews,
    errors=("not_found", "not_allowed_now", "stale"),
)
async def discard_indicator_set(call: Call[StaffMember, Nothing], code: str) -> IndicatorSetViews:
    """Put a loaded set aside."""
    await indicator_sets.discard(code=code, by=call.by, now=call.now)
    return await _listed(call)


async def _listed(
    call: Call[StaffMember, None]
    | Call[StaffMember, LoadIndicatorSet]
    | Call[StaffMember, Nothing],
) -> IndicatorSetViews:
    return await queries.listed(by=call.by, now=call.now, indicator_sets=call.deps.indicator_sets)
