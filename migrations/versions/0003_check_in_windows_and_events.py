"""check in windows and events."""

import sqlalchemy as sa
from alembic import op
from lms.core.audit.models import BigId
from lms.core.db import JsonValue, UtcDateTime
from lms.core.ledger import protection

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LEDGERS = ("attendance_event",)


def upgrade() -> None:
    op.create_table(
        "check_in_window",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_check_in_window_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["class_section.id"],
            name=op.f("fk_check_in_window_section_id_class_section"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_window")),
    )
    with op.batch_alter_table("check_in_window", schema=None) as batch_op:
        batch_op.create_index("ix_check_in_window_day", ["cohort_id", "day"], unique=False)

    op.create_table(
        "attendance_event",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("happened_at", UtcDateTime(), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("window_id", sa.Integer(), nullable=True),
        sa.Column("batch", sa.String(length=24), nullable=False),
        sa.Column("signals", JsonValue, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_attendance_event_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_attendance_event_enrolment_id_enrolment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["attendance_event.id"],
            name=op.f("fk_attendance_event_supersedes_id_attendance_event"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["window_id"],
            ["check_in_window.id"],
            name=op.f("fk_attendance_event_window_id_check_in_window"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_event")),
        sa.UniqueConstraint(
            "enrolment_id", "day", "slot", "turn", name=op.f("uq_attendance_event_enrolment_id_day_slot_turn")
        ),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_attendance_event_supersedes_id")),
    )
    with op.batch_alter_table("attendance_event", schema=None) as batch_op:
        batch_op.create_index("ix_attendance_event_day", ["cohort_id", "day"], unique=False)

    dialect = op.get_bind().dialect.name
    for table in LEDGERS:
        for statement in protection(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("attendance_event", schema=None) as batch_op:
        batch_op.drop_index("ix_attendance_event_day")

    op.drop_table("attendance_event")
    with op.batch_alter_table("check_in_window", schema=None) as batch_op:
        batch_op.drop_index("ix_check_in_window_day")

    op.drop_table("check_in_window")
    if op.get_bind().dialect.name == "postgresql":
        for table in LEDGERS:
            op.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")
