"""Statistics: from a figure down to its cases (Art. 12–14)."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from handlers.endpoint import Call, endpoint
from handlers.permissions import May
from queries.figures import cases_behind, statistics
from queries.figures.cases_behind import CaseFilter, CasesBehind
from queries.figures.statistics import Statistics, TagStatistics, View
from rules.actors import StaffMember

Group = Literal[
    "region",
    "level",
    "kind",
    "institution",
    "channel",
    "day",
    "month",
    "hall",
    "window",
    "item",
]


class StatisticsQuery(Struct, frozen=True):
    """Days in Asia/Shanghai, both included. `as_of_now` reads institutions where they are today."""

    group: Group
    first: date
    last: date
    bureau_id: UUID | None = None
    institution_id: UUID | None = None
    hall_id: UUID | None = None
    window_id: UUID | None = None
    item_id: UUID | None = None
    channel: Annotated[str, Meta(max_length=20)] = ""
    as_of_now: bool = False


class TagsQuery(Struct, frozen=True):
    first: date
    last: date
    institution_id: UUID | None = None


class CasesBehindFilter(Struct, frozen=True):
    """What the figure is of."""

    first: date
    last: date
    bureau_id: UUID | None = None
    institution_id: UUID | None = None
    hall_id: UUID | None = None
    window_id: UUID | None = None
    item_id: UUID | None = None
    grade: Annotated[str, Meta(max_length=20)] = ""
    channel: Annotated[str, Meta(max_length=20)] = ""
    tag: Annotated[str, Meta(max_length=8)] = ""

    def chosen(self, page: int = 1) -> CaseFilter:
        service = {name: id for name in COLUMNS if (id := getattr(self, name)) is not None}
        return CaseFilter(
            self.first,
            self.last,
            service,
            grade=self.grade,
            channel=self.channel,
            tag=self.tag,
            page=page,
        )


class CasesQuery(CasesBehindFilter, frozen=True):
    page: Annotated[int, Meta(ge=1, le=10000)] = 1


COLUMNS = ("bureau_id", "institution_id", "hall_id", "window_id", "item_id")


@endpoint(
    "GET",
    "/api/statistics",
    may=May.FIGURES,
    takes=StatisticsQuery,
    gives=Statistics,
    errors=("no_such_view",),
)
async def show_statistics(call: Call[StaffMember, StatisticsQuery]) -> Statistics:
    """Figures of a period, grouped, each with formula, numerator and denominator."""
    q = call.body
    conditions: dict[str, object] = {
        name: value for name in COLUMNS if (value := getattr(q, name)) is not None
    }
    if q.channel:
        conditions["channel"] = q.channel
    view = View(q.group, q.first, q.last, conditions, q.as_of_now)
    return await statistics.figures(
        by=call.by,
        view=view,
        now=call.now,
        rules=call.deps.rule_sets.at(call.now),
        rules_of=call.deps.rule_sets.named,
        indicator_sets=call.deps.indicator_sets,
    )


@endpoint(
    "GET",
    "/api/statistics/tags",
    may=May.FIGURES,
    takes=TagsQuery,
    gives=TagStatistics,
    errors=("no_such_view",),
)
async def show_tag_statistics(call: Call[StaffMember, TagsQuery]) -> TagStatistics:
    """What people gave as reasons, most frequent first."""
    q = call.body
    return await statistics.tags(
        by=call.by, first=q.first, last=q.last, institution_id=q.institution_id, now=call.now
    )


@endpoint("GET", "/api/statistics/cases", may=May.BUREAU, takes=CasesQuery, gives=CasesBehind)
async def list_cases_behind(call: Call[StaffMember, CasesQuery]) -> CasesBehind:
    """The ratings behind a figure, without their evaluators."""
    return await cases_behind.cases(by=call.by, chosen=call.body.chosen(call.body.page))
