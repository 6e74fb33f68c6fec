"""Reads of which assignments belong to which module of a course."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, func, select
from sqlalchemy.orm import aliased

from lms.assessments.models import Assignment, ExtensionEntry, ModuleAssignment, SubmissionMember
from lms.assessments.types import ModulePlace
from lms.core.db import db
from lms.courses.conditions import ModuleWork


def module_of(assignment_id: int) -> ModulePlace | None:
    """The module to which an assignment belongs."""
    row = db.session.get(ModuleAssignment, assignment_id)
    return ModulePlace(row.course_id, row.module_key) if row is not None and row.module_key else None


def works_in_course(course_id: int, *, cohort_ids: Collection[int], person_id: int) -> list[ModuleWork]:
    """The assignments of cohorts in modules of a course, with this person's own close: one statement."""
    values = {"course": course_id, "cohorts": list(cohort_ids), "person": person_id}
    rows = db.session.execute(_works_statement(), values)
    return [
        ModuleWork(ident, title, key, opens, closes, bool(is_in), f"/assignments/{ident}")
        for ident, title, key, opens, closes, is_in in rows
    ]


@cache
def _works_statement() -> Select[*tuple[Any, ...]]:
    """Made once: putting it together costs more than running it."""
    later, person = aliased(ExtensionEntry), bindparam("person", type_=Integer)
    closes_at = func.coalesce(ExtensionEntry.closes_at, Assignment.closes_at)
    return (
        select(
            Assignment.id, Assignment.title, ModuleAssignment.module_key, Assignment.opens_at, closes_at,
            SubmissionMember.id.is_not(None),
        )
        .join(ModuleAssignment, ModuleAssignment.assignment_id == Assignment.id)
        .outerjoin(
            SubmissionMember,
            and_(SubmissionMember.assignment_id == Assignment.id, SubmissionMember.person_id == person),
        )
        .outerjoin(
            ExtensionEntry,
            and_(ExtensionEntry.assignment_id == Assignment.id, ExtensionEntry.person_id == person),
        )
        .outerjoin(later, later.supersedes_id == ExtensionEntry.id)
        .where(
            ModuleAssignment.course_id == bindparam("course", type_=Integer),
            Assignment.cohort_id.in_(bindparam("cohorts", expanding=True)),
            later.id.is_(None),
        )
        .order_by(Assignment.cohort_id.desc(), Assignment.position)
    )  # fmt: skip
