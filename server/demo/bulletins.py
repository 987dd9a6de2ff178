"""The demo city's bulletins: the months that are over, each compiled by one, published by another.

They came out month by month, and what Article 15 made of the earlier ones was decided. The city's
last month waits for its second person, so that a visitor can publish it.
"""

from datetime import datetime

from actions.assessment import accountability, objections
from actions.dependencies import Dependencies
from actions.figures import bulletins
from models import Bulletin, RollupDay
from queries.assessment import assessment
from queries.assessment.accountability import listed as suggestions
from queries.figures.bulletins import listed
from rules.objections import Kind
from rules.work_calendar import local_day, month_bounds
from server.demo import tables
from server.demo.members import by_login
from server.demo.office_time import OfficeTime
from server.demo.world import REACH

SECOND = "-second"
SENT_TO = {"city": "广东省政务服务数据管理局", "county": "潮州市政务服务数据管理局"}
COPIED_TO = {"city": "市纪委监委、市委组织部", "county": "县（区）纪委监委、组织部"}
COMPILED_AFTER, PUBLISHED_AFTER, DECIDED_AFTER = 18.0, 24.0, 44.0  # office hours of the next month


async def issue(*, deps: Dependencies, now: datetime) -> int:
    """Compile and publish what is over and counted, once; how many were published."""
    if await Bulletin.exists() or not await _counted(now):
        return 0
    published = 0
    for bureau in tables.places().bureau:
        known = await listed(by=await by_login(bureau.key), now=now)
        ready = sorted(one.period for one in known.periods if one.state == "ready")
        for period in ready:
            waits = bureau.level == "city" and period == ready[-1]
            published += await _issue(bureau, period, waits=waits, deps=deps, now=now)
    await _decide(deps=deps, now=now)
    await _object(deps=deps, now=now)
    return published


async def _counted(now: datetime) -> bool:
    """Whether all days before today are."""
    days = RollupDay.filter(day__lt=local_day(now))
    return await days.exists() and not await days.filter(counted_at=None).exists()


async def _issue(
    bureau: tables.Bureau, period: str, *, waits: bool, deps: Dependencies, now: datetime
) -> bool:
    """One month of a bureau; whether it was published."""
    first, second = await by_login(bureau.key), await by_login(f"{bureau.key}{SECOND}")
    made = await bulletins.compile_(
        period=period,
        note="",
        recipients=SENT_TO[bureau.level],
        copied_to=COPIED_TO[bureau.level],
        by=second,
        deps=deps,
        now=_after(period, COMPILED_AFTER, deps=deps, now=now),
    )
    if not waits:
        at = _after(period, PUBLISHED_AFTER, deps=deps, now=now)
        await bulletins.publish(bulletin_id=made, by=first, deps=deps, now=at)
    return not waits


def _after(period: str, hours: float, *, deps: Dependencies, now: datetime) -> datetime:
    """So many office hours after the end of a month, if that lies in the past."""
    time = OfficeTime.around(now, days=REACH, calendar=deps.calendar)
    return min(time.after(month_bounds(period)[1], hours), now)


async def _decide(*, deps: Dependencies, now: datetime) -> None:
    """What the figures of all months but the newest suggested to the city was decided (15-2)."""
    [city] = [one.key for one in tables.places().bureau if one.level == "city"]
    by = await by_login(city)
    found = await suggestions(by=by, rules=deps.rule_sets.at(now))
    newest = max((one.period for one in found.rows), default="")
    for one in found.rows:
        said = tables.decisions().get(one.kind)
        if said is None or one.period == newest:
            continue
        await accountability.decide(
            case_id=one.id,
            decision=said.decision,
            impact=said.impact,
            reason=said.reason,
            by=by,
            now=_after(one.period, DECIDED_AFTER, deps=deps, now=now),
        )


async def _object(*, deps: Dependencies, now: datetime) -> None:
    """An officer contests the own figures of the newest month that was published (14-3)."""
    officer = await by_login("officer")
    rules = deps.rule_sets
    own = await assessment.own(by=officer, rules=rules.at(now), rules_of=rules.named)
    if own.months:
        await objections.raise_(
            period=own.months[0].period,
            kind=Kind.NOT_ON_DUTY,
            reason="有三天我参加业务培训，窗口由同事顶岗，那几天的评价不应计在我名下。",
            by=officer,
            now=now,
        )
