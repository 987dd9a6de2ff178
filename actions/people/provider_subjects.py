"""Which account a subject of the identity provider is: bound by its owner or the administrator.

Signing in never makes an account, nor binds one (9-2; docs/decisions/0062).
"""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions import outbox
from actions.dependencies import Dependencies
from actions.keys import Keyring
from actions.people import own_account, provider_flows, staff_accounts
from actions.people.provider_flows import Answer
from actions.people.staff_accounts import Place
from actions.trail import audit
from models import ProviderSubject, Staff, StaffSession
from rules.actors import StaffMember
from rules.provider_sign_in import Proof, Purpose
from rules.refusals import NotFound, Refused

BOUND = "subject_bound"  # the topic under which the owner is told


class SubjectTaken(Refused):
    """The subject is bound to another account."""

    code = "provider_taken"


class SubjectThere(Refused):
    """The account has a subject already; it is unbound before another is bound."""

    code = "provider_there"


class SubjectUnknown(Refused):
    """The subject is bound to no account: somebody binds it, signing in never does."""

    code = "provider_unbound"


def index_of(proof: Proof, *, keys: Keyring) -> str:
    """Under what a subject is found; it keeps its first form (docs/decisions/0062)."""
    return keys.index("provider subject", f"{proof.issuer} {proof.subject}")


async def owner_of(proof: Proof, *, keys: Keyring) -> tuple[Staff, bool]:
    """The account a subject is bound to, if it is open, and whether its owner has bound it.

    Raises `SubjectUnknown`.
    """
    bound = await ProviderSubject.get_or_none(
        subject_index=index_of(proof, keys=keys), staff__active=True
    ).select_related("staff")
    if bound is None:
        raise SubjectUnknown
    return bound.staff, bound.bound_by_id is None


async def begin_own(
    *, password: str, code: str, browser: str, by: StaffMember, deps: Dependencies, now: datetime
) -> str:
    """Where the owner goes to show which subject is theirs; password and second factor first.

    Raises what `own_account.prove` and `provider_flows.begin` raise.
    """
    provider_flows.provider_of(deps)
    await own_account.prove(password, code, by=by, deps=deps, now=now)
    return await provider_flows.begin(
        Purpose.BIND, browser, staff_id=by.staff_id, deps=deps, now=now
    )


async def bind_own(*, answer: Answer, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """Bind what the provider vouched for to the account that asked. Art. 9 (9-2).

    Raises `SubjectTaken`, `SubjectThere` and what `provider_flows.take` raises.
    """
    _, proof = await provider_flows.take(
        Purpose.BIND, answer, staff_id=by.staff_id, deps=deps, now=now
    )
    await _bind(proof, by.staff_id, by=by, deps=deps, now=now)


async def bind(
    *,
    place: Place,
    login: str,
    subject: str,
    by: StaffMember,
    deps: Dependencies,
    now: datetime,
) -> None:
    """The administrator binds a subject to somebody else's account, who is told. Art. 9 (9-2).

    Raises `NotFound`, `NotOneself`, `SubjectTaken`, `SubjectThere`, `ProviderOff`.
    """
    provider = provider_flows.provider_of(deps)
    account = await staff_accounts.of_another(place, login, by=by)
    await _bind(Proof(provider.settings.issuer, subject), account.id, by=by, deps=deps, now=now)


async def unbind(
    *, place: Place, login: str, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """The administrator unbinds somebody else's account; what the provider opened ends. (9-2)"""
    account = await staff_accounts.of_another(place, login, by=by)
    await _unbind(account.id, by=by, deps=deps, now=now)


async def unbind_own(*, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    """The owner unbinds; sessions the provider opened end, this one too if it is one. (9-2)"""
    await _unbind(by.staff_id, by=by, deps=deps, now=now)


async def _bind(
    proof: Proof, staff_id: UUID, *, by: StaffMember, deps: Dependencies, now: datetime
) -> None:
    """The constraints decide, of several at once too."""
    found = index_of(proof, keys=deps.keys)
    by_owner = by.staff_id == staff_id
    try:
        async with in_transaction():
            await ProviderSubject.create(
                id=uuid4(),
                staff_id=staff_id,
                issuer=proof.issuer,
                subject_index=found,
                bound_at=now,
                bound_by_id=None if by_owner else by.staff_id,
            )
            await _told("bind_subject", staff_id, by=by, now=now)
            if not by_owner:
                await outbox.post(topic=BOUND, about=staff_id, now=now)
    except IntegrityError:
        there = await ProviderSubject.filter(staff_id=staff_id, issuer=proof.issuer).exists()
        raise (SubjectThere if there else SubjectTaken) from None


async def _unbind(staff_id: UUID, *, by: StaffMember, deps: Dependencies, now: datetime) -> None:
    issuer = provider_flows.provider_of(deps).settings.issuer
    async with in_transaction():
        if not await ProviderSubject.filter(staff_id=staff_id, issuer=issuer).delete():
            raise NotFound
        opened = StaffSession.filter(staff_id=staff_id, by_provider=True, revoked_at=None)
        await opened.update(revoked_at=now)
        await _told("unbind_subject", staff_id, by=by, now=now)


async def _told(action: str, staff_id: UUID, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by, action=action, outcome="done", object_kind="staff", object_id=staff_id, now=now
    )
