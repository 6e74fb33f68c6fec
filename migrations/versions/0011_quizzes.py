"""quizzes."""

import sqlalchemy as sa
from alembic import op
from lms.core.audit.models import BigId
from lms.core.db import JsonValue, UtcDateTime
from lms.core.ledger import protection

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

LEDGERS = ("quiz_question_version", "quiz_edition", "quiz_exception", "quiz_mark")


def upgrade() -> None:
    op.create_table(
        "quiz",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("title", JsonValue, nullable=False),
        sa.Column("lesson_key", sa.String(length=300), nullable=False),
        sa.Column("settings", JsonValue, nullable=False),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_quiz_course_id_course"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz")),
        sa.UniqueConstraint("course_id", "key", name=op.f("uq_quiz_course_id_key")),
    )
    op.create_table(
        "quiz_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("tags", JsonValue, nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_quiz_question_course_id_course"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_question")),
        sa.UniqueConstraint("course_id", "key", name=op.f("uq_quiz_question_course_id_key")),
    )
    op.create_table(
        "quiz_edition",
        sa.Column("id", BigId, nullable=False),
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("slots", JsonValue, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_edition_quiz_id_quiz"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["course_revision.id"],
            name=op.f("fk_quiz_edition_revision_id_course_revision"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_edition")),
        sa.UniqueConstraint("quiz_id", "number", name=op.f("uq_quiz_edition_quiz_id_number")),
    )
    op.create_table(
        "quiz_exception",
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("extra_minutes", sa.Integer(), nullable=False),
        sa.Column("extra_attempts", sa.Integer(), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_quiz_exception_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_quiz_exception_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_exception_quiz_id_quiz"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["quiz_exception.id"],
            name=op.f("fk_quiz_exception_supersedes_id_quiz_exception"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_exception")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_quiz_exception_supersedes_id")),
    )
    with op.batch_alter_table("quiz_exception", schema=None) as batch_op:
        batch_op.create_index("ix_quiz_exception_person", ["quiz_id", "person_id"], unique=False)

    op.create_table(
        "quiz_question_version",
        sa.Column("id", BigId, nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("body", JsonValue, nullable=False),
        sa.Column("html", JsonValue, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["quiz_question.id"],
            name=op.f("fk_quiz_question_version_question_id_quiz_question"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["course_revision.id"],
            name=op.f("fk_quiz_question_version_revision_id_course_revision"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_question_version")),
        sa.UniqueConstraint("question_id", "number", name=op.f("uq_quiz_question_version_question_id_number")),
    )
    op.create_table(
        "quiz_window",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("opens_at", UtcDateTime(), nullable=True),
        sa.Column("closes_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_quiz_window_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_window_quiz_id_quiz"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_window")),
        sa.UniqueConstraint("quiz_id", "cohort_id", name=op.f("uq_quiz_window_quiz_id_cohort_id")),
    )
    op.create_table(
        "quiz_attempt",
        sa.Column("id", BigId, nullable=False),
        sa.Column("quiz_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", BigId, nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=32), nullable=False),
        sa.Column("drawn", JsonValue, nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("submitted_at", UtcDateTime(), nullable=True),
        sa.Column("ran_out", sa.Boolean(), nullable=False),
        sa.Column("is_trial", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_quiz_attempt_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"],
            ["quiz_edition.id"],
            name=op.f("fk_quiz_attempt_edition_id_quiz_edition"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_quiz_attempt_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["quiz_id"], ["quiz.id"], name=op.f("fk_quiz_attempt_quiz_id_quiz"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_attempt")),
        sa.UniqueConstraint(
            "quiz_id",
            "person_id",
            "cohort_id",
            "number",
            name=op.f("uq_quiz_attempt_quiz_id_person_id_cohort_id_number"),
        ),
    )
    with op.batch_alter_table("quiz_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_quiz_attempt_due", ["submitted_at", "due_at"], unique=False)

    op.create_table(
        "quiz_answer",
        sa.Column("id", BigId, nullable=False),
        sa.Column("attempt_id", BigId, nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("value", JsonValue, nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("checked_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["quiz_attempt.id"],
            name=op.f("fk_quiz_answer_attempt_id_quiz_attempt"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["quiz_question.id"],
            name=op.f("fk_quiz_answer_question_id_quiz_question"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_answer")),
        sa.UniqueConstraint("attempt_id", "question_id", name=op.f("uq_quiz_answer_attempt_id_question_id")),
    )
    op.create_table(
        "quiz_mark",
        sa.Column("attempt_id", BigId, nullable=False),
        sa.Column("points", sa.Double(), nullable=False),
        sa.Column("possible", sa.Double(), nullable=False),
        sa.Column("percent", sa.Double(), nullable=False),
        sa.Column("details", JsonValue, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["quiz_attempt.id"], name=op.f("fk_quiz_mark_attempt_id_quiz_attempt"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["quiz_mark.id"], name=op.f("fk_quiz_mark_supersedes_id_quiz_mark"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_mark")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_quiz_mark_supersedes_id")),
    )
    with op.batch_alter_table("quiz_mark", schema=None) as batch_op:
        batch_op.create_index("ix_quiz_mark_attempt", ["attempt_id"], unique=False)

    dialect = op.get_bind().dialect.name
    for table in LEDGERS:
        for statement in protection(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("quiz_mark", schema=None) as batch_op:
        batch_op.drop_index("ix_quiz_mark_attempt")

    op.drop_table("quiz_mark")
    op.drop_table("quiz_answer")
    with op.batch_alter_table("quiz_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_quiz_attempt_due")

    op.drop_table("quiz_attempt")
    op.drop_table("quiz_window")
    op.drop_table("quiz_question_version")
    with op.batch_alter_table("quiz_exception", schema=None) as batch_op:
        batch_op.drop_index("ix_quiz_exception_person")

    op.drop_table("quiz_exception")
    op.drop_table("quiz_edition")
    op.drop_table("quiz_question")
    op.drop_table("quiz")
    if op.get_bind().dialect.name == "postgresql":
        for table in LEDGERS:
            op.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")
