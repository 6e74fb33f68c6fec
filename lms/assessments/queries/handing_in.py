"""Reads of handing in: terms for a person, drafts, versions, teams."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from lms.accounts.models import Person
from lms.assessments.models import (
    Assignment,
    DraftVersion,
    ExtensionEntry,
    Submission,
    SubmissionMember,
    SubmissionVersion,
    Team,
    TeamMember,
    WorkDraft,
)
from lms.assessments.types import Anonymity, HandIn, LateRule, Window
from lms.assessments.types.handing_in import FileNote, Version, WorkTerms, Writing
from lms.core.db import db


def terms_for(assignment_id: int, person_id: int) -> WorkTerms | None:
    """How this person hands in, with their extension."""
    later = aliased(ExtensionEntry)
    row = db.session.execute(
        select(Assignment, ExtensionEntry.closes_at)
        .outerjoin(
            ExtensionEntry,
            and_(ExtensionEntry.assignment_id == Assignment.id, ExtensionEntry.person_id == person_id),
        )
        .outerjoin(later, later.supersedes_id == ExtensionEntry.id)
        .where(Assignment.id == assignment_id, later.id.is_(None))
    ).first()
    if row is None:
        return None
    work, extended = row
    closes = max(work.closes_at, extended) if extended else work.closes_at
    return WorkTerms(
        work.id,
        Window(work.opens_at, closes, max(work.review_closes_at, closes)),
        HandIn.read(work.hand_in),
        LateRule.read(work.late),
        work.is_team,
        Anonymity(work.anonymity),
        work.revise_until,
        closes > work.closes_at,
    )


def extensions_of(assignment_ids: Iterable[int]) -> dict[tuple[int, int], tuple[datetime, int, str]]:
    """Standing extensions: (assignment, person) to (close, entry id, reason)."""
    later = aliased(ExtensionEntry)
    rows = db.session.execute(
        select(
            ExtensionEntry.assignment_id,
            ExtensionEntry.person_id,
            ExtensionEntry.closes_at,
            ExtensionEntry.id,
            ExtensionEntry.reason,
        )
        .outerjoin(later, later.supersedes_id == ExtensionEntry.id)
        .where(ExtensionEntry.assignment_id.in_(list(assignment_ids)), later.id.is_(None))
    )
    return {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows if row[2] is not None}


def draft_of(assignment_id: int, person_id: int) -> WorkDraft | None:
    """The stored draft of a person."""
    return db.session.scalar(
        select(WorkDraft).where(WorkDraft.assignment_id == assignment_id, WorkDraft.person_id == person_id)
    )


def writing_of(assignment_id: int, person_id: int, submission: Submission | None) -> Writing:
    """What the person goes on writing: the draft, else the newest version, else nothing."""
    draft = draft_of(assignment_id, person_id)
    if draft is not None:
        files = tuple(FileNote.read(each) for each in draft.files)
        return Writing(draft.body, files, draft.repository, draft.commit_id, draft.epoch, draft.saved_at)
    newest = version(submission.id, submission.version) if submission else None
    return Writing(newest.body, newest.files, newest.repository, newest.commit_id) if newest else Writing()


def kept_drafts(assignment_id: int, person_id: int) -> list[tuple[datetime, str]]:
    """Texts that another window replaced, newest first."""
    rows = db.session.execute(
        select(DraftVersion.at, DraftVersion.body)
        .join(WorkDraft, WorkDraft.id == DraftVersion.draft_id)
        .where(WorkDraft.assignment_id == assignment_id, WorkDraft.person_id == person_id)
        .order_by(DraftVersion.id.desc())
        .limit(20)
    )
    return [(row[0], row[1]) for row in rows]


def version(submission_id: int, number: int) -> Version | None:
    """One version of a piece of work."""
    row = db.session.scalar(
        select(SubmissionVersion).where(
            SubmissionVersion.submission_id == submission_id, SubmissionVersion.number == number
        )
    )
    return version_from(row) if row else None


def versions_of(submission_id: int) -> list[Version]:
    """Every version of a piece of work, newest first."""
    rows = db.session.scalars(
        select(SubmissionVersion)
        .where(SubmissionVersion.submission_id == submission_id)
        .order_by(SubmissionVersion.number.desc())
    )
    return [version_from(row) for row in rows]


def reviewed_version(submission_id: int) -> Version | None:
    """The version that the reviewers of the first round had before them."""
    return next((each for each in versions_of(submission_id) if each.round == 1), None)


def version_from(row: SubmissionVersion) -> Version:
    """A stored version as a plain value."""
    return Version(
        row.submission_id,
        row.number,
        row.round,
        row.body,
        row.html,
        tuple(FileNote.read(each) for each in row.files),
        row.repository,
        row.commit_id,
        row.late_days,
        row.digest,
        row.at,
        row.author_id,
    )


def team_of(assignment_id: int, person_id: int) -> tuple[int, str, list[int]] | None:
    """A person's team: its id, name and members."""
    own = aliased(TeamMember)
    rows = db.session.execute(
        select(Team.id, Team.name, TeamMember.person_id)
        .join(own, own.team_id == Team.id)
        .join(TeamMember, TeamMember.team_id == Team.id)
        .where(own.assignment_id == assignment_id, own.person_id == person_id)
        .order_by(TeamMember.id)
    ).all()
    return (rows[0][0], rows[0][1], [row[2] for row in rows]) if rows else None


def authors_of(assignment_id: int) -> set[int]:
    """Everybody whose work is in."""
    return set(
        db.session.scalars(select(SubmissionMember.person_id).where(SubmissionMember.assignment_id == assignment_id))
    )


def names_of_members(submission_ids: Iterable[int]) -> dict[int, list[str]]:
    """Whose work it is, by submission. For people who may know it."""
    rows = db.session.execute(
        select(SubmissionMember.submission_id, Person.name)
        .join(Person, Person.id == SubmissionMember.person_id)
        .where(SubmissionMember.submission_id.in_(list(submission_ids)))
        .order_by(Person.name)
    )
    names: dict[int, list[str]] = {}
    for submission_id, name in rows:
        names.setdefault(submission_id, []).append(name)
    return names


def round_began(submission: Submission | None) -> datetime | None:
    """When the first version of the present round came in."""
    if submission is None or submission.round == 1:
        return submission.submitted_at if submission else None
    return db.session.scalar(
        select(func.min(SubmissionVersion.at)).where(
            SubmissionVersion.submission_id == submission.id, SubmissionVersion.round == submission.round
        )
    )
