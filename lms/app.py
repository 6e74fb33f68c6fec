"""The factory: puts the parts together."""

from __future__ import annotations

import os
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from lms.core import events
from lms.core.db import db, init_database
from lms.core.languages import init_languages
from lms.core.settings import Settings, settings_from
from lms.core.transaction import watch_changes
from lms.core.web import errors, guard, headers, identity_loader, logs, once, pages
from lms.core.web.converters import RowNumber

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = (
    "core",
    "accounts",
    "notifications",
    "cohorts",
    "courses",
    "assessments",
    "attendance",
    "portfolio",
    "credentials",
    "careers",
    "home",
    "admin",
    "api",
)
_PARTS = ("models", "actions", "holdings", "handlers", "jobs", "views", "cli")
csrf = CSRFProtect()


def create_app(settings: Settings | None = None) -> Flask:
    """The application. Without settings they are read from the environment (see docs/operations.md)."""
    settings = settings or settings_from(os.environ, root=ROOT)
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = Flask("lms", root_path=str(ROOT / "lms"), static_folder=None, instance_path=str(settings.instance))
    _configure(app, settings)
    app.url_map.converters["int"] = RowNumber
    init_database(app)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    logs.init_logs(app)
    headers.init_headers(app)
    init_languages(app, [ROOT / "lms" / name for name in PACKAGES])
    identity_loader.init_identity(app)
    csrf.init_app(app)
    guard.init_guard(app)
    once.init_once(app)
    errors.init_errors(app)
    pages.init_pages(app)
    _join_packages(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        LMS_SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": settings.database_url.startswith("postgresql")},
        TESTING=settings.testing,
        LMS_STRICT_AUDIT=settings.testing,
        MAX_CONTENT_LENGTH=settings.upload_limit_mb * 1024 * 1024,
        MAX_FORM_PARTS=5_000,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        SESSION_COOKIE_NAME="__Host-baeum" if settings.secure_cookies else "baeum",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        WTF_CSRF_TIME_LIMIT=None,
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]


def _join_packages(app: Flask) -> None:
    reactions: list[events.Handlers] = []
    for package in PACKAGES:
        for part in _PARTS:
            if not _has_part(package, part):
                continue
            module = import_module(f"lms.{package}.{part}")
            if part == "handlers":
                reactions.append(module.HANDLERS)
            elif part == "views":
                for blueprint in module.BLUEPRINTS:
                    app.register_blueprint(blueprint)
                    if blueprint.name == "api":
                        csrf.exempt(blueprint)  # no cookie counts there (core.web.identity_loader)
            elif part == "cli":
                app.cli.add_command(module.commands)
    _join_faces(app)
    events.wire(app, reactions)
    if app.config["LMS_STRICT_AUDIT"]:
        with app.app_context():
            watch_changes(db.engine)


def _join_faces(app: Flask) -> None:
    from lms.core.web import views as house

    app.register_blueprint(house.bp)
    for name in ("cli", "demo"):
        if _has_part(name, "commands"):
            import_module(f"lms.{name}.commands").register(app)


def _has_part(package: str, part: str) -> bool:
    folder = ROOT / "lms" / package
    return (folder / f"{part}.py").exists() or (folder / part / "__init__.py").exists()
