"""Cohorts, their trainees, and enrolling."""

from __future__ import annotations

from flask import Response, url_for

from lms.accounts.types import NewPerson
from lms.api import schemas
from lms.api.blueprint import bp
from lms.api.operations import answered, operation
from lms.api.paging import part
from lms.cohorts import access, queries, services
from lms.cohorts.types import EnrolmentState
from lms.core import clock
from lms.core.web import guard
from lms.core.web.identity import actor


@bp.get("/cohorts")
@guard.signed_in
@operation("cohorts", answers=schemas.Cohorts, tag="cohorts")
def list_cohorts(query: schemas.Paging) -> Response:
    """Every cohort in which the person holds a role."""
    rows, following = part(queries.cohorts_of(actor()), query, key=lambda card: card.id)
    items = [
        schemas.Cohort(
            id=card.id,
            centre_id=card.centre_id,
            programme_id=card.programme_id,
            name=card.name,
            number=card.number,
            starts_on=card.starts_on,
            ends_on=card.ends_on,
            field=card.field,
        )
        for card in rows
    ]
    return answered(schemas.Cohorts(items=items, next=following))


@bp.get("/cohorts/<int:cohort_id>/trainees")
@guard.signed_in
@operation("trainees", answers=schemas.Trainees, tag="cohorts")
def list_trainees(cohort_id: int, query: schemas.TraineePaging) -> Response:
    """Trainees of a cohort with their classes of today; for its staff."""
    access.cohort_for_staff(actor(), cohort_id)
    on = clock.local_date(clock.now())
    if query.state == "":
        found = queries.trainees(cohort_id, on=on)
    else:
        found = queries.trainees(cohort_id, on=on, states=None if query.state == "all" else [query.state])
    rows, following = part(found, query, key=lambda row: row.enrolment_id)
    items = [
        schemas.Trainee(
            enrolment_id=row.enrolment_id,
            person_id=row.person_id,
            name=row.name,
            email=row.email,
            state=row.state,
            section_id=row.section_id,
            section=row.section_name,
        )
        for row in rows
    ]
    return answered(schemas.Trainees(items=items, next=following))


@bp.post("/cohorts/<int:cohort_id>/enrolments")
@guard.signed_in
@operation("enrol", answers=schemas.Enrolment, status=201, tag="cohorts")
def enrol(cohort_id: int, json: schemas.NewEnrolment) -> Response:
    """Enrol a person; a new one is written down and invited. For administrators of the centre."""
    enrolment = services.enrol_newcomer(
        actor(),
        cohort_id=cohort_id,
        newcomer=NewPerson(json.name, json.email, json.phone, json.birth_date),
        section_id=json.section_id,
        state=EnrolmentState(json.state) if json.state else None,
        since=json.since,
        invites=json.invites,
        now=clock.now(),
    )
    model = schemas.Enrolment(
        id=enrolment.id,
        cohort_id=enrolment.cohort_id,
        person_id=enrolment.person_id,
        state=enrolment.state,
        starts_on=enrolment.starts_on,
    )
    return answered(model, status=201, Location=url_for(".list_trainees", cohort_id=cohort_id))
