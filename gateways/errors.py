"""Whose fault a failure is: temporary, permanent, or ours. Messages hold no personal data."""


class GatewayError(Exception):
    """A call to the outside failed; `code` is the supplier's, or one of ours in words."""

    def __init__(self, party: str, code: str | int) -> None:
        super().__init__(f"{party}: {code}")
        self.party = party
        self.code = str(code)


class Temporary(GatewayError):
    """Try again later: time-out, overload, a passing fault of the other side."""


class Permanent(GatewayError):
    """Trying again changes nothing: refused, no quota, used up, not the person."""


class Ours(GatewayError):
    """We sent something wrong or are not configured; somebody must look."""
