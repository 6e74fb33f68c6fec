"""Writing a new version of the completion terms."""

from __future__ import annotations

from datetime import datetime

from lms.accounts.types import Place
from lms.attendance.services import write_completion_share
from lms.cohorts import queries as cohorts
from lms.core import clock, terms
from lms.core.actor import Actor
from lms.core.errors import NotFound, Refused
from lms.core.transaction import transaction
from lms.credentials import policies, queries, rules
from lms.credentials.queries import Draft
from lms.credentials.types import WhyNot


def write_terms(actor: Actor, draft: Draft, *, now: datetime) -> None:
    """Append what the draft changes: the conditions on work, and the share of days in the rules of attendance."""
    if not policies.may_settle(actor, Place(draft.centre_id)):
        raise NotFound
    if draft.programme_id is not None and draft.programme_id not in {
        programme.id for programme in cohorts.programmes(draft.centre_id)
    }:
        raise NotFound
    if reason := rules.why_not_write(valid_from=draft.valid_from, today=clock.local_date(now)):
        raise Refused(reason)
    with transaction():
        before = queries.in_force(terms.histories(queries.KIND, scopes=draft.scopes), on=draft.valid_from)
        if before.terms == draft.terms and draft.share is None:
            raise Refused(WhyNot.NOTHING_CHANGES)
        if before.terms != draft.terms:
            terms.write(
                actor,
                kind=queries.KIND,
                scope=draft.scopes[0],
                valid_from=draft.valid_from,
                numbers=rules.terms_to(draft.terms),
                now=now,
            )
        if draft.share is not None:
            write_completion_share(
                actor,
                centre_id=draft.centre_id,
                scopes=draft.scopes,
                valid_from=draft.valid_from,
                share=draft.share,
                now=now,
            )
