"""The demo city's bulletins: the months that are over, each compiled by one, published by another.

The city's last month waits for its second person, so that a visitor can publish it.
"""

from datetime import datetime
from uuid import uuid4

from actions import bulletins, objections
from actions.dependencies import Dependencies
from models import Bulletin, Staff
from queries import assessment
from queries.bulletins import listed
from rules.actors import Role, StaffMember
from rules.objections import Kind
from server.demo import tables

SECOND = "-second"
SENT_TO = {"city": "广东省政务服务数据管理局", "county": "潮州市政务服务数据管理局"}
COPIED_TO = {"city": "市纪委监委、市委组织部", "county": "县（区）纪委监委、组织部"}


async def issue(*, deps: Dependencies, now: datetime) -> int:
    """Compile and publish what is over and counted, once; how many were published."""
    if await Bulletin.exists():
        return 0
    published = 0
    for bureau in tables.places().bureau:
        first, second = await _member(bureau.key), await _member(f"{bureau.key}{SECOND}")
        ready = [
            one.period for one in (await listed(by=first, now=now)).periods if one.state == "ready"
        ]
        for back, period in enumerate(ready):
            made = await bulletins.compile_(
                period=period,
                note="",
                recipients=SENT_TO[bureau.level],
                copied_to=COPIED_TO[bureau.level],
                by=second,
                deps=deps,
                now=now,
            )
            if back or bureau.level != "city":
                await bulletins.publish(bulletin_id=made, by=first, deps=deps, now=now)
                published += 1
    await _object(deps=deps, now=now)
    return published


async def _object(*, deps: Dependencies, now: datetime) -> None:
    """An officer contests the own figures of the newest month that was published (14-3)."""
    officer = await _member("officer")
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


async def _member(login: str) -> StaffMember:
    staff = await Staff.get(login=login)
    return StaffMember(
        uuid4(),
        staff.id,
        Role(staff.role),
        bureau_id=staff.bureau_id,
        institution_id=staff.institution_id,
    )
