"""Which hours the ladder of late reviews keeps."""

from __future__ import annotations

from lms.assessments.allocation import Ladder, ladder_from
from lms.assessments.allocation.ladder import KIND
from lms.assessments.models import Assignment
from lms.cohorts import queries as cohorts
from lms.core import clock, terms


def ladder_for(assignment: Assignment) -> Ladder:
    """The ladder of an assignment: the centre's terms on the day of its deadline, or the usual hours."""
    cohort = cohorts.cohort(assignment.cohort_id)
    if cohort is None:
        return Ladder()
    scopes = (("centre", cohort.centre_id), ("site", 0))
    found = terms.in_force(KIND, on=clock.local_date(assignment.review_closes_at), scopes=scopes)
    return ladder_from(found.numbers) if found else Ladder()
