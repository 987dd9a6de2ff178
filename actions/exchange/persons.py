"""Who rated, as far as the mapping demands it and the person agrees (Art. 9; 9-3, 9-7)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from tortoise.transactions import in_transaction

from actions.dependencies import Dependencies
from actions.exchange.facts import Facts
from actions.keys import Keyring
from actions.people import provisions
from models import Evaluator, ExchangeItem
from rules.exchange import Agreement, Kind
from rules.provisions import PERSON_FACTS, NoConsent, Part, Purpose, Recipient

TO, FOR = Recipient.PROVINCE, Purpose.RATING_EXCHANGE
# Each part is sealed in the column of its name.
READ = {
    Part.NAME: "person_name",
    Part.DOCUMENT: "person_document",
    Part.PHONE: "person_phone",
}
Told = list[tuple[ExchangeItem, Facts]]


async def with_persons(
    told: Told, agreement: Agreement, *, deps: Dependencies, now: datetime
) -> Told:
    """The same messages; a rating whose evaluator agrees bears what the mapping demands.

    Each is written down as a provision before anything of the person is read. A change of the
    rating says nothing of the person again. Art. 9, 10 (9-3, 9-7).
    """
    wanted = agreement.person_facts
    if not wanted:
        return told
    whose = {item.id: who for item, _ in told if (who := _evaluator(item)) is not None}
    agreed = await provisions.consented(set(whose.values()), recipient=TO, purpose=FOR)
    added = []
    for item, facts in told:
        who = whose.get(item.id)
        if who in agreed and who is not None:
            facts = facts | await _provided(item, who, wanted, keys=deps.keys, now=now)
        added.append((item, facts))
    return added


def _evaluator(item: ExchangeItem) -> UUID | None:
    if item.kind != Kind.RATING or item.rating is None:
        return None
    return item.rating.evaluator_id


async def _provided(
    item: ExchangeItem, who: UUID, wanted: Collection[str], *, keys: Keyring, now: datetime
) -> Facts:
    async with in_transaction():
        person = await Evaluator.get(id=who)
        sealed = {
            Part.NAME: person.name_sealed,
            Part.DOCUMENT: person.document_sealed,  # none of a network identity
            Part.PHONE: person.phone_sealed,
        }
        there = {one for one in wanted if sealed[PERSON_FACTS[one]]}
        if not there:
            return {}
        try:
            await provisions.record(
                evaluator_id=who,
                recipient=TO,
                purpose=FOR,
                parts={PERSON_FACTS[one] for one in there},
                rating_id=item.rating_id,
                now=now,
            )
        except NoConsent:
            return {}  # withdrawn at this moment: the rating goes without
    facts = {"person_document_type": person.document_type}
    for part, fact in READ.items():
        if fact in there:
            facts[fact] = keys.open(sealed[part] or b"", person, f"{part}_sealed", person.id)
    return {fact: value for fact, value in facts.items() if fact in there}
