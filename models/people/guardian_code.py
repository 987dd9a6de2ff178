"""What a child shows a guardian, who then agrees."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.evaluator import Evaluator


class GuardianCode(Model):
    """One code of one child. A new one takes the place of the last."""

    id = fields.UUIDField(primary_key=True)
    child: fields.OneToOneRelation["Evaluator"] = fields.OneToOneField(
        "models.Evaluator", related_name="guardian_code", on_delete=fields.RESTRICT
    )
    child_id: UUID
    code_index = fields.CharField(max_length=64, unique=True)
    until = fields.DatetimeField()

    class Meta:
        table = "guardian_code"
