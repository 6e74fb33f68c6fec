"""Rules of handing in: when, what, how late, and what would give its author away."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from lms.assessments.rules.work import GRACE, LONGEST_WORK
from lms.assessments.types import WhyNot
from lms.assessments.types.handing_in import FileNote, WhyNotHandIn, WorkTerms
from lms.assessments.types.setting import HandIn, LateForm, LateRule

MOST_FILES = 10
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_HOST = re.compile(r"[a-z0-9.-]+\.[a-z]{2,}", re.IGNORECASE)
_DAY = timedelta(days=1)


def last_moment(terms: WorkTerms) -> datetime:
    """Until when work is taken at all: the close, or the end of the late days."""
    return terms.window.closes_at + terms.late.taken_for


def why_not_hand_in(terms: WorkTerms, *, now: datetime, began: datetime | None, round_: int = 1) -> WhyNot | None:
    """Work is taken within its window or as the late rule says; then it may be changed for 30 minutes of grace.

    ``began`` is when the present round's first version came in. A second round, where the instructor opens one, takes
    a new version until it closes.
    """
    if now < terms.window.opens_at:
        return WhyNot.NOT_OPEN
    end = last_moment(terms)
    if began is None:
        return WhyNot.CLOSED if now >= end else None
    if round_ > 1:
        end = terms.revise_until or end
    elif began < terms.window.closes_at:
        end = terms.window.closes_at
    if now < min(began + GRACE, end):
        return None
    if round_ == 1 and terms.revise_until is not None and now < terms.revise_until:
        return None
    return WhyNot.LOCKED


def round_of(terms: WorkTerms, *, now: datetime, began: datetime | None, round_: int) -> int:
    """The round to which a version handed in now belongs."""
    is_change = began is not None and now < began + GRACE
    opened = terms.revise_until is not None and now < terms.revise_until
    return 2 if round_ == 1 and began is not None and opened and not is_change else round_


def locks_at(terms: WorkTerms, began: datetime, *, round_: int = 1) -> datetime:
    """When a version whose round began at ``began`` can no longer be changed."""
    if round_ > 1:
        return min(began + GRACE, terms.revise_until or began + GRACE)
    end = terms.window.closes_at if began < terms.window.closes_at else last_moment(terms)
    return min(began + GRACE, end)


def days_late(closes_at: datetime, at: datetime) -> int:
    """Days begun since the close; 0 in time."""
    return -((closes_at - at) // _DAY) if at >= closes_at else 0


def points_off(rule: LateRule, days: int) -> int:
    """What being late costs, of 100 points."""
    return min(100, rule.points * days) if rule.form is LateForm.POINTS else 0


def why_not_content(
    hand_in: HandIn, *, body: str, files: Sequence[FileNote], repository: str, commit_id: str
) -> WhyNot | WhyNotHandIn | None:
    """Whether there is something to hand in, of the kinds that are asked for."""
    if (files and not hand_in.files) or (repository and not hand_in.repository):
        return WhyNotHandIn.NOT_ASKED
    if len(files) > MOST_FILES:
        return WhyNotHandIn.TOO_MANY_FILES
    if len(body.encode()) > LONGEST_WORK:
        return WhyNot.TOO_LONG
    if (repository or commit_id) and (reason := why_not_repository(repository, commit_id)):
        return reason
    if body.strip() or files or repository:
        return None
    return WhyNot.EMPTY if hand_in == HandIn() else WhyNotHandIn.NOTHING


def why_not_repository(address: str, commit_id: str) -> WhyNotHandIn | None:
    """A public https address without a password, and a commit in hexadecimal. Nothing is fetched."""
    try:
        parts = urlsplit(address)
        host, secret = parts.hostname or "", parts.username or parts.password
    except ValueError:
        return WhyNotHandIn.BAD_REPOSITORY
    if parts.scheme != "https" or secret or len(address) > 300 or not _HOST.fullmatch(host):
        return WhyNotHandIn.BAD_REPOSITORY
    if parts.path.strip("/") == "" or any(letter.isspace() for letter in address):
        return WhyNotHandIn.BAD_REPOSITORY
    return None if _COMMIT.fullmatch(commit_id) else WhyNotHandIn.BAD_COMMIT


def digest_of(body: str, files: Iterable[FileNote], repository: str, commit_id: str) -> str:
    """SHA-256 over everything handed in, for the receipt."""
    whole = {
        "body": body,
        "files": [[note.name, note.digest] for note in files],
        "repository": repository,
        "commit": commit_id,
    }
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def traces(text: str, *, name: str, email: str) -> tuple[str, ...]:
    """What in a text gives its author away: the name, the address, or its first part as a word of its own."""
    low = text.casefold()
    handle = email.split("@", maxsplit=1)[0].casefold()
    found = [value for value in (name.strip(), email) if len(value) >= 2 and value.casefold() in low]
    if len(handle) >= 3 and re.search(rf"(?<![\w.-]){re.escape(handle)}(?![\w-])", low) and email not in found:
        found.append(handle)
    return tuple(found)
