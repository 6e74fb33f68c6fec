"""course contents: what front matter says, kept with each revision."""

import sqlalchemy as sa
from alembic import op
from lms.core.db import JsonValue

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = (
    ("course_revision", "language", sa.String(10), "ko"),
    ("course_revision", "summary", sa.String(300), ""),
    ("course_revision", "extra", JsonValue, "{}"),
    ("course_revision", "quizzes", JsonValue, "[]"),
    ("module", "key", sa.String(300), ""),
    ("lesson", "kind", sa.String(20), "lesson"),
    ("lesson", "beside", sa.String(300), ""),
    ("lesson_text", "source", sa.String(600), ""),
    ("lesson_text", "objectives", JsonValue, "[]"),
    ("lesson_text", "resources", JsonValue, "[]"),
    ("lesson_text", "addresses", JsonValue, "{}"),
    ("lesson_text", "extra", JsonValue, "{}"),
)


def upgrade() -> None:
    for table, name, kind, default in COLUMNS:
        op.add_column(table, sa.Column(name, kind, server_default=default, nullable=False))
    op.add_column("lesson_text", sa.Column("minutes", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("lesson_text", "minutes")
    for table, name, _kind, _default in reversed(COLUMNS):
        op.drop_column(table, name)
