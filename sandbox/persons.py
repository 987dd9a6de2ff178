"""The demo persons every stand-in knows; the demo city and the tests tell who there is."""

from dataclasses import dataclass

# GA/T 517, as identity providers hand document types out.
DOCUMENT_CODES = {
    "resident_id": "111",
    "hmt_residence_permit": "154",
    "passport": "414",
    "travel_permit_tw": "511",
    "travel_permit_hk_mo": "516",
    "permanent_residence": "553",
}


@dataclass(slots=True)
class Person:
    """One person; `note` is shown where a person is chosen."""

    key: str
    name: str
    document_type: str = "resident_id"
    document_number: str = ""
    phone: str = ""
    subject: str = ""
    openid: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        self.subject = self.subject or f"subject-{self.key}"
        self.openid = self.openid or f"openid-{self.key}"

    def described(self) -> dict[str, str]:
        """As an identity provider describes a person; a network identity has no number."""
        return {
            "sub": self.subject,
            "name": self.name,
            "document_type": DOCUMENT_CODES.get(self.document_type, self.document_type),
            "document_number": self.document_number,
            "phone": self.phone,
        }


def key_in(code: str, kind: str) -> str:
    """The person's key in `<kind>-<key>-<nonce>`; empty for anything else."""
    parts = code.removeprefix(f"{kind}-").rsplit("-", 1)
    return parts[0] if code.startswith(f"{kind}-") and len(parts) == 2 and parts[1] else ""
