"""One account of the demo is known to the stand-in's identity provider of staff."""

from datetime import datetime
from uuid import uuid4

from actions.keys import Keyring
from actions.people.provider_subjects import index_of
from models import ProviderSubject, Staff
from rules.provider_sign_in import Proof

LOGIN, SUBJECT = "city", "gd-000101"  # as the stand-in knows it (sandbox/accounts.py)


async def bind_one(issuer: str, *, keys: Keyring, now: datetime) -> None:
    """Bind it anew: the stand-in has another address each time it is started."""
    account = await Staff.get(login=LOGIN)
    await ProviderSubject.filter(staff_id=account.id).delete()
    await ProviderSubject.create(
        id=uuid4(),
        staff_id=account.id,
        issuer=issuer,
        subject_index=index_of(Proof(issuer, SUBJECT), keys=keys),
        bound_at=now,
    )
