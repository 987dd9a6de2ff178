"""Public results."""

from msgspec import Struct

from handlers.endpoint import Call, Limit, endpoint
from handlers.permissions import May
from handlers.places.officers import Month
from queries.figures import hall_results, results
from queries.figures.hall_results import HallResults
from queries.figures.results import Results
from rules.actors import Actor


class ResultsQuery(Struct, frozen=True):
    month: Month = ""


@endpoint(
    "GET",
    "/api/results",
    may=May.ANYONE,
    takes=ResultsQuery,
    gives=Results,
    limit=Limit(600, 60, "address"),
)
async def show_results(call: Call[Actor, ResultsQuery]) -> Results:
    """Results of a month: ratings, defaults and walk-ins as three series."""
    return await results.month(
        by=call.by,
        month=call.body.month,
        now=call.now,
        rules=call.deps.rule_sets.at(call.now),
        rules_of=call.deps.rule_sets.named,
        indicator_sets=call.deps.indicator_sets,
    )


@endpoint(
    "GET",
    "/api/results/halls",
    may=May.ANYONE,
    takes=ResultsQuery,
    gives=HallResults,
    limit=Limit(600, 60, "address"),
)
async def show_hall_results(call: Call[Actor, ResultsQuery]) -> HallResults:
    """Results of the halls in a month, county by county."""
    return await hall_results.month(
        by=call.by,
        month=call.body.month,
        now=call.now,
        rules=call.deps.rule_sets.at(call.now),
        rules_of=call.deps.rule_sets.named,
    )
