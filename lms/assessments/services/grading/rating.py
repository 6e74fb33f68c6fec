"""Back-evaluation: authors say how helpful each review was, before they see the total."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert

from lms.assessments import access, queries
from lms.assessments.models import ReviewRating
from lms.assessments.services.reviewing.allocating import locked
from lms.assessments.types.grading import WhyNotGrade
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction

VALUES = (0, 25, 50, 75, 100)
LONGEST_THANKS = 300


def rate_reviews(
    actor: Actor,
    *,
    assignment_id: int,
    values: Mapping[int, int | None],
    thanks: Mapping[int, str],
    now: datetime,
) -> int:
    """Rate all reviews of one's own work that are not rated yet; how many. None is "rather not say"."""
    access.assignment_for_trainee(actor, assignment_id)
    with transaction():
        locked(assignment_id)
        open_ones = queries.unrated_reviews(assignment_id, actor.user_id or 0)
        if not open_ones:
            raise Refused(WhyNotGrade.RATED_ALREADY)
        rows = []
        for review_id in open_ones:
            value = values.get(review_id)
            rows.append(
                {
                    "at": now,
                    "actor_id": actor.user_id,
                    "reason": "",
                    "review_id": review_id,
                    "value": value if value in VALUES else None,
                    "thanks": thanks.get(review_id, "").strip()[:LONGEST_THANKS],
                }
            )
        db.session.execute(insert(ReviewRating), rows)
        audit.record(actor, "reviews.rated", ("assignment", assignment_id), after={"reviews": len(rows)})
    return len(rows)
