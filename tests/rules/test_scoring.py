"""Articles 13 and 14: figures, each with its formula, numerator and denominator."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import scoring
from rules.grades import GRADES
from tests.rules.sets import changed, first, steady

RULES = first()
COUNTS = st.fixed_dictionaries({str(grade): st.integers(0, 5000) for grade in GRADES})


@pytest.mark.req("1-1", "13-5")
def test_points_are_those_of_the_rule_set() -> None:
    assert [scoring.points(grade, RULES) for grade in GRADES] == [10, 8, 6, 3, 0]
    other = changed(points=dict(zip(map(str, GRADES), (100, 75, 50, 25, 1), strict=True)))
    assert scoring.average({"very_dissatisfied": 3}, other).value == 1


@pytest.mark.req("13-5")
def test_a_figure_shows_what_it_was_made_of() -> None:
    figure = scoring.average({"very_satisfied": 2, "dissatisfied": 1}, RULES)
    assert (figure.value, figure.numerator, figure.denominator) == (7.67, 23, 3)
    assert "÷" in figure.formula


@pytest.mark.req("13-5")
@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ({"very_satisfied": 13, "dissatisfied": 1, "very_dissatisfied": 2}, 8.31),  # 8.3125
        ({"dissatisfied": 3, "very_dissatisfied": 5}, 1.13),  # 1.125: half goes up
        ({"dissatisfied": 1, "very_dissatisfied": 199}, 0.02),  # 0.015, which no float is
        ({"satisfied": 7}, 8.0),
    ],
)
def test_two_decimals_half_up(counts: dict[str, int], value: float) -> None:
    assert scoring.average(counts, RULES).value == value


@pytest.mark.req("13-5")
def test_nothing_to_divide_by_is_no_zero() -> None:
    for figure in (
        scoring.average({}, RULES),
        scoring.satisfaction({}),
        scoring.poor_share({}),
        scoring.participation(0, 0),
        scoring.rectification(0, 0),
        scoring.on_time(0, 0),
        scoring.contact(0, 0),
    ):
        assert (figure.value, figure.denominator) == (None, 0)


@pytest.mark.req("13-5")
def test_basically_satisfied_is_satisfied() -> None:
    counts = {"basically_satisfied": 1, "dissatisfied": 1, "very_dissatisfied": 1}
    assert scoring.satisfaction(counts).value == 33.33
    assert scoring.poor_share(counts).value == 66.67
    assert scoring.participation(2, 3).value == 66.67


@pytest.mark.req("13-5", "12-9")
def test_what_became_of_the_orders_due() -> None:
    """Three due, two closed with all three entries, one of these fed back in time."""
    assert scoring.rectification(2, 3).value == 66.67
    assert scoring.on_time(1, 2).value == 50
    assert scoring.contact(3, 3).value == 100
    assert scoring.on_time(1, 2).denominator == scoring.rectification(2, 3).numerator
    assert all("÷" in one.formula for one in (scoring.on_time(1, 2), scoring.contact(1, 1)))


@pytest.mark.req("13-5")
@steady
@given(COUNTS)
def test_figures_keep_within_their_bounds(counts: dict[str, int]) -> None:
    average, good = scoring.average(counts, RULES), scoring.satisfaction(counts)
    poor = scoring.poor_share(counts)
    assert good.numerator + poor.numerator == good.denominator == sum(counts.values())
    if average.value is None:
        assert not any(counts.values())
        return
    assert 0 <= average.value <= 10
    exact = Decimal(average.numerator) / Decimal(average.denominator)
    assert Decimal(str(average.value)) == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.req("3-6")
@steady
@given(st.integers(0, 1000))
def test_an_officer_sees_whole_batches(opinions: int) -> None:
    shown = scoring.whole_batches(opinions, RULES)
    assert shown % 5 == 0
    assert 0 <= opinions - shown < 5
    assert scoring.whole_batches(opinions, changed(officer_batch=8)) % 8 == 0


@pytest.mark.req("1-2", "13-5")
def test_points_are_those_of_each_services_own_set() -> None:
    other = changed(points=dict(zip(map(str, GRADES), (100, 75, 50, 25, 1), strict=True)))
    figure = scoring.average_of([({"satisfied": 1}, RULES), ({"satisfied": 1}, other)])
    assert (figure.value, figure.numerator, figure.denominator) == (41.5, 83, 2)


@pytest.mark.req("13-4")
def test_small_rows_are_suppressed_and_none_can_be_reckoned_from_the_total() -> None:
    assert scoring.suppressed({"a": 40, "b": 5}, RULES) == frozenset()
    assert scoring.suppressed({"a": 40, "b": 4, "c": 9}, RULES) == {"b", "c"}
    assert scoring.suppressed({"a": 40, "b": 4, "c": 2}, RULES) == {"b", "c"}
    assert scoring.suppressed({"a": 40, "b": 0}, RULES) == frozenset()  # nobody is in a zero
    assert scoring.suppressed({"a": 4}, RULES) == {"a"}
