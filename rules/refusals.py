"""What is refused, whoever asks: one small class each, raised where it is found out.

`code` is the machine-readable word; the sentence people read and the HTTP status belong to
`handlers/answers.py`. `details` never hold personal data.
"""

from typing import Any, ClassVar


class Refused(Exception):
    """An action or query said no; nothing was changed."""

    code: ClassVar[str] = "refused"

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code)
        self.details = details


class NotFound(Refused):
    """There is no such thing within the caller's reach (4-6): which of the two is not told."""

    code = "not_found"


class Forbidden(Refused):
    """The caller's role may not do this (3-3, 4-1)."""

    code = "forbidden"


class ReasonMissing(Refused):
    """A decision somebody has to live with needs its reason in words."""

    code = "reason_missing"


class Stale(Refused):
    """Somebody else acted since the caller looked."""

    code = "stale"


class NotAllowedNow(Refused):
    """The transition table has no such step from the present state."""

    code = "not_allowed_now"


class Busy(Refused):
    """More ratings are waiting than can be stored soon; the form is kept by the phone."""

    code = "busy"


class WechatUnavailable(Refused):
    """WeChat does not answer, or no account is configured."""

    code = "wechat_unavailable"


class TooLarge(Refused):
    """More bytes were sent than the endpoint takes."""

    code = "too_large"
