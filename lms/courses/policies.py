"""Who may do what with courses."""

from __future__ import annotations

from lms.accounts.policies import acts_as, is_staff_of
from lms.accounts.types import Place, Role
from lms.core.actor import Actor


def may_edit_course(actor: Actor, place: Place) -> bool:
    """Create and import courses of a centre."""
    return acts_as(actor, Role.ADMINISTRATOR, place) or acts_as(actor, Role.INSTRUCTOR, place)


def may_read_staff_lessons(actor: Actor, place: Place) -> bool:
    """Read solutions and instructors' notes."""
    return is_staff_of(actor, place)


def may_decide_delivery(actor: Actor, place: Place) -> bool:
    """Say on which days modules open in a cohort, and open one for a single trainee."""
    return acts_as(actor, Role.ADMINISTRATOR, place) or acts_as(actor, Role.INSTRUCTOR, place)


def may_answer_reports(actor: Actor, place: Place) -> bool:
    """Read and answer problems that readers report."""
    return may_decide_delivery(actor, place)


def may_make_quizzes(actor: Actor, place: Place) -> bool:
    """Write questions, set quizzes and see the results of a cohort."""
    return acts_as(actor, Role.ADMINISTRATOR, place) or acts_as(actor, Role.INSTRUCTOR, place)
