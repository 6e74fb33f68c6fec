"""The page of one person, and what can be done there."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts import queries as accounts
from lms.accounts import services as account_services
from lms.accounts.types import Role
from lms.admin import access, services
from lms.admin.forms.people import GrantForm, LiftFactorForm, PersonForm, ReasonForm
from lms.admin.queries import people, trail
from lms.admin.types import GrantPlace
from lms.admin.views.blueprint import bp
from lms.admin.views.places import grant_places
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor


@bp.get("/people/<int:person_id>")
@guard.needs(Role.ADMINISTRATOR)
def show_person(person_id: int) -> ResponseReturnValue:
    """A person with roles, enrolments, sign-ins, consents and trail. Who looks is written down."""
    access.person_for_managing(actor(), person_id)
    account_services.note_reading(actor(), person_id=person_id)
    return _page(person_id)


def _page(person_id: int, *, error: str = "", status: int = 200) -> ResponseReturnValue:
    found = access.person_for_managing(actor(), person_id)
    centres = access.centre_ids(actor())
    form = GrantForm(formdata=None)
    form.offer(grant_places(actor()))
    now = clock.now()
    enrolments = [
        (enrolment, card)
        for enrolment, card in cohorts.enrolments_of(person_id)
        if centres is None or card.centre_id in centres
    ]
    page = render_template(
        "admin/person_show.html",
        person=found.person,
        is_whole=found.is_whole,
        is_oneself=person_id == actor().user_id,
        roles=people.roles_of([person_id], centres, with_ended=True).get(person_id, []),
        enrolments=enrolments,
        sign_ins=accounts.live_sign_ins(person_id, now=now),
        links=accounts.links_of(person_id)[:5],
        consents=accounts.consents_of(person_id),
        trail=trail.entries_about(person_id, most=20),
        grant_form=form,
        reason_form=ReasonForm(formdata=None),
        lift_form=LiftFactorForm(formdata=None),
        error=error,
        now=now,
    )
    return page, status


def _carry_out(person_id: int, step: Callable[[], object], said: str) -> ResponseReturnValue:
    """Do it and return to the page, which says what happened or why not."""
    try:
        step()
    except Refused as refusal:
        return _page(person_id, error=why(refusal.reason), status=409)
    flash(said, "good")
    return redirect(url_for(".show_person", person_id=person_id))


@bp.post("/people/<int:person_id>/invite")
@guard.needs(Role.ADMINISTRATOR)
def invite(person_id: int) -> ResponseReturnValue:
    """Send the link with which the person chooses a password; an older one stops working."""
    found = access.person_for_managing(actor(), person_id)
    return _carry_out(
        person_id,
        lambda: account_services.invite_person(actor(), person_id=person_id, place=found.place, now=clock.now()),
        _("The link is on its way to %(email)s.", email=found.person.email),
    )


@bp.post("/people/<int:person_id>/disable")
@guard.needs(Role.ADMINISTRATOR)
def disable(person_id: int) -> ResponseReturnValue:
    """Shut the person out, with a reason."""
    access.person_for_managing(actor(), person_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(person_id, error=form.first_error(), status=422)

    def step() -> None:
        found = access.person_for_changing(actor(), person_id)
        account_services.disable_person(
            actor(), person_id=person_id, place=found.place, reason=form.reason.data or "", now=clock.now()
        )

    return _carry_out(person_id, step, _("This person can no longer sign in."))


@bp.post("/people/<int:person_id>/enable")
@guard.needs(Role.ADMINISTRATOR)
def enable(person_id: int) -> ResponseReturnValue:
    """Let a disabled person in again, with a reason."""
    access.person_for_managing(actor(), person_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(person_id, error=form.first_error(), status=422)

    def step() -> None:
        found = access.person_for_changing(actor(), person_id)
        account_services.enable_person(actor(), person_id=person_id, place=found.place, reason=form.reason.data or "")

    return _carry_out(person_id, step, _("This person can sign in again."))


@bp.post("/people/<int:person_id>/sign-out")
@guard.needs(Role.ADMINISTRATOR)
def sign_out_person(person_id: int) -> ResponseReturnValue:
    """End every open sign-in of the person."""

    def step() -> None:
        found = access.person_for_changing(actor(), person_id)
        account_services.sign_person_out(actor(), person_id=person_id, place=found.place, now=clock.now())

    access.person_for_managing(actor(), person_id)
    return _carry_out(person_id, step, _("This person is signed out everywhere."))


@bp.post("/people/<int:person_id>/second-factor/off")
@guard.needs(Role.ADMINISTRATOR)
def lift_second_factor(person_id: int) -> ResponseReturnValue:
    """Switch off the second factor of somebody who lost phone and codes, with a reason and after making certain."""
    access.person_for_managing(actor(), person_id)
    form = LiftFactorForm()
    if not form.validate_on_submit():
        return _page(person_id, error=form.first_error(), status=422)

    def step() -> None:
        found = access.person_for_changing(actor(), person_id)
        account_services.lift_second_factor(
            actor(), person_id=person_id, place=found.place, reason=form.reason.data or "", now=clock.now()
        )

    said = _("The second factor is off, and the person is signed out everywhere and told by mail.")
    return _carry_out(person_id, step, said)


@bp.route("/people/<int:person_id>/details", methods=["GET", "POST"])
@guard.needs(Role.ADMINISTRATOR)
def correct_person(person_id: int) -> ResponseReturnValue:
    """Correct name, address, phone or birth date."""
    found = access.person_for_managing(actor(), person_id)
    form = PersonForm(obj=found.person)
    error = "" if found.is_whole else _("This person also belongs to another centre.")
    if form.validate_on_submit():
        try:
            found = access.person_for_changing(actor(), person_id)
            account_services.correct_person(
                actor(),
                person_id=person_id,
                place=found.place,
                name=form.name.data or "",
                email=form.email.data or "",
                phone=form.phone.data or "",
                birth_date=form.birth_date.data,
            )
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("The details are stored."), "good")
            return redirect(url_for(".show_person", person_id=person_id))
    status = 200 if not form.is_submitted() else 422 if form.errors else 409
    page = render_template(
        "admin/person_edit.html", form=form, person_id=person_id, name=found.person.name, error=error
    )
    return page, status


@bp.post("/people/<int:person_id>/roles")
@guard.needs(Role.ADMINISTRATOR)
def give_role(person_id: int) -> ResponseReturnValue:
    """Give a staff role within the actor's own centres."""
    access.person_for_managing(actor(), person_id)
    form = GrantForm()
    form.offer(grant_places(actor()))
    if not form.validate_on_submit():
        return _page(person_id, error=form.first_error(), status=422)
    place = GrantPlace.parse(form.place.data or "")
    if place is None:
        raise NotFound
    return _carry_out(
        person_id,
        lambda: services.give_role(
            actor(), person_id=person_id, role=Role(form.role.data), place=place, now=clock.now()
        ),
        _("The role is given."),
    )


@bp.post("/people/<int:person_id>/roles/<int:grant_id>/end")
@guard.needs(Role.ADMINISTRATOR)
def end_role(person_id: int, grant_id: int) -> ResponseReturnValue:
    """End a role, with a reason. The last administrator of a place stays."""
    access.grant_for_ending(actor(), person_id=person_id, grant_id=grant_id)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(person_id, error=form.first_error(), status=422)
    return _carry_out(
        person_id,
        lambda: services.end_role(
            actor(), person_id=person_id, grant_id=grant_id, reason=form.reason.data or "", now=clock.now()
        ),
        _("The role is ended."),
    )
