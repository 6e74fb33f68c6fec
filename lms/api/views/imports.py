"""Where an import of people stands."""

from __future__ import annotations

from flask import Response

from lms.accounts import queries as accounts
from lms.api import schemas
from lms.api.blueprint import bp
from lms.api.operations import answered, operation
from lms.cohorts import access
from lms.core.errors import NotFound
from lms.core.web import guard
from lms.core.web.identity import actor


@bp.get("/people-imports/<int:import_id>")
@guard.signed_in
@operation("people_import", answers=schemas.ImportStatus, tag="people")
def show_import(import_id: int) -> Response:
    """State and counts of an import, for administrators of the cohort that it goes to."""
    row = accounts.people_import(import_id)
    if row is None or row.cohort_id is None:
        raise NotFound
    access.cohort_for_managing(actor(), row.cohort_id)
    model = schemas.ImportStatus(
        id=row.id,
        cohort_id=row.cohort_id,
        file_name=row.file_name,
        state=row.state,
        at=row.at,
        applied_at=row.applied_at,
        undone_at=row.undone_at,
        counts={key: value for key, value in row.summary.items() if isinstance(value, int)},
    )
    return answered(model)
