"""reviewing without work."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in batch mode: SQLite would make the table anew, and other tables refer to it.
    column = sa.Column("reviews_without_work", sa.Boolean(), server_default=sa.true(), nullable=False)
    op.add_column("assignment", column)


def downgrade() -> None:
    op.drop_column("assignment", "reviews_without_work")
