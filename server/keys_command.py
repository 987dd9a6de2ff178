"""`haochaping keys`: which keys there are, what each still opens, which is to seal from now on."""

import argparse

from actions import index_keys, sealing_keys, trail_keys
from actions.trail.reigns import FIRST
from models import IndexKey, SealingKey, TrailKey
from server.clock import utc_now
from server.settings import Settings
from server.wiring import dependencies

STAGES = {
    None: "known",
    index_keys.SERVICES: "takes over, of services",
    index_keys.PEOPLE: "takes over, of people",
    index_keys.DONE: "has taken over",
}


def add_words(parser: argparse.ArgumentParser) -> None:
    """What may be said behind `haochaping keys`."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--use", type=int, metavar="NUMBER", help="let this key seal")
    which.add_argument("--use-index", type=int, metavar="NUMBER", help="the next key of the index")
    which.add_argument("--use-trail", type=int, metavar="NUMBER", help="the next key of the trail")
    which.add_argument("--retire", type=int, metavar="NUMBER", help="no value needs it any more")


async def run(chosen: argparse.Namespace, settings: Settings) -> str:
    """Do what was asked, and tell how it stands then."""
    async with dependencies(settings) as deps:
        if chosen.use is not None:
            await sealing_keys.use(chosen.use, keys=deps.keys, now=utc_now())
        if chosen.use_index is not None:
            await index_keys.use(chosen.use_index, keys=deps.keys, now=utc_now())
        if chosen.use_trail is not None:
            await trail_keys.use(chosen.use_trail, keys=deps.keys, now=utc_now())
        if chosen.retire is not None:
            await sealing_keys.retire(chosen.retire, now=utc_now())
        opens = await sealing_keys.uses()
        lines = [
            _line(one, opens.pop(one.number, {}))
            for one in await SealingKey.all().order_by("number")
        ]
        lines += [f"{number}\tnot known\t{_told(left)}" for number, left in opens.items()]
        found = await index_keys.uses()
        lines += [
            f"index {one.number}\t{STAGES[one.stage]}\t{found.get(one.number, 0)} indexes"
            for one in await IndexKey.all().order_by("number")
        ]
        lines += [
            f"trail {one.number}\t{_trail(one)}" for one in await TrailKey.all().order_by("number")
        ]
    return "\n".join(lines)


def _trail(one: TrailKey) -> str:
    if one.current == 1:
        return "signs"
    first = one.number == FIRST
    return "checks what it signed" if first or one.since is not None else "known"


def _line(one: SealingKey, left: dict[str, int]) -> str:
    if one.retired_at is not None:
        state = f"retired {one.retired_at:%Y-%m-%d}"
    elif one.current == 1:
        state = "seals, alone" if one.resealed_at else "seals, older values are being sealed anew"
    else:
        state = "opens"
    return f"{one.number}\t{state}\t{_told(left)}"


def _told(left: dict[str, int]) -> str:
    places = ", ".join(f"{name} {number}" for name, number in sorted(left.items()))
    return f"{sum(left.values())} values{f' ({places})' if places else ''}"
