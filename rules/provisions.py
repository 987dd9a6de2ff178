"""What may leave the house of who rated: nothing without that person's consent for it.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rules.refusals import Refused


class NoConsent(Refused):
    """The person has not agreed to this recipient and purpose, or no longer does (9-3)."""

    code = "no_consent"


class Recipient(StrEnum):
    """Third parties: everybody but the bureaus and institutions Art. 9 itself names."""

    PROVINCE = "province"  # 省“好差评”系统


class Purpose(StrEnum):
    """What a recipient gets it for. A consent for one is none for another."""

    RATING_EXCHANGE = "rating_exchange"  # Art. 10: the rating with its person


class Part(StrEnum):
    """What of a person can be provided."""

    NAME = "name"
    DOCUMENT = "document"
    PHONE = "phone"


# What a mapping may name of a person, and the part each is of.
PERSON_FACTS: Mapping[str, Part] = {
    "person_name": Part.NAME,
    "person_document": Part.DOCUMENT,
    "person_document_type": Part.DOCUMENT,
    "person_phone": Part.PHONE,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """What a citizen can agree to: these parts at most, to one recipient for one purpose."""

    recipient: Recipient
    purpose: Purpose
    parts: frozenset[Part]
    basis: str  # of the law, kept with each provision


OFFERS = (
    Offer(
        Recipient.PROVINCE,
        Purpose.RATING_EXCHANGE,
        frozenset(Part),
        "实施细则第九条、第十条；个人信息保护法第二十三条",
    ),
)


def offer(recipient: str, purpose: str) -> Offer:
    """What may be consented to under these two; `NoConsent` if nothing. Art. 9 (9-3)."""
    for one in OFFERS:
        if (one.recipient, one.purpose) == (recipient, purpose):
            return one
    raise NoConsent


def demand_offered(offered: Offer, parts: Collection[Part]) -> None:
    """Refuse parts nobody can have agreed to, and a provision of nothing. Art. 9 (9-3)."""
    if not parts or not offered.parts >= set(parts):
        raise NoConsent
