"""What a step of an order says to the complaint platform, from what is true when it leaves (11-4).

An office is named and never a person; texts leave with the numbers of people masked. What the
bureau writes to an institution stays between the two.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from models import ComplaintStep, Entry, ExchangeReceived
from rules.complaints import PARTNER, SAID_OF, Paper, number_of
from rules.documents import mask_personal_data
from rules.exchange import told_moment
from rules.rectification import CLOSED, ENTRY_OF, Action, confirmed

Facts = dict[str, str]
RELATED = ("source__order__rating", "transition")
ENTRIES = frozenset(ENTRY_OF)
# Whose note is meant for the one who complained.
REASONED = frozenset({Action.RETURN, Action.CLOSE_BY_BUREAU, Action.REOPEN})


async def facts_of(steps: Sequence[ComplaintStep]) -> list[tuple[ComplaintStep, Facts]]:
    """The facts of each step; `steps` come with what `RELATED` names."""
    orders = [one.source.order_id for one in steps]
    entries = {
        (entry.order_id, entry.step): entry.text
        for entry in await Entry.filter(order_id__in=orders)
    }
    ratings = await _rating_numbers([one.source.number for one in steps])
    return [(one, _facts(one, entries, ratings)) for one in steps]


async def _rating_numbers(numbers: list[str]) -> set[str]:
    """Those the platform has for a rating; every other is one of an order."""
    known = {number_of(Paper.RATING, one): one for one in numbers}
    told = ExchangeReceived.filter(party__name=PARTNER, number__in=list(known))
    return {known[str(one)] for one in await told.values_list("number", flat=True)}


def _facts(step: ComplaintStep, entries: Mapping[tuple[Any, int], str], ratings: set[str]) -> Facts:
    transition, source = step.transition, step.source
    action = Action(transition.action)
    text = entries.get((source.order_id, transition.number), "") if action in ENTRIES else ""
    if action in REASONED:
        text = transition.note
    answer, said = confirmed(transition.note)
    if action is Action.CONFIRM:
        text = said
    verdict = {Action.CONFIRM: answer, Action.REOPEN: "not_solved"}.get(action, "")
    return {
        "rating_number" if source.number in ratings else "order_number": source.number,
        "case": source.order.number,
        "place": str(step.place),
        "step": action,
        "at": told_moment(transition.at),
        "office": "" if transition.office in SAID_OF else transition.office,
        "text": mask_personal_data(text),
        "verdict": verdict,
        "closed": "yes" if transition.after in CLOSED else "no",
    }
