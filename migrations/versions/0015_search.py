"""search."""

import sqlalchemy as sa
from alembic import op


revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "search_gram",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("gram", sa.String(length=2), nullable=False),
        sa.Column("titles", sa.LargeBinary(), nullable=False),
        sa.Column("headings", sa.LargeBinary(), nullable=False),
        sa.Column("bodies", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["course_revision.id"],
            name=op.f("fk_search_gram_revision_id_course_revision"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("revision_id", "gram", name=op.f("pk_search_gram")),
    )
    op.create_table(
        "search_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lesson.id"], name=op.f("fk_search_text_lesson_id_lesson"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["course_revision.id"],
            name=op.f("fk_search_text_revision_id_course_revision"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["lesson_text.id"], name=op.f("fk_search_text_text_id_lesson_text"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_text")),
        sa.UniqueConstraint("revision_id", "ordinal", name=op.f("uq_search_text_revision_id_ordinal")),
    )


def downgrade() -> None:
    op.drop_table("search_text")
    op.drop_table("search_gram")
