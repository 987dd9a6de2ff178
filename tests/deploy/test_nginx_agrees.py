"""Where nginx.conf and the handlers must say the same, they are compared."""

import json
import re

from handlers import ENDPOINTS
from handlers.answers import ANSWERS
from handlers.permissions import ROLES
from handlers.rating.ratings import PICTURE_BYTES
from tests.support.processes import ROOT

CONFIGURATION = (ROOT / "nginx.conf").read_text()


def test_the_staffs_side_is_what_the_permission_table_says() -> None:
    (pattern,) = re.findall(r"location ~ (\^/api/\S+) {", CONFIGURATION)
    guarded = {each.path for each in ENDPOINTS if re.search(pattern, each.path)}
    staffs = {each.path for each in ENDPOINTS if each.may in ROLES}
    assert all(path.startswith("/api/staff/sign-in") for path in guarded - staffs)
    assert staffs <= guarded


def test_nginx_speaks_with_the_words_of_the_handlers() -> None:
    found = re.findall(r"return (\d+) '({.*})'", CONFIGURATION)
    assert len(found) == 3
    for status, text in found:
        problem = json.loads(text)
        assert ANSWERS[problem["code"]] == (int(status), problem["message"])


def test_nginx_lets_every_body_pass_that_its_handler_takes() -> None:
    block = re.search(
        r"location = /api/my/pictures {[^}]*client_max_body_size (\d+)m", CONFIGURATION
    )
    assert block is not None
    assert int(block[1]) * 1024 * 1024 == PICTURE_BYTES
    usual = re.search(r"client_max_body_size (\d+)m;", CONFIGURATION)
    assert usual is not None
    staffs = re.search(r"staff-networks.conf;\s+client_max_body_size (\d+)m;", CONFIGURATION)
    assert staffs is not None
    takers = {each.path: each for each in ENDPOINTS if each.raw_limit is not None}
    assert takers.pop("/api/my/pictures").raw_limit == PICTURE_BYTES
    for each in takers.values():
        allowed = staffs if each.may in ROLES else usual
        assert (each.raw_limit or 0) <= int(allowed[1]) * 1024 * 1024, each.path
