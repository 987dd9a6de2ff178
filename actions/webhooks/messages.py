"""What a notice says: numbers the partner knows, states and moments. No grade, and no person."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class RecordedService(Struct, frozen=True):
    """A service as its partner knows it."""

    project_number: str
    service_number: int


class ServicesRecorded(Struct, frozen=True):
    """These services of one request are on record here, now or since before."""

    services: list[RecordedService]


class RowMapped(Struct, frozen=True):
    """A row that was put aside is dealt with: `taken`, `known` or `refused`, as in an answer."""

    number: str
    row_kind: str
    state: str


class OrderChanged(Struct, frozen=True):
    """An order the partner handed in under `number` is in another state; `order_number` is ours.

    `step` counts the steps of the order.
    """

    number: str
    order_number: str
    status: str
    step: int


class KeyExpires(Struct, frozen=True):
    """The partner's last valid key ends then."""

    key_id: str
    expires_at: datetime


class Ping(Struct, frozen=True):
    """Somebody tries the connection."""


Data = ServicesRecorded | RowMapped | OrderChanged | KeyExpires | Ping


class Notice(Struct, frozen=True):
    """`id` stays the same however often a notice comes; `at` is when it was written."""

    id: UUID
    kind: str
    at: datetime
    data: Data
