"""Doors of the office side: passwords, guesses, second factors, and how long a session lasts.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。

The law protects the evaluator and names no numbers. These are the house's own, after what
classified protection of class three asks for in general terms (docs/decisions/0051).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.actors import Role

FREE_FAILURES = 5  # wrong answers an account may have before it rests
FIRST_REST = timedelta(minutes=1)  # … doubled with each further one
LONGEST_REST = timedelta(hours=1)
FORGOTTEN = timedelta(hours=24)  # a failure nobody repeated for so long is none
# A hall shares one address: so many may fail there in so long before strangers to it are kept out.
ADDRESS_FAILURES = 60
ADDRESS_SPAN = timedelta(minutes=10)
KNOWN_THERE = timedelta(days=30)  # whoever signed in there within this time is no stranger

PASSWORD_LEAST = 10
PASSWORD_KINDS = 3  # of lower case, upper case, digits and signs
WELL_KNOWN = (
    "123456",
    "654321",
    "abc123",
    "admin",
    "asdfgh",
    "chaozhou",
    "haochaping",
    "iloveyou",
    "p@ssw0rd",
    "passw0rd",
    "password",
    "qazwsx",
    "qwerty",
    "welcome",
    "woaini",
    "zhengwu",
)
REPEATED = 4  # the same sign so many times on end

# A phone in WeChat shows so often in which account it is: a copied token opens no longer (0072).
PROOF_TIME = timedelta(minutes=30)
ROSTER_SPAN = timedelta(days=31)  # on duty in a hall so lately, or so soon, is of the hall

STEP_SECONDS = 30  # RFC 6238
DRIFT_STEPS = 1  # a clock may be so many steps early or late
CODE_DIGITS = 6
RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class StaffPolicy:
    """What an installation decides for its own staff (settings)."""

    second_factor_roles: frozenset[Role] = frozenset(
        {
            Role.CITY_BUREAU,
            Role.COUNTY_BUREAU,
            Role.PERFORMANCE,
            Role.SECURITY_ADMIN,
            Role.SYSTEM_ADMIN,
            Role.AUDITOR,
        }
    )
    # Whose phones are bound to the account; their desks have the networks of the place.
    phone_roles: frozenset[Role] = frozenset({Role.HANDLER, Role.OFFICER})
    idle: timedelta = timedelta(minutes=60)
    longest: timedelta = timedelta(hours=10)  # a working day; then one signs in again
    sessions: int = 5  # of one account at once; the oldest gives way


def rest_after(failures: int) -> timedelta:
    """How long an account rests after so many wrong answers on end; nothing for the first ones."""
    if failures < FREE_FAILURES:
        return timedelta(0)
    doublings = min(failures - FREE_FAILURES, (LONGEST_REST // FIRST_REST).bit_length())
    return min(FIRST_REST * (1 << doublings), LONGEST_REST)


def weakness(password: str, *, login: str, name: str) -> str | None:
    """Why a password is not taken, as a code; None if it is."""
    if len(password) < PASSWORD_LEAST:
        return "too_short"
    kinds = (str.islower, str.isupper, str.isdigit, _is_sign)
    if sum(any(map(kind, password)) for kind in kinds) < PASSWORD_KINDS:
        return "few_kinds"
    folded = password.lower()
    if any(part and part.lower() in folded for part in (login, name)):
        return "names_owner"
    repeated = any(sign * REPEATED in password for sign in set(password))
    if repeated or any(stem in folded for stem in WELL_KNOWN):
        return "well_known"
    return None


def _is_sign(letter: str) -> bool:
    return not letter.isalnum()


def step_of(now: datetime) -> int:
    """The time step of RFC 6238 a moment is in."""
    return int(now.timestamp()) // STEP_SECONDS


def is_proved(proved_at: datetime, now: datetime) -> bool:
    """Whether a phone in WeChat need not yet show again in which account it is. Art. 9 (9-2)."""
    return now - proved_at < PROOF_TIME


def ended(*, seen_at: datetime, expires_at: datetime, now: datetime, policy: StaffPolicy) -> bool:
    """Whether a session is over: its whole time is, or nobody used it for too long."""
    return now >= min(expires_at, seen_at + policy.idle)
