"""Subscription messages: our facts in the fields of a template, within WeChat's limits.

A value that breaks a limit costs the citizen the message (47003), so values are shaped here.
https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from gateways.errors import Ours
from gateways.wechat_codes import PARTY

LOCAL = ZoneInfo("Asia/Shanghai")
NOT_HAN = re.compile(r"[^一-鿿]")
NOT_PRINTABLE_ASCII = re.compile(r"[^\x21-\x7e]")
NOT_A_NUMBER = re.compile(r"[^\d.]")
SPELLED_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d{2}(:\d{2})?)?")
SPELLED_TIME = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日 )?\d{1,2}:\d{2}(:\d{2})?")


@dataclass(frozen=True, slots=True)
class Template:
    """A template of ours at WeChat: its id, and which fact goes into which of its fields.

    `fields` maps WeChat's name (`thing1`, `phrase3`: kind and number) to the name of a fact.
    """

    id: str
    fields: Mapping[str, str]


def shape(template: Template, facts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The data of a message. `Ours` if a fact is missing, empty or cannot be put in its field."""
    data = {}
    for name, fact in template.fields.items():
        value = _shaped(name.rstrip("0123456789"), facts.get(fact, ""))
        if not value:
            raise Ours(PARTY, f"no_{fact}")
        data[name] = {"value": value}
    return data


def _shaped(kind: str, value: str) -> str:
    shaper = SHAPERS.get(kind)
    if shaper is None:
        raise Ours(PARTY, f"kind_{kind}")
    return shaper(value)


def _cut(longest: int) -> Callable[[str], str]:
    def shaper(value: str) -> str:
        # Control characters would cost the message; white space becomes one space.
        printable = "".join(one for one in value if one.isprintable() or one.isspace())
        line = " ".join(printable.split())
        return line if len(line) <= longest else line[: longest - 1] + "…"

    return shaper


def _only(unwanted: re.Pattern[str], longest: int) -> Callable[[str], str]:
    return lambda value: unwanted.sub("", value)[:longest]


def _date(value: str) -> str:
    """ISO 8601 as WeChat spells it, in the time of Chaozhou; spelled already: as it is."""
    if SPELLED_DATE.fullmatch(value):
        return value
    moment = _moment(value)
    spelled = f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{spelled} {moment:%H:%M}" if isinstance(moment, datetime) else spelled


def _time(value: str) -> str:
    return value if SPELLED_TIME.fullmatch(value) else _date(value)


def _moment(value: str) -> date:
    try:
        if len(value) == len("2026-03-05"):
            return date.fromisoformat(value)
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise Ours(PARTY, "bad_date") from None
    return moment.astimezone(LOCAL) if moment.tzinfo else moment


# Longest values by the kind of field, as the page above lists them.
SHAPERS: dict[str, Callable[[str], str]] = {
    "thing": _cut(20),
    "name": _cut(10),
    "phrase": _only(NOT_HAN, 5),
    "character_string": _only(NOT_PRINTABLE_ASCII, 32),
    "number": _only(NOT_A_NUMBER, 32),
    "date": _date,
    "time": _time,
}
