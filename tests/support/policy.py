"""Nothing is skipped in silence, and the same code gives the same result every time."""

import gc
import os

import pytest
from hypothesis import settings

from tests.support.processes import in_memory

# The same examples in every run, and no clock on them: a busy machine is no failure.
# New ones are looked for with --hypothesis-profile=default.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

EXCUSED = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    place = in_memory()
    if place is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", place)
    config.stash[EXCUSED] = []
    config.pluginmanager.register(Excuses(config.stash[EXCUSED]))


def pytest_collection_finish() -> None:
    """What was loaded stays: walking it again and again took a tenth of the processor time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


class Excuses:
    """Collects what did not run although it was asked for."""

    def __init__(self, found: list[str]) -> None:
        self.found = found

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped or hasattr(report, "wasxfail"):
            self.found.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.found.append(report.nodeid)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.found and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.found:
            terminalreporter.section("skipped or expected to fail: not allowed here", red=True)
            for nodeid in self.found:
                terminalreporter.line(nodeid)
