"""Runs migrations on either database, in batch mode on SQLite."""

from alembic import context
from flask import current_app

from lms.core.db import WRITES, Base, db

config = context.config


def run() -> None:
    """Upgrade or downgrade the application's database."""
    connectable = db.engine.execution_options(**{WRITES: True, "lms_unwatched": True})
    with connectable.connect() as connection:
        options = {**current_app.extensions["migrate"].configure_args, "compare_type": True}
        options["render_as_batch"] = connection.dialect.name == "sqlite"
        context.configure(connection=connection, target_metadata=Base.metadata, **options)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
