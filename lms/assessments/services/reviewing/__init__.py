"""Use-cases of reviewing, one file per step."""

from lms.assessments.services.reviewing.allocating import allocate_reviews, offer_extra, take_next
from lms.assessments.services.reviewing.giving import give_review, keep_review_draft
from lms.assessments.services.reviewing.laddering import climb_ladder
from lms.assessments.services.reviewing.pairing import declare_conflict, lift_pair, set_pair

__all__ = [
    "allocate_reviews",
    "climb_ladder",
    "declare_conflict",
    "give_review",
    "keep_review_draft",
    "lift_pair",
    "offer_extra",
    "set_pair",
    "take_next",
]
