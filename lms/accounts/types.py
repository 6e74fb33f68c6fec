"""Words of the accounts package: roles, scopes, states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person may be, within a scope."""

    TRAINEE = "trainee"
    INSTRUCTOR = "instructor"
    MENTOR = "mentor"
    ADMINISTRATOR = "administrator"


STAFF = (Role.INSTRUCTOR, Role.MENTOR, Role.ADMINISTRATOR)


class Scope(StrEnum):
    """Within what a role is held."""

    SITE = "site"
    CENTRE = "centre"
    COHORT = "cohort"


class PersonState(StrEnum):
    """Whether a person may sign in."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"
    ERASED = "erased"
    FORGOTTEN = "forgotten"


class ImportState(StrEnum):
    """Where an import of people stands."""

    LOOKED_OVER = "looked_over"
    APPLIED = "applied"
    UNDONE = "undone"
    DROPPED = "dropped"


class CopyState(StrEnum):
    """Where a copy of one's own data stands."""

    ASKED = "asked"
    READY = "ready"
    DROPPED = "dropped"


class ErasureState(StrEnum):
    """Where a request for erasure stands. ``FINISHED``: nothing had to be kept any longer, the person is forgotten."""

    ASKED = "asked"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    CARRIED_OUT = "carried_out"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person as somebody writes one down."""

    name: str
    email: str
    phone: str = ""
    birth_date: date | None = None
    language: str = "ko"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something belongs: a centre, and a cohort of it unless the whole centre is meant."""

    centre_id: int
    cohort_id: int | None = None


class WhyNot(StrEnum):
    """Why an account does not do what is asked."""

    WRONG_CREDENTIALS = "wrong_credentials"
    TOO_MANY_TRIES = "too_many_tries"
    WRONG_CODE = "wrong_code"
    LINK_INVALID = "link_invalid"
    LINK_EXPIRED = "link_expired"
    PASSWORD_TOO_SHORT = "password_too_short"  # noqa: S105 - a reason
    PASSWORD_TOO_COMMON = "password_too_common"  # noqa: S105 - a reason
    EMAIL_TAKEN = "email_taken"
    NOTHING_TO_UNDO = "nothing_to_undo"
    LAST_ADMINISTRATOR = "last_administrator"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    NOT_ONESELF = "not_oneself"
    REASON_MISSING = "reason_missing"
    ROLE_FOLLOWS_ENROLMENT = "role_follows_enrolment"
    OF_ANOTHER_CENTRE = "of_another_centre"
    EMAIL_WRONG = "email_wrong"
    PERSON_DISABLED = "person_disabled"
    TOKEN_NAME_TAKEN = "token_name_taken"  # noqa: S105 - a reason
    IMPORT_MOVED_ON = "import_moved_on"
    COPY_UNDER_WAY = "copy_under_way"
    PERSON_ERASED = "person_erased"
    ERASURE_WAITS = "erasure_waits"
    ERASURE_DECIDED = "erasure_decided"
    STILL_TRAINING = "still_training"
    NO_SECOND_FACTOR = "no_second_factor"
