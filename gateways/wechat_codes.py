"""What WeChat's error codes mean for us, in one table.

Each code: whose fault, and what WeChat says. A code that is not here is ours to look up.
https://developers.weixin.qq.com/doc/oplatform/developers/errCode/errCode.html
"""

from gateways.errors import GatewayError, Ours, Permanent, Temporary
from gateways.wechat_transport import Dialect

PARTY = "wechat"

CODES: dict[int, tuple[type[GatewayError], str]] = {
    # Later it may work.
    -1: (Temporary, "system busy"),
    -1000: (Temporary, "system error"),
    40001: (Temporary, "access token invalid or not the latest"),
    40014: (Temporary, "access token invalid"),
    42001: (Temporary, "access token expired"),
    43108: (Temporary, "two messages to one person at the same time"),
    44991: (Temporary, "text checks of this minute used up"),
    45009: (Temporary, "calls of this minute or day used up"),
    45011: (Temporary, "too many calls, next minute"),
    # It will not, however often: the next channel, or the person tries anew.
    40003: (Permanent, "openid unknown"),
    40029: (Permanent, "login code invalid or expired"),
    40037: (Permanent, "template unknown"),
    40038: (Permanent, "messages of this template for this person used up today"),
    40163: (Permanent, "login code already used"),
    40226: (Permanent, "account blocked as high risk"),
    41030: (Permanent, "page not in the published mini-program"),
    43101: (Permanent, "no consent left, or the person refused"),
    43104: (Permanent, "openid of another mini-program"),
    45168: (Permanent, "text holds a word WeChat does not pass on"),
    47003: (Permanent, "template data missing, too long or malformed"),
    50002: (Permanent, "account of the person limited"),
    61010: (Permanent, "person not in the mini-program for two hours"),
    # Somebody must look at settings or code.
    40002: (Ours, "grant type"),
    40013: (Ours, "app id invalid"),
    40097: (Ours, "arguments invalid"),
    40125: (Ours, "app secret invalid"),
    40129: (Ours, "scene not allowed"),
    40164: (Ours, "our address is not on the allow list"),
    40169: (Ours, "scene too long or no JSON"),
    41001: (Ours, "access token missing"),
    41002: (Ours, "app id missing"),
    41004: (Ours, "app secret missing"),
    43107: (Ours, "messages of this mini-program are banned"),
    43302: (Ours, "wrong method"),
    44002: (Ours, "empty body"),
    47001: (Ours, "body is no JSON"),
    48001: (Ours, "interface not granted to this mini-program"),
    48004: (Ours, "interface banned"),
    50004: (Ours, "token interface forbidden"),
    50007: (Ours, "mini-program frozen"),
    85096: (Ours, "scene must not hold base64"),
}
# The token is to blame, not the call.
TOKEN_CODES = frozenset({40001, 40014, 42001})


def error_of(code: int) -> GatewayError:
    """The failure a code stands for; WeChat's own words may quote what was sent: not kept."""
    kind, _ = CODES.get(code, (Ours, ""))
    return kind(PARTY, code)


DIALECT = Dialect(PARTY, TOKEN_CODES, error_of)
