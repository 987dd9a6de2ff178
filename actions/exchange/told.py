"""A row the provincial system told, in our words, or why it cannot be read (10-2, 10-5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from actions.exchange.received import Unclear
from actions.services.intake import CLOCK_SKEW
from rules.exchange import (
    Agreement,
    FieldMissing,
    Held,
    Kind,
    UnknownCode,
    read_moment,
)

MOST_SERVICES = 32_767  # of one case, as far as a column counts
WANTED = frozenset(
    {
        "project_number",
        "service_number",
        "opinion",
        "rated_at",
        "grade",
        "channel",
        "tags",
        "text",
        "default",
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """A rating they hold, in our words; not after now."""

    facts: dict[str, str]
    rated_at: datetime
    service_number: int

    @property
    def key(self) -> tuple[str, int]:
        """The service it is of, by project and service number."""
        return self.facts["project_number"], self.service_number

    @property
    def default(self) -> bool:
        """Whether nobody's opinion."""
        return self.facts.get("default") == "yes"


def read(fields: Mapping[str, Any], agreement: Agreement, now: datetime) -> Told:
    """A row in our words, or `Unclear`: nothing is guessed (10-5)."""
    try:
        facts = agreement.incoming(Kind.RATING, fields, WANTED)
        rated_at = read_moment(facts["rated_at"])
        service_number = int(facts["service_number"])
    except UnknownCode as error:
        raise Unclear(Held.CODE_UNKNOWN, error.table, error.code) from error
    except FieldMissing as error:
        raise Unclear(Held.FIELD_MISSING, error.field) from error
    except ValueError as error:
        raise Unclear(Held.UNREADABLE) from error
    if rated_at > now + CLOCK_SKEW or not 0 < service_number <= MOST_SERVICES:
        raise Unclear(Held.UNREADABLE)
    if "channel" not in facts and facts.get("default") != "yes":
        raise Unclear(Held.FIELD_MISSING, agreement.field_of(Kind.RATING, "channel"))
    return Told(facts, min(rated_at, now), service_number)
