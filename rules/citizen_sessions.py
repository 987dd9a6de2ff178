"""Sessions of citizens' phones: how long a token opens, and when it was stolen.

第九条 “好差评”实行实名制评价，市、县（区）政务服务数据管理局（政务服务管理机构）
和各级政务服务机构要严格保护评价人信息，未经当事人同意，不得将评价人信息提供给第三方。

The law names no spans: docs/decisions/0067.
"""

from datetime import datetime, timedelta

SESSION_TIME = timedelta(days=30)  # then the phone signs in again
TOKEN_TIME = timedelta(minutes=30)  # a token opens for so long; then it is good for one exchange
LOST_ANSWER = timedelta(minutes=1)  # two pages of one browser may exchange the same one


def opens(token_at: datetime, now: datetime) -> bool:
    """Whether a token still opens, or has to be exchanged first. Art. 9 (9-2)."""
    return now - token_at < TOKEN_TIME


def is_lost_answer(*, spent_at: datetime, successor_used: bool, now: datetime) -> bool:
    """Whether a token that was exchanged may be exchanged once more: its answer was lost. (9-2)

    Nobody has used what came in its place, or two pages asked at the same time. Otherwise two hold
    what one was given, and one of them is a thief.
    """
    return not successor_used or now - spent_at <= LOST_ANSWER
