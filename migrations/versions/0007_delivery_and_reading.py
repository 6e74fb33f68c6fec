"""delivery and reading."""

import sqlalchemy as sa
from alembic import op
from lms.core.audit.models import BigId
from lms.core.db import JsonValue, UtcDateTime
from lms.core.ledger import protection

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LEDGERS = ("delivery_plan", "delivery_exception")


def upgrade() -> None:
    op.create_table(
        "delivery_plan",
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", JsonValue, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_delivery_plan_course_id_course"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["delivery_plan.id"],
            name=op.f("fk_delivery_plan_supersedes_id_delivery_plan"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_plan")),
        sa.UniqueConstraint("course_id", "version", name=op.f("uq_delivery_plan_course_id_version")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_delivery_plan_supersedes_id")),
        info={"ledger": True},
    )
    op.create_table(
        "lesson_note",
        sa.Column("id", BigId, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_lesson_note_course_id_course"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_lesson_note_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_note")),
        sa.UniqueConstraint("person_id", "course_id", "key", name=op.f("uq_lesson_note_person_id_course_id_key")),
    )
    op.create_table(
        "lesson_place",
        sa.Column("id", BigId, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("anchor", sa.String(length=200), nullable=False),
        sa.Column("permille", sa.Integer(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("permille BETWEEN 0 AND 1000", name=op.f("ck_lesson_place_share_of_the_page")),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_lesson_place_course_id_course"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_lesson_place_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_place")),
        sa.UniqueConstraint("person_id", "course_id", "key", name=op.f("uq_lesson_place_person_id_course_id_key")),
    )
    op.create_table(
        "delivery_binding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("work_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_delivery_binding_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_delivery_binding_course_id_course"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_binding")),
        sa.UniqueConstraint(
            "cohort_id", "course_id", "kind", "name", name=op.f("uq_delivery_binding_cohort_id_course_id_kind_name")
        ),
    )
    op.create_table(
        "delivery_exception",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("module", sa.String(length=300), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_delivery_exception_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_delivery_exception_course_id_course"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_delivery_exception_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["delivery_exception.id"],
            name=op.f("fk_delivery_exception_supersedes_id_delivery_exception"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_exception")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_delivery_exception_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("delivery_exception", schema=None) as batch_op:
        batch_op.create_index("ix_delivery_exception_person", ["cohort_id", "course_id", "person_id"], unique=False)

    op.create_table(
        "lesson_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("cohort_id", sa.Integer(), nullable=True),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["person.id"], name=op.f("fk_lesson_report_answered_by_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_lesson_report_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_lesson_report_course_id_course"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"], ["lesson.id"], name=op.f("fk_lesson_report_lesson_id_lesson"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_lesson_report_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_report")),
    )
    with op.batch_alter_table("lesson_report", schema=None) as batch_op:
        batch_op.create_index("ix_lesson_report_course", ["course_id", "answered_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_lesson_report_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("lesson_text", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reading_minutes", sa.Integer(), server_default="1", nullable=False))
    op.execute("UPDATE lesson_text SET reading_minutes = 1 + length(body) / 900")
    dialect = op.get_bind().dialect.name
    for table in LEDGERS:
        for statement in protection(table, dialect):
            op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("lesson_text", schema=None) as batch_op:
        batch_op.drop_column("reading_minutes")

    with op.batch_alter_table("lesson_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lesson_report_person_id"))
        batch_op.drop_index("ix_lesson_report_course")

    op.drop_table("lesson_report")
    with op.batch_alter_table("delivery_exception", schema=None) as batch_op:
        batch_op.drop_index("ix_delivery_exception_person")

    op.drop_table("delivery_exception")
    op.drop_table("delivery_binding")
    op.drop_table("lesson_place")
    op.drop_table("lesson_note")
    op.drop_table("delivery_plan")
