"""Writes what the front ends are built against: the API document and the words of the rules."""

from pathlib import Path
from typing import Any

import msgspec

from actions.imports.templates import TEMPLATES
from actions.trail.audit_words import ACTIONS, OBJECTS, OUTCOMES, WHO
from handlers.answers import ANSWERS
from handlers.endpoint import ENDPOINTS
from handlers.openapi import document
from queries.readiness import ReadinessCheck
from rules import evidence, step_pictures
from rules.appeals import AppealAction, AppealStatus
from rules.documents import DocumentType
from rules.grades import GRADES
from rules.indicators import FIRST
from rules.notice import NOTICE_VERSION
from rules.rating import PICTURE_LIMIT, TEXT_LIMIT
from rules.rectification import Action, EntryKind, Status
from rules.tags import TAGS
from server import permission_page


def files() -> dict[str, bytes]:
    """The generated files by name."""
    return {
        "openapi.json": _json(document(ENDPOINTS)),
        "words.json": _json(words()),
        "audit-words.json": _json(audit_words()),
        "permissions.md": permission_page.page().encode(),
    }


def audit_words() -> dict[str, dict[str, str]]:
    """What the codes of the audit trail are called; in a file of its own, for the console alone."""
    return {"who": WHO, "actions": ACTIONS, "objects": OBJECTS, "outcomes": OUTCOMES}


def words() -> dict[str, Any]:
    """Grades, tags and states; what they are called in Chinese is part of the law."""
    return {
        "grades": [
            {"code": one, "label": one.label, "number": one.number, "poor": one.is_poor}
            for one in GRADES
        ],
        "tags": [
            {
                "code": one.code,
                "label": one.label,
                "grade": one.grade,
                "first_shown": one.first_shown,
                "retired": one.retired,
            }
            for one in TAGS
        ],
        "dimensions": [
            {"code": one.code, "label": one.label, "target": one.target} for one in FIRST.items
        ],
        "document_types": [{"code": one, "label": one.label} for one in DocumentType],
        "statuses": list(Status),
        "actions": list(Action),
        "entry_kinds": list(EntryKind),
        "appeal_statuses": list(AppealStatus),
        "appeal_actions": list(AppealAction),
        "readiness_checks": list(ReadinessCheck),
        "import_templates": list(TEMPLATES),
        "problems": {code: sentence for code, (_, sentence) in sorted(ANSWERS.items())},
        "text_limit": TEXT_LIMIT,
        "picture_limit": PICTURE_LIMIT,
        "evidence_limit": evidence.MOST_FILES,
        "evidence_bytes": evidence.MOST_BYTES,
        "step_picture_limit": step_pictures.MOST_PICTURES,
        "step_picture_bytes": step_pictures.MOST_BYTES,
        "pictured_steps": sorted(step_pictures.PICTURED),
        "told_steps": sorted(step_pictures.TOLD),
        "notice_version": NOTICE_VERSION,
    }


def write(folder: Path) -> None:
    """Write the generated files into `folder`."""
    for name, content in files().items():
        (folder / name).write_bytes(content)


def _json(value: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
