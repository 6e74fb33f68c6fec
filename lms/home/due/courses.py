"""Lessons that wait to be read."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from lms.core.languages import pick
from lms.courses import queries as courses
from lms.home.due.types import Due, Reader

MOST = 2


def due(reader: Reader) -> list[Due]:
    """The courses of a trainee that are not finished."""
    mine = reader.as_trainee()
    found = []
    for _cohort_id, course in courses.courses_of_cohorts([card.id for card in reader.cohorts if card.id in mine])[
        :MOST
    ]:
        if course.revision_id is None:
            continue
        done, total = courses.progress_of(reader.person_id, course.revision_id, course.id)
        if done < total:
            text = _("%(done)s of %(total)s lessons finished", done=done, total=total)
            url = url_for("courses.show_course", course_id=course.id)
            found.append(Due(pick(course.title), text, _("Go on"), url))
    return found
