"""Article 13: single comments in public, with parts hidden and nothing reworded."""

import pytest

from rules.comments import (
    TABLE,
    Check,
    Doubtful,
    Hand,
    NotCheckedYet,
    Reworded,
    State,
    Step,
    check_wording,
    demand_checked,
    hides_only,
)
from rules.refusals import NotAllowedNow

SAID = "三号窗口的张三态度不好，等了两个小时。"


@pytest.mark.req("13-7", "9-4")
@pytest.mark.parametrize(
    "shown",
    [
        SAID,
        "三号窗口的***态度不好，等了两个小时。",
        "***态度不好，***。",
        "***，等了两个小时。",
        "三号窗口的***",
    ],
)
def test_parts_may_be_hidden(shown: str) -> None:
    check_wording(SAID, shown)


@pytest.mark.req("13-7")
@pytest.mark.parametrize(
    "shown",
    ["", "***", " *** ", "态度很好", SAID + "谢谢", "等了两个小时***张三", "三号窗口的**态度不好"],
)
def test_nothing_may_be_reworded_or_hidden_whole(shown: str) -> None:
    with pytest.raises(Reworded):
        check_wording(SAID, shown)


@pytest.mark.req("13-7")
def test_without_a_reply_there_is_none_to_show() -> None:
    assert hides_only("", "")
    check_wording("", "")
    with pytest.raises(Reworded):
        check_wording("", "已整改")


@pytest.mark.req("13-7")
def test_many_hidden_parts_hold_nobody_up() -> None:
    assert not hides_only("a" * 500, "***a" * 120 + "b")
    assert hides_only("ab" * 250, "***b" * 120)
    assert not hides_only("ab", "ab***b")


@pytest.mark.req("13-7")
@pytest.mark.parametrize("check", Check)
@pytest.mark.parametrize("reason", ["", " ", "只是提到"])
def test_what_has_not_been_looked_at_waits_and_doubts_are_answered(
    check: Check, reason: str
) -> None:
    wanted = {
        Check.WAITING: NotCheckedYet,
        Check.DOUBTFUL: None if reason.strip() else Doubtful,
    }.get(check)
    if wanted is None:
        demand_checked(check, reason)
        return
    with pytest.raises(wanted):
        demand_checked(check, reason)


CELLS = {
    (State.WAITING, Step.RELEASE): State.PUBLISHED,
    (State.WITHHELD, Step.RELEASE): State.PUBLISHED,
    (State.WAITING, Step.WITHHOLD): State.WITHHELD,
    (State.PUBLISHED, Step.WITHHOLD): State.WITHHELD,
}


@pytest.mark.req("13-7")
@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_every_cell(state: State, step: Step) -> None:
    if after := CELLS.get((state, step)):
        assert TABLE.apply(state, step, Hand.EDITOR) is after
        return
    with pytest.raises(NotAllowedNow):
        TABLE.apply(state, step, Hand.EDITOR)
