"""marks with facts, closed units, risk notes."""

import sqlalchemy as sa
from alembic import op
from lms.core.audit.models import BigId
from lms.core.db import JsonValue, UtcDateTime
from lms.core.ledger import protection

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LEDGERS = ("locked_unit", "mark_proposal", "risk_note")


def upgrade() -> None:
    op.create_table(
        "locked_unit",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("policy", JsonValue, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_locked_unit_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["locked_unit.id"],
            name=op.f("fk_locked_unit_supersedes_id_locked_unit"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_locked_unit")),
        sa.UniqueConstraint("cohort_id", "number", name=op.f("uq_locked_unit_cohort_id_number")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_locked_unit_supersedes_id")),
        info={"ledger": True},
    )
    op.create_table(
        "mark_proposal",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("before", sa.String(length=16), nullable=False),
        sa.Column("after", sa.String(length=16), nullable=False),
        sa.Column("mark_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_mark_proposal_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_mark_proposal_enrolment_id_enrolment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["mark_proposal.id"],
            name=op.f("fk_mark_proposal_supersedes_id_mark_proposal"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mark_proposal")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_mark_proposal_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("mark_proposal", schema=None) as batch_op:
        batch_op.create_index("ix_mark_proposal_cohort", ["cohort_id", "day"], unique=False)

    op.create_table(
        "risk_note",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("risk", sa.Integer(), nullable=False),
        sa.Column("days_left", sa.Integer(), nullable=False),
        sa.Column("in_a_row", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_risk_note_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_risk_note_enrolment_id_enrolment"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["risk_note.id"], name=op.f("fk_risk_note_supersedes_id_risk_note"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_note")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_risk_note_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("risk_note", schema=None) as batch_op:
        batch_op.create_index("ix_risk_note_cohort", ["cohort_id"], unique=False)

    with op.batch_alter_table("day_mark", schema=None) as batch_op:
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("facts", JsonValue, nullable=True))
        batch_op.add_column(sa.Column("terms_id", sa.Integer(), nullable=True))
    first = sa.text("supersedes_id IS NULL")
    op.create_index(
        "uq_day_mark_first",
        "day_mark",
        ["enrolment_id", "day"],
        unique=True,
        sqlite_where=first,
        postgresql_where=first,
    )

    dialect = op.get_bind().dialect.name
    for table in LEDGERS:
        for statement in protection(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    op.drop_index("uq_day_mark_first", table_name="day_mark")
    for column in ("terms_id", "facts", "minutes"):
        op.drop_column("day_mark", column)  # in place, so that the triggers of the ledger stay

    with op.batch_alter_table("risk_note", schema=None) as batch_op:
        batch_op.drop_index("ix_risk_note_cohort")

    op.drop_table("risk_note")
    with op.batch_alter_table("mark_proposal", schema=None) as batch_op:
        batch_op.drop_index("ix_mark_proposal_cohort")

    op.drop_table("mark_proposal")
    op.drop_table("locked_unit")
    if op.get_bind().dialect.name == "postgresql":
        for table in LEDGERS:
            op.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")
