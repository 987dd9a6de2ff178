"""What the provincial complaint platform tells, and what it is told back (7-5, 11-1, 11-4).

第十一条 省政务服务咨询投诉平台对“不满意”或“非常不满意”的评价进行转办，
市、县（区）政务服务数据管理局（政务服务管理机构）应及时转办，
全市各级政务服务机构对转办的工单要做出回应整改并反馈整改结果。

A grade's code says nothing by itself: 1 is the best in GB/T 39046-2020 and the worst in the
exchange. It is read by the scale told with it, and where its word is told as well, both must agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from rules.documents import mask_personal_data
from rules.exchange import Agreement, FieldMissing, UnknownCode, read_moment
from rules.grades import Grade
from rules.rating import TEXT_LIMIT
from rules.rectification import Action
from rules.tags import BY_CODE

PARTNER = "complaint_platform"
LONGEST_NUMBER = 50  # a number of the platform, so that it fits with its kind before it
LONGEST_PROJECT = 60  # a case number the platform tells, so that ours of it fits its column
MOST_SERVICES = 9_999  # of one case
# In front of the number of a service that only the platform knows of: nobody's case number.
TOLD_CASE = "TS-"
TOLD_NUMBER = "TS/"
WANTED = frozenset(
    {
        "project_number",
        "service_number",
        "area",
        "institution",
        "grade_scale",
        "grade_code",
        "grade_name",
        "tags",
        "text",
        "title",
        "at",
        "rating_number",
    }
)
SAID = frozenset({"order_number", "rating_number", "verdict", "text"})


class Paper(StrEnum):
    """What a row is: each kind has numbers of its own."""

    RATING = "rating"  # somebody rated on the platform
    ORDER = "order"  # the platform dispatches a poor rating to the city
    VERDICT = "verdict"  # whether who complained there calls it solved
    STEP = "step"  # what the city did with an order, told back


TOLD = frozenset({Paper.RATING, Paper.ORDER, Paper.VERDICT})
"""What the platform tells; steps it is told."""

TOLD_BACK = frozenset(
    {
        Action.DISPATCH,
        Action.ACCEPT,
        Action.RETURN,
        Action.RESPOND,
        Action.RECTIFY,
        Action.FEED_BACK,
        Action.CONFIRM,
        Action.REOPEN,
        Action.CLOSE_BY_SILENCE,
        Action.CLOSE_BY_BUREAU,
        Action.EXCLUDE,
    }
)
"""The steps of an order that are told: what was done about it, and how it ended (11-4)."""

SAID_OF = frozenset({"citizen", "system"})
"""Who acts without being an office."""


class Verdict(StrEnum):
    """What who complained says of a feedback, as in our own channel (11-8)."""

    SOLVED = "solved"
    PARTLY = "partly"
    NOT_SOLVED = "not_solved"


class Contradiction(Exception):
    """Two things a row says cannot both be true; the message names the field."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Told:
    """A row in our words. `project_number` is empty where the platform has no case number."""

    project_number: str
    service_number: int
    area: str
    institution: str
    grade: Grade
    tags: str
    title: str
    text: str
    at: datetime
    rating_number: str  # of an order: the platform's number of the rating it is about

    @property
    def note(self) -> str:
        """Title and text as an office may read them."""
        return "：".join(part for part in (self.title, self.text) if part)[:TEXT_LIMIT]


def read(kind: Paper, fields: Mapping[str, Any], agreement: Agreement) -> Told:
    """A row of the platform in our words; nothing is guessed. Art. 7, 11 (7-5, 10-5, 11-1).

    Raises `UnknownCode`, `FieldMissing`, `Contradiction`, and `ValueError` for a moment or number
    that is none.
    """
    facts = agreement.incoming(kind, fields, WANTED)
    grade = _grade(facts, agreement)
    service_number = int(facts.get("service_number", "1"))
    project = facts.get("project_number", "").strip()
    if not 0 < service_number <= MOST_SERVICES or len(project) > LONGEST_PROJECT:
        raise ValueError
    return Told(
        project_number=project,
        service_number=service_number,
        area=facts["area"],
        institution=facts["institution"],
        grade=grade,
        tags=_tags(facts.get("tags", ""), grade),
        title=mask_personal_data(facts.get("title", "").strip()),
        text=mask_personal_data(facts.get("text", "").strip())[:TEXT_LIMIT],
        at=read_moment(facts["at"]),
        rating_number=facts.get("rating_number", "").strip(),
    )


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict in our words, about the order or rating of a number of theirs."""

    about: str
    verdict: Verdict
    text: str


def read_verdict(fields: Mapping[str, Any], agreement: Agreement) -> Said:
    """What who complained says of the feedback. Art. 11 (11-4, 11-8).

    Raises `UnknownCode`, `FieldMissing`, and `ValueError` for a number that is none.
    """
    facts = agreement.incoming(Paper.VERDICT, fields, SAID)
    about = facts.get("order_number", "") or facts.get("rating_number", "")
    if not about.strip():
        raise FieldMissing(agreement.field_of(Paper.VERDICT, "order_number"))
    if len(about.strip()) > LONGEST_NUMBER:
        raise ValueError
    text = mask_personal_data(facts.get("text", "").strip())[:TEXT_LIMIT]
    return Said(about.strip(), Verdict(facts["verdict"]), text)


def number_of(kind: Paper, number: str) -> str:
    """What a row is known by here: numbers of ratings and orders are not each other's."""
    return f"{kind}:{number}"


def told_case(told: Told, kind: Paper, number: str) -> str:
    """The number of a service that only the platform knows of. Art. 11 (11-1).

    The rating and the order of one case come to one; without a case number the rating's does it.
    """
    if told.project_number:
        return f"{TOLD_CASE}{told.project_number}"
    return f"{TOLD_NUMBER}{(told.rating_number or number)[:LONGEST_NUMBER]}"


def _grade(facts: Mapping[str, str], agreement: Agreement) -> Grade:
    scale = facts.get("grade_scale", "")
    table = agreement.tables.get(f"grade_{scale}")
    if table is None:
        raise UnknownCode("grade_scale", scale)
    grade = table.incoming(facts.get("grade_code", ""))
    if facts.get("grade_name", grade) != grade:
        raise Contradiction("satisfaction")
    return Grade(grade)


def _tags(codes: str, grade: Grade) -> str:
    for code in filter(None, codes.split(",")):
        tag = BY_CODE.get(code)
        if tag is None:
            raise UnknownCode("tag", code)
        if tag.grade is not grade:
            raise Contradiction("evalDetail")
    return codes
