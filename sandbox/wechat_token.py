"""WeChat's stable token: one at a time, its life, its forced refresh and what that costs.

https://developers.weixin.qq.com/doc/service/api/base/api_getstableaccesstoken.html
"""

import secrets
import time

from sandbox.state import State

REMEMBERED_SECONDS = 86_400
EARLY_SECONDS = 300
EXPIRED, UNKNOWN = 42001, 40001


def refusal(state: State, token: str) -> int:
    """0 for a token that is good, else the code."""
    known = state.store.get("token", token)
    if known is None or known["refused"]:
        return UNKNOWN
    return EXPIRED if known["ends_at"] <= time.time() else 0


def current(state: State) -> tuple[str, int]:
    """Normal mode: the same token for everybody, replaced shortly before its end."""
    token = state.store.get("token_now", "")
    if token is not None:
        left = state.store.get("token", token)["ends_at"] - time.time()
        if left > min(EARLY_SECONDS, state.settings.token_seconds / 10):
            return token, int(left)
    return _make(state)


def forced(state: State) -> tuple[str, int] | None:
    """Forced mode: the old token ends at once. None if the day's are used up; asked again too
    soon, nothing is refreshed."""
    if not state.store.first("token_forced", "", state.settings.forced_seconds):
        return current(state)
    if state.store.add("token_forced_today", "", 1, 86_400) > state.settings.forced_a_day:
        return None
    refuse_all(state)
    return _make(state)


def refuse_all(state: State) -> None:
    """Make every token unknown. The normal mode goes on handing the last one out."""
    for known in state.store.all("token"):
        state.store.put("token", known["token"], {**known, "refused": True}, REMEMBERED_SECONDS)


def _make(state: State) -> tuple[str, int]:
    token = f"token-{secrets.token_urlsafe(96)}"
    life = state.settings.token_seconds
    known = {"token": token, "ends_at": time.time() + life, "refused": False}
    state.store.put("token", token, known, REMEMBERED_SECONDS)
    state.store.put("token_now", "", token, REMEMBERED_SECONDS)
    return token, life
