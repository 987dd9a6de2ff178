"""One example of each request a partner signs, for the API document and its readers.

The number of the document is made up and has a valid check digit; nobody has it.
"""

from typing import Any

_NOBODY = {
    "document_type": "resident_id",
    "document_number": "445102190001010011",
    "name": "某示例",
}
_SERVICE = {
    "project_number": "445100202611250001",
    "service_number": 1,
    "item_code": "11445100GZ0000001",
    "hall_code": "H445100-01",
    "window_number": "A01",
    "officer_login": "officer",
    "ended_at": "2026-11-25T10:30:00+08:00",
    "applicant": _NOBODY,
}

_RATING = {
    "number": "PJ20261125000001",
    "project_number": "445100202611250002",
    "service_number": 1,
    "platform": "yueshengshi",
    "grade": "1",
    "rated_at": "2026-11-25T11:00:00+08:00",
    "tags": [],
    "text": "",
}

_TEXT = {
    "number": "MO20261125000001",
    "phone": "19900000009",
    "extension": "00",
    "text": "5 很快就办好了",
    "sent_at": "2026-11-25T11:00:00+08:00",
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "take_in_service": {**_SERVICE, "slip": True},
    "take_in_services": {"rows": [_SERVICE, {**_SERVICE, "service_number": 2}]},
    "take_in_online_service": {
        "project_number": "445100202611250002",
        "service_number": 1,
        "platform": "yueshengshi",
        "item_code": "11445100GZ0000001",
        "ended_at": "2026-11-25T10:30:00+08:00",
        "applicant": _NOBODY,
    },
    "take_in_rating": _RATING,
    "take_in_ratings": {"rows": [_RATING]},
    "take_in_call": {
        "call_number": "20261125103000-0001",
        "item_code": "11445100GZ0000001",
        "ended_at": "2026-11-25T10:30:00+08:00",
        "caller": _NOBODY,
    },
    "ask_caller": {"call_number": "20261125103000-0001"},
    "take_key": {
        "call_number": "20261125103000-0001",
        "turn": 1,
        "key": "2",
        "pressed_at": "2026-11-25T10:31:00+08:00",
    },
    "take_in_text": _TEXT,
    "take_in_texts": {"rows": [_TEXT]},
    "take_in_complaints": {
        "rows": [{"kind": "rating", "number": "PJ20261125000001", "fields": {"...": "..."}}]
    },
}
