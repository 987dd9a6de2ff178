"""Services, evaluators and submissions, straight in the database: what the write path starts from.

path = await WritePath.open(database_url)
chen = await path.evaluator()
service = await path.service(chen)
stored = await path.queue.submit(path.submission(service, chen))
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from actions.papers import reference
from actions.papers.reference import Reference
from actions.rating.commit_queue import CommitQueue, Store
from actions.rating.rating_store import RatingStore
from actions.submission import Submission
from models import Evaluator, Picture, ServiceRecord
from rules.defaults import default_due_at
from server.database import close_database, open_database
from tests.support.town import NOW, Town, build_town


@dataclass
class WritePath:
    town: Town
    reference: Reference
    queue: CommitQueue
    started: list[CommitQueue] = field(default_factory=list)

    @classmethod
    async def open(cls, database_url: str) -> "WritePath":
        await open_database(database_url)
        town = await build_town()
        known = await reference.load()
        path = cls(town, known, queue_of(known))
        await path.start(path.queue)
        return path

    async def start(self, queue: CommitQueue) -> CommitQueue:
        await queue.start()
        self.started.append(queue)
        return queue

    async def close(self) -> None:
        for queue in self.started:
            await queue.stop()
        await close_database()

    async def evaluator(self, index: str | None = None) -> Evaluator:
        return await Evaluator.create(
            id=uuid4(),
            document_type="resident_id",
            document_index=index or secrets.token_hex(32),
            name_sealed=b"sealed",
            verified_by="redirect",
            verified_at=NOW,
        )

    async def service(
        self,
        applicant: Evaluator,
        *,
        agent: Evaluator | None = None,
        ended_at: datetime = NOW - timedelta(hours=1),
    ) -> ServiceRecord:
        rules = self.reference.rule_sets.at(ended_at)
        return await ServiceRecord.create(
            id=uuid4(),
            project_number=uuid4().hex,
            service_number=1,
            source="officer",
            institution_id=self.town.institution.id,
            bureau_id=self.town.institution.bureau_id,
            hall_id=self.town.window.hall_id,
            window_id=self.town.window.id,
            item_id=self.town.item.id,
            officer_id=self.town.staff["officer"].id,
            applicant_index=applicant.document_index,
            agent_index=agent.document_index if agent else None,
            ended_at=ended_at,
            default_due_at=default_due_at(ended_at, rules),
            rule_set=rules.code,
        )

    async def services(self, applicant: Evaluator, number: int) -> list[ServiceRecord]:
        return [await self.service(applicant) for _ in range(number)]

    async def picture(self, evaluator: Evaluator) -> Picture:
        return await Picture.create(
            id=uuid4(), evaluator=evaluator, store_key=uuid4().hex, size=1, kept_at=NOW
        )

    def submission(
        self,
        service: ServiceRecord,
        evaluator: Evaluator,
        grade: str = "satisfied",
        pictures: Sequence[UUID] = (),
        **chosen: Any,
    ) -> Submission:
        one = submission(service.id, evaluator.id, evaluator.document_index)
        return replace(one, grade=grade, pictures=tuple(pictures), **chosen)


def queue_of(known: Reference, *, store: Store | None = None, **chosen: Any) -> CommitQueue:
    return CommitQueue(
        rules_of=known.rule_sets.named, calendar=lambda: known.calendar, store=store, **chosen
    )


def store_of(known: Reference) -> RatingStore:
    return RatingStore(rules_of=known.rule_sets.named, calendar=lambda: known.calendar)


def submission(service_id: UUID, evaluator_id: UUID, document_index: str) -> Submission:
    """A satisfied opinion with a key of its own."""
    return Submission(
        rating_id=uuid4(),
        key=secrets.token_hex(12),
        service_id=service_id,
        grade="satisfied",
        tags="",
        dimensions="{}",
        text="",
        anonymous=True,
        pictures=(),
        origin="citizen",
        identity_basis="self_verified",
        channel="window_code",
        evaluator_id=evaluator_id,
        document_index=document_index,
        session_id=uuid4(),
        rated_at=NOW,
    )
