"""reviewing and grading."""

import sqlalchemy as sa
from alembic import op
from lms.core.audit.models import BigId
from lms.core.db import JsonValue
from lms.core.db import UtcDateTime
from lms.core.ledger import protection

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LEDGERS = (
    "appeal_entry",
    "check_entry",
    "estimation",
    "exemplar_score",
    "pair_rule",
    "review_entry",
    "review_exclusion",
    "review_rating",
    "reviewer_mark_entry",
)


def upgrade() -> None:
    op.create_table(
        "estimation",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("is_calibrated", sa.Boolean(), nullable=False),
        sa.Column("anchors", sa.Integer(), nullable=False),
        sa.Column("leniency", sa.Float(), nullable=False),
        sa.Column("leniency_sd", sa.Float(), nullable=False),
        sa.Column("reviewers", JsonValue, nullable=False),
        sa.Column("flags", JsonValue, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_estimation_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["estimation.id"],
            name=op.f("fk_estimation_supersedes_id_estimation"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estimation")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_estimation_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("estimation", schema=None) as batch_op:
        batch_op.create_index("ix_estimation_cohort", ["cohort_id"], unique=False)

    op.create_table(
        "reviewer_mark_entry",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Float(), nullable=False),
        sa.Column("facts", JsonValue, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_reviewer_mark_entry_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reviewer_mark_entry_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["reviewer_mark_entry.id"],
            name=op.f("fk_reviewer_mark_entry_supersedes_id_reviewer_mark_entry"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewer_mark_entry")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_reviewer_mark_entry_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("reviewer_mark_entry", schema=None) as batch_op:
        batch_op.create_index("ix_reviewer_mark_entry_person", ["cohort_id", "person_id"], unique=False)

    op.create_table(
        "exemplar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("levels", JsonValue, nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_exemplar_assignment_id_assignment"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemplar")),
        sa.UniqueConstraint("assignment_id", "number", name=op.f("uq_exemplar_assignment_id_number")),
    )
    op.create_table(
        "pair_rule",
        sa.Column("cohort_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_pair_rule_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_pair_rule_author_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name=op.f("fk_pair_rule_cohort_id_cohort"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["person.id"], name=op.f("fk_pair_rule_reviewer_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"], ["pair_rule.id"], name=op.f("fk_pair_rule_supersedes_id_pair_rule"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pair_rule")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_pair_rule_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("pair_rule", schema=None) as batch_op:
        batch_op.create_index("ix_pair_rule_cohort", ["cohort_id"], unique=False)

    op.create_table(
        "review_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_review_offer_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_review_offer_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_offer")),
        sa.UniqueConstraint("assignment_id", "person_id", name=op.f("uq_review_offer_assignment_id_person_id")),
    )
    op.create_table(
        "appeal_entry",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("criteria", JsonValue, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_appeal_entry_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appeal_entry_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_appeal_entry_submission_id_submission"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["appeal_entry.id"],
            name=op.f("fk_appeal_entry_supersedes_id_appeal_entry"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal_entry")),
        sa.UniqueConstraint("submission_id", "turn", "kind", name=op.f("uq_appeal_entry_submission_id_turn_kind")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_appeal_entry_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("appeal_entry", schema=None) as batch_op:
        batch_op.create_index("ix_appeal_entry_assignment", ["assignment_id"], unique=False)

    op.create_table(
        "check_entry",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("rubric_version_id", sa.Integer(), nullable=False),
        sa.Column("levels", JsonValue, nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("is_blind", sa.Boolean(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["rubric_version_id"],
            ["rubric_version.id"],
            name=op.f("fk_check_entry_rubric_version_id_rubric_version"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_check_entry_submission_id_submission"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["check_entry.id"],
            name=op.f("fk_check_entry_supersedes_id_check_entry"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_entry")),
        sa.UniqueConstraint("submission_id", "turn", name=op.f("uq_check_entry_submission_id_turn")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_check_entry_supersedes_id")),
        info={"ledger": True},
    )
    op.create_table(
        "check_pick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"],
            ["assignment.id"],
            name=op.f("fk_check_pick_assignment_id_assignment"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_check_pick_submission_id_submission"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_pick")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_check_pick_submission_id")),
    )
    with op.batch_alter_table("check_pick", schema=None) as batch_op:
        batch_op.create_index("ix_check_pick_assignment", ["assignment_id"], unique=False)

    op.create_table(
        "exemplar_score",
        sa.Column("exemplar_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("levels", JsonValue, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["exemplar_id"], ["exemplar.id"], name=op.f("fk_exemplar_score_exemplar_id_exemplar"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_exemplar_score_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["exemplar_score.id"],
            name=op.f("fk_exemplar_score_supersedes_id_exemplar_score"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemplar_score")),
        sa.UniqueConstraint("exemplar_id", "person_id", name=op.f("uq_exemplar_score_exemplar_id_person_id")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_exemplar_score_supersedes_id")),
        info={"ledger": True},
    )
    op.create_table(
        "work_estimate",
        sa.Column("submission_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("grade", sa.Float(), nullable=False),
        sa.Column("sd", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=False),
        sa.Column("high", sa.Float(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("review_count", sa.Integer(), nullable=False),
        sa.Column("spread", sa.Float(), nullable=False),
        sa.Column("asks_extra", sa.Boolean(), nullable=False),
        sa.Column("facts", JsonValue, nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_work_estimate_submission_id_submission"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_work_estimate")),
    )
    op.create_table(
        "review_entry",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("rubric_version_id", sa.Integer(), nullable=False),
        sa.Column("levels", JsonValue, nullable=False),
        sa.Column("comments", JsonValue, nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_review_entry_review_id_review"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["rubric_version_id"],
            ["rubric_version.id"],
            name=op.f("fk_review_entry_rubric_version_id_rubric_version"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["review_entry.id"],
            name=op.f("fk_review_entry_supersedes_id_review_entry"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_entry")),
        sa.UniqueConstraint("review_id", "turn", name=op.f("uq_review_entry_review_id_turn")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_review_entry_supersedes_id")),
        info={"ledger": True},
    )
    op.create_table(
        "review_exclusion",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("is_excluded", sa.Boolean(), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_review_exclusion_review_id_review"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["review_exclusion.id"],
            name=op.f("fk_review_exclusion_supersedes_id_review_exclusion"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_exclusion")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_review_exclusion_supersedes_id")),
        info={"ledger": True},
    )
    with op.batch_alter_table("review_exclusion", schema=None) as batch_op:
        batch_op.create_index("ix_review_exclusion_review", ["review_id"], unique=False)

    op.create_table(
        "review_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("side", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_review_question_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_review_question_review_id_review"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_review_question_submission_id_submission"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_question")),
    )
    with op.batch_alter_table("review_question", schema=None) as batch_op:
        batch_op.create_index("ix_review_question_submission", ["submission_id"], unique=False)

    op.create_table(
        "review_rating",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("thanks", sa.String(length=300), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("supersedes_id", BigId, nullable=True),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_review_rating_review_id_review"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["review_rating.id"],
            name=op.f("fk_review_rating_supersedes_id_review_rating"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_rating")),
        sa.UniqueConstraint("review_id", name=op.f("uq_review_rating_review_id")),
        sa.UniqueConstraint("supersedes_id", name=op.f("uq_review_rating_supersedes_id")),
        info={"ledger": True},
    )
    op.create_table(
        "review_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["review.id"], name=op.f("fk_review_step_review_id_review"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_step")),
        sa.UniqueConstraint("review_id", "step", name=op.f("uq_review_step_review_id_step")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.add_column(sa.Column("slot", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("origin", sa.String(length=12), server_default="round", nullable=False))
        batch_op.add_column(sa.Column("released_at", UtcDateTime(), nullable=True))
        batch_op.add_column(sa.Column("comments", JsonValue, nullable=True))
        batch_op.add_column(sa.Column("draft", JsonValue, nullable=True))
        batch_op.add_column(sa.Column("seconds", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index("ix_review_due", ["due_at"], unique=False)

    _place_old_reviews()
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index("uq_review_slot", ["submission_id", "slot"], unique=True)
    dialect = op.get_bind().dialect.name
    for table in LEDGERS:
        for statement in protection(table, dialect):
            op.execute(statement)


def _place_old_reviews() -> None:
    """Reviews from before have a place each, and those that were given stand in the ledger as they are."""
    op.execute(
        "UPDATE review SET slot = (SELECT count(*) FROM review AS other"
        " WHERE other.submission_id = review.submission_id AND other.id < review.id)"
    )
    comments = "'[]'" if op.get_bind().dialect.name == "sqlite" else "CAST('[]' AS JSONB)"
    op.execute(
        "INSERT INTO review_entry (review_id, turn, rubric_version_id, levels, comments, comment, seconds, at,"  # noqa: S608 - no input
        f" actor_id, reason) SELECT id, 1, rubric_version_id, levels, {comments}, comment, 0, done_at, reviewer_id, ''"
        " FROM review WHERE done_at IS NOT NULL"
    )


def downgrade() -> None:
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.drop_index("uq_review_slot")
        batch_op.drop_index("ix_review_due")
        batch_op.drop_column("seconds")
        batch_op.drop_column("draft")
        batch_op.drop_column("comments")
        batch_op.drop_column("released_at")
        batch_op.drop_column("origin")
        batch_op.drop_column("slot")

    op.drop_table("review_step")
    op.drop_table("review_rating")
    with op.batch_alter_table("review_question", schema=None) as batch_op:
        batch_op.drop_index("ix_review_question_submission")

    op.drop_table("review_question")
    with op.batch_alter_table("review_exclusion", schema=None) as batch_op:
        batch_op.drop_index("ix_review_exclusion_review")

    op.drop_table("review_exclusion")
    op.drop_table("review_entry")
    op.drop_table("work_estimate")
    op.drop_table("exemplar_score")
    with op.batch_alter_table("check_pick", schema=None) as batch_op:
        batch_op.drop_index("ix_check_pick_assignment")

    op.drop_table("check_pick")
    op.drop_table("check_entry")
    with op.batch_alter_table("appeal_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_appeal_entry_assignment")

    op.drop_table("appeal_entry")
    op.drop_table("review_offer")
    with op.batch_alter_table("pair_rule", schema=None) as batch_op:
        batch_op.drop_index("ix_pair_rule_cohort")

    op.drop_table("pair_rule")
    op.drop_table("exemplar")
    with op.batch_alter_table("reviewer_mark_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_reviewer_mark_entry_person")

    op.drop_table("reviewer_mark_entry")
    with op.batch_alter_table("estimation", schema=None) as batch_op:
        batch_op.drop_index("ix_estimation_cohort")

    op.drop_table("estimation")
    if op.get_bind().dialect.name == "postgresql":
        for table in LEDGERS:
            op.execute(f"DROP FUNCTION IF EXISTS {table}_refuse()")
