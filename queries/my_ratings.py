"""A citizen's own ratings and the receipts for them."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from queries.shapes import CaseBrief, WindowBrief


class Template(Struct, frozen=True):
    """A subscription message the phone may ask consent for."""

    topic: str
    template_id: str


class Receipt(Struct, frozen=True):
    """Proof of a stored rating: a random number and a hash of what was stored."""

    rating_id: UUID
    number: str
    hash: str
    grade: str
    rated_at: datetime
    late: bool
    case: CaseBrief | None
    templates: list[Template]  # for 有进展时通知我; empty when no case was opened


class MyRating(Struct, frozen=True):
    id: UUID
    receipt_number: str
    receipt_hash: str
    item_name: str
    institution_name: str
    window: WindowBrief | None
    grade: str
    tags: list[str]
    dimensions: dict[str, int]
    text: str
    pictures: list[UUID]
    anonymous: bool
    late: bool
    rated_at: datetime
    case: CaseBrief | None


class MyRatings(Struct, frozen=True):
    ratings: list[MyRating]
