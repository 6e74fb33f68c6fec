"""Secrets of people: password hashes (argon2id), link and session tokens (only digests are stored), TOTP."""

from __future__ import annotations

import hashlib
import secrets
import threading

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=2, memory_cost=32 * 1024, parallelism=1)
_at_once = threading.BoundedSemaphore(2)
_nobody = ""


def hash_password(password: str) -> str:
    """An argon2id hash. At most two are computed at a time in a process, since each takes 32 MiB."""
    with _at_once:
        return _hasher.hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Whether the password is right. An unknown person costs the same time as a known one."""
    global _nobody  # noqa: PLW0603 - made once, when first needed
    if not password_hash:
        _nobody = _nobody or hash_password(secrets.token_urlsafe(12))
    with _at_once:
        try:
            return _hasher.verify(password_hash or _nobody, password) and bool(password_hash)
        except (VerificationError, InvalidHashError):
            return False


def new_token() -> str:
    """A random secret for a cookie, a link or a program."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


_LEGIBLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs that nobody mistakes for one another on paper."""


def new_recovery_code() -> str:
    """A code of 80 random bits in four groups, to be written down."""
    signs = "".join(secrets.choice(_LEGIBLE) for _ in range(16))
    return "-".join(signs[start : start + 4] for start in range(0, 16, 4))


def recovery_digest(code: str) -> str:
    """What is stored of a recovery code; groups and letter case do not matter."""
    return digest("".join(sign for sign in code.upper() if sign.isalnum()))


def new_totp_secret() -> str:
    """A base32 secret for an authenticator app."""
    return pyotp.random_base32()


def totp_address(secret: str, email: str) -> str:
    """The address that a QR code for an authenticator app carries."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Baeum")


def totp_step(secret: str, code: str, *, at: int, after_step: int) -> int | None:
    """The 30-second step whose code this is, within one step of ``at`` (Unix seconds) and later than
    ``after_step`` (a code is good once); None when it is wrong."""
    totp = pyotp.TOTP(secret)
    for step in (at // 30 - 1, at // 30, at // 30 + 1):
        if step > after_step and secrets.compare_digest(totp.at(step * 30), code.strip()):
            return step
    return None
