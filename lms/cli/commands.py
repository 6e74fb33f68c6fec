"""Operator's commands that concern the whole installation."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import with_appcontext

from lms.cli.authority.commands import commands as accounts_commands
from lms.cli.backup.commands import backup_command, restore_command
from lms.cli.doctor import examine, is_migrated
from lms.cli.founding.commands import setup_command


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(setup_command)
    app.cli.add_command(doctor)
    app.cli.add_command(accounts_commands)
    app.cli.add_command(backup_command)
    app.cli.add_command(restore_command)


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Check what must always hold; changes nothing. Exit code 1 when something does not."""
    if not is_migrated():
        raise click.ClickException("this database was never set up; run: flask db upgrade")
    broken = 0
    for invariant, count in examine():
        click.echo(f"{'BAD' if count else 'ok '} {invariant.name}: {invariant.meaning}")
        if count:
            broken += 1
            click.echo(f"    {count} found. {invariant.remedy}")
    if broken:
        raise SystemExit(1)
