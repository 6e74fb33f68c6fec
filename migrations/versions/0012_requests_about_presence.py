"""requests about presence."""

import sqlalchemy as sa
from alembic import op
from lms.core.audit.models import BigId
from lms.core.db import JsonValue, UtcDateTime
from lms.core.ledger import protection

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LEDGERS = ("request_decision",)


def upgrade() -> None:
    op.create_table(
        "attendance_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("ends", sa.Time(), nullable=True),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("last >= first", name=op.f("ck_attendance_request_days_in_order")),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_attendance_request_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_attendance_request_enrolment_id_enrolment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["stored_file.id"],
            name=op.f("fk_attendance_request_evidence_id_stored_file"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_request")),
    )
    with op.batch_alter_table("attendance_request", schema=None) as batch_op:
        batch_op.create_index("ix_attendance_request_cohort", ["cohort_id", "asked_at"], unique=False)
        batch_op.create_index("ix_attendance_request_enrolment", ["enrolment_id"], unique=False)

    op.create_table(
        "request_decision",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("facts", JsonValue, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["attendance_request.id"],
            name=op.f("fk_request_decision_request_id_attendance_request"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["request_decision.id"],
            name=op.f("fk_request_decision_supersedes_id_request_decision"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_decision")),
        sa.UniqueConstraint("request_id", name=op.f("uq_request_decision_request_id")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_request_decision_supersedes_id")),
        info={"ledger": True},
    )
    dialect = op.get_bind().dialect.name
    for table in LEDGERS:
        for statement in protection(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("request_decision")
    with op.batch_alter_table("attendance_request", schema=None) as batch_op:
        batch_op.drop_index("ix_attendance_request_enrolment")
        batch_op.drop_index("ix_attendance_request_cohort")

    op.drop_table("attendance_request")
    if op.get_bind().dialect.name == "postgresql":
        for table in LEDGERS:
            op.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")
