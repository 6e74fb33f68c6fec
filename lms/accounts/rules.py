"""Rules of passwords, links and sign-in tries."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from lms.accounts.types import WhyNot

MINIMUM_PASSWORD = 10
TRIES_PER_ACCOUNT = 10
TRIES_PER_ADDRESS = 60
TRY_WINDOW = timedelta(minutes=15)
INVITATION_LIFE = timedelta(days=7)
RESET_LIFE = timedelta(hours=2)

COMMON_PASSWORDS = frozenset(
    [
        "password",
        "passw0rd",
        "1234567890",
        "12345678910",
        "qwertyuiop",
        "q1w2e3r4t5",
        "1q2w3e4r5t",
        "asdfghjkl1",
        "iloveyou12",
        "password1!",
        "password12",
        "password123",
        "qwer1234!@",
        "0123456789",
        "1111111111",
        "0000000000",
        "abcdefghij",
        "a1234567890",
        "baeum12345",
        "letmein123",
        "welcome123",
        "administrator",
        "changeme123",
        "qwerty12345",
        "dkssudgktpdy",
        "tkfkdgody12",
    ]
)


def why_not_password(password: str, *, email: str = "") -> WhyNot | None:
    """Length and commonness only: no rules of characters (NIST SP 800-63B, section 3.1.1.2)."""
    if len(password) < MINIMUM_PASSWORD:
        return WhyNot.PASSWORD_TOO_SHORT
    plain = password.casefold()
    if plain in COMMON_PASSWORDS or len(set(plain)) <= 2 or plain == email.casefold():
        return WhyNot.PASSWORD_TOO_COMMON
    return None


def why_not_link(*, expires_at: datetime, used_at: datetime | None, now: datetime) -> WhyNot | None:
    """A link works once, until its time."""
    if used_at is not None:
        return WhyNot.LINK_INVALID
    return WhyNot.LINK_EXPIRED if now >= expires_at else None


_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+\.[^\s@<>,;:\"()\[\]\\.]{2,}")


def is_email(text: str) -> bool:
    """Whether a text has the shape of a mail address; whether mail arrives there only an invitation tells."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text.strip()) is not None


def why_not_reason(reason: str) -> WhyNot | None:
    """A decision about a person needs a few words of reason."""
    return WhyNot.REASON_MISSING if len(reason.strip()) < 2 else None


def normal_email(text: str) -> str:
    """The form in which an address is stored and compared."""
    return text.strip().casefold()
