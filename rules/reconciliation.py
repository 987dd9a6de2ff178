"""What counts here and there on one day, compared record by record (10-2, 10-6).

第十条 市政务服务数据管理局负责按照省政务服务数据管理局的要求和统一规范，
推进全市政务服务系统、各级实体办事大厅与省“好差评”系统对接，
从省“好差评”系统获取我市“好差评”数据。
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Key = tuple[str, int]  # project number, service number


class What(StrEnum):
    """How the two sides differ about a service."""

    MISSING_THERE = "missing_there"
    MISSING_HERE = "missing_here"
    DIFFERS = "differs"  # both have a rating that counts, and not the same grade


class State(StrEnum):
    """What became of a difference."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"  # somebody has said why it stays
    SETTLED = "settled"  # a later look found none


@dataclass(frozen=True, slots=True)
class Difference:
    """One service about which the sides differ, with the grade that counts on each."""

    key: Key
    what: What
    ours: str
    theirs: str


def compare(ours: Mapping[Key, str], theirs: Mapping[Key, str]) -> list[Difference]:
    """Every service whose counted grade is not the same on both sides. Art. 10 (10-6)."""
    found = []
    for key in sorted(ours.keys() | theirs.keys()):
        own, other = ours.get(key, ""), theirs.get(key, "")
        if own == other:
            continue
        what = What.DIFFERS
        if not other:
            what = What.MISSING_THERE
        elif not own:
            what = What.MISSING_HERE
        found.append(Difference(key, what, own, other))
    return found


def state_after(before: State | None, *, same: bool) -> State:
    """The state of a difference that was found again: what was acknowledged stays so while it is
    the `same` one. Art. 10 (10-6)."""
    return State.ACKNOWLEDGED if before is State.ACKNOWLEDGED and same else State.OPEN
