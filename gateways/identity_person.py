"""A provider's description of a person, read by configured names and codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gateways.errors import Ours, Temporary
from rules.documents import DocumentType

PARTY = "identity"
# GA/T 517, and our own names; a provider with other codes configures them.
DOCUMENT_CODES: Mapping[str, DocumentType] = {
    "111": DocumentType.RESIDENT_ID,
    "154": DocumentType.HMT_RESIDENCE_PERMIT,
    "414": DocumentType.PASSPORT,
    "511": DocumentType.TRAVEL_PERMIT_TW,
    "516": DocumentType.TRAVEL_PERMIT_HK_MO,
    "553": DocumentType.PERMANENT_RESIDENCE,
    **{kind.value: kind for kind in DocumentType},
}
FIELD_NAMES: Mapping[str, str] = {
    "subject": "sub",
    "name": "name",
    "document_type": "document_type",
    "document_number": "document_number",
    "phone": "phone",
}
CHINA = re.compile(r"^(\+|00)86")


@dataclass(frozen=True, slots=True)
class VerifiedPerson:
    """A person the provider vouches for; nothing personal shows in a log or a traceback.

    A network identity (网号) may come without a number: then `subject` alone stands for it.
    """

    name: str = field(repr=False)
    document_type: DocumentType
    document_number: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    subject: str = field(repr=False)
    provider: str


@dataclass(frozen=True, slots=True)
class PersonShape:
    """Where a provider puts what we need.

    `fields`: our name to the provider's, dots lead into objects (`data.user.name`).
    `document_codes`: the provider's code of a document type to ours.
    """

    fields: Mapping[str, str] = field(default_factory=lambda: dict(FIELD_NAMES))
    document_codes: Mapping[str, DocumentType] = field(default_factory=lambda: dict(DOCUMENT_CODES))


def person_of(answer: Mapping[str, Any], shape: PersonShape, provider: str) -> VerifiedPerson:
    """The person described. `Temporary` if the description has gaps, `Ours` for a document type
    nobody configured."""
    code = _needed(answer, shape, "document_type")
    kind = shape.document_codes.get(code)
    if kind is None:
        raise Ours(PARTY, "document_type")
    number: str | None
    if kind is DocumentType.NETWORK_IDENTITY:
        number = _find(answer, shape, "document_number") or None
    else:
        number = re.sub(r"[\s-]", "", _needed(answer, shape, "document_number")).upper()
    phone = re.sub(r"[\s-]", "", _find(answer, shape, "phone"))
    return VerifiedPerson(
        name=_needed(answer, shape, "name"),
        document_type=kind,
        document_number=number,
        phone=CHINA.sub("", phone) or None,
        subject=_needed(answer, shape, "subject"),
        provider=provider,
    )


def _needed(answer: Mapping[str, Any], shape: PersonShape, wanted: str) -> str:
    value = _find(answer, shape, wanted)
    if not value:
        raise Temporary(PARTY, f"no_{wanted}")
    return value


def _find(answer: Mapping[str, Any], shape: PersonShape, wanted: str) -> str:
    """The value under the configured name, or an empty text."""
    found: Any = answer
    for step in shape.fields.get(wanted, wanted).split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return str(found).strip() if isinstance(found, str | int) else ""
