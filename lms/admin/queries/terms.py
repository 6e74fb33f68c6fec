"""Every version of every kind of terms that concerns some centres."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, func, or_, select

from lms.accounts.models import Person
from lms.accounts.types import Scope
from lms.cohorts.models import Centre, Cohort, Programme
from lms.core.db import db
from lms.core.languages import pick
from lms.core.terms import TermsRow


def versions_of(centre_ids: Collection[int]) -> list[tuple[TermsRow, str, str]]:
    """Versions with the name of their place (empty for the whole site) and of who wrote them, newest first."""
    rows = db.session.execute(
        select(TermsRow, Centre.name, Programme.name, Cohort.name, func.coalesce(Person.name, ""))
        .outerjoin(Centre, and_(TermsRow.scope == Scope.CENTRE, Centre.id == TermsRow.scope_id))
        .outerjoin(Programme, and_(TermsRow.scope == "programme", Programme.id == TermsRow.scope_id))
        .outerjoin(Cohort, and_(TermsRow.scope == Scope.COHORT, Cohort.id == TermsRow.scope_id))
        .outerjoin(Person, Person.id == TermsRow.written_by)
        .where(
            or_(
                TermsRow.scope == Scope.SITE,
                Centre.id.in_(centre_ids),
                Programme.centre_id.in_(centre_ids),
                Cohort.centre_id.in_(centre_ids),
            )
        )
        .order_by(TermsRow.kind, TermsRow.valid_from.desc(), TermsRow.version.desc())
    )
    return [(row, cohort or pick(programme) or pick(centre), writer) for row, centre, programme, cohort, writer in rows]
