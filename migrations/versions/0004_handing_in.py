"""handing in."""

import hashlib

import sqlalchemy as sa
from alembic import op
from lms.core.audit.models import BigId
from lms.core.db import JsonValue
from lms.core.db import UtcDateTime
from lms.core.ledger import protection

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LEDGERS = ("extension_entry", "grade_release", "submission_version")


def _columns() -> tuple[sa.Column, ...]:
    return (
        sa.Column(
            "hand_in", JsonValue, nullable=False, server_default='{"text": true, "files": false, "repository": false}'
        ),
        sa.Column("is_team", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("late", JsonValue, nullable=False, server_default='{"form": "none", "points": 10, "days": 3}'),
        sa.Column("allocation", sa.String(length=20), nullable=False, server_default="balanced"),
        sa.Column("anonymity", sa.String(length=20), nullable=False, server_default="double"),
        sa.Column("peer_weight", sa.Integer(), nullable=False, server_default="100"),
        sa.Column("instructor_weight", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("pass_line", sa.Integer(), nullable=False, server_default="60"),
        sa.Column("check_budget", sa.Integer(), nullable=True),
        sa.Column("calibrated", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("extra_reviews", sa.Integer(), nullable=False, server_default="2"),
        sa.Column("holds_grades", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("starter", sa.Text(), nullable=False, server_default=""),
        sa.Column("revise_until", UtcDateTime(), nullable=True),
        sa.Column("compared_at", UtcDateTime(), nullable=True),
    )


def _submission_columns() -> tuple[sa.Column, ...]:
    return (
        sa.Column("round", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("late_off", sa.Integer(), nullable=False, server_default="0"),
    )


def upgrade() -> None:
    _add_columns()
    _create_tables()
    for table in LEDGERS:
        for statement in protection(table, op.get_bind().dialect.name):
            op.execute(statement)
    _move_work()


def _add_columns() -> None:
    # In place on both databases: SQLite would copy the table and refuse to drop the old one while work refers to it.
    for column in _columns():
        op.add_column("assignment", column)
    for column in _submission_columns():
        op.add_column("submission", column)


def _move_work() -> None:
    """Every piece of work gets its author as member, and its text as the version that stands."""
    connection = op.get_bind()
    work = sa.table(
        "submission",
        *(sa.column(name) for name in ("id", "assignment_id", "author_id", "version", "body", "html")),
        sa.column("submitted_at", UtcDateTime()),
    )
    member = sa.table(
        "submission_member", *(sa.column(name) for name in ("submission_id", "assignment_id", "person_id"))
    )
    version = sa.table(
        "submission_version",
        *(sa.column(name) for name in ("submission_id", "number", "round", "body", "html", "repository", "commit_id")),
        *(sa.column(name) for name in ("late_days", "digest", "author_id")),
        sa.column("files", JsonValue),
        sa.column("at", UtcDateTime()),
    )
    for row in connection.execute(sa.select(work)).all():
        connection.execute(
            member.insert().values(submission_id=row.id, assignment_id=row.assignment_id, person_id=row.author_id)
        )
        connection.execute(
            version.insert().values(
                submission_id=row.id,
                number=row.version,
                round=1,
                body=row.body,
                html=row.html,
                files=[],
                repository="",
                commit_id="",
                late_days=0,
                digest=hashlib.sha256(row.body.encode()).hexdigest(),
                at=row.submitted_at,
                author_id=row.author_id,
            )
        )


def _create_tables() -> None:
    op.create_table(
        "module_assignment",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("module_position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_module_assignment_assignment_id_assignment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_module_assignment_course_id_course"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_module_assignment")),
    )
    with op.batch_alter_table("module_assignment", schema=None) as batch_op:
        batch_op.create_index("ix_module_assignment_course", ["course_id", "module_position"], unique=False)

    op.create_table(
        "rubric_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("centre_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("criteria", JsonValue, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["centre_id"], ["centre.id"], name=op.f("fk_rubric_template_centre_id_centre"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_template")),
        sa.UniqueConstraint("centre_id", "name", name=op.f("uq_rubric_template_centre_id_name")),
    )
    op.create_table(
        "extension_entry",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_extension_entry_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_extension_entry_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["extension_entry.id"],
            name=op.f("fk_extension_entry_supersedes_id_extension_entry"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_entry")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_extension_entry_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("extension_entry", schema=None) as batch_op:
        batch_op.create_index("ix_extension_entry_assignment", ["assignment_id", "person_id"], unique=False)

    op.create_table(
        "grade_release",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_grade_release_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_grade_release_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["grade_release.id"],
            name=op.f("fk_grade_release_supersedes_id_grade_release"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_release")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_grade_release_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("grade_release", schema=None) as batch_op:
        batch_op.create_index("ix_grade_release_assignment", ["assignment_id"], unique=False)

    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_team_assignment_id_assignment"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team")),
        sa.UniqueConstraint("assignment_id", "name", name=op.f("uq_team_assignment_id_name")),
    )
    op.create_table(
        "work_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("files", JsonValue, nullable=False),
        sa.Column("repository", sa.String(length=300), nullable=False),
        sa.Column("commit_id", sa.String(length=64), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_work_draft_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_work_draft_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_draft")),
        sa.UniqueConstraint("assignment_id", "person_id", name=op.f("uq_work_draft_assignment_id_person_id")),
    )
    op.create_table(
        "draft_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["work_draft.id"], name=op.f("fk_draft_version_draft_id_work_draft"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_version")),
    )
    with op.batch_alter_table("draft_version", schema=None) as batch_op:
        batch_op.create_index("ix_draft_version_draft", ["draft_id"], unique=False)

    op.create_table(
        "similar_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("spans", JsonValue, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_similar_pair_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["left_id"], ["submission.id"], name=op.f("fk_similar_pair_left_id_submission"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["right_id"], ["submission.id"], name=op.f("fk_similar_pair_right_id_submission"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_similar_pair")),
        sa.UniqueConstraint("left_id", "right_id", name=op.f("uq_similar_pair_left_id_right_id")),
    )
    with op.batch_alter_table("similar_pair", schema=None) as batch_op:
        batch_op.create_index("ix_similar_pair_assignment", ["assignment_id"], unique=False)

    op.create_table(
        "submission_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_submission_member_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_submission_member_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_submission_member_submission_id_submission"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_member")),
        sa.UniqueConstraint("assignment_id", "person_id", name=op.f("uq_submission_member_assignment_id_person_id")),
    )
    with op.batch_alter_table("submission_member", schema=None) as batch_op:
        batch_op.create_index("ix_submission_member_person", ["person_id"], unique=False)
        batch_op.create_index("ix_submission_member_submission", ["submission_id"], unique=False)

    op.create_table(
        "submission_version",
        sa.Column("id", BigId, nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("files", JsonValue, nullable=False),
        sa.Column("repository", sa.String(length=300), nullable=False),
        sa.Column("commit_id", sa.String(length=64), nullable=False),
        sa.Column("late_days", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_submission_version_author_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_submission_version_submission_id_submission"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_version")),
        sa.UniqueConstraint("submission_id", "number", name=op.f("uq_submission_version_submission_id_number")),
        info={"ledger": True},
    )
    op.create_table(
        "team_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_team_member_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_team_member_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_team_member_team_id_team"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
        sa.UniqueConstraint("assignment_id", "person_id", name=op.f("uq_team_member_assignment_id_person_id")),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index("ix_team_member_team", ["team_id"], unique=False)

    op.create_table(
        "comment_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("is_addressed", sa.Boolean(), nullable=False),
        sa.Column("sentence", sa.String(length=500), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_comment_answer_review_id_review"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_answer")),
        sa.UniqueConstraint("review_id", name=op.f("uq_comment_answer_review_id")),
    )


def downgrade() -> None:
    op.drop_table("comment_answer")
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.drop_index("ix_team_member_team")

    op.drop_table("team_member")
    op.drop_table("submission_version")
    with op.batch_alter_table("submission_member", schema=None) as batch_op:
        batch_op.drop_index("ix_submission_member_submission")
        batch_op.drop_index("ix_submission_member_person")

    op.drop_table("submission_member")
    with op.batch_alter_table("similar_pair", schema=None) as batch_op:
        batch_op.drop_index("ix_similar_pair_assignment")

    op.drop_table("similar_pair")
    with op.batch_alter_table("draft_version", schema=None) as batch_op:
        batch_op.drop_index("ix_draft_version_draft")

    op.drop_table("draft_version")
    op.drop_table("work_draft")
    op.drop_table("team")
    with op.batch_alter_table("grade_release", schema=None) as batch_op:
        batch_op.drop_index("ix_grade_release_assignment")

    op.drop_table("grade_release")
    with op.batch_alter_table("extension_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_extension_entry_assignment")

    op.drop_table("extension_entry")
    op.drop_table("rubric_template")
    with op.batch_alter_table("module_assignment", schema=None) as batch_op:
        batch_op.drop_index("ix_module_assignment_course")

    op.drop_table("module_assignment")
    for column in reversed(_submission_columns()):
        op.execute(f"ALTER TABLE submission DROP COLUMN {column.name}")
    for column in reversed(_columns()):
        op.execute(f"ALTER TABLE assignment DROP COLUMN {column.name}")
