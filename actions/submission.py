"""An opinion on its way into the table."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Submission:
    """An opinion as it waits to be stored."""

    rating_id: UUID
    key: str
    service_id: UUID
    grade: str
    tags: str
    dimensions: str
    text: str = field(repr=False)
    anonymous: bool
    pictures: tuple[UUID, ...]
    origin: str
    identity_basis: str
    channel: str
    rated_at: datetime
    # Who: an evaluator with a session, a device with the hash of its question's token, or a kiosk
    # with either the evaluator who signed in there or the index of a slip's code.
    evaluator_id: UUID | None = None
    document_index: str | None = field(default=None, repr=False)
    later_index: str | None = field(default=None, repr=False)
    session_id: UUID | None = None
    device_id: UUID | None = None
    service_token: str | None = field(default=None, repr=False)
    # Or another system, by the number of a message of its own about this service.
    partner_id: UUID | None = None
    partner_message: str | None = None
    # Or a sheet of paper, by its number, and the two who read it alike.
    paper_id: UUID | None = None
    paper_number: str | None = None
    clerks: tuple[UUID, UUID] | None = None
    told_at: datetime | None = None  # when the city learned of it: its clocks begin there (11-2)

    @property
    def proof(self) -> tuple[UUID | None, str | None]:
        """What the write path looks for where nobody signed in: who says so, and by what."""
        who = self.device_id or self.partner_id or self.paper_id
        return who, self.service_token or self.partner_message or self.paper_number

    @property
    def told_later(self) -> bool:
        """Whether it was made elsewhere and comes here later, with the moment it was made."""
        return self.partner_id is not None or self.paper_id is not None

    @property
    def whose(self) -> UUID:
        """What its facts are found by: the evaluator, or without one each tap for itself."""
        return self.evaluator_id or self.rating_id
