"""The command line: serve, jobs, voice, migrate, first-account, audit-check, keys, demo, …"""

import argparse
import asyncio
import gc
import signal
import sys
from getpass import getpass
from pathlib import Path

from actions.people import first_accounts
from actions.people.allowed_networks import open_city
from actions.people.first_accounts import FIRST_ROLES, City, Person
from actions.sealing_keys import KeyInUse, KeyMissing
from actions.trail import audit_chain, kept_logs
from handlers.answers import ANSWERS
from rules.actors import ADMINISTRATORS, Role
from rules.refusals import Refused
from server import conformance_command, contract, keys_command, log
from server.app import create_app
from server.clock import utc_now
from server.database import NotTheOwner, close_database, migrate, open_database
from server.jobs import JobLoop
from server.migrating import ForeignDatabase
from server.setting_values import BadSettings
from server.settings import Settings, read
from server.voice import run_voice
from server.wiring import dependencies, keyring

# What whoever types a command can do something about: its words, and no trace.
STATED = (BadSettings, ForeignDatabase, NotTheOwner, KeyInUse, KeyMissing)


def main() -> None:
    """Entry point of `haochaping`."""
    parser = argparse.ArgumentParser(prog="haochaping", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="serve HTTP (one process; nginx stands in front)")
    commands.add_parser("jobs", help="run the job loop")
    commands.add_parser("voice", help="ask callers of the hotline for a telephone switch (FastAGI)")
    commands.add_parser("migrate", help="bring the database up to date")
    _first_account_words(commands.add_parser("first-account", help="the city bureau's first login"))
    commands.add_parser("open-networks", help="let the city bureau in from any network again")
    commands.add_parser("audit-check", help="walk along the chain of the audit trail")
    commands.add_parser("logs-check", help="read every kept log and compare it with its hash")
    keys_command.add_words(commands.add_parser("keys", help="the keys that seal, and their uses"))
    demo = commands.add_parser("demo", help="the demo city with stand-ins for the outside")
    demo.add_argument("--still", action="store_true", help="no service ends by itself")
    conformance_command.add_words(commands.add_parser("conformance", help="try a side over HTTP"))
    writing = commands.add_parser("contract", help="write contract/openapi.json and words.json")
    writing.add_argument("folder", nargs="?", default="contract", type=Path)
    chosen = parser.parse_args()
    log.set_up()
    if chosen.command == "contract":
        contract.write(chosen.folder)
        return
    try:
        if chosen.command == "first-account":
            print(asyncio.run(give_first_account(chosen, read())))
        elif chosen.command == "open-networks":
            print(asyncio.run(lift_networks(read())))
        elif chosen.command == "audit-check":
            sys.exit(asyncio.run(check_trail(read())))
        elif chosen.command == "logs-check":
            sys.exit(asyncio.run(check_logs(read())))
        elif chosen.command == "keys":
            print(asyncio.run(keys_command.run(chosen, read())))
        elif chosen.command == "conformance":
            sys.exit(conformance_command.run(chosen, clock=utc_now))
        elif chosen.command == "demo":
            from server.demo.run import run_demo

            run_demo(read(), still=chosen.still)
        else:
            _run(chosen.command, read())
    except Refused as error:
        sys.exit(f"haochaping: {error.code}: {ANSWERS[error.code][1]}")
    except STATED as error:
        sys.exit(f"haochaping: {error}")


def _first_account_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("login", help="the login, also of an account whose password is lost")
    parser.add_argument("name", help="whose it is")
    parser.add_argument(
        "--role",
        choices=[str(one) for one in FIRST_ROLES],
        default=str(Role.CITY_BUREAU),
        help="what for; the three administrators are three people, each asked for the own document",
    )
    parser.add_argument("--city", required=True, help="name of the city, for an empty database")
    parser.add_argument("--code", required=True, help="code of the city as templates name it")
    parser.add_argument("--bureau", required=True, help="full name of the city's bureau")


async def give_first_account(chosen: argparse.Namespace, settings: Settings) -> str:
    """Make the account and give its password back, which is stored nowhere else."""
    role = Role(chosen.role)
    number = _asked("resident identity number: ") if role in ADMINISTRATORS else ""
    async with dependencies(settings) as deps:
        return await first_accounts.give(
            Person(chosen.login, chosen.name, number),
            city=City(chosen.code, chosen.city, chosen.bureau),
            keys=deps.keys,
            now=utc_now(),
            role=role,
        )


def _asked(question: str) -> str:
    """An answer nobody reads over a shoulder or in the list of processes."""
    return getpass(question) if sys.stdin.isatty() else sys.stdin.readline().strip()


async def lift_networks(settings: Settings) -> str:
    """The way back in when the address of the city bureau's own office has changed."""
    keyring(settings)
    await open_database(settings.database)
    try:
        return f"{await open_city(now=utc_now())} list emptied"
    finally:
        await close_database()


async def check_trail(settings: Settings) -> int:
    """Print what the audit trail's chain tells; 1 if something is wrong with it."""
    async with dependencies(settings) as deps:
        found = await audit_chain.check(keys=deps.keys, now=utc_now())
    print(f"{found.links} links, {found.hash}, {found.fault or 'whole'}")
    if found.fault:
        print(f"entry {found.entry_id} of {found.fault_at}")
    return 1 if found.fault else 0


async def check_logs(settings: Settings) -> int:
    """Print what is wrong with the kept logs; 1 if anything is."""
    async with dependencies(settings) as deps:
        faults = await kept_logs.check(deps=deps)
    for fault in faults:
        print(f"{fault.what}\t{fault.kind}\t{fault.name}")
    print("something was done to the kept logs" if faults else "whole")
    return 1 if faults else 0


def _run(command: str, settings: Settings) -> None:
    if command == "migrate":
        asyncio.run(prepare(settings))
    elif command == "jobs":
        asyncio.run(run_jobs(settings))
    elif command == "voice":
        asyncio.run(run_voice(settings))
    else:
        serve(settings)


async def prepare(settings: Settings) -> None:
    """Schema, rule sets and calendar up to date."""
    from server.seed import seed

    await migrate(settings.database)
    await seed(settings.database, now=utc_now())


def serve(settings: Settings) -> None:
    """Serve until told to stop; ratings waiting for their commit are stored first."""
    app = create_app(settings=settings)
    # One application in this process: Sanic may rewrite its own code for it and leave out the
    # ten signals a request sends to nobody, a fifth of its time.
    app.config.TOUCHUP = True
    app.before_server_start(_settle_memory)
    app.run(
        host=settings.host,
        port=settings.port,
        single_process=True,
        access_log=False,
        motd=False,
        debug=False,
    )


def _settle_memory(_: object) -> None:
    """What was loaded at the start stays: the collector need not walk it again and again.

    Its longest pauses were what the slowest ratings waited for (docs/performance.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


async def run_jobs(settings: Settings) -> None:
    """The job loop in a process of its own."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with dependencies(settings) as deps:
        jobs = JobLoop(deps, clock=utc_now)
        jobs.start()
        await stop.wait()
        await jobs.stop()
