"""A browser, the running whole, and visits to it, for every test of this folder."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from tests.browser import wechat_phone
from tests.browser.browsers import DESK, PHONE, Visit, launch, picture_of
from tests.browser.wechat_phone import WechatPhone
from tests.browser.whole import Whole
from tests.support.postgres import PostgresServer
from tests.support.processes import ROOT
from tests.support.redis_server import RedisServer
from tests.support.town import Person

HERE = Path(__file__).parent
FAILURES = ROOT / "screenshots/failures"
FAILED = pytest.StashKey[bool]()
SIZES = {"phone": PHONE, "wechat": PHONE, "desk": DESK}

OpenPage = Callable[..., Awaitable[Page]]
OpenWechat = Callable[[Person], Awaitable[WechatPhone]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One loop for all of them: a browser cannot move from one to another."""
    for item in items:
        if item.path.is_relative_to(HERE) and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def whole_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """As `make run`: no server but our own."""
    whole = Whole(tmp_path_factory.mktemp("whole"), {})
    yield whole
    whole.stop()


@pytest.fixture(scope="session")
def whole_on_postgres(
    tmp_path_factory: pytest.TempPathFactory,
    postgres: PostgresServer,
    redis_server: RedisServer,
) -> Iterator[Whole]:
    """The same on the databases of production."""
    servers = {
        "HCP_DATABASE_URL": postgres.url(postgres.create()),
        "HCP_REDIS_URL": redis_server.url,
    }
    whole = Whole(tmp_path_factory.mktemp("whole"), servers)
    yield whole
    whole.stop()


@pytest.fixture
def whole(request: pytest.FixtureRequest) -> Whole:
    """On SQLite, unless a test asks for another by indirect parametrization."""
    running: Whole = request.getfixturevalue(f"whole_on_{getattr(request, 'param', 'sqlite')}")
    return running


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(
    request: pytest.FixtureRequest, browser: Browser, whole: Whole
) -> AsyncIterator[OpenPage]:
    """`await open_page()`: somebody's phone, also `"wechat"`; or a `"desk"`.

    What went wrong in the background fails the test.
    """
    visits: list[Visit] = []

    async def open_(size: str = "phone") -> Page:
        context = await browser.new_context(**SIZES[size], locale="zh-CN")
        others = frozenset({whole.sandbox.removeprefix("http://")})
        visit = Visit(context, whole.url, others, is_web=size != "wechat")
        visit.watch()
        visits.append(visit)
        return await context.new_page()

    yield open_
    for visit in visits:
        if request.node.stash.get(FAILED, False):
            await _keep_pictures(visit, request.node.name)
        await visit.context.close()
    complaints = [complaint for visit in visits for complaint in visit.complaints]
    assert not complaints, "\n".join(complaints)


async def _keep_pictures(visit: Visit, name: str) -> None:
    for number, page in enumerate(visit.context.pages):
        await picture_of(page, FAILURES / f"{name}-{number}-{id(visit) % 1000}.png")


@pytest.fixture(scope="session")
def built_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wechat_phone.build(tmp_path_factory.mktemp("wechat") / "pages")


@pytest_asyncio.fixture(loop_scope="session")
async def open_wechat(
    open_page: OpenPage, whole: Whole, built_pages: Path
) -> AsyncIterator[OpenWechat]:
    phones: list[WechatPhone] = []

    async def open_(person: Person) -> WechatPhone:
        page = await open_page("wechat")
        await wechat_phone.install(page.context, built_pages)
        phones.append(WechatPhone(page, whole, person))
        return phones[-1]

    yield open_
    complaints = [one for phone in phones for one in await phone.complaints()]
    assert not complaints, "\n".join(complaints)
