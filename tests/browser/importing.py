"""Templates at the desk: downloaded, filled in, uploaded."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import FilePayload, Locator, Page, expect

from tests.browser import desk, words
from tests.support.workbooks import fill

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Rows = dict[str, Sequence[Sequence[Any]]]


def label(template: str) -> str:
    return str(getattr(words.desk().imports.templates, template))


async def open_page(page: Page) -> None:
    say = words.desk()
    await desk.go(page, say.frame.areas.imports)
    await expect(page.get_by_role("table", name=say.imports.templatesCaption)).to_be_visible()


async def download(page: Page, template: str) -> bytes:
    """The empty template, saved by the browser."""
    say = words.desk().imports
    row = page.get_by_role("row").filter(has_text=getattr(say.about, template))
    async with page.expect_download() as downloading:
        await row.get_by_role("button", name=say.download).click()
    return _content(await (await downloading.value).path())


def _content(saved: Path) -> bytes:
    return saved.read_bytes()


async def upload(page: Page, template: str, rows: Rows) -> None:
    """Fill in and choose the file; the preview is open then."""
    content = fill(await download(page, template), rows)
    await choose(page, template, content)
    await expect(preview(page)).to_be_focused()


async def choose(page: Page, template: str, content: bytes) -> None:
    file = FilePayload(name=f"{template}.xlsx", mimeType=XLSX, buffer=content)
    await page.locator(f"input[data-template={template}]").set_input_files(file)


def preview(page: Page) -> Locator:
    """The panel that shows what the file would do."""
    return page.locator("section.card")


async def apply(page: Page, template: str) -> None:
    say = words.desk().imports
    await page.get_by_role("button", name=say.apply, exact=True).click()
    await expect(page.get_by_role("status").filter(has_text=label(template))).to_be_visible()


async def undo(page: Page) -> None:
    """Undo the last import."""
    say = words.desk().imports
    await page.get_by_role("table", name=say.historyCaption).get_by_role("button").click()
    await page.get_by_role("button", name=say.undoDo).click()
