"""indexes for sums of marks."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

REPLACED = sa.text("supersedes_id IS NOT NULL")


def upgrade() -> None:
    op.create_index("ix_day_mark_sums", "day_mark", ["cohort_id", "enrolment_id", "day", "status", "events", "id"])
    op.create_index(
        "ix_day_mark_replaced",
        "day_mark",
        ["cohort_id", "supersedes_id"],
        sqlite_where=REPLACED,
        postgresql_where=REPLACED,
    )


def downgrade() -> None:
    op.drop_index("ix_day_mark_replaced", table_name="day_mark")
    op.drop_index("ix_day_mark_sums", table_name="day_mark")
