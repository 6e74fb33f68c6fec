"""Pages of assignments, work and grades."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.accounts.types import Role
from lms.assessments import access, policies, queries, rules, services
from lms.assessments.forms import GradeForm
from lms.assessments.types import AssignmentCard
from lms.assessments.types.setting import Stage
from lms.assessments.views.blueprint import bp
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.core.web.pages import navigate

PASS_LINE = 60
STAGES = {
    Stage.UPCOMING: _l("not open yet"),
    Stage.OPEN: _l("open"),
    Stage.REVIEWING: _l("being reviewed"),
    Stage.OVER: _l("closed"),
}
navigate(
    _l("Assignments"),
    "assessments.list_assignments",
    icon="pen",
    roles=[Role.TRAINEE, Role.INSTRUCTOR, Role.ADMINISTRATOR],
    order=30,
)


@bp.get("/")
@guard.signed_in
def list_assignments() -> ResponseReturnValue:
    """Assignments of one's cohorts: what to hand in, what to review, what came of it."""
    own = {card.id: card for card in cohorts.cohorts_of(actor())}
    me, now = actor().user_id or 0, clock.now()
    sets_work = {ident for ident, card in own.items() if policies.may_set_work(actor(), card.place)}
    every = queries.assignments_of(own)
    submitted = queries.submitted_ids(me)
    cards = sorted((card for card in every if _is_wanted(card, now)), key=lambda card: _urgency(card, now, submitted))
    unread = queries.totals_to_earn(me)
    to_read = unread & queries.released_assignments(me) if unread else set()
    return render_template(
        "assessments/assignment_list.html",
        cards=cards,
        is_filtered=len(cards) < len(every),
        has_any=bool(every),
        stages={card.id: rules.stage_of(card.window, now) for card in cards},
        stage_names=STAGES,
        cohorts=own,
        submitted=submitted,
        grades=queries.grades_of(me, unread=unread),
        duties=queries.duties_of(me, open_at=now),
        to_read=[card for card in every if card.id in to_read],
        sets_work=sets_work,
        learns_in=[card for card in own.values() if policies.may_hand_in(actor(), card.place)],
        works=queries.work_counts([card.id for card in cards if card.cohort_id in sets_work]),
    )


def _urgency(card: AssignmentCard, now: datetime, submitted: AbstractSet[int]) -> tuple[int, float]:
    """Sorts a list: what to hand in (soonest first), then handed in, to come, and past (latest first)."""
    stage, closes = rules.stage_of(card.window, now), card.window.closes_at.timestamp()
    if stage == Stage.OPEN:
        return (1 if card.id in submitted else 0, closes)
    return (2, closes) if stage == Stage.UPCOMING else (3, -closes)


def _is_wanted(card: AssignmentCard, now: datetime) -> bool:
    """Whether the filters of the list (``q``, ``stage``, ``cohort``) let an assignment through."""
    words, stage = request.args.get("q", "").casefold().split(), request.args.get("stage", "")
    cohort = request.args.get("cohort", type=int)
    text = " ".join(card.title.values()).casefold()
    if stage in STAGES and stage != rules.stage_of(card.window, now):
        return False
    return cohort in (None, card.cohort_id) and all(word in text for word in words)


@bp.get("/<int:assignment_id>/overview")
@guard.signed_in
def show_overview(assignment_id: int) -> ResponseReturnValue:
    """All work for an assignment, for those who set it."""
    card = access.assignment_for_staff(actor(), assignment_id)
    people = cohorts.trainees(card.cohort_id, on=clock.local_date(clock.now()), states=None)
    lines = queries.work_lines(assignment_id, {person.person_id: person.name for person in people})
    handed_in = queries.authors_of(assignment_id)
    setting = queries.assignment(assignment_id)
    missing = [person.name for person in people if person.person_id not in handed_in and person.state == "on_course"]
    return render_template(
        "assessments/assignment_overview.html",
        card=card,
        stage=rules.stage_of(card.window, clock.now()),
        lines=lines,
        missing=missing,
        teams=queries.names_of_members(line.submission_id for line in lines),
        pass_line=setting.pass_line if setting else PASS_LINE,
    )


@bp.route("/work/<int:submission_id>", methods=["GET", "POST"])
@guard.signed_in
def show_work(submission_id: int) -> ResponseReturnValue:
    """A piece of work with all its reviews, for those who set it; and their own grade in place of the peers'."""
    submission, card = access.submission_for_staff(actor(), submission_id)
    if access.is_blind_for(actor(), submission):
        return redirect(url_for(".show_check", submission_id=submission_id))
    form = GradeForm()
    if form.validate_on_submit():
        services.override_grade(
            actor(),
            submission_id=submission_id,
            points=form.points.data or 0.0,
            reason=form.reason.data or "",
            now=clock.now(),
        )
        flash(_("Your grade counts now; the peers' grade stays on record."), "good")
        return redirect(url_for(".show_work", submission_id=submission_id))
    reviews = [
        (alias, levels, rules.score(queries.criteria_from(stored), levels), comment)
        for alias, levels, comment, stored in queries.done_reviews(submission_id)
    ]
    page = render_template(
        "assessments/work_show.html",
        submission=submission,
        card=card,
        criteria=queries.rubric(card.id)[1],
        reviews=reviews,
        grade=queries.grade_of(submission_id),
        newest=queries.version(submission_id, submission.version),
        names=queries.names_of_members([submission_id]).get(submission_id, []),
        is_blind=access.is_blind_for(actor(), submission),
        form=form,
    )
    return page, 422 if form.is_submitted() else 200
