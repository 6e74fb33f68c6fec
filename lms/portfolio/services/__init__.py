"""Use-cases of portfolios and letters."""

from lms.portfolio.services.letters import ask_for_review, revise_letter, start_letter
from lms.portfolio.services.mentoring import claim_letter, finish_round, resolve_note, write_note
from lms.portfolio.services.pages import save_portfolio

__all__ = [
    "ask_for_review",
    "claim_letter",
    "finish_round",
    "resolve_note",
    "revise_letter",
    "save_portfolio",
    "start_letter",
    "write_note",
]
