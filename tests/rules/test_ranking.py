"""Articles 13 and 15: ranks, ties, small samples, the tail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.grades import GRADES
from rules.ranking import Standing, ranking
from tests.rules.sets import first

RULES = first()
COUNTS = st.fixed_dictionaries({str(grade): st.integers(0, 60) for grade in GRADES})


def ranked(counts: dict[str, dict[str, int]]) -> list[Standing[str]]:
    return ranking({key: [(grades, RULES)] for key, grades in counts.items()}, RULES)


def standing(**opinions: int) -> dict[str, int]:
    return dict.fromkeys(map(str, GRADES), 0) | opinions


@pytest.mark.req("15-1", "15-5")
def test_best_first_ties_share_and_small_samples_are_not_ranked() -> None:
    placed = ranked(
        {
            "good": standing(very_satisfied=30),
            "fair": standing(satisfied=30),
            "also_fair": standing(satisfied=60),
            "poor": standing(dissatisfied=30),
            "small": standing(very_satisfied=29),
            "none": standing(),
        }
    )
    assert [(one.key, one.rank) for one in placed] == [
        ("good", 1),
        ("also_fair", 2),
        ("fair", 2),
        ("poor", 4),
        ("small", None),
        ("none", None),
    ]
    assert placed[0].low == placed[0].high == 10  # nothing varies, nothing is unsure
    assert placed[5].average is None


@pytest.mark.req("15-5")
def test_the_tail_is_the_last_tenth_and_who_shares_its_place() -> None:
    counts = {f"i{n:02d}": standing(very_satisfied=60 - n, dissatisfied=n) for n in range(20)}
    tail = [one.key for one in ranked(counts) if one.in_tail]
    assert tail == ["i18", "i19"]
    counts["i17"] = counts["i18"]
    assert [one.key for one in ranked(counts) if one.in_tail] == ["i17", "i18", "i19"]
    assert not any(one.in_tail for one in ranked(dict(list(counts.items())[:9])))


@pytest.mark.req("15-1")
@given(st.dictionaries(st.text(min_size=1, max_size=4), COUNTS, max_size=25))
def test_whoever_is_better_stands_higher(counts: dict[str, dict[str, int]]) -> None:
    placed = ranked(counts)
    assert {one.key for one in placed} == set(counts)
    with_rank = [one for one in placed if one.rank is not None]
    assert [one.rank for one in with_rank] == sorted(one.rank or 0 for one in with_rank)
    for one in placed:
        assert (one.rank is None) is (one.opinions < RULES.ranking_sample.value)
        if one.average is not None:
            assert one.low is not None
            assert one.high is not None
            assert one.low <= one.average + 0.01
            assert one.high >= one.average - 0.01
