"""The permission table: who may call which endpoint. Every endpoint names one row of it.

What is *inside* an endpoint's reach (own area, own institution, own cases) is decided in the SQL
of its query or action, by the same actor.
"""

from enum import Enum

from rules.actors import Actor, Citizen, Device, Kiosk, Partner, Role, StaffMember


class May(Enum):
    """A row of the table."""

    ANYONE = "anyone"  # no session needed
    VISITOR = "visitor"  # a phone with a session, real name or not
    EVALUATOR = "evaluator"  # a citizen with a verified real name (9-1)
    ANY_STAFF = "any_staff"
    OFFICER = "officer"
    HANDLER = "handler"
    BUREAU = "bureau"
    CITY = "city"  # 市局 alone
    COUNTY = "county"  # bureaus of counties and the zone, not the city
    CASE_STAFF = "case_staff"  # those a work order passes through: bureau and institution
    CODE_STAFF = "code_staff"  # those who answer for window codes: bureau and hall
    FIGURES = "figures"  # those who read statistics: bureau, institution, hall
    ASSESSMENTS = "assessments"  # those who read what assessments use, and how it came about
    BULLETINS = "bulletins"  # those who read bulletins in house: bureau, performance office
    INDICATORS = "indicators"  # those who read what figures are measured by
    PERFORMANCE = "performance"  # the performance office alone
    APPEALS = "appeals"  # those an appeal passes through, and who looks back at it
    REVIEWS = "reviews"  # those who review appeals, and who look back at it
    LISTS = "lists"  # those who have long lists exported: bureau, institution, auditor
    SECURITY = "security"  # the security administrator alone
    TEAM = "team"  # those who know the officers of a house or hall: handler, hall manager
    PHONES = "phones"  # those who bind phones of others: security administrator, team
    SYSTEM = "system"  # the system administrator alone
    ACCOUNTS = "accounts"  # those who see who has an account: bureau, security administrator
    AUDITOR = "auditor"
    PARTNER = "partner"
    COMPLAINT_PLATFORM = "complaint_platform"  # the partner that speaks for it (7-5)
    HOTLINE = "hotline"  # the call centre of 12345 (7-6)
    DEVICE = "device"  # a paired rating device
    KIOSK = "kiosk"  # a paired self-service terminal


# Rows whose caller signs each request instead of having a session.
SPOKEN_FOR = frozenset({May.COMPLAINT_PLATFORM, May.HOTLINE})
SIGNED = SPOKEN_FOR | {May.PARTNER}
BUREAUS = frozenset({Role.CITY_BUREAU, Role.COUNTY_BUREAU})

ROLES: dict[May, frozenset[Role]] = {
    May.ANY_STAFF: frozenset(Role),
    May.OFFICER: frozenset({Role.OFFICER}),
    May.HANDLER: frozenset({Role.HANDLER}),
    May.BUREAU: BUREAUS,
    May.CITY: frozenset({Role.CITY_BUREAU}),
    May.COUNTY: frozenset({Role.COUNTY_BUREAU}),
    May.CASE_STAFF: BUREAUS | {Role.HANDLER},
    May.CODE_STAFF: BUREAUS | {Role.HALL_MANAGER},
    May.FIGURES: BUREAUS | {Role.HANDLER, Role.HALL_MANAGER},
    May.ASSESSMENTS: BUREAUS | {Role.HANDLER, Role.PERFORMANCE},
    May.BULLETINS: BUREAUS | {Role.PERFORMANCE},
    May.INDICATORS: BUREAUS | {Role.HANDLER, Role.HALL_MANAGER, Role.PERFORMANCE},
    May.PERFORMANCE: frozenset({Role.PERFORMANCE}),
    May.APPEALS: BUREAUS | {Role.OFFICER, Role.HANDLER, Role.AUDITOR},
    May.REVIEWS: BUREAUS | {Role.AUDITOR},
    May.LISTS: BUREAUS | {Role.HANDLER, Role.AUDITOR},
    May.SECURITY: frozenset({Role.SECURITY_ADMIN}),
    May.TEAM: frozenset({Role.HANDLER, Role.HALL_MANAGER}),
    May.PHONES: frozenset({Role.SECURITY_ADMIN, Role.HANDLER, Role.HALL_MANAGER}),
    May.SYSTEM: frozenset({Role.SYSTEM_ADMIN}),
    May.ACCOUNTS: BUREAUS | {Role.SECURITY_ADMIN},
    May.AUDITOR: frozenset({Role.AUDITOR}),
}


def in_scope(path: str, by: Partner) -> bool:
    """Whether a partner may tell what a branch of /api/intake takes in; online is a service too."""
    return path.split("/")[3].removeprefix("online-") in by.scope


def allows(may: May, by: Actor) -> bool:
    """Whether `by` may call an endpoint of row `may`."""
    if may is May.ANYONE:
        return True
    if may is May.VISITOR:
        return isinstance(by, Citizen)
    if may is May.EVALUATOR:
        return isinstance(by, Citizen) and by.evaluator_id is not None
    if may is May.PARTNER:
        return isinstance(by, Partner)
    if may in SPOKEN_FOR:
        return isinstance(by, Partner) and by.party == may.value
    if may is May.DEVICE:
        return isinstance(by, Device)
    if may is May.KIOSK:
        return isinstance(by, Kiosk)
    return isinstance(by, StaffMember) and by.role in ROLES[may]
