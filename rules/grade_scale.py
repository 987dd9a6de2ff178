"""The five grades under the codes of others: 1 is the best in one system and the worst in another.

第六条 “好差评”分为五个等级，分别是：非常满意、满意、基本满意、不满意和非常不满意。

A scale is data with its source, one document a scale in `rules/grade_scales/`; which one a partner
counts by is agreed with it. A code that is not in it is never guessed (10-5).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rules.grades import GRADES, Grade
from rules.refusals import Refused

FOLDER = Path(__file__).parent / "grade_scales"


class GradeCodeUnknown(Refused):
    """The partner's scale has no such code (10-5)."""

    code = "grade_code_unknown"


class ScaleMissing(Refused):
    """Nobody has said yet by which scale this partner counts (10-5)."""

    code = "grade_scale_missing"


class BadScale(Exception):
    """A scale's document is malformed, or does not name each of the five grades once."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Codes of one system and the grades they mean."""

    code: str
    label: str
    source: str
    grades: Mapping[str, Grade]

    def grade(self, code: str) -> Grade:
        """The grade a code means; raises `GradeCodeUnknown`. Art. 6 (6-1, 10-5)."""
        if code not in self.grades:
            raise GradeCodeUnknown(grade=code)
        return self.grades[code]


def from_document(document: str) -> Scale:
    """A scale from its TOML document; raises `BadScale`. Art. 6 (6-1)."""
    try:
        raw = tomllib.loads(document)
        grades = {code: Grade(grade) for code, grade in raw["grades"].items()}
        made = Scale(raw["code"], raw["label"], raw["source"], grades)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadScale(str(error)) from error
    if sorted(grades.values()) != sorted(GRADES):
        raise BadScale(made.code)
    return made


@cache
def scales() -> Mapping[str, Scale]:
    """Every scale this program comes with, by its code (10-5)."""
    found = [from_document(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return {one.code: one for one in found}


def scale_named(code: str) -> Scale:
    """The scale of a partner; raises `ScaleMissing` (10-5)."""
    found = scales().get(code)
    if found is None:
        raise ScaleMissing
    return found
