"""Files of ended services at the desk."""

import secrets
from datetime import datetime

from playwright.async_api import FilePayload, Page

from rules.work_calendar import DAY, SHANGHAI
from server.demo.people import demo_persons
from server.demo.rosters import AROUND_THE_CLOCK
from tests.browser.whole import Whole

HEAD = "办件编号,事项编码,大厅编码,窗口号,工作人员账号,办结时间,申请人证件号码,申请人姓名或名称"


def content(whole: Whole, *, good: int, bad: int) -> bytes:
    """Services of the window that never closes; the bad ones have Excel's numbers in them."""
    hall, window = AROUND_THE_CLOCK.split("/")
    duty = whole.call("GET", "/api/officer/duty", whole.staff_token("officer"))
    person, mark = demo_persons()[0], secrets.token_hex(4)
    yesterday = datetime.now(SHANGHAI) - DAY
    lines = [HEAD]
    for number in range(good + bad):
        document = person.document_number if number < good else "4.45102E+17"
        cells = (
            *(f"BS{mark}{number:05d}", duty["items"][0]["code"], hall, window, "officer"),
            *(f"{yesterday:%Y-%m-%d} 09:30", document, person.name),
        )
        lines.append(",".join(cells))
    return "\n".join(lines).encode("gb18030")


async def choose(page: Page, sheet: bytes) -> None:
    file = FilePayload(name="services.csv", mimeType="text/csv", buffer=sheet)
    await page.locator("input[type=file]").set_input_files(file)
