"""The clients partners make from the API document work: one in Python, one in TypeScript."""

import asyncio
import importlib
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from actions.webhooks.signing import new_secret, signature
from conformance.signing import Signed
from conformance.webhooks import NotGenuine
from conformance.webhooks import notice as read_notice
from handlers.openapi import partner_document
from tests.support.house import StartApp
from tests.support.processes import ROOT
from tests.support.town import CHEN, PARTNER_SECRET, Town, build_town

CONTRACT = ROOT / "contract"


def service_of(town: Town, now: datetime) -> dict[str, Any]:
    return {
        "project_number": "KH20261125",
        "service_number": 1,
        "item_code": town.item.code,
        "hall_code": "xq-hall",
        "window_number": town.window.number,
        "officer_login": town.staff["officer"].login,
        "ended_at": now.isoformat(),
        "applicant": CHEN.party,
    }


def made_client(folder: Path) -> ModuleType:
    """A package made from the partners' part of the API document, nothing left out."""
    document = folder / "partners.json"
    document.write_text(json.dumps(partner_document()))
    made = subprocess.run(
        [
            *(sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning"),
            *("--path", str(document), "--config", str(ROOT / "tests/conformance/client.yml")),
            *("--output-path", str(folder / "partner_client"), "--meta", "none"),
        ],
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module("partner_client")
    finally:
        sys.path.remove(str(folder))


async def test_clients_made_from_the_document_tell_of_services(
    start_app: StartApp, sqlite_url: str, tmp_path: Path
) -> None:
    now = datetime.now(UTC)  # the clients sign by the clock on the wall
    app = await start_app(database_url=sqlite_url)
    told = service_of(await build_town(now), now)
    compiled = await asyncio.to_thread(_compiled, tmp_path / "client")
    notice = notice_of(now)
    typescript = await _run(compiled, app.url, {"service": told, "notice": notice})

    partner_client = await asyncio.to_thread(made_client, tmp_path)
    models = importlib.import_module("partner_client.models")
    one = importlib.import_module("partner_client.api.partner.take_in_service")
    many = importlib.import_module("partner_client.api.partner.take_in_services")
    signed = Signed("queue-1", PARTNER_SECRET)
    rows = {"rows": [told, {**told, "service_number": 2}]}
    unknown = {**told, "item_code": "NO-SUCH-ITEM", "service_number": 3}
    async with partner_client.Client(app.url, httpx_args={"auth": signed}) as client:
        first = await one.asyncio(client=client, body=models.EndedService.from_dict(told))
        batch = await many.asyncio(client=client, body=models.EndedServices.from_dict(rows))
        refused = await one.asyncio(client=client, body=models.EndedService.from_dict(unknown))

    ids = [str(row.id) for row in batch.rows]
    assert (str(first.service_id), refused.code) == (ids[0], "item_unknown")
    assert [row.outcome for row in batch.rows] == ["known", "known"]
    assert typescript == {
        "id": ids[0],
        "rows": [["known", ids[0]], ["taken", ids[1]]],
        "code": "item_unknown",
        "notices": ["N1", None],
    }
    body, headers = notice["body"].encode(), notice["headers"]
    assert read_notice(notice["secret"], headers, body, now=now)["id"] == "N1"
    with pytest.raises(NotGenuine):
        read_notice(notice["secret"], headers, body + b" ", now=now)


def notice_of(now: datetime) -> dict[str, Any]:
    """A notice as it comes to a partner."""
    secret, body, at = new_secret(), '{"id": "N1"}', int(now.timestamp())
    headers = {
        "webhook-id": "N1",
        "webhook-timestamp": str(at),
        "webhook-signature": signature(secret, id="N1", at=at, body=body.encode()),
    }
    return {"secret": secret, "headers": headers, "body": body, "at": now.isoformat()}


def _compiled(folder: Path) -> Path:
    """The program of `client.ts`, type-checked against the API document and compiled."""
    node = shutil.which("node")
    assert node is not None
    done = subprocess.run(
        [
            *(node, str(CONTRACT / "node_modules/typescript/bin/tsc"), "--strict"),
            *("--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022"),
            *("--skipLibCheck", "--types", "node", "--outDir", str(folder)),
            str(CONTRACT / "example.ts"),
        ],
        capture_output=True,
        text=True,
        cwd=CONTRACT,
    )
    assert done.returncode == 0, done.stdout
    shutil.copy(CONTRACT / "package.json", folder)  # it says that these are modules
    (folder / "node_modules").symlink_to(CONTRACT / "node_modules")
    return folder / "example.js"


async def _run(program: Path, url: str, told: dict[str, Any]) -> dict[str, Any]:
    running = await asyncio.create_subprocess_exec(
        *("node", str(program), url, "queue-1", PARTNER_SECRET),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
    )
    out, _ = await running.communicate(json.dumps(told).encode())
    answer: dict[str, Any] = json.loads(out)
    return answer
