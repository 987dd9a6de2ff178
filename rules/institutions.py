"""Institutions of four levels and three kinds, and who supervises them.

第二条 政务服务机构指市、县（区）、镇（街）、村（社区）四级承担政务服务职能的单位，
包括列为党群序列，但行使行政职能的单位，以及具有公共服务职能的企业。
第四条 市政务服务数据管理局负责组织协调全市“好差评”工作，按照省统一“好差评”指标体系的要求，
配合推进“好差评”系统建设，承担全市政务服务评价的组织协调、督促检查、复核申诉以及相关配套制度的建立。
各县（区）及凤泉湖高新区政务服务数据管理局（政务服务管理机构）负责组织协调本行政区域“好差评”工作，
并参照市的做法承担政务服务评价的组织协调、督促检查、复核申诉以及相关配套制度的建立。
各级相关部门按规定将“好差评”结果纳入效能监督和绩效考核。
"""

from collections.abc import Hashable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from rules.refusals import Refused

Key = TypeVar("Key", bound=Hashable)


class EffectiveDay(Refused):
    """A change would take effect after today, or before the change before it (2-4)."""

    code = "effective_day"


class TreeCycle(Refused):
    """An institution would be its own superior (2-1)."""

    code = "tree_cycle"


class Level(StrEnum):
    """The four levels. Art. 2 (2-1)."""

    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    VILLAGE = "village"


class Kind(StrEnum):
    """The three kinds; all are rated. Art. 2 (2-2)."""

    ADMINISTRATIVE = "administrative"
    PARTY_BODY = "party_body"
    PUBLIC_SERVICE_ENTERPRISE = "public_service_enterprise"


def bureau_level(level: Level) -> Level:
    """The level of the bureau that dispatches and reviews for a level: towns and villages go to
    the county. Vertical agencies and zones have theirs declared. Art. 4, 12 (4-1, 12-2, C-3).
    """
    return Level.CITY if level is Level.CITY else Level.COUNTY


def effective_day(day: date, *, today: date, last: date | None) -> date:
    """The day a renaming, move, merger or closing takes effect, or `EffectiveDay`.

    Not after today, since the tables say what is; not before the last change of the same place,
    since each change starts from what the one before it left. Art. 2 (2-4).
    """
    if day > today or (last is not None and day < last):
        raise EffectiveDay(last=last.isoformat() if last else None)
    return day


def cycles(parents: Mapping[Key, Key | None]) -> set[Key]:
    """Who is its own superior: declared trees are checked, not believed. Art. 2 (2-1)."""
    turning: set[Key] = set()
    settled: set[Key] = set()
    for start in parents:
        path: dict[Key, int] = {}
        here: Key | None = start
        while here is not None and here not in settled and here not in path:
            path[here] = len(path)
            here = parents.get(here)
        if here is not None and here in path:
            turning |= {one for one, place in path.items() if place >= path[here]}
        settled |= path.keys()
    return turning
