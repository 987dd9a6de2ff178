"""Three months of services and ratings from a fixed seed, dated back from now."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid4

from actions.keys import Keyring
from actions.sign_in import document_index
from models import Evaluator, Invitation, Rating, ServiceItem, ServiceRecord, Staff, Window
from rules.documents import DocumentType
from rules.grades import Grade, default_due_at
from rules.rule_set import RuleSet
from rules.tags import tags_for
from rules.work_calendar import SHANGHAI, Calendar, local_day
from server.demo.people import DemoPerson, name_of, resident_number
from server.demo.tree import Tree

DAYS_BACK = 92
CITIZENS = 240
RATED_SHARE = 0.45
GRADES = {
    Grade.VERY_SATISFIED: 78,
    Grade.SATISFIED: 14,
    Grade.BASICALLY_SATISFIED: 5,
    Grade.DISSATISFIED: 2,
    Grade.VERY_DISSATISFIED: 1,
}
COMMENTS = {
    Grade.VERY_SATISFIED: ("工作人员很耐心，一次就办好了。", "排队不久，办得很快。", ""),
    Grade.SATISFIED: ("总体不错。", ""),
    Grade.BASICALLY_SATISFIED: ("流程还可以再简单一些。", ""),
    Grade.DISSATISFIED: ("等了一个多小时，叫号机还坏了。", "材料清单没有说清楚，跑了两趟。"),
    Grade.VERY_DISSATISFIED: ("说好三天办结，半个月了还没有消息。", "态度生硬，问什么都说不知道。"),
}


@dataclass(slots=True)
class Past:
    """What happened; the poor ratings go on in `cases.py`."""

    services: list[ServiceRecord]
    ratings: list[Rating]


async def live(
    tree: Tree,
    officers: dict[str, Staff],
    persons: list[DemoPerson],
    *,
    keys: Keyring,
    rules: RuleSet,
    calendar: Calendar,
    random: Random,
    now: datetime,
) -> Past:
    """Write the services, invitations and ratings of the last three months."""
    evaluators = await _evaluators(persons, keys=keys, random=random, now=now)
    writer = _Writer(tree, officers, evaluators, keys, rules, random, now)
    for back in range(DAYS_BACK, -1, -1):
        day = local_day(now) - timedelta(days=back)
        if calendar.is_working(day):
            writer.day(day)
    writer.waiting(persons)
    past = Past(writer.services, writer.ratings)
    await ServiceRecord.bulk_create(past.services, batch_size=200)
    await Invitation.bulk_create(
        [
            Invitation(id=uuid4(), service_record_id=one.id, invited_at=one.ended_at)
            for one in past.services
        ],
        batch_size=500,
    )
    await Rating.bulk_create(past.ratings, batch_size=200)
    return past


async def _evaluators(
    persons: list[DemoPerson], *, keys: Keyring, random: Random, now: datetime
) -> list[Evaluator]:
    """The people who rated in the past; demo persons verify themselves when they sign in."""
    made = []
    for number in range(CITIZENS):
        document = resident_number(random, 1940 + number % 66)
        name = name_of(number)
        made.append(
            Evaluator(
                id=uuid4(),
                document_type=DocumentType.RESIDENT_ID,
                document_index=document_index(keys, DocumentType.RESIDENT_ID, document),
                document_sealed=keys.seal(document, "document"),
                name_sealed=keys.seal(name, "name"),
                phone_sealed=keys.seal(f"1990002{number:04d}", "phone"),
                phone_index=keys.index("phone", f"1990002{number:04d}"),
                verified_by="redirect",
                verified_at=now - timedelta(days=DAYS_BACK),
            )
        )
    await Evaluator.bulk_create(made, batch_size=200)
    return made


class _Writer:
    """Collects rows day by day."""

    def __init__(
        self,
        tree: Tree,
        officers: dict[str, Staff],
        evaluators: list[Evaluator],
        keys: Keyring,
        rules: RuleSet,
        random: Random,
        now: datetime,
    ) -> None:
        self.tree = tree
        self.officers = officers
        self.evaluators = evaluators
        self.keys = keys
        self.rules = rules
        self.random = random
        self.now = now
        self.services: list[ServiceRecord] = []
        self.ratings: list[Rating] = []
        self.codes = {one.id: code for code, one in tree.institutions.items()}

    def day(self, day: date) -> None:
        """One working day at every window."""
        for window in self.tree.windows:
            for _ in range(self.random.choice((0, 1, 1, 2, 3))):
                minute = self.random.randint(8 * 60 + 40, 17 * 60 + 20)
                at = datetime.combine(day, time(minute // 60, minute % 60), SHANGHAI)
                if at.astimezone(UTC) < self.now:
                    self._served(window, at.astimezone(UTC))

    def _served(self, window: Window, ended_at: datetime) -> None:
        evaluator = self.random.choice(self.evaluators)
        record = self._record(window, ended_at, evaluator.document_index)
        if self.random.random() < RATED_SHARE:
            self._rated(record, evaluator)
        elif record.default_due_at is not None and record.default_due_at <= self.now:
            self._defaulted(record)

    def waiting(self, persons: list[DemoPerson]) -> None:
        """Each demo person has services at the first window that wait for a rating."""
        for place, person in enumerate(persons):
            index = document_index(self.keys, person.document_type, person.document_number)
            for hours in (2 + place, 26 + place):
                ended_at = self.now - timedelta(hours=hours)
                record = self._record(self.tree.windows[0], ended_at, index)
                record.applicant_sealed = _sealed(self.keys, person)

    def _record(self, window: Window, ended_at: datetime, applicant: str) -> ServiceRecord:
        item = self._item(window)
        record = ServiceRecord(
            id=uuid4(),
            project_number=f"DEMO{len(self.services):08d}",
            service_number=1,
            source="queue_machine",
            institution_id=window.institution_id,
            bureau_id=window.institution.bureau_id,
            hall_id=window.hall_id,
            window_id=window.id,
            item_id=item.id,
            officer_id=self.officers[str(window.id)].id,
            applicant_index=applicant,
            ended_at=ended_at,
            default_due_at=default_due_at(ended_at, self.rules),
            rule_set=self.rules.code,
        )
        self.services.append(record)
        return record

    def _item(self, window: Window) -> ServiceItem:
        return self.random.choice(self.tree.items[self.codes[window.institution_id]])

    def _rated(self, record: ServiceRecord, evaluator: Evaluator) -> None:
        grade = self.random.choices(list(GRADES), list(GRADES.values()))[0]
        rated_at = record.ended_at + timedelta(minutes=self.random.randint(2, 600))
        tags = [one.code for one in tags_for(grade)]
        chosen = self.random.sample(tags, self.random.randint(0, 2))
        self._rating(
            record,
            min(rated_at, self.now),
            grade=grade,
            origin="citizen",
            identity_basis="self_verified",
            channel="window_code",
            opinion=1,
            evaluator_id=evaluator.id,
            session_id=uuid4(),
            key=uuid4().hex,
            tags=",".join(sorted(chosen)),
            text=self.random.choice(COMMENTS[grade]),
        )

    def _defaulted(self, record: ServiceRecord) -> None:
        assert record.default_due_at is not None
        self._rating(
            record,
            record.default_due_at,
            grade=Grade.BASICALLY_SATISFIED,
            origin="default",
            identity_basis="none",
            channel="system_default",
            due_at=record.default_due_at,
        )

    def _rating(self, record: ServiceRecord, rated_at: datetime, **values: object) -> None:
        rating_id = uuid4()
        self.ratings.append(
            Rating(
                id=rating_id,
                service_record_id=record.id,
                ordinal=1,
                rated_at=rated_at,
                receipt_number=f"D{len(self.ratings):015d}",
                receipt_hash=hashlib.sha256(rating_id.bytes).hexdigest(),
                **values,
            )
        )


def _sealed(keys: Keyring, person: DemoPerson) -> bytes:
    party = {
        "name": person.name,
        "type": person.document_type,
        "number": person.document_number,
        "phone": person.phone,
    }
    return keys.seal(json.dumps(party), "party")


def record_of(past: Past) -> dict[UUID, ServiceRecord]:
    """The services by id."""
    return {one.id: one for one in past.services}
