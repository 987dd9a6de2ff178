"""Every table says how long it keeps its rows, and a page tells it to people."""

import models
from rules import rule_set
from rules.retention import Keeping, retention
from tests.support.processes import ROOT

PAGE = ROOT / "docs" / "retention.md"
FIRST = rule_set.from_mapping(rule_set.tomllib.loads(rule_set.FIRST.read_text(encoding="utf-8")))


def test_every_table_is_named_and_none_that_is_not_there() -> None:
    assert set(retention().tables) == set(models.__all__)


def test_what_goes_has_a_period_and_what_stays_a_reason() -> None:
    for name, how in retention().tables.items():
        assert bool(how.keeps) != bool(how.period), name
        if how.period:
            columns = getattr(models, name)._meta.fields_db_projection
            assert {how.after, *how.forgets} <= set(columns), name
            assert retention().periods[how.period].source, name
    used = {how.period for how in retention().going().values()}
    assert used == set(retention().periods)


def test_nothing_of_the_law_goes_too_early() -> None:
    """Logs for a year, records of who looked and what was provided for three."""
    periods = retention().periods
    assert periods["log"].years_in(FIRST) == FIRST.log_years.value >= 1
    assert periods["records"].years_in(FIRST) == FIRST.provision_years.value >= 3
    for name in ("IdentityView", "IdentityLook", "Provision"):
        assert retention().tables[name].period == "records"


def line(name: str, how: Keeping) -> str:
    if how.keeps:
        return f"| {name} | stays | {how.keeps} |"
    period = retention().periods[how.period]
    years = period.years_in(FIRST)
    long = (
        f"{years} year{'s' if years != 1 else ''}"
        if years
        else f"{period.days} day{'s' if period.days != 1 else ''}"
    )
    what = "who it was of is forgotten" if how.forgets else "goes"
    notes = [f"{long} after `{how.after}`"]
    notes += ["not while the case is open"] if how.unless_open else []
    notes += ["leaves a trace"] if how.leaves_trace else []
    return f"| {name} | {what} | {', '.join(notes)}; {period.source} |"


def test_the_page_says_what_is_done() -> None:
    wanted = [line(name, how) for name, how in retention().tables.items()]
    told = [one for one in PAGE.read_text(encoding="utf-8").splitlines() if one.startswith("| ")]
    assert told[1:] == wanted, "docs/retention.md should say:\n" + "\n".join(wanted)
