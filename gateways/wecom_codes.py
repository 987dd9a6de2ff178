"""What WeCom's error codes mean for us, in one table; a code that is not here is ours.

https://developer.work.weixin.qq.com/document/path/90313
"""

from gateways.errors import GatewayError, Ours, Permanent, Temporary
from gateways.wechat_transport import Dialect

PARTY = "wecom"

CODES: dict[int, tuple[type[GatewayError], str]] = {
    # Later it may work.
    -1: (Temporary, "system busy"),
    40014: (Temporary, "access token invalid"),
    42001: (Temporary, "access token expired"),
    45009: (Temporary, "calls used up"),
    45033: (Temporary, "too many calls at once"),
    # It will not, however often: the next channel.
    40003: (Permanent, "user id unknown"),
    40031: (Permanent, "list of user ids invalid"),
    43004: (Permanent, "the person has not joined"),
    46004: (Permanent, "user does not exist"),
    60111: (Permanent, "user does not exist"),
    81013: (Permanent, "nobody among the recipients may get messages of this application"),
    82001: (Permanent, "no right to any recipient"),
    # Somebody must look at settings or code.
    40001: (Ours, "secret invalid"),
    40013: (Ours, "corp id invalid"),
    40033: (Ours, "characters of the request"),
    40035: (Ours, "parameters invalid"),
    40056: (Ours, "agent id invalid"),
    40058: (Ours, "parameters missing or malformed"),
    41001: (Ours, "access token missing"),
    41002: (Ours, "corp id missing"),
    41004: (Ours, "secret missing"),
    41011: (Ours, "agent id missing"),
    44004: (Ours, "text empty"),
    45002: (Ours, "text too long"),
    48002: (Ours, "interface not granted"),
    60011: (Ours, "no right to the application's recipients"),
    60020: (Ours, "our address is not on the list of trusted addresses"),
    301002: (Ours, "the token is another application's"),
}
# The token is to blame, not the call.
TOKEN_CODES = frozenset({40014, 42001})


def error_of(code: int) -> GatewayError:
    """The failure a code stands for; WeCom's own words may quote what was sent: not kept."""
    kind, _ = CODES.get(code, (Ours, ""))
    return kind(PARTY, code)


DIALECT = Dialect(PARTY, TOKEN_CODES, error_of)
