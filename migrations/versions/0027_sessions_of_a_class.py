"""sessions of a class."""

import sqlalchemy as sa
from alembic import op


revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("class_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("section_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_class_session_section_id_class_section"),
            "class_section",
            ["section_id"],
            ["id"],
            ondelete="RESTRICT",
        )


def downgrade() -> None:
    with op.batch_alter_table("class_session", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_class_session_section_id_class_section"), type_="foreignkey")
        batch_op.drop_column("section_id")
