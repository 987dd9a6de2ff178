"""Scanned and typed window codes, before and after sign-in."""

from actions.windows import window_codes
from handlers.endpoint import Call, Limit, endpoint
from handlers.permissions import May
from queries.places import windows
from queries.rating import own_services
from rules.actors import Actor, Citizen

CODE_ERRORS = ("code_unknown", "code_revoked", "window_gone")


@endpoint(
    "GET",
    "/api/windows/{code}",
    may=May.ANYONE,
    gives=windows.WindowView,
    errors=CODE_ERRORS,
    limit=Limit(600, 60, "address"),
)
async def show_window(call: Call[Actor, None], code: str) -> windows.WindowView:
    """The window of a scanned token or a typed short number, to confirm."""
    entry = await window_codes.resolve(code)
    return await windows.view(entry.window_id, typed=entry.typed, by=call.by, now=call.now)


@endpoint(
    "GET",
    "/api/windows/{code}/services",
    may=May.EVALUATOR,
    gives=own_services.OwnServices,
    errors=CODE_ERRORS,
)
async def list_own_services(call: Call[Citizen, None], code: str) -> own_services.OwnServices:
    """The citizen's own finished services at this window, and whether a walk-in is possible."""
    entry = await window_codes.resolve(code)
    return await own_services.at_window(
        entry.window_id, by=call.by, now=call.now, rule_sets=call.deps.rule_sets
    )


@endpoint("GET", "/api/my/services", may=May.EVALUATOR, gives=own_services.OwnServices)
async def list_all_own_services(call: Call[Citizen, None]) -> own_services.OwnServices:
    """The citizen's own finished services anywhere that still wait for a rating."""
    return await own_services.unrated(by=call.by, now=call.now, rule_sets=call.deps.rule_sets)
