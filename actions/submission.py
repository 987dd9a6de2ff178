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
    evaluator_id: UUID
    document_index: str = field(repr=False)
    session_id: UUID
    rated_at: datetime
