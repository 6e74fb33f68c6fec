"""live defences."""

import sqlalchemy as sa
from alembic import op

from lms.core.ledger import protection
from lms.core.audit.models import BigId
from lms.core.db import JsonValue
from lms.core.db import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

LEDGERS = ("defence_entry", "defence_point")


def upgrade() -> None:
    op.create_table(
        "defence_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("evaluator_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_defence_slot_times")),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_defence_slot_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["evaluator_id"], ["person.id"], name=op.f("fk_defence_slot_evaluator_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_defence_slot")),
        sa.UniqueConstraint("evaluator_id", "starts_at", name=op.f("uq_defence_slot_evaluator_id_starts_at")),
    )
    with op.batch_alter_table("defence_slot", schema=None) as batch_op:
        batch_op.create_index("ix_defence_slot_open", ["cohort_id", "is_open", "starts_at"], unique=False)

    op.create_table(
        "defence_setting",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("checklist", JsonValue, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_defence_setting_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_defence_setting")),
    )
    op.create_table(
        "defence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slot_id", sa.Integer(), nullable=False),
        sa.Column("live_slot_id", sa.Integer(), nullable=True),
        sa.Column("pair", sa.String(length=40), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("evaluator_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("evaluator_code", sa.String(length=8), nullable=False),
        sa.Column("author_code", sa.String(length=8), nullable=False),
        sa.Column("evaluator_met_at", UtcDateTime(), nullable=True),
        sa.Column("author_met_at", UtcDateTime(), nullable=True),
        sa.Column("revealed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_defence_assignment_id_assignment"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_defence_author_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["evaluator_id"], ["person.id"], name=op.f("fk_defence_evaluator_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["live_slot_id"],
            ["defence_slot.id"],
            name=op.f("fk_defence_live_slot_id_defence_slot"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["slot_id"], ["defence_slot.id"], name=op.f("fk_defence_slot_id_defence_slot"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_defence_submission_id_submission"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_defence")),
        sa.UniqueConstraint("live_slot_id", name=op.f("uq_defence_live_slot_id")),
        sa.UniqueConstraint("pair", name=op.f("uq_defence_pair")),
    )
    with op.batch_alter_table("defence", schema=None) as batch_op:
        batch_op.create_index("ix_defence_assignment", ["assignment_id"], unique=False)
        batch_op.create_index("ix_defence_author", ["author_id"], unique=False)
        batch_op.create_index("ix_defence_evaluator", ["evaluator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_defence_starts_at"), ["starts_at"], unique=False)

    op.create_table(
        "defence_entry",
        sa.Column("defence_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("facts", JsonValue, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["defence_id"], ["defence.id"], name=op.f("fk_defence_entry_defence_id_defence"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["defence_entry.id"],
            name=op.f("fk_defence_entry_supersedes_id_defence_entry"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_defence_entry")),
        sa.UniqueConstraint("defence_id", "kind", name=op.f("uq_defence_entry_defence_id_kind")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_defence_entry_supersedes_id")),
        info={"ledger": True},
    )
    op.create_table(
        "defence_point",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("defence_id", sa.Integer(), nullable=True),
        sa.Column("delta", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_defence_point_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["defence_id"], ["defence.id"], name=op.f("fk_defence_point_defence_id_defence"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_defence_point_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["defence_point.id"],
            name=op.f("fk_defence_point_supersedes_id_defence_point"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_defence_point")),
        sa.UniqueConstraint("person_id", "defence_id", "why", name=op.f("uq_defence_point_person_id_defence_id_why")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_defence_point_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("defence_point", schema=None) as batch_op:
        batch_op.create_index("ix_defence_point_person", ["person_id", "cohort_id"], unique=False)
    for table in LEDGERS:
        for statement in protection(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("defence_point", schema=None) as batch_op:
        batch_op.drop_index("ix_defence_point_person")

    op.drop_table("defence_point")
    op.drop_table("defence_entry")
    with op.batch_alter_table("defence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_defence_starts_at"))
        batch_op.drop_index("ix_defence_evaluator")
        batch_op.drop_index("ix_defence_author")
        batch_op.drop_index("ix_defence_assignment")

    op.drop_table("defence")
    op.drop_table("defence_setting")
    with op.batch_alter_table("defence_slot", schema=None) as batch_op:
        batch_op.drop_index("ix_defence_slot_open")

    op.drop_table("defence_slot")
