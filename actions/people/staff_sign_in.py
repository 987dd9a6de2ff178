"""Members of staff sign in with a password (argon2id) and get a server-side session."""

from datetime import datetime
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from actions.dependencies import Dependencies
from actions.people import sessions
from actions.trail import audit
from models import Staff
from rules.actors import Anyone, Role, StaffMember
from rules.refusals import Refused

HASHER = PasswordHasher()


class WrongPassword(Refused):
    """Login or password is wrong; which of the two is not told."""

    code = "wrong_password"


async def with_password(
    *, login: str, password: str, deps: Dependencies, now: datetime
) -> tuple[str, StaffMember]:
    """A session for the right login and password: its token and the member of staff."""
    staff = await Staff.get_or_none(login=login, active=True)
    right = await deps.in_worker(_verify, staff.password_hash if staff else None, password)
    if staff is None or not right:
        await audit.record(
            by=Anyone(),
            action="staff_sign_in",
            outcome="refused",
            object_kind="staff",
            object_id=staff.id if staff else "",
            now=now,
        )
        raise WrongPassword
    token, session_id = await sessions.open_for_staff(staff_id=staff.id, now=now)
    member = StaffMember(
        session_id=session_id,
        staff_id=staff.id,
        role=Role(staff.role),
        bureau_id=staff.bureau_id,
        institution_id=staff.institution_id,
        hall_id=staff.hall_id,
    )
    await audit.record(by=member, action="staff_sign_in", outcome="done", now=now)
    return token, member


@cache
def _nobody() -> str:
    """Verified against when the login does not exist, so that both cases take as long."""
    return HASHER.hash("nobody has this password")


def _verify(password_hash: str | None, password: str) -> bool:
    try:
        return HASHER.verify(password_hash or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False


async def sign_out(*, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """End the session."""
    await sessions.revoke(by=by, now=now)
    await audit.record(by=by, action="staff_sign_out", outcome="done", now=now)
