"""上线检查: what stands in the tables and what this installation was set up with."""

from datetime import date, datetime

from actions.dependencies import Dependencies
from actions.notices.notice_texts import CITIZEN_TOPICS, PUSHED
from queries.readiness import Example, Readiness, ReadinessCheck, ReadinessLine, lines
from rules.actors import Role, StaffMember
from rules.in_force import Term
from rules.work_calendar import DAY, local_day


async def readiness(*, by: StaffMember, deps: Dependencies, now: datetime) -> Readiness:
    """Every check with what is missing; the city also sees what the installation lacks."""
    today = local_day(now)
    found = await lines(by=by, day=_next_working_day(today, deps))
    if by.role is Role.CITY_BUREAU:
        found += [*_installation(deps, today), _term(deps, now)]
    open_lines = [line for line in found if line.blocking and line.count]
    return Readiness(ready=not open_lines, lines=found)


def _next_working_day(today: date, deps: Dependencies) -> date:
    """Today if offices work, else the next day they do: nobody is on duty on a holiday."""
    day = today
    while not deps.calendar.is_working(day):
        day += DAY
    return day


def _installation(deps: Dependencies, today: date) -> list[ReadinessLine]:
    gateways = deps.gateways
    ways = (gateways.redirect, gateways.jump, gateways.face)
    templates = sorted((PUSHED & CITIZEN_TOPICS) - deps.templates.keys())
    return [
        _missing(ReadinessCheck.TEMPLATE_MISSING, templates),
        _missing(ReadinessCheck.IDENTITY_MISSING, [] if any(ways) else ["identity"]),
        _missing(ReadinessCheck.WECHAT_MISSING, [] if gateways.wechat else ["wechat"]),
        _missing(ReadinessCheck.SMS_MISSING, [] if gateways.sms else ["sms"]),
        _missing(ReadinessCheck.CALENDAR_MISSING, _unpublished(deps, today)),
    ]


def _term(deps: Dependencies, now: datetime) -> ReadinessLine:
    """A set near or past its end with no other to follow; it keeps running. Art. 17 (17-2)."""
    ending = deps.rule_sets.term(now) in (Term.ENDS_SOON, Term.ENDED)
    labels = [str(deps.rule_sets.at(now).effective_to)] if ending else []
    return _missing(ReadinessCheck.RULE_SET_ENDING, labels, blocking=False)


def _unpublished(deps: Dependencies, today: date) -> list[str]:
    known = deps.calendar.published_years
    return [] if today.year in known else [str(today.year)]


def _missing(code: ReadinessCheck, labels: list[str], *, blocking: bool = True) -> ReadinessLine:
    examples = [Example(one, "", None) for one in labels]
    return ReadinessLine(code, blocking, len(labels), None, examples)
