"""Live defences: setting them, offering and booking times, meeting, what is said, what staff decide."""

from lms.assessments.services.defending.booking import book_defence, cancel_defence
from lms.assessments.services.defending.deciding import decide_defence, report_no_show
from lms.assessments.services.defending.meeting import answer_defence, give_result, meet, reveal
from lms.assessments.services.defending.offering import offer_times, set_defence, take_back_time
from lms.assessments.services.defending.points import grant_points, terms_of

__all__ = [
    "answer_defence",
    "book_defence",
    "cancel_defence",
    "decide_defence",
    "give_result",
    "grant_points",
    "meet",
    "offer_times",
    "report_no_show",
    "reveal",
    "set_defence",
    "take_back_time",
    "terms_of",
]
