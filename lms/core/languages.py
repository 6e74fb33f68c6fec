"""Two languages: which one a reader gets, and texts that are stored in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flask import Flask, current_app, has_request_context, request, session
from flask_babel import Babel, force_locale, get_locale
from flask_login import current_user

LANGUAGES = (("ko", "한국어"), ("en", "English"))
CODES = tuple(code for code, _ in LANGUAGES)


def init_languages(app: Flask, packages: list[Path]) -> None:
    """Join the catalogues of all packages into one."""
    folders = [str(path / "translations") for path in packages if (path / "translations").is_dir()]
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(folders)
    app.config["BABEL_DEFAULT_LOCALE"] = app.config["LMS_SETTINGS"].default_language
    app.config["BABEL_DEFAULT_TIMEZONE"] = app.config["LMS_SETTINGS"].timezone
    Babel(app, locale_selector=chosen_language)


def chosen_language() -> str:
    """What the reader chose, else what the browser asks for, else the centre's language."""
    default: str = current_app.config["LMS_SETTINGS"].default_language
    if not has_request_context():
        return default
    wanted = session.get("language") or getattr(current_user, "language", None)
    if wanted in CODES:
        return str(wanted)
    return request.accept_languages.best_match(CODES) or default


def current_language() -> str:
    """The language of the page being made."""
    locale = get_locale()
    return locale.language if locale is not None else "ko"


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Make texts in another person's language (a mail, an export)."""
    with force_locale(language):
        yield


def pick(texts: Mapping[str, str] | None, language: str | None = None) -> str:
    """The text of a stored pair of languages, falling back to the other one."""
    if not texts:
        return ""
    wanted = language or current_language()
    return texts.get(wanted) or next((texts[code] for code in CODES if texts.get(code)), "")
