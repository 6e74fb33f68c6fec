"""requests for erasure."""

import sqlalchemy as sa
from alembic import op
from lms.core.audit.models import BigId
from lms.core.db import UtcDateTime
from lms.core.ledger import protection

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None
ERASABLE = ("portfolio_version", "letter_version")
"""Ledgers that decide about nobody: their rows are never changed, but go with their person."""


def upgrade() -> None:
    op.create_table(
        "erasure_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_erasure_request_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_request")),
    )
    with op.batch_alter_table("erasure_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erasure_request_person_id"), ["person_id"], unique=False)
        batch_op.create_index("ix_erasure_request_state", ["state"], unique=False)
        batch_op.create_index(
            "uq_erasure_request_waiting",
            ["person_id"],
            unique=True,
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )

    op.create_table(
        "erasure_decision",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["erasure_request.id"],
            name=op.f("fk_erasure_decision_request_id_erasure_request"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["erasure_decision.id"],
            name=op.f("fk_erasure_decision_supersedes_id_erasure_decision"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure_decision")),
        sa.UniqueConstraint("request_id", name=op.f("uq_erasure_decision_request_id")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_erasure_decision_supersedes_id")),
        info={"ledger": True},
    )
    dialect = op.get_bind().dialect.name
    for statement in protection("erasure_decision", dialect):
        op.execute(statement)
    _protect(erasable=True)


def _protect(*, erasable: bool) -> None:
    dialect = op.get_bind().dialect.name
    for table in ERASABLE:
        if dialect == "sqlite":
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        else:
            op.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
        for statement in protection(table, dialect, erasable=erasable):
            op.execute(statement)


def downgrade() -> None:
    _protect(erasable=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION erasure_decision_refuse() CASCADE")
    op.drop_table("erasure_decision")
    with op.batch_alter_table("erasure_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_erasure_request_waiting",
            sqlite_where=sa.text("state = 'asked'"),
            postgresql_where=sa.text("state = 'asked'"),
        )
        batch_op.drop_index("ix_erasure_request_state")
        batch_op.drop_index(batch_op.f("ix_erasure_request_person_id"))

    op.drop_table("erasure_request")
