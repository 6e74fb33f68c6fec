"""For whom the token acts, and that person's work."""

from __future__ import annotations

from flask import Response
from flask_login import current_user

from lms.accounts import queries as accounts
from lms.accounts.types import Role
from lms.api import schemas
from lms.api.blueprint import bp
from lms.api.operations import answered, operation
from lms.api.paging import part
from lms.assessments import queries as work
from lms.core.errors import NotFound
from lms.core.web import guard
from lms.core.web.identity import actor


@bp.get("/me")
@guard.signed_in
@operation("me", answers=schemas.Me, tag="me")
def show_me() -> Response:
    """The person for whom the token acts, with today's roles."""
    me = actor()
    card = accounts.card(me.user_id or 0)
    if card is None:
        raise NotFound
    roles = [
        schemas.HeldGrant(role=grant.role, scope=grant.scope, scope_id=grant.scope_id)
        for grant in sorted(me.grants, key=lambda grant: (grant.scope, grant.scope_id or 0, grant.role))
    ]
    return answered(
        schemas.Me(id=card.id, name=card.name, email=card.email, roles=roles, may_write=current_user.may_write)
    )


@bp.get("/me/assignments")
@guard.signed_in
@operation("own_assignments", answers=schemas.Assignments, tag="me")
def list_own_assignments(query: schemas.Paging) -> Response:
    """Assignments of the cohorts in which one is a trainee, with one's own grades."""
    me = actor().user_id or 0
    grades, handed_in = work.grades_of(me), work.submitted_ids(me)
    cards = work.assignments_of(actor().ids(Role.TRAINEE, "cohort"))
    rows, following = part(cards, query, key=lambda card: card.id)
    items = [
        schemas.Assignment(
            id=card.id,
            cohort_id=card.cohort_id,
            title=dict(card.title),
            opens_at=card.window.opens_at,
            closes_at=card.window.closes_at,
            weight=card.weight,
            handed_in=card.id in handed_in,
            grade=grades.get(card.id),
        )
        for card in rows
    ]
    return answered(schemas.Assignments(items=items, next=following))
