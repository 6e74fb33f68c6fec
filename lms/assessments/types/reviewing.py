"""Words of reviewing: where a review came from, who meets whom, why a step is closed, what a reviewer might add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReviewOrigin(StrEnum):
    """How a review came to its reviewer: in the round, asked for, offered as an extra, asked of a stand-by, or given
    face to face."""

    ROUND = "round"
    QUEUE = "queue"
    EXTRA = "extra"
    STAND_BY = "stand_by"
    DEFENCE = "defence"


class PairKind(StrEnum):
    """Who is kept from whom, or given to whom; a lifted rule counts no longer."""

    APART = "apart"
    MUST = "must"
    MUST_NOT = "must_not"
    LIFTED = "lifted"


class WhyNotReview(StrEnum):
    """Why a step of reviewing is closed."""

    NOT_HANDED_IN = "not_handed_in"
    OWN_WORK_FIRST = "own_work_first"
    NOT_STARTED = "not_started"
    ONE_IN_HAND = "one_in_hand"
    SHARE_GIVEN = "share_given"
    NOTHING_WAITS = "nothing_waits"
    LAPSED = "lapsed"
    STANDS = "stands"
    REVIEWING_OVER = "reviewing_over"
    CRITERION_COMMENT = "criterion_comment"
    TOO_MANY_EXTRA = "too_many_extra"
    ONESELF = "oneself"
    NOT_IN_CLASS = "not_in_class"
    KNOWN_ALREADY = "known_already"
    ALLOCATED_ALREADY = "allocated_already"


class CareHint(StrEnum):
    """What a reviewer might look at again before giving the review. A hint never closes the form."""

    SHORT_COMMENT = "short_comment"
    ALL_THE_SAME = "all_the_same"
    QUICK = "quick"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class ReviewerState:
    """Somebody's share of an assignment's reviews: what they ``owe``, ``gave`` and hold (``in_hand``), and how many
    more they offered to give (``extra``). ``handed_in`` is whether their own work is in; ``may_still_hand_in`` whether
    it could be."""

    owes: int
    gave: int
    in_hand: int
    extra: int
    handed_in: bool
    may_still_hand_in: bool = False

    @property
    def rest(self) -> int:
        """How many more this person may take now."""
        return max(self.owes + self.extra - self.gave - self.in_hand, 0)


@dataclass(frozen=True, slots=True)
class Given:
    """What a reviewer filled in: a level and a comment a criterion, one comment for all, seconds with the form open."""

    levels: Mapping[int, int]
    comments: Mapping[int, str]
    comment: str
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class PairLine:
    """A standing rule about two people."""

    entry_id: int
    kind: PairKind
    reviewer_id: int
    author_id: int
    assignment_id: int | None
    is_private: bool
    reason: str
    at: datetime
