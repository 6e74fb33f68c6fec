"""Pages of grades: how one came about, for its author and for staff; the state of an assignment's grading."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.queries import cards
from lms.accounts.types import Role
from lms.assessments import access, queries, rules, services
from lms.assessments.forms import DecisionForm, QuestionForm, ReasonForm, numbered
from lms.assessments.models import Assignment
from lms.assessments.types import AssignmentCard
from lms.assessments.views.blueprint import bp
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


def _settings(assignment_id: int) -> Assignment:
    found = queries.assignment(assignment_id)
    if found is None:
        raise NotFound
    return found


@bp.get("/<int:assignment_id>/grade")
@guard.signed_in
def explain_grade(assignment_id: int) -> ResponseReturnValue:
    """One's reviews, a word about each, and then how the grade came about, as arithmetic that can be followed."""
    return grade_page(assignment_id)


def grade_page(assignment_id: int, status: int = 200, error: str = "") -> ResponseReturnValue:
    """The page of one's grade, also with a refusal on it."""
    card = access.assignment_for_trainee(actor(), assignment_id)
    submission = queries.submission_of(assignment_id, actor().user_id or 0)
    grade = access.grade_for_author(actor(), assignment_id)
    reviews = queries.reviews_to_read(submission.id) if submission and grade else []
    unrated = [review for review in reviews if not review.is_rated]
    appeals = queries.appeals_of(submission.id) if submission and grade else []
    page = render_template(
        "assessments/grade_explained.html",
        card=card,
        grade=grade if not unrated else None,
        is_there=grade is not None,
        reviews=reviews,
        unrated=unrated,
        explained=rules.explained(grade.facts, late_off=submission.late_off)
        if submission and grade and not unrated
        else None,
        late_off=submission.late_off if submission else 0,
        history=queries.grade_history(submission.id) if submission and grade and not unrated else [],
        criteria=queries.rubric(assignment_id)[1],
        check=queries.newest_check(submission.id) if submission and grade and not unrated else None,
        appeals=appeals,
        open_appeal=rules.open_appeal(appeals),
        no_appeal=rules.why_not_appeal(appeals, graded_at=grade.at, now=clock.now()) if grade else None,
        questions=queries.questions_of(submission.id) if submission and grade else [],
        question=QuestionForm(formdata=None),
        pass_line=_settings(assignment_id).pass_line,
        error=error,
    )
    return page, status


@bp.post("/<int:assignment_id>/grade/ratings")
@guard.needs(Role.TRAINEE)
def rate_reviews(assignment_id: int) -> ResponseReturnValue:
    """Say how helpful each review was; then the total shows."""
    values = {
        review_id: int(value) if value.isdecimal() else None
        for review_id, value in numbered(request.form, "helpful").items()
    }
    try:
        services.rate_reviews(
            actor(),
            assignment_id=assignment_id,
            values=values,
            thanks=numbered(request.form, "thanks"),
            now=clock.now(),
        )
    except Refused as refusal:
        return grade_page(assignment_id, 409, why(refusal.reason))
    flash(_("Thank you. Here is your grade and how it came about."), "good")
    return redirect(url_for(".explain_grade", assignment_id=assignment_id))


@bp.get("/<int:assignment_id>/grading")
@guard.signed_in
def show_grading(assignment_id: int) -> ResponseReturnValue:
    """The state of an assignment's reviews and grades, first what needs the instructor."""
    card = access.assignment_for_staff(actor(), assignment_id)
    settings = _settings(assignment_id)
    names = _names(card)
    lines = queries.grading_lines(assignment_id)
    places = settings.reviews_each
    order = request.args.get("sort", "need")
    is_due = settings.instructor_weight > 0 and clock.now() >= card.window.closes_at
    needs = {
        line.submission_id: rules.needs(line, pass_line=settings.pass_line, has_instructor_part=is_due)
        for line in lines
    }
    return render_template(
        "assessments/grading_show.html",
        card=card,
        lines=sorted(lines, key=lambda line: rules.grading_order(line, needs[line.submission_id], names, order)),
        needs=needs,
        names=names,
        places=places,
        estimation=queries.newest_estimation(card.cohort_id),
        work_url=url_for(".show_work_grading", submission_id=0).removesuffix("0/grading"),
        falls=[line for line in lines if rules.would_fall(line)],
        pass_line=settings.pass_line,
        order=order,
        now=clock.now(),
    )


def _names(card: AssignmentCard) -> dict[int, str]:
    people = cohorts.trainees(card.cohort_id, on=clock.local_date(clock.now()), states=None)
    return {person.person_id: person.name for person in people}


@bp.post("/<int:assignment_id>/settle")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def settle(assignment_id: int) -> ResponseReturnValue:
    """Hand out reviews if that has not happened, estimate, and publish what may be published."""
    card = access.assignment_for_staff(actor(), assignment_id)
    if clock.now() >= card.window.closes_at:
        services.allocate_reviews(actor(), assignment_id=assignment_id, now=clock.now())
    changed = services.settle_grades(
        actor(), assignment_id=assignment_id, now=clock.now(), may_lower=request.form.get("lower") == "yes"
    )
    flash(_("%(n)s grades changed.", n=changed), "good")
    return redirect(url_for(".show_grading", assignment_id=assignment_id))


@bp.get("/work/<int:submission_id>/grading")
@guard.signed_in
def show_work_grading(submission_id: int) -> ResponseReturnValue:
    """How a grade came about, for staff: who reviewed, how they review, and what to do about it."""
    return work_grading_page(submission_id)


def work_grading_page(submission_id: int, status: int = 200, error: str = "") -> ResponseReturnValue:
    """The page of a grade for staff, also with a refusal on it."""
    submission, card = access.submission_for_staff(actor(), submission_id)
    if access.is_blind_for(actor(), submission):
        return redirect(url_for(".show_check", submission_id=submission_id))
    reviews = queries.reviews_for_staff(submission_id)
    estimation = queries.newest_estimation(card.cohort_id)
    habits = {one["reviewer"]: one for one in estimation.reviewers} if estimation else {}
    facts = queries.estimate_of(submission_id)
    page = render_template(
        "assessments/work_grading.html",
        card=card,
        submission=submission,
        author=cards([submission.author_id])[submission.author_id].name,
        people=cards(review.reviewer_id for review in reviews),
        reviews=reviews,
        habits=habits,
        parts={one["review"]: one for one in facts.get("reviews", ())},
        estimate=facts,
        grade=queries.grade_of(submission_id),
        history=queries.grade_history(submission_id),
        pass_line=_settings(card.id).pass_line,
        score=rules.score,
        criteria=queries.rubric(card.id)[1],
        appeals=queries.appeals_of(submission_id),
        open_appeal=rules.open_appeal(queries.appeals_of(submission_id)),
        has_graded=actor().user_id in queries.graders_of(submission_id),
        questions=queries.questions_of(submission_id),
        decision=DecisionForm(formdata=None),
        question=QuestionForm(formdata=None),
        error=error,
    )
    return page, status


@bp.post("/reviews/<int:review_id>/exclusion")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def exclude_review(review_id: int) -> ResponseReturnValue:
    """Take one peer's score out of the grade, or put it back, with a reason."""
    submission_id = access.review_for_staff(actor(), review_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return work_grading_page(submission_id, 422, form.first_error())
    is_excluded = request.form.get("then") != "include"
    services.exclude_review(
        actor(), review_id=review_id, is_excluded=is_excluded, reason=form.reason.data or "", now=clock.now()
    )
    flash(_("Noted with your reason; the grade was estimated anew."), "good")
    return redirect(url_for(".show_work_grading", submission_id=submission_id))
