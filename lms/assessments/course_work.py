"""What courses may know of work: which pieces a cohort has, and who handed them in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from lms.assessments import queries
from lms.assessments.models import SubmissionMember
from lms.core.db import db
from lms.courses.conditions import ModuleWork


class CourseWork:
    """Answers the questions of ``lms.courses.conditions``."""

    def works_of(self, cohort_id: int) -> Sequence[tuple[int, Mapping[str, str]]]:
        """The assignments of a cohort: id and title in both languages."""
        return [(card.id, card.title) for card in queries.assignments_of([cohort_id])]

    def works_in_course(self, course_id: int, *, cohort_ids: Collection[int], person_id: int) -> Sequence[ModuleWork]:
        """The assignments of cohorts in modules of a course, as this person has them."""
        return queries.works_in_course(course_id, cohort_ids=cohort_ids, person_id=person_id)

    def handed_in(self, work_ids: Collection[int], person_ids: Collection[int]) -> frozenset[tuple[int, int]]:
        """Pairs of assignment and person, members of a team included: one statement."""
        rows = db.session.execute(
            select(SubmissionMember.assignment_id, SubmissionMember.person_id).where(
                SubmissionMember.assignment_id.in_(work_ids), SubmissionMember.person_id.in_(person_ids)
            )
        )
        return frozenset((row[0], row[1]) for row in rows)
