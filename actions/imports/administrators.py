"""Rows of accounts beside administrators' accounts: one person has no two (docs/decisions/0073)."""

from collections import defaultdict
from collections.abc import Mapping

from actions.imports.draft import Draft
from actions.imports.shape import Row
from actions.people.administrators import index_of
from models import Staff
from rules.actors import ADMINISTRATORS
from rules.documents import BadDocument


async def judge(rows: list[Row], draft: Draft, known: Mapping[str, Staff]) -> None:
    """Say what is wrong with the documents of administrators, and of others who have theirs."""
    active = [row for row in rows if row["status"] == "active"]
    persons = {row["login"]: _person(row, draft, known.get(row["login"])) for row in active}
    held = await _held({one for one in persons.values() if one}, draft, besides=persons)
    for row in active:
        if person := persons[row["login"]]:
            held[person].append((row["login"], row["role"]))
    for row in active:
        account, person = known.get(row["login"]), persons[row["login"]]
        on_record = _newest(account, draft) if account else None
        administers = row["role"] in ADMINISTRATORS
        others = [role for login, role in held[person] if login != row["login"]] if person else []
        if administers and person is None:
            draft.problem(row, "document", "administrator_unknown")
        elif administers and on_record not in (None, person):
            draft.problem(row, "document", "another_person")
        elif others and (administers or ADMINISTRATORS.intersection(others)):
            draft.problem(row, "document", "second_account")


async def _held(
    persons: set[str], draft: Draft, *, besides: Mapping[str, str | None]
) -> defaultdict[str, list[tuple[str, str]]]:
    """Active accounts of these persons, without those the file speaks of itself."""
    held = defaultdict[str, list[tuple[str, str]]](list)
    for one in await Staff.filter(document_index__isnull=False, active=True).only(
        "id", "login", "role", "document_index"
    ):
        person = _newest(one, draft)
        if person is not None and person in persons and one.login not in besides:
            held[person].append((one.login, one.role))
    return held


def _person(row: Row, draft: Draft, account: Staff | None) -> str | None:
    """The index of the document in the row, or of the one on record, in its newest form."""
    if not row["document"]:
        return _newest(account, draft) if account else None
    try:
        return draft.keys.later(index_of(row["document"], keys=draft.keys, now=draft.now))
    except BadDocument:
        return None  # said already


def _newest(account: Staff, draft: Draft) -> str | None:
    index = account.document_index
    return draft.keys.later(index) if index is not None else None
