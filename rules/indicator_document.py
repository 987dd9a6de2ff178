"""What an indicator set's document has to hold, and each thing that is wrong with one (4-2).

第四条 市政务服务数据管理局负责组织协调全市“好差评”工作，按照省统一“好差评”指标体系的要求，
配合推进“好差评”系统建设，承担全市政务服务评价的组织协调、督促检查、复核申诉以及相关配套制度的建立。

All problems are told at once, each with its place, so that a document is mended in one go.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.dimensions import BEST

WHOLE = 100
FORM_SIZE = 300  # characters a rating keeps its scores in
LONGEST = 80  # characters of a label
HEAD = ("code", "title", "effective_from", "source")
ITEM = ("code", "label", "target", "fed_by", "source")
TARGETS = ("institution", "hall")
FEEDS: Mapping[str, frozenset[str]] = {
    "institution": frozenset({"answers", "average", "satisfaction", "participation"}),
    "hall": frozenset({"answers", "average", "satisfaction"}),
}
CODE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where in the document, what kind, and what stands there."""

    where: str
    kind: str
    found: str = ""


class BadIndicatorSet(Exception):
    """The document is no indicator set this program can obey; `problems` names each reason."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{one.where}: {one.kind}" for one in problems))
        self.problems = tuple(problems)


def problems_of(text: str) -> list[Problem]:
    """Every problem of a document, in its order; empty for one that can be obeyed. (4-2)."""
    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        return [Problem("", "no_toml", str(error)[:LONGEST])]
    unknown = [
        Problem(one, "unknown_field") for one in document if one not in ("indicator_set", "items")
    ]
    head, items = document.get("indicator_set", {}), document.get("items", [])
    if not isinstance(head, dict) or not isinstance(items, list):
        return [Problem("", "no_set")]
    found = [*unknown, *_head(head)]
    for place, item in enumerate(items, 1):
        where = f"items[{place}]"
        found += _item(where, item) if isinstance(item, dict) else [Problem(where, "no_item")]
    # What the items say together can only be judged once each is one.
    return found or [*_together(items)]


def _head(head: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _fields("indicator_set", head, HEAD, ())
    if type(head.get("effective_from", date.min)) is not date:
        yield Problem("indicator_set.effective_from", "no_date", str(head["effective_from"]))


def _item(where: str, item: Mapping[str, Any]) -> Iterator[Problem]:
    yield from _fields(where, item, ITEM, ("weight",))
    target, feed = item.get("target"), item.get("fed_by")
    if isinstance(target, str) and target not in TARGETS:
        yield Problem(f"{where}.target", "unknown_target", target)
    elif isinstance(target, str) and isinstance(feed, str) and feed not in FEEDS[target]:
        yield Problem(f"{where}.fed_by", "unknown_feed", feed)
    weight = item.get("weight", 1)
    if type(weight) not in (int, Decimal) or not 0 < weight <= WHOLE:
        yield Problem(f"{where}.weight", "bad_weight", str(weight))


def _fields(
    where: str, given: Mapping[str, Any], wanted: Sequence[str], more: Sequence[str]
) -> Iterator[Problem]:
    for name in wanted:
        value = given.get(name)
        if value is None or value == "":
            yield Problem(f"{where}.{name}", "missing")
        elif name == "code" and not (isinstance(value, str) and CODE.fullmatch(value)):
            yield Problem(f"{where}.code", "bad_code", str(value)[:LONGEST])
        elif name != "effective_from" and not isinstance(value, str):
            yield Problem(f"{where}.{name}", "no_text", str(value)[:LONGEST])
        elif name != "effective_from" and len(value) > LONGEST:
            yield Problem(f"{where}.{name}", "too_long", value[:LONGEST])
    for name in given:
        if name not in wanted and name not in more:
            yield Problem(f"{where}.{name}", "unknown_field")


def _together(items: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Codes are told apart, both targets have items, all or none are weighed, to 100 each."""
    codes = Counter(one["code"] for one in items)
    for code, times in codes.items():
        if times > 1:
            yield Problem("items", "code_twice", code)
    weighed = [one for one in items if "weight" in one]
    for target in TARGETS:
        own = [one for one in items if one["target"] == target]
        if not own:
            yield Problem("items", "no_items_of", target)
        total = sum(Decimal(one["weight"]) for one in own if "weight" in one)
        if own and weighed and total != WHOLE:
            yield Problem("items", f"weights_of_{target}", str(total))
    if weighed:
        for place, one in enumerate(items, 1):
            if "weight" not in one:
                yield Problem(f"items[{place}].weight", "weight_missing", one["code"])
    asked = {one["code"]: BEST for one in items if one["fed_by"] == "answers"}
    if not asked:
        yield Problem("items", "nothing_asked")
    if len(json.dumps(asked)) > FORM_SIZE:
        yield Problem("items", "form_too_long", str(len(asked)))
