"""remote prompts."""

import sqlalchemy as sa
from alembic import op
from lms.core.db import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "remote_prompt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_remote_prompt_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["section_id"],
            ["class_section.id"],
            name=op.f("fk_remote_prompt_section_id_class_section"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remote_prompt")),
    )
    with op.batch_alter_table("remote_prompt", schema=None) as batch_op:
        batch_op.create_index("ix_remote_prompt_day", ["cohort_id", "day"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("remote_prompt", schema=None) as batch_op:
        batch_op.drop_index("ix_remote_prompt_day")

    op.drop_table("remote_prompt")
