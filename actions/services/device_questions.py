"""What a rating device asks, and the taps it sends (Art. 3, 7; 3-1, 3-3, 7-1, 7-4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from actions.dependencies import Dependencies
from actions.figures import figures
from actions.keys import token_hash
from actions.rating.rating_store import ServiceUnknown
from actions.services.invitations import question_token
from actions.submission import Submission
from models import Invitation
from queries.channels import rating_devices
from queries.channels.rating_devices import DeviceState
from rules import grades, tags
from rules.actors import Device
from rules.rating import Channel, IdentityBasis, Origin
from rules.rating_devices import moment_of_tap


@dataclass(frozen=True, slots=True)
class Tap:
    """A face that was tapped, with the proof that the device was asked, and how long ago."""

    service_id: UUID
    service_token: str
    grade: str
    tags: list[str]
    ago: timedelta


async def state(*, by: Device, deps: Dependencies, now: datetime) -> DeviceState:
    """Where the device is and what it asks now, the token of the question with it (3-1)."""
    return await rating_devices.state(
        by=by, now=now, token_of=lambda service_id: question_token(service_id, keys=deps.keys)
    )


async def submit(*, tap: Tap, key: str, by: Device, deps: Dependencies, now: datetime) -> None:
    """Store what was tapped, once; the same `key` again changes nothing.

    The device proves itself, the token that it was asked for this service at its window; the
    service says whose it was. Nobody else can store such a rating, and the write path looks
    again in its own transaction. What was kept while the network was away bears its own moment
    (`moment_of_tap`). Art. 3, 6, 7 (3-3, 7-1, 7-4).

    Raises `ServiceUnknown` without that proof, `AlreadyRated` without a receipt.
    """
    grade = grades.parse(tap.grade)
    tags.check(grade, tap.tags)
    hashed = token_hash(tap.service_token)
    asked = await Invitation.get_or_none(service_record_id=tap.service_id, token_hash=hashed)
    if asked is None:
        raise ServiceUnknown
    stored = await deps.queue.submit(
        Submission(
            rating_id=uuid4(),
            key=key,
            service_id=tap.service_id,
            grade=grade,
            tags=",".join(tap.tags),
            dimensions="{}",
            text="",
            anonymous=True,
            pictures=(),
            origin=Origin.DEVICE,
            identity_basis=IdentityBasis.CASE_APPLICANT,
            channel=Channel.DEVICE,
            rated_at=moment_of_tap(asked_at=asked.invited_at, ago=tap.ago, now=now),
            device_id=by.device_id,
            service_token=hashed,
        )
    )
    await figures.note_late(stored.rating_id, rated_at=stored.rated_at, now=now)
