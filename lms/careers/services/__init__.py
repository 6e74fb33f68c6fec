"""Use-cases of careers."""

from lms.careers.services.cases import open_case, record_outcome
from lms.careers.services.sessions import book_session, cancel_all_of, cancel_booking, offer_session

__all__ = ["book_session", "cancel_all_of", "cancel_booking", "offer_session", "open_case", "record_outcome"]
