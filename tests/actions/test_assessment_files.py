"""Assessments as files: the composite index of each month stands beside the figures."""

from uuid import UUID

import pytest
from msgspec import UNSET, UnsetType

from actions.assessment.assessment_files import INDEX_HEAD, lines_of
from queries.assessment.assessment import Assessment, AssessmentRow, MonthPart
from queries.shapes import Composite, Figure

SOME = Figure(9.0, 90, 10, "")


def office(*indexes: Composite | UnsetType) -> Assessment:
    months = [f"2026-{month:02d}" for month in range(9, 9 + len(indexes))]
    parts = [
        MonthPart(month, 10, SOME, SOME, index)
        for month, index in zip(months, indexes, strict=True)
    ]
    row = AssessmentRow(UUID(int=1), "公安局", "", 2, 20, SOME, SOME, [], parts)
    return Assessment("2026-09", "2026-10", "市局", "", [], [], [], [row], [], [])


@pytest.mark.req("4-2", "14-5")
def test_the_index_of_a_month_is_told_where_its_set_weighs() -> None:
    lines = lines_of(office(UNSET, Composite(81.234, 81.234, 100, "")))
    at = lines.index(INDEX_HEAD)
    assert lines[at - 1 : at + 2] == [
        ("综合指数（逐月）",),
        INDEX_HEAD,
        ("公安局", "2026-10", "81.23", "81.23", "100.00"),
    ]
    hidden = lines_of(office(Composite(None, 0, 0, ""), UNSET))
    assert hidden[hidden.index(INDEX_HEAD) + 1][2:] == ("—", "—", "—")
    assert INDEX_HEAD not in lines_of(office(UNSET, UNSET))
