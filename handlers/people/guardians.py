"""Children under 14 and their guardians (Art. 9; 9-1)."""

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from actions.people import guardians
from actions.people.guardians import ShownCode, Ward
from handlers.endpoint import Call, Limit, Nothing, endpoint
from handlers.permissions import May
from queries.people.guardians import Guardianship, guardianship
from rules.actors import Citizen

CODE_ERRORS = ("guardian_code_over", "not_a_guardian")
GUESSES = Limit(10, 3600)


class CodeOfChild(Struct, forbid_unknown_fields=True):
    code: Annotated[str, Meta(pattern="^[0-9]{8}$")]


class GuardianAgrees(Struct, forbid_unknown_fields=True):
    """`is_guardian`: a parent or other guardian of this child, who has read the rules."""

    code: Annotated[str, Meta(pattern="^[0-9]{8}$")]
    is_guardian: Literal[True]


@endpoint("GET", "/api/my/guardianship", may=May.EVALUATOR, gives=Guardianship)
async def show_guardianship(call: Call[Citizen, None]) -> Guardianship:
    """Whether a guardian has to agree, or has; and for which children oneself has."""
    return await guardianship(by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/my/guardian-code",
    may=May.EVALUATOR,
    gives=ShownCode,
    errors=("not_allowed_now",),
    limit=Limit(20, 3600),
)
async def show_guardian_code(call: Call[Citizen, Nothing]) -> ShownCode:
    """A child's code for its guardian, who types it in after signing in."""
    return await guardians.show_code(by=call.by, keys=call.deps.keys, now=call.now)


@endpoint(
    "POST",
    "/api/my/wards/look",
    may=May.EVALUATOR,
    takes=CodeOfChild,
    gives=Ward,
    errors=CODE_ERRORS,
    limit=GUESSES,
)
async def look_at_ward(call: Call[Citizen, CodeOfChild]) -> Ward:
    """Whose code it is, the name masked, before anybody agrees."""
    return await guardians.look(code=call.body.code, by=call.by, keys=call.deps.keys, now=call.now)


@endpoint(
    "POST",
    "/api/my/wards",
    may=May.EVALUATOR,
    takes=GuardianAgrees,
    gives=Guardianship,
    errors=CODE_ERRORS,
    limit=GUESSES,
)
async def agree_for_ward(call: Call[Citizen, GuardianAgrees]) -> Guardianship:
    """Agree, as guardian, that the child of this code rates."""
    await guardians.agree(code=call.body.code, by=call.by, keys=call.deps.keys, now=call.now)
    return await guardianship(by=call.by, now=call.now)


@endpoint(
    "POST",
    "/api/my/wards/{consent_id}/withdraw",
    may=May.EVALUATOR,
    gives=Guardianship,
    errors=("not_found",),
)
async def withdraw_for_ward(call: Call[Citizen, Nothing], consent_id: UUID) -> Guardianship:
    """Take it back; what the child rated before stays."""
    await guardians.withdraw(consent_id=consent_id, by=call.by, now=call.now)
    return await guardianship(by=call.by, now=call.now)
