"""tokens of programs."""

import sqlalchemy as sa
from alembic import op
from lms.core.db import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.add_column(sa.Column("may_write", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column("used_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.drop_column("used_at")
        batch_op.drop_column("may_write")
