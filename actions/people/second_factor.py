"""The second factor of staff: an authenticator after RFC 6238, and recovery codes for its loss."""

import base64
import io
import secrets
from datetime import datetime
from typing import Any
from uuid import uuid4

import qrcode
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from msgspec import Struct
from qrcode.image.svg import SvgPathImage
from tortoise.exceptions import IntegrityError
from tortoise.transactions import in_transaction

from actions.keys import Keyring, same
from models import RecoveryCode, SecondFactor, Staff
from rules.refusals import Refused
from rules.staff_sign_in import CODE_DIGITS, DRIFT_STEPS, RECOVERY_CODES, STEP_SECONDS, step_of

SECRET_BYTES = 20
ISSUER = "好差评"
# Without what is mistaken for something else when read from paper.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
RECOVERY_LETTERS = 10  # 49 random bits


class WrongCode(Refused):
    """The code is wrong, used already, or of another time."""

    code = "wrong_code"


class FactorThere(Refused):
    """The account has a second factor; it is removed before another is set up."""

    code = "factor_there"


class Enrolment(Struct, frozen=True):
    """What an authenticator is told, as text and as a picture to scan; shown once."""

    secret: str
    uri: str
    qr: str  # a data: address

    def __repr__(self) -> str:
        return "Enrolment()"


async def is_set_up(staff: Staff) -> bool:
    """Whether the account has a second factor that counts."""
    return await SecondFactor.filter(staff_id=staff.id, confirmed_at__isnull=False).exists()


async def begin(staff: Staff, *, keys: Keyring, now: datetime) -> Enrolment:
    """A new secret for an account without a second factor. It counts once a code was shown."""
    secret = secrets.token_bytes(SECRET_BYTES)
    known = await SecondFactor.get_or_none(staff_id=staff.id, confirmed_at=None)
    row = known.id if known else uuid4()
    sealed = keys.seal(secret.hex(), SecondFactor, "secret_sealed", row)
    fresh: dict[str, Any] = {"secret_sealed": sealed, "begun_at": now, "last_step": 0}
    if not await SecondFactor.filter(id=row, confirmed_at=None).update(**fresh):
        try:
            await SecondFactor.create(id=row, staff_id=staff.id, **fresh)
        except IntegrityError as error:
            raise FactorThere from error
    uri = _totp(secret).get_provisioning_uri(staff.login, ISSUER)
    return Enrolment(base64.b32encode(secret).decode(), uri, _picture(uri))


async def confirm(staff: Staff, code: str, *, keys: Keyring, now: datetime) -> list[str]:
    """The first code of an authenticator just set up; the recovery codes, shown this once."""
    factor = await SecondFactor.get_or_none(staff_id=staff.id, confirmed_at=None)
    step = _step(factor, code, keys=keys, now=now) if factor else None
    if step is None:
        raise WrongCode
    async with in_transaction():
        unconfirmed = SecondFactor.filter(staff_id=staff.id, confirmed_at=None)
        if not await unconfirmed.update(confirmed_at=now, last_step=step):
            raise WrongCode
        return await renew_recovery(staff, keys=keys)


async def renew_recovery(staff: Staff, *, keys: Keyring) -> list[str]:
    """New recovery codes in the place of the old ones, inside the caller's transaction."""
    made = [
        "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LETTERS))
        for _ in range(RECOVERY_CODES)
    ]
    await RecoveryCode.filter(staff_id=staff.id).delete()
    await RecoveryCode.bulk_create(
        [
            RecoveryCode(id=uuid4(), staff_id=staff.id, code_index=_index(code, keys))
            for code in made
        ]
    )
    return made


async def take(staff: Staff, code: str, *, keys: Keyring, now: datetime) -> bool:
    """Use up a code of the authenticator or a recovery code; of two who show it one is right."""
    if not (code.isdigit() and len(code) == CODE_DIGITS):
        unused = RecoveryCode.filter(staff_id=staff.id, used_at=None)
        plain = code.strip().lower().replace("-", "").replace(" ", "")
        return await unused.filter(code_index=_index(plain, keys)).update(used_at=now) == 1
    factor = await SecondFactor.get_or_none(staff_id=staff.id, confirmed_at__isnull=False)
    step = _step(factor, code, keys=keys, now=now) if factor else None
    if step is None:
        return False
    later = SecondFactor.filter(staff_id=staff.id, last_step__lt=step)
    return await later.update(last_step=step) == 1


async def remove(staff: Staff) -> bool:
    """Forget the second factor and its recovery codes; whether there was one."""
    async with in_transaction():
        await RecoveryCode.filter(staff_id=staff.id).delete()
        return await SecondFactor.filter(staff_id=staff.id).delete() == 1


def _step(factor: SecondFactor, code: str, *, keys: Keyring, now: datetime) -> int | None:
    """The time step a code is of, within the drift of a clock; None if of none."""
    totp = _totp(bytes.fromhex(keys.open(factor.secret_sealed, factor, "secret_sealed", factor.id)))
    here = step_of(now)
    for step in range(here - DRIFT_STEPS, here + DRIFT_STEPS + 1):
        if same(totp.generate(step * STEP_SECONDS).decode(), code):
            return step
    return None


def _totp(secret: bytes) -> TOTP:
    # SHA-1 is what every authenticator knows; as an HMAC of a random key it is sound.
    return TOTP(secret, CODE_DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303


def _index(code: str, keys: Keyring) -> str:
    return keys.index("recovery", code)


def _picture(uri: str) -> str:
    out = io.BytesIO()
    qrcode.make(uri, image_factory=SvgPathImage, border=2).save(out)
    return "data:image/svg+xml;base64," + base64.b64encode(out.getvalue()).decode()
