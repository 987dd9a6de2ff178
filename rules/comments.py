"""Single comments and replies in public: only where the rule set says so, and read before.

第十三条 市政务服务数据管理局负责定期通报和发布各县（区）和市级各政务服务机构的“好差评”结果。

The article speaks of results; whether each comment is published too is a parameter, off in the
first rule set (13-7, docs/decisions/0032).
"""

from enum import StrEnum

from rules.refusals import Refused
from rules.workflow import Table, transition

HIDDEN = "***"


class CommentsClosed(Refused):
    """The rule set in force publishes no single comments, or the service's own did not (13-7)."""

    code = "comments_closed"


class Reworded(Refused):
    """What would be published says something the citizen or the office did not write (13-7)."""

    code = "comment_reworded"


class NotCheckedYet(Refused):
    """Nobody has been able to say yet whether the words are fit to be published (13-7)."""

    code = "comment_unchecked"


class Doubtful(Refused):
    """The check of the words had doubts: whoever publishes them all the same says why (13-7)."""

    code = "comment_doubtful"


class State(StrEnum):
    """Where a comment stands; before anybody decided it waits."""

    WAITING = "waiting"
    PUBLISHED = "published"
    WITHHELD = "withheld"  # with a reason, for offices alone


class Check(StrEnum):
    """What the check of its words has said. It delays publishing; the grade always counts."""

    OFF = "off"  # none is set up: people alone read it
    WAITING = "waiting"  # asked again until there is an answer
    PASSED = "passed"
    DOUBTFUL = "doubtful"
    UNCHECKED = "unchecked"  # there is nobody to ask about these words


class Step(StrEnum):
    """What the bureau does with one."""

    RELEASE = "release"
    WITHHOLD = "withhold"


class Hand(StrEnum):
    """Who does it."""

    EDITOR = "editor"  # somebody of the bureau that supervises, or of the city


TABLE: Table[State, Step, Hand] = Table(
    (
        transition(Step.RELEASE, [State.WAITING, State.WITHHELD], State.PUBLISHED, Hand.EDITOR),
        transition(Step.WITHHOLD, [State.WAITING, State.PUBLISHED], State.WITHHELD, Hand.EDITOR),
    )
)


def hides_only(original: str, shown: str) -> bool:
    """Whether `shown` is `original` with some parts replaced by *** and nothing else changed.

    A name in a free text is found by people alone, so the editor hides; nobody rewords. (13-7, 9-4)
    """
    first, *others = shown.split(HIDDEN)
    if not others:
        return shown == original
    *middle, last = others
    at = len(first)
    if not original.startswith(first):
        return False
    # Each part at its first place: a later one would leave less for those behind it.
    for part in middle:
        found = original.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return original.endswith(last) and len(original) - len(last) >= at


def check_wording(original: str, shown: str) -> None:
    """`Reworded` unless only something was hidden; a comment of nothing but *** says nothing."""
    if not hides_only(original, shown) or (original and not shown.replace(HIDDEN, "").strip()):
        raise Reworded


def demand_checked(check: Check, reason: str) -> None:
    """`NotCheckedYet` while the check waits, `Doubtful` for doubts without a reason (13-7)."""
    if check is Check.WAITING:
        raise NotCheckedYet
    if check is Check.DOUBTFUL and not reason.strip():
        raise Doubtful
