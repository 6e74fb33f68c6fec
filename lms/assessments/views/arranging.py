"""Pages of arrangements: personal extensions and teams."""

from __future__ import annotations

import csv
import io

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import Role
from lms.assessments import access, queries, services
from lms.assessments.forms import EmptyForm, ExtensionForm, moment_of
from lms.assessments.types import AssignmentCard
from lms.assessments.views.blueprint import bp
from lms.cohorts import queries as cohorts
from lms.cohorts.types import TraineeCard
from lms.core import clock
from lms.core.errors import Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


def _people(card: AssignmentCard) -> list[TraineeCard]:
    return cohorts.trainees(card.cohort_id, on=clock.local_date(clock.now()))


@bp.get("/<int:assignment_id>/extensions")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def show_extensions(assignment_id: int) -> ResponseReturnValue:
    """Who may hand in later, and why."""
    return _extensions_page(assignment_id, ExtensionForm(formdata=None))


def _extensions_page(
    assignment_id: int, form: ExtensionForm, status: int = 200, *, error: str = ""
) -> ResponseReturnValue:
    card = access.assignment_for_staff(actor(), assignment_id)
    standing = {person: entry for (_work, person), entry in queries.extensions_of([assignment_id]).items()}
    page = render_template(
        "assessments/extension_list.html",
        card=card,
        people=_people(card),
        standing=standing,
        handed_in=queries.authors_of(assignment_id),
        chosen=set(request.form.getlist("person")),
        form=form,
        error=error,
    )
    return page, status


@bp.post("/<int:assignment_id>/extensions")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def extend(assignment_id: int) -> ResponseReturnValue:
    """Give some people more time, or (without a moment) the usual time again."""
    access.assignment_for_staff(actor(), assignment_id)
    form = ExtensionForm()
    if not form.validate_on_submit():
        return _extensions_page(assignment_id, form, 422)
    chosen = [int(value) for value in request.form.getlist("person") if value.isdecimal() and len(value) < 12]
    try:
        count = services.extend(
            actor(),
            assignment_id=assignment_id,
            person_ids=chosen,
            until=moment_of(form.until.data) if form.until.data else None,
            reason=form.reason.data or "",
            now=clock.now(),
        )
    except Refused as refusal:
        return _extensions_page(assignment_id, form, 409, error=why(refusal.reason))
    flash(_("Changed for %(n)s trainees. They see their own time on the assignment.", n=count), "good")
    return redirect(url_for(".show_extensions", assignment_id=assignment_id))


@bp.get("/<int:assignment_id>/teams")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def show_teams(assignment_id: int) -> ResponseReturnValue:
    """Who works with whom."""
    return _teams_page(assignment_id)


def _teams_page(assignment_id: int, status: int = 200, *, error: str = "", text: str = "") -> ResponseReturnValue:
    card = access.assignment_for_staff(actor(), assignment_id)
    teams = queries.teams_of(assignment_id)
    names = {person: team.name for team in teams for person, _name in team.members}
    page = render_template(
        "assessments/team_list.html",
        card=card,
        people=_people(card),
        teams=teams,
        names=names,
        works=queries.work_counts([assignment_id]).get(assignment_id, 0),
        error=error,
        text=text,
    )
    return page, status


@bp.post("/<int:assignment_id>/teams")
@guard.needs(Role.INSTRUCTOR, Role.ADMINISTRATOR)
def set_teams(assignment_id: int) -> ResponseReturnValue:
    """By hand, drawn with a seed, or from lines ``address,team``."""
    card = access.assignment_for_staff(actor(), assignment_id)
    if not EmptyForm().validate_on_submit():
        return _teams_page(assignment_id, 422)
    text = request.form.get("lines", "")
    try:
        if "draw" in request.form:
            size = request.form.get("size", type=int) or 3
            seed = request.form.get("seed", "")[:60] or f"{assignment_id}"
            count = services.draw_teams(
                actor(), assignment_id=assignment_id, size=min(12, max(2, size)), seed=seed, now=clock.now()
            )
        else:
            names, unknown = _names(_people(card), text if "import" in request.form else None)
            if unknown:
                return _teams_page(
                    assignment_id, 422, error=_("Nobody of this cohort: %(lines)s", lines=", ".join(unknown)), text=text
                )
            count = services.set_teams(actor(), assignment_id=assignment_id, names=names, now=clock.now())
    except Refused as refusal:
        return _teams_page(assignment_id, 409, error=why(refusal.reason), text=text)
    flash(_("There are %(n)s teams.", n=count), "good")
    return redirect(url_for(".show_teams", assignment_id=assignment_id))


def _names(people: list[TraineeCard], text: str | None) -> tuple[dict[int, str], list[str]]:
    """Team names by person, from the fields of the page or from pasted lines; and lines that name nobody."""
    if text is None:
        return {card.person_id: request.form.get(f"team-{card.person_id}", "") for card in people}, []
    by_address = {card.email: card.person_id for card in people}
    names, unknown = {}, []
    for number, row in enumerate(csv.reader(io.StringIO(text)), 1):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        person = by_address.get(cells[0].lower())
        if person is None or len(cells) < 2:
            unknown.append(f"{number}: {cells[0][:40]}")
        else:
            names[person] = cells[1]
    return names, unknown
