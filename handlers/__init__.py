"""HTTP in, one action or query, HTTP out. Importing the modules declares the endpoints."""

from handlers import readiness, system  # noqa: F401
from handlers.appeals import appeal_review, appeals  # noqa: F401
from handlers.assessment import accountability, assessments, efficiency  # noqa: F401
from handlers.channels import (  # noqa: F401
    calls,
    channels,
    devices,
    intake,
    intake_complaints,
    intake_ratings,
    intake_texts,
    kiosk,
    kiosk_phone,
    kiosks,
    paper_slips,
    partners,
    rating_devices,
    service_imports,
    texts,
    vouchers,
    webhooks,
)
from handlers.endpoint import ENDPOINTS
from handlers.exchange import complaints, exchange_files, province, reconciliation  # noqa: F401
from handlers.figures import bulletins, comments, coverage, exports, results, statistics  # noqa: F401
from handlers.orders import concerns, order_steps, step_pictures, work_orders  # noqa: F401
from handlers.papers import county_values, filings, indicator_sets, interpretations, rule_sets  # noqa: F401
from handlers.people import (  # noqa: F401
    accounts,
    audit,
    guardians,
    identity,
    kept_logs,
    networks,
    own_account,
    privacy,
    sign_in,
    staff,
    staff_phones,
    staff_provider,
)
from handlers.places import (  # noqa: F401
    halls,
    imports,
    institutions,
    officers,
    window_codes,
    window_places,
    windows,
)
from handlers.rating import cases, ratings  # noqa: F401

__all__ = ["ENDPOINTS"]
