"""``flask accounts``: who holds authority, and the way back when every administrator is lost. For operators."""

from __future__ import annotations

from datetime import datetime

import click
from flask.cli import AppGroup
from sqlalchemy import or_, select

from lms.accounts import queries as accounts
from lms.accounts import services
from lms.accounts.models import Person, RoleGrant
from lms.accounts.queries import PersonCard
from lms.accounts.types import STAFF, PersonState, Place, Role, Scope
from lms.admin.queries.people import roles_of
from lms.admin.rules import why_not_role_at
from lms.cohorts import queries as cohorts
from lms.cohorts.models import Centre
from lms.core import clock
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.core.web.errors import why
from lms.notifications.queries import mails_of

REASON = "by an operator on the server"
commands = AppGroup("accounts", short_help="Who holds authority, and a way back in.")


@commands.command("list")
@click.option("--role", type=click.Choice([str(role) for role in STAFF]), help="Only those who hold this role.")
def list_holders(role: str | None) -> None:
    """Everybody who works here with state and roles, and the centres that nobody administers."""
    wanted = [role] if role else [str(each) for each in STAFF]
    people = db.session.execute(
        select(Person.id, Person.email, Person.name, Person.state)
        .where(
            Person.id.in_(select(RoleGrant.person_id).where(RoleGrant.role.in_(wanted), RoleGrant.ended_at.is_(None)))
        )
        .order_by(Person.email)
    ).all()
    roles = roles_of([row.id for row in people], None)
    for row in people:
        click.echo(f"{row.email}  {row.name}  {row.state}")
        for held in roles.get(row.id, ()):
            if held.role in wanted:
                click.echo(f"    {held.role}, {held.place or 'the whole site'}, since {held.since:%Y-%m-%d}")
    if not people:
        click.echo("nobody")
    for centre in cohorts.centres():
        if not _is_administered(centre.id):
            click.echo(f"no administrator of {_name(centre)} ({centre.code}) can sign in", err=True)


def _is_administered(centre_id: int) -> bool:
    """Whether anybody who may sign in administers this centre or the whole site."""
    of_centre = (RoleGrant.scope == Scope.CENTRE) & (RoleGrant.scope_id == centre_id)
    holder = db.session.scalar(
        select(RoleGrant.id)
        .join(Person, Person.id == RoleGrant.person_id)
        .where(
            RoleGrant.role == Role.ADMINISTRATOR,
            RoleGrant.ended_at.is_(None),
            Person.state == PersonState.ACTIVE,
            or_(RoleGrant.scope == Scope.SITE, of_centre),
        )
        .limit(1)
    )
    return holder is not None


@commands.command("grant")
@click.option("--email", required=True, help="Address with which the person signs in.")
@click.option("--role", type=click.Choice([str(role) for role in STAFF]), required=True, help="What they become.")
@click.option("--centre", help="Code or name of the centre in which it holds.")
@click.option("--site", is_flag=True, help="It holds everywhere: for administrators of the whole site.")
@click.option("--name", default="", help="Name of a person whom nobody has written down yet.")
@click.option("--reason", default=REASON, help="Kept in the audit trail.")
def grant(*, email: str, role: str, centre: str | None, site: bool, name: str, reason: str) -> None:
    """Give somebody a role, as the system; whoever has no password yet gets a link to choose one."""
    if bool(centre) == site:
        raise click.ClickException("say where it holds: either --centre or --site")
    place = _centre(centre) if centre else None
    scope = Scope.CENTRE if place else Scope.SITE
    if why_not_role_at(Role(role), scope):
        raise click.ClickException(f"a role of {role} does not hold for the whole site; name a centre")
    now, scope_id = clock.now(), place.id if place else None
    try:
        with transaction():
            person = _person(email, name, now)
            held = any(
                (each.role, each.scope, each.scope_id) == (role, scope, scope_id)
                for each in accounts.live_grants(person.id)
            )
            services.grant_role(
                SYSTEM,
                person_id=person.id,
                role=Role(role),
                scope=scope,
                scope_id=scope_id,
                reason=reason.strip(),
                now=now,
            )
            if person.state == PersonState.INVITED:
                services.invite_person(SYSTEM, person_id=person.id, place=Place(scope_id or 0), now=now)
    except Refused as refusal:
        raise click.ClickException(f"{why(refusal.reason)} Nothing was changed.") from refusal
    where = _name(place) if place else "the whole site"
    click.echo(f"{person.email} {'was already' if held else 'is now'} {role} of {where}")
    if person.state == PersonState.INVITED:
        click.echo("They choose a password here (the link works once):")
        click.echo(_newest_link(person.id))


@commands.command("second-factor-off")
@click.option("--email", required=True, help="Address with which the person signs in.")
@click.option("--reason", default=REASON, help="Kept in the audit trail.")
def second_factor_off(email: str, reason: str) -> None:
    """Switch off the second factor of somebody who lost phone and recovery codes, where no administrator can."""
    person = accounts.person_of_email(email)
    if person is None:
        raise click.ClickException("nobody signs in with this address")
    try:
        services.lift_second_factor(SYSTEM, person_id=person.id, place=Place(0), reason=reason, now=clock.now())
    except Refused as refusal:
        raise click.ClickException(f"{why(refusal.reason)} Nothing was changed.") from refusal
    click.echo(f"the second factor of {person.email} is off; they are signed out everywhere and told by mail")


def _centre(wanted: str) -> Centre:
    """The centre of a code, or else of a name in either language."""
    known = cohorts.centres()
    found = [centre for centre in known if centre.code == wanted]
    found = found or [centre for centre in known if wanted.strip() in centre.name.values()]
    if len(found) != 1:
        codes = ", ".join(f"{centre.code} ({_name(centre)})" for centre in known)
        raise click.ClickException(f"which centre? There are: {codes or 'none; run: flask setup'}")
    return found[0]


def _name(centre: Centre) -> str:
    return str(centre.name["ko"])


def _person(email: str, name: str, now: datetime) -> PersonCard:
    """Who signs in with an address, or a new person. Within a transaction; raises Refused for a wrong address."""
    found = accounts.person_of_email(email)
    if found is None:
        if not name.strip():
            raise click.ClickException("nobody signs in with this address; with --name they are written down")
        services.register_person(SYSTEM, email=email, name=name, now=now)
        found = accounts.person_of_email(email)
    if found is None or found.state not in (PersonState.ACTIVE, PersonState.INVITED):
        raise click.ClickException("this person may not sign in (disabled or erased); take another address")
    return found


def _newest_link(person_id: int) -> str:
    mail = next(mail for mail in mails_of(person_id) if "/accounts/links/" in mail.body)
    return next(line for line in mail.body.splitlines() if "/accounts/links/" in line)
