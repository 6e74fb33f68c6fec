"""Operator's commands that concern the whole installation."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import with_appcontext

from lms.accounts.services import grant_role, invite_person, register_person
from lms.accounts.types import Place, Role, Scope
from lms.cli.backup.commands import backup_command, restore_command
from lms.cli.doctor import examine, is_migrated
from lms.cohorts import queries as cohorts
from lms.cohorts.services import found_centre
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.core.web.errors import why
from lms.notifications.queries import mails_of


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(setup)
    app.cli.add_command(doctor)
    app.cli.add_command(backup_command)
    app.cli.add_command(restore_command)


@click.command("setup")
@click.option("--centre-code", prompt="Short code of the centre (letters)")
@click.option("--centre-name", prompt="Name of the centre")
@click.option("--admin-email", prompt="E-mail address of the first administrator")
@click.option("--admin-name", prompt="Name of the first administrator")
@with_appcontext
def setup(centre_code: str, centre_name: str, admin_email: str, admin_name: str) -> None:
    """Set up an empty real centre, with its first administrator."""
    if cohorts.centres():
        raise click.ClickException("there is a centre already; nothing was changed")
    try:
        with transaction():
            now = clock.now()
            centre = found_centre(SYSTEM, code=centre_code, name={"ko": centre_name, "en": centre_name})
            person = register_person(SYSTEM, email=admin_email, name=admin_name, now=now)
            for scope, scope_id in ((Scope.SITE, None), (Scope.CENTRE, centre.id)):
                grant_role(
                    SYSTEM, person_id=person.id, role=Role.ADMINISTRATOR, scope=scope, scope_id=scope_id, now=now
                )
            invite_person(SYSTEM, person_id=person.id, place=Place(centre.id), now=now)
            person_id = person.id
    except Refused as refusal:
        raise click.ClickException(why(refusal.reason)) from refusal
    click.echo("The centre is set up. The administrator chooses a password here (the link works once):")
    click.echo(next(line for line in mails_of(person_id)[0].body.splitlines() if "/accounts/links/" in line))


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Check what must always hold; changes nothing. Exit code 1 when something does not."""
    if not is_migrated():
        raise click.ClickException("this database was never set up; run: flask db upgrade")
    findings = examine()
    for finding in findings:
        sign = "ok " if finding.count == 0 else "BAD"
        click.echo(f"{sign} {finding.name}: {finding.meaning}")
        if finding.count:
            click.echo(f"    {finding.count} found. {finding.remedy}")
    if any(finding.count for finding in findings):
        raise SystemExit(1)
