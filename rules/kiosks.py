"""Self-service terminals: how long one belongs to somebody, and what a slip has printed on it.

第七条 评价人每接受一次服务即可做出一次评价。线上评价为登录广东政务服务网和
“粤省事”移动政务服务平台，按系统提示做出评价。线下评价是在各级实体办事大厅通过评价装置
或扫描二维码进入评价系统做出评价，或是通过自助服务终端进行评价；
同时，可通过省政务服务咨询投诉平台进行评价。
拨打12345热线电话咨询政务服务事项的，在咨询完成后，按系统语音提示对服务做出评价。

The spans are those of a screen many people use, not of the law (docs/decisions/0035, 0036).
"""

import re
from datetime import datetime, timedelta

from rules.window_codes import ALPHABET, TOKEN_LENGTH, check_digit

SCAN_TIME = timedelta(minutes=3)  # a code on the screen waits so long for a phone
CONFIRM_TIME = timedelta(minutes=5)  # once scanned: signing in with the real name takes a while
STILL_THERE = timedelta(minutes=2)  # a terminal that says nothing for so long is nobody's
LONGEST = timedelta(minutes=15)  # and whatever it says, it is nobody's after so long
SLIP_DIGITS = 12  # 11 of chance and a check digit; four together are read and typed at once
WRONG_SLIPS = 5  # guesses at one terminal …
WRONG_SLIPS_SPAN = timedelta(minutes=10)  # … in so long; a right code is no guess
SLIP = re.compile(f"[0-9]{{{SLIP_DIGITS}}}")
HEXADECIMAL = 16
DECIMAL = 10


def goes_on_until(*, started_at: datetime, now: datetime) -> datetime:
    """When a session at a terminal ends if nothing more is heard of it now. Art. 9 (9-1)."""
    return min(now + STILL_THERE, started_at + LONGEST)


def slip_code(digest: str) -> str:
    """Twelve digits to print from a keyed digest in hexadecimal; the last one checks the others.

    Art. 7 (7-12).
    """
    body = f"{int(digest, HEXADECIMAL) % DECIMAL ** (SLIP_DIGITS - 1):0{SLIP_DIGITS - 1}d}"
    return body + check_digit(body)


def is_slip_code(text: str) -> bool:
    """Whether this can be a code at all: one mistyped digit shows, and costs no guess (7-12)."""
    return SLIP.fullmatch(text) is not None and check_digit(text[:-1]) == text[-1]


def voucher_token(digest: str) -> str:
    """What the link of a voucher carries, from a keyed digest in hexadecimal: nobody guesses it.

    Art. 7 (7-3, 7-12).
    """
    number, token = int(digest, HEXADECIMAL), ""
    while len(token) < TOKEN_LENGTH:
        number, letter = divmod(number, len(ALPHABET))
        token += ALPHABET[letter]
    return token


def voucher_link(public_url: str, token: str) -> str:
    """The address on a slip and in a portal's answer; as a window's, but for one service (7-8)."""
    return f"{public_url}/m/?v={token}"


def match_number(digest: str) -> str:
    """Two digits the terminal and the phone both show, so that one knows which is which."""
    return f"{int(digest, HEXADECIMAL) % DECIMAL**2:02d}"
