"""The limits of a template field by its kind, as WeChat publishes them."""

import re

DAY = r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2})"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
KINDS = {
    "thing": re.compile(r"[^\x00-\x1f]{1,20}"),
    "number": re.compile(r"(?=.{1,32}$)\d+(\.\d+)?"),
    "letter": re.compile(r"[A-Za-z]{1,32}"),
    "character_string": re.compile(r"[\x21-\x7e]{1,32}"),
    "phrase": re.compile(r"[一-鿿]{1,5}"),
    "name": re.compile(r"[一-鿿·]{1,10}|[ -~]{1,20}"),
    "phone_number": re.compile(r"[\d+\- ()]{1,17}"),
    "date": re.compile(rf"{DAY}( {CLOCK})?"),
    "time": re.compile(rf"({DAY} ?)?{CLOCK}|{DAY}"),
}


def refused(name: str, value: object) -> bool:
    """Whether WeChat refuses this value in a field of this name (`thing1`, `date4`)."""
    kind = KINDS.get(name.rstrip("0123456789"))
    return kind is None or not isinstance(value, str) or kind.fullmatch(value) is None
