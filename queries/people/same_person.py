"""Whether two accounts belong to one person: what takes two people is not done by two accounts."""

from uuid import UUID

from models import Staff


async def same_person(one: UUID | None, *, by: UUID) -> bool:
    """The same account, or accounts on record with one document, in either form of its index.

    Accounts without a document on record are told apart by nothing. Art. 9, 12, 13 (9-5, 12-7).
    """
    if one is None or one == by:
        return one == by
    first, second = await Staff.get(id=one), await Staff.get(id=by)
    return bool(_documents(first) & _documents(second))


def _documents(staff: Staff) -> set[str]:
    return {one for one in (staff.document_index, staff.earlier_index) if one is not None}
