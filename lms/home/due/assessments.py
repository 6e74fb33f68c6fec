"""Work to hand in, reviews to give; for instructors, whose work needs them."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.assessments import policies
from lms.assessments import queries as work
from lms.core.languages import pick
from lms.core.web.pages import moment
from lms.home.due.types import Due, Reader


def due(reader: Reader) -> list[Due]:
    """Reviews and work of a trainee, gradebooks of an instructor."""
    return [*_reviews(reader), *_hand_in(reader), *_gradebooks(reader)]


def _reviews(reader: Reader) -> list[Due]:
    if not reader.as_trainee():
        return []
    return [
        Due(
            _("Review: %(title)s", title=pick(duty.assignment_title)),
            _("Until %(when)s", when=moment(duty.due_at).striptags()),
            _("Review"),
            url_for("assessments.show_review", review_id=duty.review_id),
            by=duty.due_at,
        )
        for duty in work.duties_of(reader.person_id, open_at=reader.now)
    ]


def _hand_in(reader: Reader) -> list[Due]:
    mine = reader.as_trainee()
    if not mine:
        return []
    handed_in = work.submitted_ids(reader.person_id)
    return [
        Due(
            pick(card.title),
            _("Hand in until %(when)s", when=moment(card.window.closes_at).striptags()),
            _("Hand in"),
            url_for("assessments.show", assignment_id=card.id),
            by=card.window.closes_at,
        )
        for card in work.assignments_of(mine)
        if card.window.opens_at <= reader.now < card.window.closes_at and card.id not in handed_in
    ]


def _gradebooks(reader: Reader) -> list[Due]:
    if Role.INSTRUCTOR not in reader.actor.roles:
        return []
    text = _("Who handed in, who is stuck, how grades are spread")
    return [
        Due(card.name, text, _("Gradebook"), url_for("assessments.show_gradebook", cohort_id=card.id))
        for card in reader.running
        if policies.may_set_work(reader.actor, card.place)
    ]
