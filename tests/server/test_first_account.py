"""An empty installation gets its first account from the command line, and only there."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models import Bureau, Region, Staff
from tests.support.app import INDEXING_KEY, SEALING_KEYS
from tests.support.house import Caller
from tests.support.processes import ROOT
from tests.support.town import build_town, identity_number

OWN = "Han-Jiang-26"
CITY = ("--city", "潮州市", "--code", "chaozhou", "--bureau", "潮州市政务服务数据管理局")


def first_account(
    url: str, folder: Path, login: str, *more: str, document: str = ""
) -> subprocess.CompletedProcess[str]:
    program = "from server.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "first-account", login, "张示例", *CITY, *more],
        input=f"{document}\n",
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={
            **os.environ,
            "HCP_DATABASE_URL": url,
            "HCP_DATA_DIR": str(folder),
            "HCP_SEALING_KEYS": ",".join(f"{n}={key.hex()}" for n, key in SEALING_KEYS.items()),
            "HCP_INDEXING_KEY": INDEXING_KEY.hex(),
        },
    )


@pytest.mark.req("4-1")
async def test_an_empty_database_gets_its_city_bureau_and_a_login(
    database_url: str, start_app: Callable[..., Any], tmp_path: Path
) -> None:
    made = first_account(database_url, tmp_path, "city-admin")
    assert made.returncode == 0, made.stderr
    app = await start_app(database_url=database_url)
    form = {"login": "city-admin", "password": made.stdout.strip()}
    asked = await Caller(app.client).post("/api/staff/sign-in", **form)
    assert asked.code == "new_password_needed"  # whoever runs the machine knows the first one
    answer = await Caller(app.client).post("/api/staff/sign-in", **form, new_password=OWN)
    assert answer.status == 200, answer
    me = await Caller(app.client, answer.body["token"]).get("/api/staff/me")
    assert (me.body["role"], me.body["scope_name"]) == ("city_bureau", CITY[-1])
    assert await Region.all().values_list("code", "level") == [("chaozhou", "city")]

    again = first_account(database_url, tmp_path, "city-admin")
    assert again.stdout != made.stdout
    form["password"] = OWN
    lost = await Caller(app.client).post("/api/staff/sign-in", **form)
    assert lost.status == 401
    assert (await Bureau.all().count(), await Staff.all().count()) == (1, 1)


async def test_nobody_else_is_taken_over(
    sqlite_url: str, start_app: Callable[..., Any], tmp_path: Path
) -> None:
    await start_app(database_url=sqlite_url)
    town = await build_town()
    refused = first_account(sqlite_url, tmp_path, "raoping")
    assert refused.returncode != 0
    assert "login_taken" in refused.stderr
    security = ("--role", "security_admin")
    assert (
        "administrator_unknown" in first_account(sqlite_url, tmp_path, "keeper", *security).stderr
    )
    number = identity_number("44510219800305003")
    made = first_account(sqlite_url, tmp_path, "keeper", *security, document=number)
    assert made.returncode == 0, made.stderr
    keeper = await Staff.get(login="keeper")
    assert (keeper.role, keeper.bureau_id) == ("security_admin", town.staff["city"].bureau_id)
    kept = await Staff.get(login="raoping")
    assert kept.password_hash == town.staff["raoping"].password_hash
