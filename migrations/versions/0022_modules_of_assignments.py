"""modules of assignments."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("module_assignment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("module_key", sa.String(length=300), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("module_assignment", schema=None) as batch_op:
        batch_op.drop_column("module_key")
