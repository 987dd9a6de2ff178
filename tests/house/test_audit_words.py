"""Whoever reads the audit trail reads words, not the names of functions."""

import re

from actions.trail.audit_words import ACTIONS, OBJECTS, WHO
from handlers import ENDPOINTS
from handlers.permissions import ROLES
from rules.actors import Role
from tests.support.processes import ROOT

RECORDED = re.compile(r'(?:action=|_noted?\(|_told\(|BY_[A-Z]+ = )"(\w+_\w+)"')
KIND = re.compile(r'object_kind="(\w+)"')


def test_every_step_that_can_be_recorded_has_its_word() -> None:
    tried = {one.name for one in ENDPOINTS if one.may in ROLES}
    done = found(RECORDED)
    assert "staff_sign_in" in done  # the pattern still finds them
    assert (tried | done) - set(ACTIONS) == set()


def test_every_kind_of_object_and_every_role_has_its_word() -> None:
    kinds = found(KIND)
    assert "window" in kinds
    assert kinds - set(OBJECTS) == set()
    assert set(Role) <= set(WHO)


def found(pattern: re.Pattern[str]) -> set[str]:
    return {
        name
        for room in ("actions", "handlers")
        for file in (ROOT / room).rglob("*.py")
        for name in pattern.findall(file.read_text(encoding="utf-8"))
    }
