"""Accounts of officers, handlers, halls, bureaus, performance offices, auditors; no passwords."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from actions import index_keys
from actions.imports import administrators
from actions.imports.draft import Draft
from actions.imports.shape import Column, Kind, Row, Sheet
from actions.imports.windows import halls_by_code, institutions_by_code
from actions.people.evaluators import document_index
from models import Bureau, Hall, Institution, Staff
from rules.actors import Role
from rules.documents import BadDocument, DocumentType, check
from rules.institutions import Level

BUREAU = "bureau"  # in the template; the level of the bureau says which role it is
CITY_ONLY = (BUREAU, Role.PERFORMANCE, Role.AUDITOR)
ROLES = (Role.OFFICER, Role.HANDLER, Role.HALL_MANAGER, *CITY_ONLY)
SCOPES = {Role.HALL_MANAGER: "hall", **dict.fromkeys(CITY_ONLY, "bureau")}
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
            Column("bureau", required=False),
            Column("wecom", Kind.WECOM, required=False, most=64, secret=True),
        ),
    ),
)


NOT_BY_FILE = frozenset({Role.CITY_BUREAU, Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN})


async def plan(rows: list[Row], draft: Draft) -> None:
    """Judge the accounts by login."""
    places = _Places(
        await institutions_by_code(rows, draft.reach),
        await halls_by_code(rows, draft.reach),
        {one.name: one for one in await Bureau.all() if draft.reach.bureau(one.id)},
    )
    logins = {row["login"] for row in rows}
    found = Staff.filter(login__in=logins).select_related("institution", "hall", "bureau")
    known = {one.login: one for one in await found}
    for row in rows:
        if draft.first(row, "login", row["login"]):
            _one(row, draft, known.get(row["login"]), places)
    await administrators.judge(rows, draft, known)


@dataclass(frozen=True, slots=True)
class _Places:
    """What rows name, as far as it is within reach."""

    institutions: dict[str, Institution]
    halls: dict[str, Hall]
    bureaus: dict[str, Bureau]

    def of(self, row: Row, column: str) -> Institution | Hall | Bureau | None:
        if column == "institution":
            return self.institutions.get(row[column])
        return self.halls.get(row[column]) if column == "hall" else self.bureaus.get(row[column])


def _one(row: Row, draft: Draft, existing: Staff | None, places: _Places) -> None:
    column = SCOPES.get(row["role"], "institution")
    place = places.of(row, column)
    problem = _refused(row, draft, existing) or _scope_problem(row, column, place)
    if problem:
        return draft.problem(row, *problem)
    assert place is not None
    values: dict[str, Any] = {
        "login": row["login"],
        "name": row["name"],
        "role": _role(row, place),
        "institution_id": None,
        "hall_id": None,
        "bureau_id": None,
        "active": row["status"] == "active",
        f"{column}_id": place.id,
    }
    old = _old(existing) if existing else {}
    id = existing.id if existing else uuid4()
    _sealed(row, draft, existing, id, values, old)
    if existing is None:
        values["password_hash"] = ""  # nobody can sign in until a password was given out
    shown = old if existing else None
    draft.put(row, Staff, existing, row["login"], values, old=shown, new_id=id)
    return None


def _role(row: Row, place: Institution | Hall | Bureau) -> str:
    if row["role"] != BUREAU:
        return row["role"]
    assert isinstance(place, Bureau)
    return Role.CITY_BUREAU if place.level == Level.CITY else Role.COUNTY_BUREAU


def _sealed(
    row: Row,
    draft: Draft,
    existing: Staff | None,
    id: UUID,
    values: dict[str, Any],
    old: dict[str, str],
) -> None:
    """Phone, WeCom id and document, where the row has them; an empty cell leaves what is known."""
    for column in ("phone", "wecom"):
        if row[column]:
            field = f"{column}_sealed"
            known = getattr(existing, field) if existing else None
            old[column] = draft.keys.open(known, Staff, field, id) if known else ""
            if old[column] != row[column]:
                values[field] = draft.keys.seal(row[column], Staff, field, id)
    if row["document"]:
        number = check(DocumentType.RESIDENT_ID, row["document"], draft.now)
        index = document_index(draft.keys, DocumentType.RESIDENT_ID, number)
        values |= index_keys.of_staff(index, draft.keys)
        index = values["document_index"]
        same = existing is not None and existing.document_index == index
        old["document"] = row["document"] if same else ""


def _refused(row: Row, draft: Draft, existing: Staff | None) -> tuple[str, str] | None:
    if len(row["login"]) < LOGIN_LEAST:
        return "login", "bad_login"
    if row["role"] in CITY_ONLY and not draft.reach.whole:
        return "role", "city_only_role"
    if row["document"]:
        try:
            check(DocumentType.RESIDENT_ID, row["document"], draft.now)
        except BadDocument:
            return "document", "bad_document"
    return _not_theirs(draft, existing) if existing else None


def _not_theirs(draft: Draft, existing: Staff) -> tuple[str, str] | None:
    """The city's own accounts are not changed by a file that could lock everybody out."""
    if existing.role in NOT_BY_FILE:
        return "login", "not_for_import"
    if draft.reach.whole:
        return None
    if existing.role not in ROLES:
        return "login", "not_for_import"
    mine = (existing.institution and draft.reach.institution(existing.institution)) or (
        existing.hall and draft.reach.bureau(existing.hall.bureau_id)
    )
    return None if mine else ("login", "out_of_reach")


def _scope_problem(
    row: Row, column: str, place: Institution | Hall | Bureau | None
) -> tuple[str, str] | None:
    """Each role belongs to one kind of place, which is there and open."""
    if not row[column]:
        return column, f"role_needs_{column}"
    if place is None:
        return column, f"{column}_unknown"
    if row["role"] == Role.AUDITOR and isinstance(place, Bureau) and place.level != Level.CITY:
        return column, "auditor_of_city"
    closed = not isinstance(place, Bureau) and place.closed_at
    return (column, "closed") if closed else None


def _old(one: Staff) -> dict[str, str]:
    bureaus = (Role.CITY_BUREAU, Role.COUNTY_BUREAU)
    return {
        "login": one.login,
        "name": one.name,
        "role": BUREAU if one.role in bureaus else one.role,
        "institution": one.institution.code if one.institution else "",
        "hall": one.hall.code if one.hall else "",
        "bureau": one.bureau.name if one.bureau else "",
        "status": "active" if one.active else "inactive",
    }
