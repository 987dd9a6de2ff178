"""HTTP in, one action or query, HTTP out. Importing the modules declares the endpoints."""

from handlers import (  # noqa: F401
    accountability,
    appeal_review,
    appeals,
    assessments,
    bulletins,
    cases,
    concerns,
    county_values,
    coverage,
    devices,
    efficiency,
    filings,
    halls,
    imports,
    indicator_sets,
    institutions,
    intake,
    interpretations,
    officers,
    order_steps,
    rating_devices,
    ratings,
    readiness,
    results,
    rule_sets,
    sign_in,
    staff,
    statistics,
    window_codes,
    window_places,
    windows,
    work_orders,
)
from handlers.endpoint import ENDPOINTS

__all__ = ["ENDPOINTS"]
