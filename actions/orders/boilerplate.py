"""Marks a feedback that nearly repeats earlier ones of its institution (Art. 11; 11-3)."""

from models import Entry, WorkOrder
from rules.boilerplate import likest
from rules.rectification import EntryKind
from rules.rule_set import RuleSet


async def mark(entry: Entry, order: WorkOrder, *, rules: RuleSet) -> bool:
    """Note on `entry` which order's feedback it is like, and how much; whether it is.

    Among the institution's last feedbacks on other orders, as many as the rule set says.
    """
    earlier = (
        await Entry.filter(kind=EntryKind.FEEDBACK, order__institution_id=order.institution_id)
        .exclude(order_id=order.id)
        .order_by("-at")
        .limit(rules.boilerplate_looked_back.value)
    )
    found = likest(entry.text, [one.text for one in earlier], rules)
    if found is None:
        return False
    place, entry.likeness = found
    entry.like_order_id = earlier[place].order_id
    return True
