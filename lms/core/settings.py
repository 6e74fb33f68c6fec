"""Settings: read once at start, typed, complete, or the program does not start."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEMO_SECRET = "demo-centre-only-never-for-real-people"  # noqa: S105 - known to all, refused outside the demo
MINIMUM_SECRET_LENGTH = 32


class SettingsError(ValueError):
    """A setting is missing or wrong; the message names it and says what it takes."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between installations.

    ``database_url`` is an SQLAlchemy address (``sqlite:///…`` or ``postgresql+psycopg://…``), ``instance`` the
    folder of files and of the SQLite database, ``session_hours`` the longest life of a sign-in.
    """

    secret_key: str
    database_url: str
    instance: Path
    base_url: str = "http://127.0.0.1:8000"
    demo: bool = False
    testing: bool = False
    timezone: str = "Asia/Seoul"
    default_language: str = "ko"
    mail_server: str = ""
    mail_port: int = 25
    mail_user: str = ""
    mail_password: str = field(default="", repr=False)
    mail_tls: bool = False
    mail_sender: str = "no-reply@example.org"
    session_hours: int = 12
    upload_limit_mb: int = 32
    proxies: int = 0

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies travel over TLS only."""
        return self.base_url.startswith("https://")


def settings_from(environ: Mapping[str, str], *, root: Path) -> Settings:
    """Read ``BAEUM_*`` variables; ``root`` is the folder that holds ``instance/``.

    Raises SettingsError for a missing or weak secret outside the demo, and for numbers that are none.
    """
    demo = _switch(environ, "BAEUM_DEMO")
    instance = Path(environ.get("BAEUM_INSTANCE", str(root / "instance"))).resolve()
    return Settings(
        secret_key=_secret(environ, demo=demo),
        database_url=_driver(environ.get("BAEUM_DATABASE_URL") or f"sqlite:///{instance / 'baeum.sqlite3'}"),
        instance=instance,
        base_url=environ.get("BAEUM_BASE_URL", Settings.base_url).rstrip("/"),
        demo=demo,
        timezone=environ.get("BAEUM_TIMEZONE", Settings.timezone),
        default_language=_language(environ),
        mail_server=environ.get("BAEUM_MAIL_SERVER", ""),
        mail_port=_number(environ, "BAEUM_MAIL_PORT", 25),
        mail_user=environ.get("BAEUM_MAIL_USER", ""),
        mail_password=environ.get("BAEUM_MAIL_PASSWORD", ""),
        mail_tls=_switch(environ, "BAEUM_MAIL_TLS"),
        mail_sender=environ.get("BAEUM_MAIL_SENDER", Settings.mail_sender),
        session_hours=_number(environ, "BAEUM_SESSION_HOURS", 12),
        upload_limit_mb=_number(environ, "BAEUM_UPLOAD_LIMIT_MB", 32),
        proxies=_number(environ, "BAEUM_PROXIES", 0),
    )


def _secret(environ: Mapping[str, str], *, demo: bool) -> str:
    """The installation's secret. An operator's command without one gets a throw-away secret: it serves nobody."""
    secret = environ.get("BAEUM_SECRET_KEY", DEMO_SECRET if demo else "")
    if not secret and environ.get("FLASK_RUN_FROM_CLI") == "true":
        return secrets.token_urlsafe(48)
    if not demo and (secret == DEMO_SECRET or len(secret) < MINIMUM_SECRET_LENGTH):
        raise SettingsError(
            f"BAEUM_SECRET_KEY must be a secret of your own of at least {MINIMUM_SECRET_LENGTH} characters "
            "(make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))')"
        )
    return secret


def _driver(url: str) -> str:
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _language(environ: Mapping[str, str]) -> str:
    language = environ.get("BAEUM_LANGUAGE", Settings.default_language)
    if language not in {"ko", "en"}:
        raise SettingsError("BAEUM_LANGUAGE must be ko or en")
    return language


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, str(default))
    if not text.isascii() or not text.isdigit():
        raise SettingsError(f"{name} must be a whole number, not {text!r}")
    return int(text)


def _switch(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").lower() in {"1", "true", "yes", "on"}
