"""Public results: counts by county and city-level institution, defaults and walk-ins apart."""

from uuid import UUID

from msgspec import Struct

from queries.shapes import Figure, GradeCount


class ResultRow(Struct, frozen=True):
    """One county or institution; figures are suppressed below the minimum sample (13-4)."""

    id: UUID
    name: str
    kind: str  # "region" | "institution"
    services: int
    opinions: int
    defaults: int
    walk_ins: int
    participation: Figure
    satisfaction: Figure
    average: Figure
    grades: list[GradeCount]


class Results(Struct, frozen=True):
    month: str
    months: list[str]
    city_name: str
    city: ResultRow
    rows: list[ResultRow]
    minimum_sample: int
