"""What the hotline says: a name a recording has, and its words. No words stand elsewhere.

A question is put together from short pieces, so that another order of keys needs no new recording.
`deploy/prompts/` has a folder a language, docs/operations.md what to record.
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from rules.calls import Asked
from rules.grades import LABELS, Grade

TEXTS: Mapping[str, str] = {
    "ask": "请对本次咨询服务作出评价。您的评价受到保护，话务员看不到。",
    **{str(grade): f"{label}，请按" for grade, label in LABELS.items()},
    **{f"key-{digit}": digit for digit in "0123456789"},
    "hang-up": "不想评价，请直接挂机。",
    "wrong": "按键不对，请再按一次。",
    "rated": "评价成功，感谢您的参与，再见。",
    "no-rating": "没有收到您的评价，感谢您的来电，再见。",
    "refused": "这次服务已经评价过，或者不能由您评价。感谢您的来电，再见。",
}
CLOSING = {
    Asked.RATED: "rated",
    Asked.SILENT: "no-rating",
    Asked.WRONG: "no-rating",
    Asked.REFUSED: "refused",
}


class Prompt(Struct, frozen=True):
    """One piece to play, by the name of its recording, or to be spoken."""

    name: Annotated[str, Meta(max_length=40)]
    text: str


def of(state: Asked, *, turn: int, keys: Mapping[str, str]) -> list[Prompt]:
    """What to play now: the question with its keys, or the last words. Art. 7 (7-6)."""
    if state is not Asked.ASKING:
        return [_prompt(CLOSING[state])]
    offered = [
        _prompt(name)
        for key, grade in sorted(keys.items(), key=lambda pair: list(Grade).index(Grade(pair[1])))
        for name in (grade, f"key-{key}")
    ]
    opening = "ask" if turn == 1 else "wrong"
    return [_prompt(opening), *offered, _prompt("hang-up")]


def _prompt(name: str) -> Prompt:
    return Prompt(name, TEXTS[name])
