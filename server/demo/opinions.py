"""What people said: ratings in time, late ones, and the default in place of silence."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from actions.receipts import new_number, receipt_hash
from actions.submission import Submission
from models import Evaluator, Rating
from rules.grades import GRADES, Grade
from rules.indicators import FIRST
from rules.rating import Channel, IdentityBasis, Origin
from rules.tags import tags_for
from server.demo import tables
from server.demo.people import Person
from server.demo.services import Served
from server.demo.world import World

RATED_SHARE = 0.47
BUSY_RATED_SHARE = 0.75  # where rating is asked for the longest
LATE_SHARE = 0.006
POOR_SHARE = 0.026
GOOD = ((76, 17, 7), GRADES[:3])
WORST_SHARE = 0.3  # of the poor ones
TEXT_SHARE = 0.22
TROUBLED = "city/D01"  # whose officer people rate poorly month after month (Art. 15)
TROUBLED_POOR_SHARE = 0.16
TROUBLED_GOOD = ((40, 35, 25), GRADES[:3])
TAG_SHARE = 0.6
DIMENSION_SHARE = 0.12
DAYS = timedelta(days=1)
NOBODY = UUID(int=0)  # a default has no evaluator and no session


@dataclass(slots=True)
class Said:
    """A rating with its service; poor ones go on as work orders."""

    rating: Rating
    served: Served
    tag: str = ""


@dataclass(slots=True)
class Opinions:
    evaluators: dict[str, Evaluator] = field(default_factory=dict)  # by key of the person
    said: list[Said] = field(default_factory=list)


def past(world: World, served: list[Served]) -> Opinions:
    """The opinions on all these services, with the evaluators they are from."""
    rng = Random(f"opinions {world.seed}")
    opinions = Opinions({one.key: _evaluator(world, one) for one in world.everybody()})
    temper = {key: rng.uniform(0.4, 1.7) for key in world.places.institutions}
    for one in served:
        if one.record.source == "walk_in":
            evaluator = opinions.evaluators[one.rater.key]
            one.record.walk_in_evaluator_id = evaluator.id
            opinions.said.append(_opinion(world, rng, one, evaluator, one.record.ended_at, 1.5))
        elif not one.waits:
            opinions.said += _of_service(world, rng, one, opinions, temper[one.institution])
    return opinions


def is_troubled(one: Served) -> bool:
    return TROUBLED in one.post.windows


def _evaluator(world: World, person: Person) -> Evaluator:
    keys, row = world.keys, uuid4()
    return Evaluator(
        id=row,
        document_type=person.document_type,
        document_index=person.index(keys),
        document_sealed=keys.seal(person.document_number, Evaluator, "document_sealed", row),
        name_sealed=keys.seal(person.name, Evaluator, "name_sealed", row),
        phone_sealed=keys.seal(person.phone, Evaluator, "phone_sealed", row),
        phone_index=keys.index("phone", person.phone),
        verified_by="redirect",
        verified_at=world.since,
    )


def _of_service(
    world: World, rng: Random, one: Served, opinions: Opinions, temper: float
) -> list[Said]:
    due = one.record.default_due_at
    assert due is not None
    evaluator = opinions.evaluators[one.rater.key]
    if rng.random() < (BUSY_RATED_SHARE if one.post.busy else RATED_SHARE):
        rated_at = one.record.ended_at + _delay(rng)
        if rated_at < min(due, world.now):
            return [_opinion(world, rng, one, evaluator, rated_at, temper)]
    if due >= world.now:
        return []
    said = [_default(one, due)]
    late = due + rng.uniform(0.1, 9) * DAYS
    if rng.random() < LATE_SHARE and late < world.now:
        said.append(_opinion(world, rng, one, evaluator, late, 0))
    return said


def _delay(rng: Random) -> timedelta:
    """Most rate at the window, some from home."""
    if rng.random() < 0.85:
        return timedelta(minutes=rng.uniform(1, 25))
    return timedelta(hours=rng.uniform(1, 90))


def _opinion(
    world: World,
    rng: Random,
    one: Served,
    evaluator: Evaluator,
    rated_at: datetime,
    temper: float,
) -> Said:
    troubled = is_troubled(one)
    poor = rng.random() < (TROUBLED_POOR_SHARE if troubled else POOR_SHARE * temper)
    if not poor:
        weights, grades = TROUBLED_GOOD if troubled else GOOD
        return said(rng, one, evaluator, rated_at, rng.choices(grades, weights)[0])
    worst = rng.random() < WORST_SHARE
    grade = Grade.VERY_DISSATISFIED if worst else Grade.DISSATISFIED
    codes = {tag.code for tag in tags_for(grade)}
    tag = rng.choice([code for code in tables.complaints() if code in codes])
    return said(rng, one, evaluator, rated_at, grade, tag=tag)


def said(
    rng: Random,
    one: Served,
    evaluator: Evaluator,
    rated_at: datetime,
    grade: Grade,
    *,
    tag: str = "",
    text: str = "",
) -> Said:
    """An opinion on a service; a complaint says its `tag` and what goes with it, or `text`."""
    rated_at = rated_at.replace(microsecond=0)
    due = one.record.default_due_at
    late = due is not None and rated_at >= due
    submission = Submission(
        rating_id=uuid4(),
        key=f"{rng.getrandbits(96):024x}",
        service_id=one.record.id,
        grade=grade,
        tags=tag or _tags(rng, grade),
        dimensions=_dimensions(rng, grade),
        text=text or (tables.complaints()[tag].text if tag else _text(rng, grade)),
        anonymous=rng.random() < 0.9,
        pictures=(),
        origin=Origin.CITIZEN,
        identity_basis=IdentityBasis.SELF_VERIFIED,
        channel=Channel.WINDOW_CODE,
        evaluator_id=evaluator.id,
        document_index=evaluator.document_index,
        session_id=uuid4(),
        rated_at=rated_at,
    )
    rating = _rating(submission)
    rating.ordinal, rating.late = (2, True) if late else (1, False)
    rating.opinion = 1
    rating.evaluator_id = submission.evaluator_id
    rating.session_id, rating.key = submission.session_id, submission.key
    return Said(rating, one, tag)


def _default(one: Served, due: datetime) -> Said:
    """The default, dated at its due time (6-8), author of nothing (6-4)."""
    submission = Submission(
        rating_id=uuid4(),
        key="",
        service_id=one.record.id,
        grade=Grade.BASICALLY_SATISFIED,
        tags="",
        dimensions="{}",
        text="",
        anonymous=True,
        pictures=(),
        origin=Origin.DEFAULT,
        identity_basis=IdentityBasis.NONE,
        channel=Channel.SYSTEM_DEFAULT,
        evaluator_id=NOBODY,
        document_index="",
        session_id=NOBODY,
        rated_at=due,
    )
    rating = _rating(submission)
    rating.ordinal, rating.due_at = 1, due
    return Said(rating, one)


def _rating(one: Submission) -> Rating:
    number = new_number()
    return Rating(
        id=one.rating_id,
        service_record_id=one.service_id,
        ordinal=1,
        grade=one.grade,
        origin=one.origin,
        identity_basis=one.identity_basis,
        channel=one.channel,
        rated_at=one.rated_at,
        tags=one.tags,
        dimensions=one.dimensions,
        text=one.text,
        anonymous=one.anonymous,
        receipt_number=number,
        receipt_hash=receipt_hash(one, number),
    )


def _tags(rng: Random, grade: Grade) -> str:
    if rng.random() >= TAG_SHARE:
        return ""
    codes = [tag.code for tag in tags_for(grade)]
    return ",".join(sorted(rng.sample(codes, rng.randint(1, 3))))


def _text(rng: Random, grade: Grade) -> str:
    return rng.choice(tables.praise()[grade]) if rng.random() < TEXT_SHARE else ""


def _dimensions(rng: Random, grade: Grade) -> str:
    if rng.random() >= DIMENSION_SHARE:
        return "{}"
    scores = {one.code: max(1, min(5, grade.number + rng.randint(-1, 1))) for one in FIRST.items}
    return json.dumps(scores, sort_keys=True)
