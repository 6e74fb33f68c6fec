"""Use-cases of reviewing, one file per step."""

from lms.assessments.services.reviewing.giving import allocate_reviews, give_review

__all__ = ["allocate_reviews", "give_review"]
