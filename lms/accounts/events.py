"""What happens to accounts that others react to."""

from __future__ import annotations

from dataclasses import dataclass

from lms.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMade(Event):
    """A single-use link exists and should reach its person by mail. ``token`` is never stored."""

    kind: str
    person_id: int
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(Event):
    """A person took back a consent."""

    person_id: int
    purpose: str
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Event):
    """What need not be kept about a person is gone, and the account is shut; packages end what was still to come."""

    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureDecided(Event):
    """A request for erasure was refused or carried out; its person should be told."""

    person_id: int
    is_refused: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForgotten(Event):
    """Who a person was is known no more; packages drop what they hold beyond what the law makes them keep."""

    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDisabled(Event):
    """A person may no longer sign in."""

    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryCodeUsed(Event):
    """Somebody proved themselves by a recovery code; ``left`` is how many still work."""

    person_id: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorLifted(Event):
    """An administrator switched off somebody's second factor; ``by_id`` is who did it, None for the system."""

    person_id: int
    by_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBrowserSignedIn(Event):
    """Somebody signed in with a browser not seen before; ``device`` is what it calls itself."""

    person_id: int
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataCopyReady(Event):
    """The copy of somebody's own data that they asked for can be fetched."""

    person_id: int
    copy_id: int
