"""requests by phone, revoked approvals, settled signals."""

import sqlalchemy as sa
from alembic import op
from lms.core.audit.models import BigId
from lms.core.db import JsonValue
from lms.core.db import UtcDateTime
from lms.core.ledger import protection

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

LEDGERS = ("request_revocation", "signal_review")


def upgrade() -> None:
    op.create_table(
        "request_revocation",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("facts", JsonValue, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["attendance_request.id"],
            name=op.f("fk_request_revocation_request_id_attendance_request"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["request_revocation.id"],
            name=op.f("fk_request_revocation_supersedes_id_request_revocation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_revocation")),
        sa.UniqueConstraint("request_id", name=op.f("uq_request_revocation_request_id")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_request_revocation_supersedes_id")),
    )
    op.create_table(
        "signal_review",
        sa.Column("event_id", BigId, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["attendance_event.id"],
            name=op.f("fk_signal_review_event_id_attendance_event"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["signal_review.id"],
            name=op.f("fk_signal_review_supersedes_id_signal_review"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signal_review")),
        sa.UniqueConstraint("event_id", name=op.f("uq_signal_review_event_id")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_signal_review_supersedes_id")),
    )
    with op.batch_alter_table("attendance_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("filed_by", sa.Integer(), nullable=True))
    for table in LEDGERS:
        for statement in protection(table, op.get_bind().dialect.name):
            op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("attendance_request", schema=None) as batch_op:
        batch_op.drop_column("filed_by")

    op.drop_table("signal_review")
    op.drop_table("request_revocation")
