"""What the province demands of a row: fields, codes, order. Its own tables, nobody else's."""

import re
from typing import Any

REQUIRED = {
    "service": ("areaCode", "deptCode", "taskCode", "projectNo", "serviceNumber", "serviceTime"),
    "rating": ("projectNo", "serviceNumber", "assessNumber", "satisfaction", "assessTime"),
    "change": ("projectNo", "serviceNumber", "assessNumber", "satisfaction", "effectivEvalua"),
    "rectification": ("projectNo", "serviceNumber", "assessNumber"),
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
YES_NO = re.compile("[12]")
AREAS = frozenset({"445100000000", "445102000000", "445103000000", "445122000000"})
CODES = {
    "areaCode": re.compile("|".join(sorted(AREAS))),
    "projectNo": re.compile(r"[\x21-\x7e]{1,64}"),
    "serviceNumber": re.compile(r"[1-9]\d{0,3}"),
    "assessNumber": re.compile(r"[0-9]"),  # 0: the default, 1: the first opinion
    "satisfaction": re.compile("[1-5]"),
    "pf": re.compile("[1-7]"),
    "proStatus": re.compile("[123]"),
    "proChannel": re.compile("[12]"),
    "isAnonymous": YES_NO,
    "isdefault": YES_NO,
    "effectivEvalua": YES_NO,
    "answerStatus": YES_NO,
    "appStatus": re.compile("[123]"),
    "evalDetail": re.compile(r"\d{3}(,\d{3})*"),
    "serviceTime": MOMENT,
    "assessTime": MOMENT,
    "answerdate": MOMENT,
    # Of the evaluator, where the city's mapping has it and the person agreed.
    "userPageType": re.compile(r"\d{3}"),
    "certKey": re.compile(r"[0-9A-Z()-]{5,30}"),
    "mobile": re.compile(r"1\d{10}"),
    "dataSource": re.compile("445100"),
}
LONGEST = 600


def wrong(kind: str, fields: dict[str, Any]) -> tuple[str, str, str] | None:
    """The first thing that is wrong: code, field, value."""
    if kind not in REQUIRED:
        return "unknown_kind", "kind", kind
    for name in REQUIRED[kind]:
        if not fields.get(name):
            return "missing_field", name, ""
    for name, value in fields.items():
        if not isinstance(value, str) or len(value) > LONGEST:
            return "bad_field", name, str(value)[:60]
        if name in CODES and not CODES[name].fullmatch(value):
            return "unknown_code", name, value[:60]
    return _wrong_rating(fields) if kind in ("rating", "change") else None


def _wrong_rating(fields: dict[str, Any]) -> tuple[str, str, str] | None:
    grade, tags = fields["satisfaction"], fields.get("evalDetail", "")
    if any(tag[0] != grade for tag in tags.split(",") if tag):
        return "tag_of_another_grade", "evalDetail", tags
    if (fields["assessNumber"] == "0") != (fields.get("isdefault") == "1"):
        return "number_of_default", "assessNumber", fields["assessNumber"]
    bare = not tags and not fields.get("writingEvaluation")
    if grade in "12" and bare:
        return "reason_needed", "writingEvaluation", ""
    return None
