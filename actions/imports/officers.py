"""The accounts of officers, handlers and hall managers. Passwords are given out apart from it."""

from typing import Any

from actions.evaluators import document_index
from actions.imports.draft import Draft
from actions.imports.shape import Column, Kind, Row, Sheet
from actions.imports.windows import halls_by_code, institutions_by_code
from models import Hall, Institution, Staff
from rules.actors import Role
from rules.documents import BadDocument, DocumentType, check

ROLES = (Role.OFFICER, Role.HANDLER, Role.HALL_MANAGER)
LOGIN_LEAST = 3
SHEETS = (
    Sheet(
        "officers",
        (
            Column("login", Kind.CODE, most=64),
            Column("name", most=40),
            Column("role", Kind.CHOICE, choices=ROLES),
            Column("institution", Kind.CODE, required=False, most=40),
            Column("hall", Kind.CODE, required=False, most=40),
            Column("phone", Kind.PHONE, required=False, most=20, secret=True),
            Column("document", Kind.CODE, required=False, most=18, secret=True),
            Column("status", Kind.CHOICE, choices=("active", "inactive"), default="active"),
        ),
    ),
)


async def plan(rows: list[Row], draft: Draft) -> None:
    """Judge the accounts by login."""
    institutions = await institutions_by_code(rows, draft.reach)
    halls = await halls_by_code(rows, draft.reach)
    logins = {row["login"] for row in rows}
    found = Staff.filter(login__in=logins).select_related("institution", "hall")
    known = {one.login: one for one in await found}
    for row in rows:
        if draft.first(row, "login", row["login"]):
            existing = known.get(row["login"])
            institution, hall = institutions.get(row["institution"]), halls.get(row["hall"])
            _one(row, draft, existing, institution, hall)


def _one(
    row: Row,
    draft: Draft,
    existing: Staff | None,
    institution: Institution | None,
    hall: Hall | None,
) -> None:
    problem = _refused(row, draft, existing) or _scope_problem(row, institution, hall)
    if problem:
        return draft.problem(row, *problem)
    manager = row["role"] == Role.HALL_MANAGER
    values: dict[str, Any] = {
        "login": row["login"],
        "name": row["name"],
        "role": row["role"],
        "institution_id": institution.id if institution and not manager else None,
        "hall_id": hall.id if hall and manager else None,
        "active": row["status"] == "active",
    }
    old = _old(existing) if existing else {}
    if row["phone"]:
        known = existing.phone_sealed if existing else None
        old["phone"] = draft.keys.open(known, "phone") if known else ""
        if old["phone"] != row["phone"]:
            values["phone_sealed"] = draft.keys.seal(row["phone"], "phone")
    if row["document"]:
        number = check(DocumentType.RESIDENT_ID, row["document"], draft.now)
        index = document_index(draft.keys, DocumentType.RESIDENT_ID, number)
        values["document_index"] = index
        same = existing is not None and existing.document_index == index
        old["document"] = row["document"] if same else ""
    if existing is None:
        values["password_hash"] = ""  # nobody can sign in until a password was given out
    draft.put(row, Staff, existing, row["login"], values, old=old if existing else None)
    return None


def _refused(row: Row, draft: Draft, existing: Staff | None) -> tuple[str, str] | None:
    if len(row["login"]) < LOGIN_LEAST:
        return "login", "bad_login"
    if row["document"]:
        try:
            check(DocumentType.RESIDENT_ID, row["document"], draft.now)
        except BadDocument:
            return "document", "bad_document"
    if existing is None:
        return None
    if existing.role not in ROLES:
        return "login", "not_for_import"
    mine = (existing.institution and draft.reach.institution(existing.institution)) or (
        existing.hall and draft.reach.bureau(existing.hall.bureau_id)
    )
    return None if mine else ("login", "out_of_reach")


def _scope_problem(
    row: Row, institution: Institution | None, hall: Hall | None
) -> tuple[str, str] | None:
    """An officer or handler belongs to an institution, a hall manager to a hall."""
    column, place = "institution", institution or None
    if row["role"] == Role.HALL_MANAGER:
        column, place = "hall", hall  # type: ignore[assignment]
    if not row[column]:
        return column, f"role_needs_{column}"
    if place is None:
        return column, f"{column}_unknown"
    return (column, "closed") if place.closed_at else None


def _old(one: Staff) -> dict[str, str]:
    return {
        "login": one.login,
        "name": one.name,
        "role": one.role,
        "institution": one.institution.code if one.institution else "",
        "hall": one.hall.code if one.hall else "",
        "status": "active" if one.active else "inactive",
    }
