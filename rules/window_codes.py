"""Window codes: opaque tokens, short numbers to type, and the one link both lead to.

第八条 市、县（区）、镇（街）、村（社区）四级实体办事大厅（包括各分厅或分中心）
要在每一个办事窗口设置评价装置或评价二维码，方便服务对象进行评价。
"""

import re
import secrets
import string

ALPHABET = string.ascii_letters + string.digits  # within WeChat's scene characters
TOKEN_LENGTH = 20  # 119 random bits; a scene has room for 32 characters
TOKEN = re.compile(f"[A-Za-z0-9]{{{TOKEN_LENGTH}}}")
SHORT = re.compile(r"[1-9][0-9]{7}")


def new_token() -> str:
    """A random token that says nothing of the window (7-9)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))


def new_short_number() -> str:
    """Eight digits to type by hand, the last a check digit (8-3)."""
    body = str(secrets.randbelow(9_000_000) + 1_000_000)
    return body + check_digit(body)


def is_token(text: str) -> bool:
    """Whether this has the form of a token; whose it is, only the table knows (7-9)."""
    return TOKEN.fullmatch(text) is not None


def is_short_number(text: str) -> bool:
    """Whether this can be a short number: one mistyped digit or two swapped ones show (8-3)."""
    return SHORT.fullmatch(text) is not None and check_digit(text[:-1]) == text[-1]


def check_digit(body: str) -> str:
    """Luhn's: finds every single wrong digit and nearly every swap."""
    total = 0
    for place, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def spaced_short_number(number: str) -> str:
    """As printed: two groups of four (8-3)."""
    return f"{number[:4]} {number[4:]}"


def link(public_url: str, token: str) -> str:
    """The one address every scanner opens; WeChat's rule needs the slash after /m (7-8)."""
    return f"{public_url}/m/?w={token}"
