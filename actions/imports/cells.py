"""One cell: from what Excel stores to the normal form of its column."""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any

from actions.imports import words
from actions.imports.shape import Column, Kind
from actions.places.halls import LATITUDES, LONGITUDES

CODE = re.compile(r"[A-Za-z0-9._/-]+")
PHONE = re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}")
WECOM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]*")
CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?|(24):(00)")
DAYS = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
MOMENT = re.compile(rf"({DAYS.pattern})[ T]*([0-9]{{1,2}}:[0-9]{{2}})(?::[0-9]{{2}})?")
SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+")  # what Excel makes of long numbers
POSITION = re.compile(r"([0-9]{1,2}(?:\.[0-9]+)?)[,;、]([0-9]{2,3}(?:\.[0-9]+)?)")
FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9])")  # what a spreadsheet would run when opened again
EXACT_DIGITS = 15  # beyond these Excel has already replaced digits by zeros


class BadCell(Exception):
    """The cell cannot be read as its column says; `code` is a key of `words.PROBLEMS`."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def normal(value: Any, column: Column) -> str:
    """The normal form, "" for an empty cell, or `BadCell`."""
    text = READERS.get(column.kind, _text)(value) if value is not None else ""
    if not text:
        if column.needed:
            raise BadCell("missing")
        return column.default
    if FORMULA.match(text):
        raise BadCell("formula")
    if SCIENTIFIC.fullmatch(text):
        raise BadCell("scientific")
    if len(text) > column.most:
        raise BadCell("too_long", most=column.most)
    return _checked(text, column)


def _checked(text: str, column: Column) -> str:
    if column.kind is Kind.CODE and not CODE.fullmatch(text):
        raise BadCell("bad_code")
    if column.kind is Kind.PHONE and not PHONE.fullmatch(text):
        raise BadCell("bad_phone")
    if column.kind is Kind.WECOM and not WECOM.fullmatch(text):
        raise BadCell("bad_wecom")
    if column.kind is Kind.CHOICE:
        for code in column.choices:
            if text in (code, words.CHOICES[code]):
                return code
        known = "、".join(words.CHOICES[code] for code in column.choices)
        raise BadCell("not_a_choice", choices=known)
    return text


def _text(value: Any) -> str:
    if isinstance(value, bool | datetime | date | time):
        raise BadCell("not_text")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and abs(value) >= 10**EXACT_DIGITS:
        raise BadCell("digits_lost")
    text = unicodedata.normalize("NFC", str(value))
    return re.sub(r"\s+", " ", "".join(one for one in text if one.isprintable())).strip()


def _plain(value: Any) -> str:
    """Codes and numbers, often typed with the full-width forms of a Chinese keyboard."""
    return unicodedata.normalize("NFKC", _text(value)).replace(" ", "")


def _day(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    found = DAYS.fullmatch(_plain(value))
    try:
        if found:
            return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        pass
    raise BadCell("bad_day")


def _time(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    found = CLOCK.fullmatch(_plain(value))
    if not found:
        raise BadCell("bad_time")
    hour, minute = (part for part in found.groups() if part is not None)
    return f"{int(hour):02d}:{minute}"


def _moment(value: Any) -> str:
    """Day and time of day; Excel keeps a day alone as its midnight, which nobody meant."""
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, datetime):
        raise BadCell("bad_moment")
    found = MOMENT.fullmatch(unicodedata.normalize("NFKC", _text(value)))
    if not found:
        raise BadCell("bad_moment")
    try:
        return f"{_day(found[1])} {_time(found[5])}"
    except BadCell:
        raise BadCell("bad_moment") from None


def _position(value: Any) -> str:
    """Latitude and longitude in degrees, five decimals: about a metre."""
    text = _plain(value)
    if not text:
        return ""
    found = POSITION.fullmatch(text)
    if found is None:
        raise BadCell("bad_position")
    latitude, longitude = float(found[1]), float(found[2])
    for degrees, (least, most) in ((latitude, LATITUDES), (longitude, LONGITUDES)):
        if not least <= degrees <= most:
            raise BadCell("bad_position")
    return f"{latitude:.5f},{longitude:.5f}"


READERS = {
    Kind.CODE: _plain,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.PHONE: _plain,
    Kind.POSITION: _position,
    Kind.TIME: _time,
    Kind.WECOM: _plain,
}
