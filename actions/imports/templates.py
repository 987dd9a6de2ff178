"""All templates by key, in the order in which one stands on the other."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from actions.dependencies import Dependencies
from actions.imports import halls, items, officers, rosters, tree, windows
from actions.imports.blank import blank
from actions.imports.draft import Draft
from actions.imports.shape import Row, Sheet
from actions.reach import reach_of
from rules.actors import StaffMember
from rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Template:
    """The sheets of a workbook and how its rows are judged."""

    sheets: tuple[Sheet, ...]
    plan: Callable[[list[Row], Draft], Awaitable[None]]


TEMPLATES = {
    "tree": Template(tree.SHEETS, tree.plan),
    "halls": Template(halls.SHEETS, halls.plan),
    "windows": Template(windows.SHEETS, windows.plan),
    "items": Template(items.SHEETS, items.plan),
    "officers": Template(officers.SHEETS, officers.plan),
    "rosters": Template(rosters.SHEETS, rosters.plan),
}


def template_named(key: str) -> Template:
    """The template, or `NotFound`."""
    if key not in TEMPLATES:
        raise NotFound
    return TEMPLATES[key]


async def empty(*, key: str, by: StaffMember, deps: Dependencies) -> bytes:
    """The workbook to fill in: Chinese header, an example, how to fill in each column."""
    content: bytes = await deps.in_worker(blank, template_named(key).sheets)
    return content


async def judge(
    key: str, rows: list[Row], *, by: StaffMember, deps: Dependencies, now: datetime
) -> Draft:
    """What these rows would do now, within the reach of `by`."""
    template = template_named(key)
    draft = Draft(template.sheets, await reach_of(by), deps.keys, now)
    await template.plan(rows, draft)
    return draft
