"""Whoever reads the audit trail reads words, not the names of functions."""

import re

from handlers import ENDPOINTS
from handlers.permissions import ROLES
from tests.support.processes import ROOT

WORDS = ROOT / "web/words/zh-CN/audit-actions.ts"
RECORDED = re.compile(r'(?:action=|_noted?\()"(\w+_\w+)"')


def test_every_step_that_can_be_recorded_has_its_word() -> None:
    known = set(re.findall(r"^  (\w+): '", WORDS.read_text(encoding="utf-8"), re.MULTILINE))
    tried = {one.name for one in ENDPOINTS if one.may in ROLES}
    done = {
        name
        for room in ("actions", "handlers")
        for file in (ROOT / room).rglob("*.py")
        for name in RECORDED.findall(file.read_text(encoding="utf-8"))
    }
    assert "staff_sign_in" in done  # the pattern still finds them
    assert (tried | done) - known == set()
