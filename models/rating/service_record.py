"""办件: one ended service, the thing a rating is of (5-3, 6-7)."""

from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

if TYPE_CHECKING:
    from models.people.evaluator import Evaluator
    from models.people.staff import Staff
    from models.places.bureau import Bureau
    from models.places.hall import Hall
    from models.places.institution import Institution
    from models.places.service_item import ServiceItem
    from models.places.window import Window


class ServiceRecord(Model):
    """An ended service with everything a rating is attributed to, frozen at its end."""

    id = fields.UUIDField(primary_key=True)
    project_number = fields.CharField(max_length=64)
    service_number = fields.SmallIntField()
    point = fields.CharField(max_length=20, default="")  # the rating point reached (6-7)
    source = fields.CharField(max_length=20)  # officer, queue_machine, call, walk_in
    institution: fields.ForeignKeyRelation["Institution"] = fields.ForeignKeyField(
        "models.Institution", related_name="services", on_delete=fields.RESTRICT
    )
    institution_id: UUID
    bureau: fields.ForeignKeyRelation["Bureau"] = fields.ForeignKeyField(
        "models.Bureau", related_name="services", on_delete=fields.RESTRICT
    )
    bureau_id: UUID
    hall: fields.ForeignKeyNullableRelation["Hall"] = fields.ForeignKeyField(
        "models.Hall", related_name="services", null=True, on_delete=fields.RESTRICT
    )
    hall_id: UUID | None
    window: fields.ForeignKeyNullableRelation["Window"] = fields.ForeignKeyField(
        "models.Window", related_name="services", null=True, on_delete=fields.RESTRICT
    )
    window_id: UUID | None
    item: fields.ForeignKeyNullableRelation["ServiceItem"] = fields.ForeignKeyField(
        "models.ServiceItem", related_name="services", null=True, on_delete=fields.RESTRICT
    )
    item_id: UUID | None
    officer: fields.ForeignKeyNullableRelation["Staff"] = fields.ForeignKeyField(
        "models.Staff", related_name="services", null=True, on_delete=fields.RESTRICT
    )
    officer_id: UUID | None
    applicant_index = fields.CharField(max_length=64, null=True)
    applicant_sealed = fields.BinaryField(null=True)
    agent_index = fields.CharField(max_length=64, null=True)
    agent_sealed = fields.BinaryField(null=True)
    ended_at = fields.DatetimeField()
    default_due_at = fields.DatetimeField(null=True)  # NULL for walk-ins: they never default (6-9)
    rule_set = fields.CharField(max_length=40)
    # The officer's idempotency key: a second tap on "end" ends nothing twice.
    key = fields.CharField(max_length=64, null=True)
    # Walk-ins only: once per citizen, window and day, and so many windows a day (7-10).
    walk_in_evaluator: fields.ForeignKeyNullableRelation["Evaluator"] = fields.ForeignKeyField(
        "models.Evaluator", related_name="walk_ins", null=True, on_delete=fields.RESTRICT
    )
    walk_in_evaluator_id: UUID | None
    walk_in_day = fields.DateField(null=True)
    walk_in_ordinal = fields.SmallIntField(null=True)
    typed = fields.BooleanField(default=False)

    class Meta:
        table = "service_record"
        unique_together = (
            ("project_number", "service_number"),
            ("officer", "key"),
            ("walk_in_evaluator", "walk_in_day", "window"),
            ("walk_in_evaluator", "walk_in_day", "walk_in_ordinal"),
        )
        indexes = (
            ("applicant_index", "ended_at"),
            ("agent_index", "ended_at"),
            ("officer_id", "ended_at"),
            ("institution_id", "ended_at"),
            ("window_id", "ended_at"),
            ("default_due_at", "id"),
            ("ended_at",),
        )
