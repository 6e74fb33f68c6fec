"""imports of people that are looked over first."""

import sqlalchemy as sa
from alembic import op
from lms.core.db import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people_import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cohort_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("state", sa.String(length=12), server_default="applied", nullable=False))
        batch_op.add_column(sa.Column("applied_at", UtcDateTime(), nullable=True))
        batch_op.create_index(batch_op.f("ix_people_import_cohort_id"), ["cohort_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("people_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_import_cohort_id"))
        batch_op.drop_column("applied_at")
        batch_op.drop_column("state")
        batch_op.drop_column("cohort_id")
