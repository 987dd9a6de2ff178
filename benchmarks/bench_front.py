"""How much a phone fetches and how long a citizen waits for the grades.

    python -m benchmarks.bench_front [--rounds 5]

The time is that of somebody who is signed in and scans the code of a window, with nothing in the
browser's cache, over 1.6 Mbit/s with 150 ms a request and a processor four times slower than this
one, behind the project's nginx. The tap that confirms the window follows at once: between the two
parts of the wait lies a person in reality, who gives the next page time to be fetched.
"""

import argparse
import asyncio
import json
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, Page, async_playwright

from tests.browser import citizen, sizes, words
from tests.browser.browsers import PHONE, launch
from tests.browser.builds import H5
from tests.browser.whole import Whole
from tests.support.nginx import Nginx

BYTES_A_SECOND = 1.6e6 / 8
LATENCY_MS = 150
SLOWDOWN = 4
TARGET_SECONDS = 2.5
# Looks at the page from within, frame by frame, so that looking costs next to nothing; presses the
# button at once. Milliseconds since the address was opened.
WATCH = """{
  const seen = (window.seen = {})
  const look = () => {
    const button = [...document.querySelectorAll('[role=button]')].find(
      (one) => one.textContent.trim() === %s)
    if (button && !seen.window) {
      seen.window = performance.now()
      button.click()
    }
    if (document.querySelectorAll('[role=radio]').length === 5) seen.grades = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}"""


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds."""

    window: float  # from the scan until the window can be confirmed
    grades: float  # from that tap until the grades can be tapped

    @property
    def both(self) -> float:
        return self.window + self.grades


async def signed_in(browser: Browser, whole: Whole, site: str) -> Any:
    """What the browser of a citizen with one service to rate has kept, for pages at `site`."""
    person = whole.person()
    whole.end_service(person)
    context = await browser.new_context(**PHONE, locale="zh-CN")
    page = await context.new_page()
    await citizen.signed_in_at_window(page, whole, person)
    await page.get_by_role("radiogroup").wait_for()
    token = await page.evaluate("localStorage.getItem('token')")
    await context.close()
    kept = [{"name": "token", "value": token}]
    return {"cookies": [], "origins": [{"origin": site, "localStorage": kept}]}


async def wait_of(browser: Browser, state: Any, link: str) -> Wait:
    """One visit with an empty cache."""
    context = await browser.new_context(**PHONE, locale="zh-CN", storage_state=state)
    page = await context.new_page()
    await slow_down(page)
    await page.add_init_script(WATCH % json.dumps(words.phone().window.yes))
    await page.goto(link, wait_until="commit")
    await page.get_by_role("radio").last.wait_for()
    await citizen.grade(page, "satisfied")
    seen = await page.evaluate("seen")
    await context.close()
    return Wait(seen["window"] / 1000, (seen["grades"] - seen["window"]) / 1000)


async def slow_down(page: Page) -> None:
    tools = await page.context.new_cdp_session(page)
    await tools.send("Network.enable")
    await tools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": LATENCY_MS,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    await tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})


async def measure_waits(rounds: int, folder: Path) -> list[Wait]:
    whole = Whole(folder, {})
    nginx = Nginx(folder, [urlsplit(whole.url).port or 0])
    (nginx.pages / "m").symlink_to(H5)
    try:
        async with async_playwright() as playwright:
            browser = await launch(playwright)
            state = await signed_in(browser, whole, nginx.url)
            link = whole.link.replace(whole.url, nginx.url)
            return [await wait_of(browser, state, link) for _ in range(rounds)]
    finally:
        nginx.stop()
        whole.stop()


def print_sizes() -> None:
    first = sizes.first_h5_page()
    for file, size in first.files.items():
        print(f"  {size:>7,}  {file}")
    print(f"first H5 page: {first.all:,} bytes gzip, at most {sizes.ALL_LIMIT:,}")
    print(f"  own code in it: {first.own:,}, at most {sizes.OWN_LIMIT:,}")
    for name, size in sizes.wechat_packages().items():
        limit = f", at most {sizes.MAIN_PACKAGE_LIMIT:,}" if name == "main" else ""
        print(f"WeChat package {name}: {size:,} bytes{limit}")


def print_waits(waits: list[Wait]) -> None:
    window, grades, both = (
        statistics.median(getattr(wait, part) for wait in waits)
        for part in ("window", "grades", "both")
    )
    print(f"grades tappable after {both:.2f} s, target {TARGET_SECONDS} (median of {len(waits)}):")
    print(f"  the window {window:.2f} s after the scan, the grades {grades:.2f} s after the tap")
    print("  rounds:", ", ".join(f"{wait.both:.2f}" for wait in waits))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    print_sizes()
    with tempfile.TemporaryDirectory() as folder:
        print_waits(asyncio.run(measure_waits(chosen.rounds, Path(folder))))


if __name__ == "__main__":
    main()
