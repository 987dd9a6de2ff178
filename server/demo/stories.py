"""How cases go: the steps of each story and how many office hours each takes."""

from random import Random

from rules.rectification import Action

HOURS = {
    Action.DISPATCH: (0.5, 5),
    Action.ACCEPT: (0.5, 5),
    Action.RETURN: (0.5, 5),
    Action.RESPOND: (2, 9),
    Action.RECTIFY: (10, 34),
    Action.FEED_BACK: (1, 6),
    Action.SUPERVISE: (16, 20),
    Action.ANSWER_SUPERVISION: (1, 4),
    Action.CALL_MISSED: (2, 6),
    Action.CONFIRM: (2, 18),
    Action.REOPEN: (2, 18),
    Action.CLOSE_BY_BUREAU: (14, 21),
}
"""Least and most office hours a step takes; within the clocks of the first rule set."""

ANSWERED = (Action.RESPOND, Action.RECTIFY, Action.FEED_BACK)
SUPERVISED = (Action.DISPATCH, Action.ACCEPT, Action.SUPERVISE)
WORKED = (Action.DISPATCH, Action.ACCEPT, *ANSWERED)
RETURNED = (Action.DISPATCH, Action.RETURN, Action.DISPATCH, Action.ACCEPT)

STORIES: dict[str, tuple[Action, ...]] = {
    "opened": (),
    "dispatched": WORKED[:1],
    "accepted": WORKED[:2],
    "responded": WORKED[:3],
    "rectified": WORKED[:4],
    "fed_back": WORKED,
    "called_once": (*WORKED, Action.CALL_MISSED),
    "supervised": SUPERVISED,
    "supervision_answered": (*SUPERVISED, Action.ANSWER_SUPERVISION, Action.RESPOND),
    "returned": RETURNED,
    "reopened": (*WORKED, Action.REOPEN),
    "second_round": (*WORKED, Action.REOPEN, *WORKED[:2]),
    "solved": (*WORKED, Action.CONFIRM),
    "solved_after_return": (*RETURNED, *ANSWERED, Action.CONFIRM),
    "solved_in_second_round": (*WORKED, Action.REOPEN, *WORKED, Action.CONFIRM),
    "closed_by_silence": (*WORKED, Action.CLOSE_BY_SILENCE),
    "closed_by_bureau": (*WORKED, Action.CLOSE_BY_BUREAU),
}
WHOLE = {
    "solved": 56,
    "closed_by_silence": 22,
    "solved_after_return": 8,
    "solved_in_second_round": 8,
    "closed_by_bureau": 6,
}
"""The stories of ordinary cases, told as far as there was time, and how often each happens."""

SLOW_SHARE = 0.06
TROUBLED_SLOW_SHARE = 0.4
SLOW = 4.0  # an institution that takes so much longer runs over its clocks


def ordinary(rng: Random, *, troubled: bool = False) -> tuple[str, float]:
    """The story of an ordinary case and its pace."""
    story = rng.choices(list(WHOLE), list(WHOLE.values()))[0]
    return story, SLOW if rng.random() < (TROUBLED_SLOW_SHARE if troubled else SLOW_SHARE) else 1.0


def hours(action: Action, rng: Random) -> float:
    """Office hours until this step."""
    return rng.uniform(*HOURS[action])
