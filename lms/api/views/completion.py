"""Completion lists, sealed when they leave the house."""

from __future__ import annotations

from flask import Response

from lms.api import schemas
from lms.api.blueprint import bp
from lms.api.operations import answered, operation
from lms.attendance.rules import Basis
from lms.core import clock
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.credentials import services


@bp.post("/cohorts/<int:cohort_id>/completion-lists")
@guard.signed_in
@operation("completion_list", answers=schemas.CompletionList, status=201, tag="completion")
def seal_list(cohort_id: int, json: schemas.ListAsked) -> Response:
    """The completion list of a settled cohort, stored as it leaves, with the reason. For administrators."""
    rows, digest = services.export_list(actor(), cohort_id=cohort_id, reason=json.reason, now=clock.now())
    lines = [
        schemas.CompletionLine(
            serial=row.serial,
            name=row.name,
            birth_date=row.birth_date,
            phone=row.phone,
            counted_in="minutes" if row.basis is Basis.HOURS else "days",
            scheduled=row.scheduled,
            credited=row.credited,
            rate=row.rate,
            verdict=row.verdict,
            decided_on=row.decided_on,
            certificate=row.certificate,
        )
        for row in rows
    ]
    return answered(schemas.CompletionList(cohort_id=cohort_id, digest=digest, rows=lines), status=201)
