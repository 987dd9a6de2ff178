"""异议: an officer contests what an assessment is about to use of a month (Art. 14; 14-3)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.assessment.bulletin import Bulletin
    from models.people.staff import Staff


class AssessmentObjection(Model):
    """One of an officer about one published version. A correction is another version."""

    id = fields.UUIDField(primary_key=True)
    officer: fields.ForeignKeyRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="objections", on_delete=fields.RESTRICT
    )
    officer_id: UUID
    bulletin: fields.ForeignKeyRelation["Bulletin"] = fields.ForeignKeyField(
        "models.Bulletin", related_name="objections", on_delete=fields.RESTRICT
    )
    bulletin_id: UUID
    institution_id = fields.UUIDField()  # whose officer it was in that month: it answers
    kind = fields.CharField(max_length=20)  # not_mine, not_on_duty, wrong_figure, other
    reason = fields.CharField(max_length=500)
    state = fields.CharField(max_length=10)  # open, accepted, declined, withdrawn
    raised_at = fields.DatetimeField()
    answer = fields.CharField(max_length=500, default="")
    answered_by_id = fields.UUIDField(null=True)
    answered_at = fields.DatetimeField(null=True)

    class Meta:
        table = "assessment_objection"
        unique_together = (("officer", "bulletin"),)
        indexes = (("institution_id", "state"), ("bulletin_id",))
