"""The cases the demo always has: demo persons', one for every status, whatever the day."""

from datetime import datetime
from random import Random

from rules.grades import Grade
from rules.rectification import Action
from rules.tags import BY_CODE
from rules.work_calendar import local_day
from server.demo import stories, tables
from server.demo.opinions import Opinions, said
from server.demo.orders import Told, tell
from server.demo.rosters import Post, posts, turns
from server.demo.services import Served, serve
from server.demo.world import World

RATED_AFTER = 0.2  # office hours after the end of the service


def always(world: World, opinions: Opinions) -> list[tuple[Served, Told]]:
    """Service, rating and order of each case of the table; the rating joins the opinions."""
    rng = Random(f"cases {world.seed}")
    return [_case(world, rng, one, opinions) for one in tables.cases()]


def _case(world: World, rng: Random, case: tables.Case, opinions: Opinions) -> tuple[Served, Told]:
    """Counted back from now in office hours, so that the last step is just as long ago."""
    actions = stories.STORIES[case.story]
    hours = tuple(0 if a is Action.CLOSE_BY_SILENCE else stories.hours(a, rng) for a in actions)
    rated = world.office_time.hours(world.now) - case.waiting - sum(hours)
    served = _served(world, rng, case, rated - RATED_AFTER)
    one = said(
        rng,
        served,
        opinions.evaluators[case.person],
        world.office_time.moment(rated),
        Grade(BY_CODE[case.tag].grade),
        tag=case.tag,
        text=case.text,
    )
    opinions.said.append(one)
    return served, tell(world, rng, one, actions, hours=hours, reached=not case.undelivered)


def _served(world: World, rng: Random, case: tables.Case, hours: float) -> Served:
    ended_at = world.office_time.moment(hours).replace(microsecond=0)
    window, post = _on_duty(world, case.window, ended_at)
    institution = world.places.window_institutions[window]
    return serve(
        world,
        rng,
        window=window,
        item=world.places.item(institution, case.item),
        post=post,
        applicant=world.persons[case.person],
        agent=None,
        ended_at=ended_at,
    )


def _on_duty(world: World, wanted: str, ended_at: datetime) -> tuple[str, Post]:
    """Where the officer of the wanted window sat at that moment, with the post."""
    [post] = [one for one in posts() if wanted in one.windows]
    for turn in turns(post, local_day(ended_at), world.calendar):
        if turn.span[0] <= ended_at < turn.span[1]:
            return turn.window, post
    raise LookupError(f"{wanted} was closed")
