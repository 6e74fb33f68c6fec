"""Pages of grading by the instructor: blind spot checks, and what is known about reviewers."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.assessments import access, queries, rules, services
from lms.assessments.forms import CheckForm, given_from
from lms.assessments.views.blueprint import bp
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import Refused
from lms.core.languages import pick
from lms.core.web import guard
from lms.core.web.downloads import send_stored
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.post("/<int:assignment_id>/checks/next")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def take_check(assignment_id: int) -> ResponseReturnValue:
    """Open the next piece that waits for a blind grading."""
    submission_id = services.take_check(actor(), assignment_id=assignment_id, now=clock.now())
    if submission_id is None:
        flash(_("No spot check waits."), "good")
        return redirect(url_for(".show_grading", assignment_id=assignment_id))
    return redirect(url_for(".show_check", submission_id=submission_id))


@bp.get("/work/<int:submission_id>/check")
@guard.signed_in
def show_check(submission_id: int) -> ResponseReturnValue:
    """A piece to grade by the rubric, without its author and its peers' scores."""
    return _check_page(submission_id, CheckForm(), {})


def _check_page(
    submission_id: int, form: CheckForm, chosen: dict[int, int], status: int = 200, error: str = ""
) -> ResponseReturnValue:
    submission, card = access.submission_for_staff(actor(), submission_id)
    html, handed_in = access.handed_in_blind(actor(), submission_id)
    page = render_template(
        "assessments/check_show.html",
        card=card,
        work=submission,
        html=html,
        handed_in=handed_in,
        brief=pick(access.brief_of(card.id)),
        criteria=queries.rubric(card.id)[1],
        check=queries.newest_check(submission_id),
        is_picked=queries.waits_for_check(submission_id),
        left=len(queries.waiting_checks(card.id)),
        chosen=chosen,
        form=form,
        error=error,
    )
    return page, status


@bp.get("/work/<int:submission_id>/check/files/<int:number>")
@guard.signed_in
def download_check_file(submission_id: int, number: int) -> ResponseReturnValue:
    """A file of work to grade blind, under a name that does not tell its author."""
    file, name = access.file_for_check(actor(), submission_id, number)
    return send_stored(file, name=name)


@bp.post("/work/<int:submission_id>/check")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def check_work(submission_id: int) -> ResponseReturnValue:
    """Grade a piece by the rubric."""
    _submission, card = access.submission_for_staff(actor(), submission_id)
    form = CheckForm()
    chosen = dict(given_from(request.form).levels)
    if not form.validate_on_submit():
        return _check_page(submission_id, form, chosen, 422)
    try:
        services.check_work(
            actor(),
            submission_id=submission_id,
            levels=chosen,
            comment=form.comment.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return _check_page(submission_id, form, chosen, 409, why(refusal.reason))
    flash(_("Your grading counts and sets the scale for the others."), "good")
    if request.form.get("then") == "next":
        following = services.take_check(actor(), assignment_id=card.id, now=clock.now())
        if following is not None:
            return redirect(url_for(".show_check", submission_id=following))
    return redirect(url_for(".show_work_grading", submission_id=submission_id))


@bp.get("/reviewers/<int:cohort_id>")
@guard.signed_in
def show_reviewers(cohort_id: int) -> ResponseReturnValue:
    """How everybody of a cohort reviews: marks, habits, and patterns with their evidence."""
    cohort = access.cohort_for_setting_work(actor(), cohort_id)
    people = cohorts.trainees(cohort_id, on=clock.local_date(clock.now()), states=None)
    estimation = queries.newest_estimation(cohort_id)
    habits = {one["reviewer"]: one for one in estimation.reviewers} if estimation else {}
    practice = access.practice_distances(actor(), cohort_id)
    return render_template(
        "assessments/reviewers.html",
        cohort=cohort,
        people=people,
        names={person.person_id: person.name for person in people},
        habits=habits,
        flags=estimation.flags if estimation else [],
        marks=queries.reviewer_marks(cohort_id),
        practice=practice,
        far_off=rules.FAR_OFF,
        estimation=estimation,
    )


@bp.get("/reviewing-mark/<int:cohort_id>")
@guard.needs(Role.TRAINEE)
def explain_mark(cohort_id: int) -> ResponseReturnValue:
    """One's own mark as a reviewer, with its sum and what authors said."""
    cohort = access.cohort_for_trainee(actor(), cohort_id)
    me = actor().user_id or 0
    entry = queries.reviewer_marks(cohort_id).get(me)
    lines, total = rules.mark_lines(entry.facts) if entry else ([], None)
    return render_template(
        "assessments/mark_explained.html",
        cohort=cohort,
        entry=entry,
        lines=lines,
        total=total,
        thanks=queries.thanks_for(me, [card.id for card in queries.assignments_of([cohort_id])]),
    )
