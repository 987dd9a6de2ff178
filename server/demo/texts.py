"""Text messages of the demo city: a month of invitations, and answers that keep coming in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID, uuid4

import httpx
from tortoise.models import Model

from actions.dependencies import Dependencies
from models import Consent, Evaluator, Partner, SmsInvitation, SmsReply
from rules.notice import NOTICE_VERSION
from rules.partners import Scope
from rules.rating import Channel, IdentityBasis, Origin
from rules.sms import INVITATIONS, Heard, Invited, sent_from, wait
from rules.work_calendar import DAY, local_day
from server.demo.calls import Exchange
from server.demo.opinions import Opinions, Said
from server.demo.partners import key_of, secret_of
from server.demo.services import Served
from server.demo.world import World

OPERATOR = "sms-demo"
NAME = "短信平台（演示）"
EVERY = 3  # one in so many citizens chose it
DAYS = 30
ANSWER_SHARE = 0.7  # of those who rated from home
STOP_SHARE, FAIL_SHARE = 0.02, 0.02
SEGMENTS = 2
SECONDS = 30.0
# Most are content, some are not understood, one wants no more of them.
WORDS: Sequence[str] = (
    *("5", "5 很快", "５", "4", "非常满意", "4 谢谢", "3"),
    *("2 等得太久", "1 窗口没人", "1 非常满意", "好的", "T"),
)


@dataclass(slots=True)
class Texts:
    """Rows of the past, in the order they are stored."""

    partner: Partner
    consents: list[Consent] = field(default_factory=list)
    invitations: list[SmsInvitation] = field(default_factory=list)
    replies: list[SmsReply] = field(default_factory=list)

    @property
    def rows(self) -> list[tuple[type[Model], list[Any]]]:
        return [
            (Partner, [self.partner]),
            (Consent, self.consents),
            (SmsInvitation, self.invitations),
            (SmsReply, self.replies),
        ]


def past(world: World, served: list[Served], opinions: Opinions) -> Texts:
    """Invitations of a month; who rated from home answered most of them by text."""
    rng = Random(f"texts {world.seed}")
    operator = Partner(id=uuid4(), name=NAME, scope=Scope.TEXTS, contact="短信平台联络员")
    texts = Texts(operator)
    rated = {one.served.record.id: one for one in opinions.said if one.rating.opinion}
    chosen = _consents(world, opinions, {one.rating.evaluator_id for one in rated.values()})
    texts.consents = list(chosen.values())
    numbers: dict[UUID, int] = {}
    for one in sorted(served, key=lambda each: each.record.ended_at):
        person = opinions.evaluators.get(one.rater.key) if _is_invited(one, world) else None
        if person is None or person.id not in chosen:
            continue
        before = numbers.get(person.id, 0)
        said = rated.get(one.record.id)
        row = _invitation(world, rng, one, said, person, chosen[person.id], before)
        if row is not None:
            numbers[person.id] = before + 1
            texts.invitations.append(row)
            if row.state == Invited.ANSWERED and said is not None:
                texts.replies.append(_answered(said, row, operator))
    return texts


def _is_invited(one: Served, world: World) -> bool:
    """Lately, at an hour when texts go out, and not one of those that wait for a visitor."""
    sent_at = one.record.ended_at + wait(world.rules)
    recent = world.now - DAYS * DAY < sent_at < world.now and not one.waits
    decent = sent_from(sent_at, world.rules) == sent_at
    return recent and decent and one.record.source != "walk_in"


def _consents(world: World, opinions: Opinions, raters: set[UUID | None]) -> dict[UUID, Consent]:
    people = [one for one in opinions.evaluators.values() if one.id in raters]
    return {
        one.id: Consent(
            id=uuid4(),
            evaluator_id=one.id,
            purpose=INVITATIONS,
            version=NOTICE_VERSION,
            given_at=world.since,
        )
        for one in people[::EVERY]
    }


def _invitation(
    world: World,
    rng: Random,
    one: Served,
    said: Said | None,
    person: Evaluator,
    consent: Consent,
    before: int,
) -> SmsInvitation | None:
    """None if it was rated before it would have gone out."""
    sent_at, until = one.record.ended_at + wait(world.rules), one.record.default_due_at
    assert until is not None
    if said is not None and said.rating.rated_at <= sent_at:
        return None
    state = Invited.ASKED if until > world.now else Invited.UNANSWERED
    if rng.random() < FAIL_SHARE:
        state = Invited.FAILED
    elif said is not None and not said.rating.late and rng.random() < ANSWER_SHARE:
        state = Invited.ANSWERED
    elif rng.random() < STOP_SHARE:
        state = Invited.STOPPED
    return SmsInvitation(
        id=uuid4(),
        service_record_id=one.record.id,
        evaluator_id=person.id,
        consent_id=consent.id,
        phone_index=person.phone_index,
        extension=f"{before:02d}",
        day=local_day(sent_at),
        ordinal=before + 1,
        state=state,
        open=1 if state is Invited.ASKED else None,
        reason="blacklisted" if state is Invited.FAILED else "",
        segments=None if state is Invited.FAILED else SEGMENTS,
        listed_at=sent_at,
        sent_at=None if state is Invited.FAILED else sent_at,
        until=until,
    )


def _answered(said: Said, row: SmsInvitation, operator: Partner) -> SmsReply:
    """The opinion as it comes by text: a digit, and what was written behind it."""
    rating, number = said.rating, f"MO{uuid4().hex}"
    rating.origin, rating.channel = Origin.PARTNER, Channel.SMS
    rating.identity_basis = IdentityBasis.VERIFIED_PHONE
    rating.session_id = None
    rating.partner_id, rating.partner_message = operator.id, number
    return SmsReply(
        id=uuid4(),
        partner_id=operator.id,
        number=number,
        invitation_id=row.id,
        outcome=Heard.RATED,
        received_at=rating.rated_at,
    )


async def connect(*, at: Exchange, deps: Dependencies) -> dict[str, Any]:
    """Tell the stand-in of the operator whom to tell of answers, and what to sign with."""
    key = await key_of(OPERATOR, name=NAME, party="", scope=Scope.TEXTS, deps=deps)
    told = {"product": at.product, "key_id": OPERATOR, "secret": secret_of(key, deps)}
    async with httpx.AsyncClient(base_url=at.sandbox, timeout=SECONDS) as http:
        (await http.put("/sms/_upstream", json=told)).raise_for_status()
    return told


async def answer_one(
    *, at: Exchange, rng: Random, deps: Dependencies, now: datetime
) -> list[dict[str, Any]]:
    """Somebody who was asked sends something back; what was said to the operator."""
    asked = SmsInvitation.filter(state=Invited.ASKED, open=1).order_by("-sent_at", "id")
    found = await asked.limit(20).select_related("evaluator")
    if not found:
        return []
    one = rng.choice(found)
    sealed = one.evaluator.phone_sealed
    assert sealed is not None
    phone = deps.keys.open(sealed, one.evaluator, "phone_sealed", one.evaluator.id)
    sent = {"phone": phone, "text": rng.choice(WORDS), "extension": one.extension}
    told = await connect(at=at, deps=deps)
    async with httpx.AsyncClient(base_url=at.sandbox, timeout=SECONDS) as http:
        answer = await http.post("/sms/_answer", json={**told, **sent, "at": now.isoformat()})
    said: list[dict[str, Any]] = answer.json()["said"]
    return said
