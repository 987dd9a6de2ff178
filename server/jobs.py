"""The job loop: deliver messages, close silent orders, sweep, keep rule sets fresh."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from actions import deliveries, index_keys, outbox, retention, sealing_keys, trail_keys
from actions.channels import paper_ratings, sms_invitations
from actions.complaints import steps, take_in
from actions.dependencies import Dependencies
from actions.exchange import file_work, files, pull, push, reconcile, take
from actions.exports import export_work, exports
from actions.figures import rollups, text_checks
from actions.imports import preview
from actions.notices import delivery_reports
from actions.orders import cases, clocks, step_pictures
from actions.people import deletions
from actions.rating import defaults, pictures, watch
from actions.service_imports import uploads
from actions.service_imports import work as import_work
from actions.trail import audit_chain, kept_logs
from actions.webhooks import notices as notices_out
from actions.webhooks import sending
from handlers.routes import places
from models import OutboxMessage

log = logging.getLogger("haochaping.jobs")
Job = Callable[[datetime], Awaitable[int | None]]


class JobLoop:
    """Each job in its own rhythm (seconds); one that fails is logged and comes round again."""

    def __init__(self, deps: Dependencies, *, clock: Callable[[], datetime]) -> None:
        self.deps = deps
        self.clock = clock
        # What every process does for itself: its memory of the rules, its counts of partners.
        self.own: list[tuple[float, Job]] = [(300.0, self.refresh), (10.0, self.write_contacts)]
        self.jobs: list[tuple[float, Job]] = [
            (1.0, self.deliver),
            (20.0, self.collect_reports),
            (10.0, self.invite_by_sms),
            (30.0, self.close_silent),
            (60.0, self.settle_defaults),
            (30.0, self.count_days),
            (0.5, self.correct_days),
            (20.0, self.watch),
            (5.0, self.list_texts),
            (2.0, self.export),
            (1.0, self.import_services),
            (5.0, self.list_for_province),
            (2.0, self.push_to_province),
            (15.0, self.fetch_from_province),
            (2.0, self.take_from_province),
            (10.0, self.list_notices),
            (2.0, self.send_notices),
            (60.0, self.give_notices_up),
            (60.0, self.reconcile),
            (2.0, self.work_on_files),
            (2.0, self.take_complaints),
            (5.0, self.list_steps_back),
            (2.0, self.push_steps_back),
            *self.own,
            (300.0, self.reckon_clocks),
            (3600.0, self.sweep),
            (60.0, self.erase),
            (60.0, self.finish_papers),
            (2.0, self.link_trail),
            (21600.0, self.check_trail),
            (600.0, self.keep_logs),
            (21600.0, self.check_logs),
            (60.0, self.reseal),
            (60.0, self.reindex),
            (21600.0, self.let_go),
        ]
        self._resealing = sealing_keys.Resealing(deps.keys)
        self._reindexing = index_keys.Reindexing(deps.keys)
        self._tasks: list[asyncio.Task[None]] = []
        self._stopping = False

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._repeat(*job)) for job in self.jobs]

    async def stop(self) -> None:
        """End every job; a driver that turns the cancellation into an error of its own too."""
        self._stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _repeat(self, seconds: float, job: Job) -> None:
        while not self._stopping:
            try:
                busy = await job(self.clock())
            except Exception as error:
                log.error("job %s failed: %s", getattr(job, "__name__", job), places(error))
                busy = 0
            if not self._stopping:
                await asyncio.sleep(0 if busy else seconds)

    async def deliver(self, now: datetime) -> int:
        """Messages whose turn it is; at once again while there are any."""

        async def one(message: OutboxMessage) -> None:
            await deliveries.deliver(message, deps=self.deps, now=now)

        return await outbox.deliver_due(deliver=one, now=now)

    async def collect_reports(self, now: datetime) -> int:
        """What became of the SMS handed over."""
        return await delivery_reports.collect(deps=self.deps, now=now)

    async def invite_by_sms(self, now: datetime) -> None:
        """Those who chose it, some minutes after their service was told of (7-12)."""
        await sms_invitations.list_new(deps=self.deps, now=now)

    async def close_silent(self, now: datetime) -> int:
        """Orders whose citizen stayed silent after a delivered feedback."""
        return await cases.close_silent(deps=self.deps, now=now)

    async def settle_defaults(self, now: datetime) -> None:
        """Default ratings that have fallen due (6-2)."""
        await defaults.settle(now=now)

    async def count_days(self, now: datetime) -> None:
        """The rollups statistics are read from."""
        await rollups.refresh(now=now)

    async def correct_days(self, now: datetime) -> int:
        """Days on which a rating was excluded since: figures follow within the second (12-5)."""
        return await rollups.correct(now=now)

    async def watch(self, now: datetime) -> None:
        """New ratings, for what somebody has to look into (3-7, 11-11)."""
        await watch.look(deps=self.deps, now=now)

    async def list_texts(self, now: datetime) -> int:
        """Words that may be published, to be checked first (13-7)."""
        return await text_checks.list_new(deps=self.deps, now=now)

    async def export(self, now: datetime) -> int:
        """Long exports, a turn at a time; at once again while there are any."""
        return await export_work.work(deps=self.deps, now=now)

    async def import_services(self, now: datetime) -> int:
        """A file of ended services, read or taken in; at once again while there are any (10-1)."""
        return await import_work.work(deps=self.deps, now=now)

    async def list_for_province(self, now: datetime) -> int:
        """What the province has not been told of yet, a day at a time (10-1)."""
        return await push.list_new(now=now) if self.deps.gateways.province_files else 0

    async def push_to_province(self, now: datetime) -> int:
        """A batch to the province; at once again while there are any (10-1)."""
        return await push.push_due(deps=self.deps, now=now)

    async def fetch_from_province(self, now: datetime) -> int:
        """A page of what it holds of our city; at once again while there is more (10-2)."""
        return await pull.fetch(deps=self.deps, now=now)

    async def take_from_province(self, now: datetime) -> int:
        """What was fetched becomes ratings, or waits for somebody (10-2, 7-7)."""
        return await take.take_new(deps=self.deps, now=now)

    async def work_on_files(self, now: datetime) -> int:
        """Files of the exchange, a turn at a time; at once again while there are any (10-4)."""
        return await file_work.work(deps=self.deps, now=now)

    async def take_complaints(self, now: datetime) -> int:
        """What the complaint platform told and somebody has mapped since (7-5, 11-1)."""
        return await take_in.take_waiting(deps=self.deps, now=now)

    async def list_steps_back(self, now: datetime) -> int:
        """Steps the complaint platform has not been told of yet, a day at a time (11-4)."""
        return await steps.list_new(now=now)

    async def push_steps_back(self, now: datetime) -> int:
        """A batch of them to the platform; at once again while there are any (11-4)."""
        return await steps.push_due(deps=self.deps, now=now)

    async def list_notices(self, now: datetime) -> int:
        """What partners are to be told, a day at a time (10-1)."""
        return await notices_out.list_new(now=now)

    async def send_notices(self, now: datetime) -> int:
        """Some notices of each partner; at once again while any arrive (10-1)."""
        return await sending.send_due(deps=self.deps, now=now)

    async def give_notices_up(self, now: datetime) -> None:
        """Notices nobody took for as long as the rule set says (10-1)."""
        await sending.give_up(deps=self.deps, now=now)

    async def reconcile(self, now: datetime) -> None:
        """The day before, compared with what the province holds of it (10-6)."""
        await reconcile.reconcile_yesterday(deps=self.deps, now=now)

    async def refresh(self, now: datetime) -> None:
        """Rule sets and calendar, as somebody may have loaded new ones; the key that seals."""
        await self.deps.reference.reload()
        await sealing_keys.follow(self.deps.keys)
        await index_keys.follow(self.deps.keys)
        await trail_keys.follow(self.deps.keys)

    async def write_contacts(self, now: datetime) -> None:
        """What partners told, counted since the last time."""
        await self.deps.contacts.flush()

    async def reckon_clocks(self, now: datetime) -> None:
        """Provisional clocks, as the calendar may know their year by now (11-13)."""
        await clocks.reckon_again(deps=self.deps, now=now)

    async def erase(self, now: datetime) -> int:
        """Citizens who asked for it and whose days to think it over are past (9-6)."""
        erased = await deletions.erase_due(keys=self.deps.keys, now=now)
        return erased + await deletions.erase_children(now=now)

    async def finish_papers(self, now: datetime) -> int:
        """Sheets of paper two people agree on whose rating could not be stored at once (7-12)."""
        return await paper_ratings.finish_left(deps=self.deps, now=now)

    async def link_trail(self, now: datetime) -> int:
        """Entries of the audit trail into its chain; at once again while there are any."""
        return await audit_chain.extend(keys=self.deps.keys)

    async def check_trail(self, now: datetime) -> None:
        """The whole chain, at the start and four times a day (9-2)."""
        await audit_chain.check(keys=self.deps.keys, now=now)

    async def keep_logs(self, now: datetime) -> None:
        """Logs that were rotated, and those whose year is over (9-2)."""
        await kept_logs.keep_new(deps=self.deps, now=now)
        await kept_logs.let_go(deps=self.deps, now=now)

    async def check_logs(self, now: datetime) -> None:
        """Every kept log, at the start and four times a day (9-2)."""
        await kept_logs.watch(deps=self.deps)

    async def reseal(self, now: datetime) -> int:
        """What older keys sealed; at once again while there is any (9-2)."""
        return await self._resealing.turn(now=now)

    async def reindex(self, now: datetime) -> int:
        """Blind indexes of an earlier form; at once again while there are any (9-2)."""
        return await self._reindexing.turn(now=now)

    async def let_go(self, now: datetime) -> int:
        """What has been kept for its period; at once again while there is any (9-6)."""
        return await retention.let_go(deps=self.deps, now=now)

    async def sweep(self, now: datetime) -> int:
        """Pictures nobody claimed, previews nobody applied, exports whose days are over."""
        dropped = await preview.sweep(now=now) + await exports.sweep(deps=self.deps, now=now)
        dropped += await files.sweep(deps=self.deps, now=now)
        dropped += await uploads.sweep(now=now)
        dropped += await step_pictures.sweep(deps=self.deps, now=now)
        return dropped + await pictures.sweep(deps=self.deps, now=now)
