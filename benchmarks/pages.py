"""What people look at, asked of the running server one after the other, each page many times."""

import statistics
import time
from dataclasses import dataclass
from datetime import date, timedelta

import httpx
import psutil

from rules.work_calendar import month_days
from tests.support.town import PASSWORD


@dataclass(frozen=True, slots=True)
class Page:
    """A question a page asks, by whom it is asked."""

    name: str
    login: str
    path: str


def last_month(last: date) -> str:
    """The newest month that is full of ratings."""
    return f"{last.replace(day=1) - timedelta(days=1):%Y-%m}"


def pages(last: date, today: date) -> list[Page]:
    """Dashboards and rankings; `last` is the newest day with ratings."""
    month = last_month(last)
    start, end = month_days(month)
    year = f"first={today - timedelta(days=364)}&last={today}"
    days = f"first={start}&last={end}"
    until_today = f"first={today - timedelta(days=29)}&last={today}"
    across = f"first={start - timedelta(days=15)}&last={start + timedelta(days=14)}"
    figures = "/api/statistics?"
    return [
        Page("counties, a month", "city", f"{figures}group=region&{days}"),
        Page("institutions, a month", "city", f"{figures}group=institution&{days}"),
        Page("institutions of a county", "xiangqiao", f"{figures}group=institution&{days}"),
        Page("items, a month", "city", f"{figures}group=item&{days}"),
        Page("halls, a month", "city", f"{figures}group=hall&{days}"),
        Page("halls, thirty days until today", "city", f"{figures}group=hall&{until_today}"),
        Page("halls, across two months", "city", f"{figures}group=hall&{across}"),
        Page("windows of the city, a month", "city", f"{figures}group=window&{days}"),
        Page("channels, a month", "city", f"{figures}group=channel&{days}"),
        Page("days of a month", "city", f"{figures}group=day&{days}"),
        Page("tags, a month", "city", f"/api/statistics/tags?{days}"),
        Page("counties, a year", "city", f"{figures}group=region&{year}"),
        Page("institutions, a year", "city", f"{figures}group=institution&{year}"),
        Page("months of a year", "city", f"{figures}group=month&{year}"),
        Page("cases behind a figure", "city", f"/api/statistics/cases?grade=dissatisfied&{days}"),
        Page("ranking of a month", "city", f"/api/bulletins/preview?period={month}"),
        Page("ranking of a county", "xiangqiao", f"/api/bulletins/preview?period={month}"),
        Page("public results", "", f"/api/results?month={month}"),
        Page("coverage of windows", "city", "/api/coverage"),
        Page("work orders of the city", "city", "/api/work-orders"),
        Page("work orders of a county", "xiangqiao", "/api/work-orders"),
        Page("own scores of an officer", "bench-officer-1", f"/api/officer/scores?month={month}"),
    ]


@dataclass(frozen=True, slots=True)
class Wait:
    """Milliseconds: in which 95 of 100 answers were there; processor time an answer.

    The second depends less on the neighbours on the machine.
    """

    p95: float
    processor: float


def _own_time(process: psutil.Process) -> float:
    try:
        user, system, *_ = process.cpu_times()
        return float(user + system)
    except psutil.NoSuchProcess:  # ended just now: its parent knows its time
        return 0.0


class Visitors:
    """Everybody signed in once; `programs` are those whose time is counted."""

    def __init__(self, url: str, *programs: int) -> None:
        self.programs = [psutil.Process(one) for one in programs]
        self.client = httpx.Client(base_url=url, timeout=300)
        self.tokens = {"": ""}

    def close(self) -> None:
        self.client.close()

    def headers(self, login: str) -> dict[str, str]:
        if login not in self.tokens:
            body = {"login": login, "password": PASSWORD}
            answer = self.client.post("/api/staff/sign-in", json=body)
            self.tokens[login] = answer.raise_for_status().json()["token"]
        token = self.tokens[login]
        return {"authorization": f"Bearer {token}"} if token else {}

    def look(self, page: Page, *, times: int) -> Wait:
        """How long one waits, and what an answer costs; the first two warm up."""
        for _ in range(2):
            self.once(page)
        before = self.processor()
        taken = [self.once(page) for _ in range(times)]
        return Wait(statistics.quantiles(taken, n=20)[-1], (self.processor() - before) / times)

    def processor(self) -> float:
        """Milliseconds of processor time of the web unit and the database since they started."""
        spent = sum(sum(one.cpu_times()[:4]) for one in self.programs)
        alive = (child for one in self.programs for child in one.children())
        return (spent + sum(_own_time(child) for child in alive)) * 1000

    def once(self, page: Page) -> float:
        headers = self.headers(page.login)
        began = time.perf_counter()
        self.client.get(page.path, headers=headers).raise_for_status()
        return (time.perf_counter() - began) * 1000
