"""Runs migrations on either database, in batch mode on SQLite."""

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import JSON, BigInteger

from lms.core.db import WRITES, Base, UtcDateTime, db

config = context.config
_OWN_TYPES = ((UtcDateTime, "UtcDateTime()", "db"), (JSON, "JsonValue", "db"), (BigInteger, "BigId", "audit.models"))


def _written(kind: str, item: Any, writer: AutogenContext) -> str | bool:
    """How a column's type is written in a new migration: by the house's own names."""
    for known, text, module in _OWN_TYPES if kind == "type" else ():
        if isinstance(item, known):
            writer.imports.add(f"from lms.core.{module} import {text.removesuffix('()')}")
            return text
    return False


def run() -> None:
    """Upgrade or downgrade the application's database."""
    connectable = db.engine.execution_options(**{WRITES: True, "lms_unwatched": True})
    with connectable.connect() as connection:
        options = {**current_app.extensions["migrate"].configure_args, "compare_type": True, "render_item": _written}
        options["render_as_batch"] = connection.dialect.name == "sqlite"
        context.configure(connection=connection, target_metadata=Base.metadata, **options)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
