"""What a person may search: the revisions they read, without lessons that are closed to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lms.accounts.types import Place
from lms.cohorts import queries as cohorts
from lms.core.actor import Actor
from lms.courses import policies, queries
from lms.courses.access.reading import course_page, reader_of
from lms.courses.types import CourseCard


@dataclass(frozen=True, slots=True)
class Searchable:
    """Courses by revision; ``staff`` are the revisions whose staff lessons are open, too."""

    courses: dict[int, CourseCard]
    staff: frozenset[int]


def searchable(actor: Actor) -> Searchable:
    """Every revision that this person reads: those of their cohorts, and for editors the newest of the centre."""
    own = {card.id: card for card in cohorts.cohorts_of(actor)}
    found: dict[int, CourseCard] = {}
    staff = set()
    for cohort_id, course in queries.courses_of_cohorts(own):
        if course.revision_id is not None:
            found[course.revision_id] = course
            if policies.may_read_staff_lessons(actor, own[cohort_id].place):
                staff.add(course.revision_id)
    centres = {card.centre_id for card in own.values() if policies.may_edit_course(actor, Place(card.centre_id))}
    for course in queries.courses_of_centres(centres) if centres else []:
        if course.revision_id is not None:
            found = {ident: card for ident, card in found.items() if card.id != course.id} | {
                course.revision_id: course
            }
            staff.add(course.revision_id)
    return Searchable(found, frozenset(staff))


class OpenLessons:
    """Answers whether a lesson is open to a person; a course's rules are read when it is first asked about."""

    def __init__(self, actor: Actor, found: Searchable, *, language: str, now: datetime) -> None:
        self._actor = actor
        self._found = found
        self._language = language
        self._now = now
        self._closed: dict[int, frozenset[str]] = {}

    def __call__(self, revision_id: int, key: str, is_for_staff: bool) -> bool:
        """Whether this person may open the lesson."""
        if revision_id in self._found.staff:
            return True
        return not is_for_staff and key not in self._closed_of(revision_id)

    def _closed_of(self, revision_id: int) -> frozenset[str]:
        if revision_id not in self._closed:
            course_id = self._found.courses[revision_id].id
            reader = reader_of(self._actor, course_id, now=self._now, revision_id=revision_id)
            modules = course_page(reader, language=self._language).modules
            closed = (line.key for module in modules for line in module.lessons if not line.verdict.is_open)
            self._closed[revision_id] = frozenset(closed)
        return self._closed[revision_id]
