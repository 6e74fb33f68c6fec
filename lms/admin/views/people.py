"""The list of people, and inviting one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.accounts.types import NewPerson, PersonState, Role
from lms.admin import access, services
from lms.admin.forms.people import InviteForm
from lms.admin.queries import people
from lms.admin.types import GrantPlace, PeopleOrder, PeopleQuestion
from lms.admin.views.blueprint import bp
from lms.admin.views.places import grant_places, number, own_cohorts
from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor

_ASKED = frozenset({"q", "role", "cohort", "state", "order"})


def _question() -> PeopleQuestion:
    asked = request.args
    order = asked.get("order", "")
    return PeopleQuestion(
        text=asked.get("q", "").strip()[:80],
        role=asked.get("role", "") if asked.get("role") in set(Role) else "",
        cohort_id=number(asked.get("cohort")),
        state=asked.get("state", "") if asked.get("state") in set(PersonState) else "",
        order=PeopleOrder(order) if order in set(PeopleOrder) else PeopleOrder.NAME,
        page=number(asked.get("page")) or 1,
    )


@bp.get("/people")
@guard.needs(Role.ADMINISTRATOR)
def list_people() -> ResponseReturnValue:
    """Everybody whom the actor's centres have to do with."""
    question = _question()
    own = own_cohorts(actor())
    if question.cohort_id is not None and question.cohort_id not in {card.id for card in own}:
        raise NotFound
    found = people.people(access.centre_ids(actor()), question)
    kept: dict[str, Any] = {key: value for key, value in request.args.items() if key in _ASKED}
    return render_template(
        "admin/people_list.html",
        found=found,
        question=question,
        cohorts=own,
        page_url=lambda page: url_for(".list_people", **kept, page=page),
    )


@bp.route("/people/new", methods=["GET", "POST"])
@guard.needs(Role.ADMINISTRATOR)
def invite_newcomer() -> ResponseReturnValue:
    """Write a person down with a role and a place, and send the link."""
    form = InviteForm()
    form.offer(grant_places(actor()))
    error = ""
    if form.validate_on_submit():
        try:
            person_id = _take_in(form)
        except Refused as refusal:
            error = why(refusal.reason)
        else:
            flash(_("%(name)s is written down.", name=form.name.data), "good")
            return redirect(url_for(".show_person", person_id=person_id))
    status = 409 if error else 422 if form.is_submitted() else 200
    return render_template("admin/person_new.html", form=form, error=error), status


def _take_in(form: InviteForm) -> int:
    place = GrantPlace.parse(form.place.data or "")
    if place is None:
        raise NotFound
    newcomer = NewPerson(
        name=form.name.data or "",
        email=form.email.data or "",
        phone=form.phone.data or "",
        birth_date=form.birth_date.data,
        language=form.language.data or "ko",
    )
    return services.welcome(
        actor(),
        newcomer=newcomer,
        role=Role(form.role.data),
        place=place,
        invites=bool(form.invites.data),
        now=clock.now(),
    )
