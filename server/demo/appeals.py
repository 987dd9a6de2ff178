"""The demo city's appeals, one in every state: made by the actions themselves, dated back."""

import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw

from actions.appeals import appeal_files, appeal_review, appeals
from actions.dependencies import Dependencies
from models import Appeal, Staff, Transition, WorkOrder
from queries.figures.officer_scores import told_at
from rules.actors import Role
from rules.appeals import file_until
from rules.rectification import Status
from server.demo import tables
from server.demo.members import member
from server.demo.office_time import OfficeTime
from server.demo.world import REACH

# Between two steps, in office hours.
PACE = 1.0
RECENT = timedelta(days=45)  # of what is older, an officer was told too long ago
# Nothing a visitor waits for: neither what a citizen is asked, nor what no officer knows of.
LEFT_ALONE = (Status.OPENED, Status.DISPATCHED, Status.REOPENED, Status.FED_BACK)
RELATED = (
    "rating__service_record__officer",
    "rating__service_record__institution__bureau",
)
STORIES = {
    "lodged": (),
    "under_review": ("endorse",),
    "named": ("endorse", "assign", "contact"),
    "declined": ("decline",),
    "upheld": ("endorse", "assign", "uphold"),
    "mistaken": ("endorse", "assign", "find_mistaken"),
    "malicious": ("endorse", "assign", "find_malicious"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """An order that can be appealed against, from when, and until when."""

    order: WorkOrder
    since: datetime
    until: datetime

    @property
    def bureau(self) -> str:
        """Whose institution is rated."""
        return str(self.order.rating.service_record.institution.bureau.name)


async def lodge_all(*, deps: Dependencies, now: datetime) -> int:
    """Every appeal of the table whose order there is, once; how many were lodged."""
    if await Appeal.exists():
        return 0
    time = OfficeTime.around(now, days=REACH, calendar=deps.calendar)
    grounds = await _grounds(deps=deps, now=now)
    lodged = 0
    for told in tables.appeals():
        ground = _fitting(told, grounds, time, now)
        if ground is None:
            continue
        grounds.remove(ground)
        await _tell(told, ground, time, deps=deps)
        lodged += 1
    return lodged


async def _grounds(*, deps: Dependencies, now: datetime) -> list[Ground]:
    """What officers know of and may still appeal against, the latest moved first."""
    found = []
    recent = WorkOrder.filter(opened_at__gte=now - RECENT)
    orders = recent.exclude(status__in=list(LEFT_ALONE)).order_by("number")
    for order in await orders.select_related(*RELATED):
        record = order.rating.service_record
        if record.officer is None:
            continue
        rules = deps.rule_sets.named(record.rule_set)
        told = await told_at(order.rating_id, by=member(record.officer), rules=rules)
        last = await Transition.filter(order_id=order.id).order_by("-number").first()
        if told is None or last is None:
            continue
        found.append(Ground(order, last.at, min(file_until(told, rules, deps.calendar), now)))
    open_ = [one for one in found if one.since < one.until]
    return sorted(open_, key=lambda one: (one.since, one.order.number), reverse=True)


def _fitting(
    told: tables.Appeal, grounds: list[Ground], time: OfficeTime, now: datetime
) -> Ground | None:
    """The latest order with time for the whole story; of the wanted bureau if it has one."""
    [wanted] = [one.name for one in tables.places().bureau if one.key == told.bureau]
    steps = len(STORIES[told.ends]) + 1 + told.picture

    def fits(one: Ground) -> bool:
        first, last = time.after(one.since, PACE), time.after(one.since, PACE * (steps + 1))
        return first < one.until and last < now

    fitting = [one for one in grounds if fits(one)]
    own = [one for one in fitting if one.bureau == wanted]
    return next(iter(own or fitting), None)


async def _tell(
    told: tables.Appeal, ground: Ground, time: OfficeTime, *, deps: Dependencies
) -> None:
    order = ground.order
    record = order.rating.service_record
    assert record.officer is not None
    at = time.after(ground.since, PACE)
    made = await appeals.lodge(
        rating_id=order.rating_id,
        reason=told.reason,
        evidence=told.evidence,
        by=member(record.officer),
        deps=deps,
        now=at,
    )
    if told.picture:
        at = time.after(at, PACE)
        await appeal_files.attach(
            appeal_id=made, content=_picture(), by=member(record.officer), deps=deps, now=at
        )
    appeal = await Appeal.get(id=made).select_related("bureau")
    [bureau] = [one.key for one in tables.places().bureau if one.name == appeal.bureau.name]
    unit = await Staff.filter(institution_id=appeal.unit_id, role=Role.HANDLER).first()
    assert unit is not None
    head, reviewer = await Staff.get(login=bureau), await Staff.get(login=f"{bureau}-second")
    takes = _takes(told, unit=unit, head=head, reviewer=reviewer)
    for version, name in enumerate(STORIES[told.ends], 1):
        at = time.after(at, PACE)
        act, by, said = takes[name]
        await act(appeal_id=made, version=version, by=member(by), deps=deps, now=at, **said)


Take = tuple[Callable[..., Awaitable[None]], Staff, dict[str, Any]]


def _takes(told: tables.Appeal, *, unit: Staff, head: Staff, reviewer: Staff) -> dict[str, Take]:
    """Each step: the action, who takes it, what is said."""
    decided = {"reason": told.decision, "evidence": told.proof}
    outcomes = ("uphold", "find_mistaken", "find_malicious")
    named: dict[str, UUID] = {"reviewer_id": reviewer.id}
    return {
        "endorse": (appeals.endorse, unit, {"reason": told.unit}),
        "decline": (appeals.decline, unit, {"reason": told.unit}),
        "assign": (appeal_review.assign, head, named),
        "contact": (appeal_review.note_contact, reviewer, {"text": told.contact}),
        **{one: (appeal_review.decide, reviewer, {"action": one, **decided}) for one in outcomes},
    }


def _picture() -> bytes:
    """Bars as of a log: something to look at."""
    picture = Image.new("RGB", (960, 540), "white")
    draw = ImageDraw.Draw(picture)
    for place in range(24):
        stopped = 9 <= place < 12
        height = 12 if stopped else 120 + (place * 37) % 260
        left = 40 + place * 37
        draw.rectangle(
            (left, 500 - height, left + 24, 500), fill="#bd4f42" if stopped else "#1f4e8c"
        )
    draw.line((30, 502, 940, 502), fill="#535d6b", width=3)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
