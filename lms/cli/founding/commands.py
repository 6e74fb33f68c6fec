"""``flask setup``: an empty real centre that can begin next Monday, by questions or by options."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy import inspect

from lms.accounts.services import grant_role, invite_person, register_person
from lms.accounts.types import Place, Role, Scope
from lms.attendance.queries import KIND
from lms.attendance.rules import DEFAULT, PRESETS, Basis, policy_to
from lms.cohorts import queries as cohorts
from lms.cohorts.holidays_decided import closed_days
from lms.cohorts.services import found_centre, found_programme, open_section, start_cohort
from lms.core import clock, terms
from lms.core.actor import SYSTEM
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.transaction import transaction
from lms.core.web.errors import why
from lms.notifications.queries import mails_of

RULES = [name for name, preset in PRESETS.items() if preset.policy.basis is Basis.DAYS]
DAY = click.DateTime(["%Y-%m-%d"])


@dataclass(slots=True)
class Answers:
    """What was asked. An empty programme is founded later in the browser, and so is a cohort without a first day."""

    centre_code: str
    centre_name: str
    centre_name_en: str
    admin_email: str
    admin_name: str
    rules: str
    programme: str
    programme_en: str
    starts_on: datetime | None
    ends_on: datetime | None


@click.command("setup")
@click.option("--centre-code", help="Short code of the centre: small letters, digits and hyphens.")
@click.option("--centre-name", help="Name of the centre, in Korean.")
@click.option("--centre-name-en", default="", help="Name of the centre in English.")
@click.option("--admin-email", help="E-mail address of the first administrator.")
@click.option("--admin-name", help="Name of the first administrator.")
@click.option("--rules", type=click.Choice(RULES), default=DEFAULT, help="Rules of attendance and completion.")
@click.option("--programme", default="", help="Name of the first programme, in Korean.")
@click.option("--programme-en", default="", help="Name of the first programme in English.")
@click.option("--starts-on", type=DAY, help="First day of its first cohort, as 2026-03-02.")
@click.option("--ends-on", type=DAY, help="Last day of its first cohort.")
@with_appcontext
def setup_command(**given: Any) -> None:
    """Set up an empty real centre: the centre, its first administrator, its rules; a programme and a cohort, too, if
    they are given. Asks for everything when the centre or the administrator is not given by options."""
    if not inspect(db.engine).has_table("centre"):
        raise click.ClickException("this database has no tables yet; run: flask db upgrade")
    if cohorts.centres():
        raise click.ClickException("there is a centre already; nothing was changed")
    answers = Answers(**given)
    if not all((answers.centre_code, answers.centre_name, answers.admin_email, answers.admin_name)):
        _ask(answers)
    if problem := _problem(answers):
        raise click.ClickException(problem)
    try:
        with transaction():
            person_id, cohort_id = _set_up(answers, clock.now())
    except Refused as refusal:
        raise click.ClickException(f"{why(refusal.reason)} Nothing was changed.") from refusal
    _say(answers, person_id, cohort_id)


def _ask(answers: Answers) -> None:
    answers.centre_code = click.prompt("Short code of the centre (a-z, 0-9, -)", default=answers.centre_code)
    answers.centre_name = click.prompt("Name of the centre in Korean", default=answers.centre_name)
    answers.centre_name_en = click.prompt("  in English", default=answers.centre_name_en or answers.centre_name)
    answers.admin_email = click.prompt("E-mail address of the first administrator", default=answers.admin_email)
    answers.admin_name = click.prompt("Name of the first administrator", default=answers.admin_name)
    answers.rules = click.prompt("Rules of attendance", type=click.Choice(RULES), default=answers.rules)
    answers.programme = click.prompt("First programme in Korean (empty: later)", default=answers.programme)
    if answers.programme:
        answers.programme_en = click.prompt("  in English", default=answers.programme_en or answers.programme)
        today = clock.local_date(clock.now())
        answers.starts_on = click.prompt("First day of its first cohort", type=DAY, default=today.isoformat())
        answers.ends_on = click.prompt("Last day", type=DAY)


def _problem(answers: Answers) -> str:
    """What cannot be right, said before anything is written."""
    code = answers.centre_code
    if not code.isascii() or not code.replace("-", "").isalnum() or code != code.lower() or len(code) > 20:
        return "the short code takes small letters, digits and hyphens, at most 20"
    if "@" not in answers.admin_email.strip("@"):
        return "this is no e-mail address; nothing was changed"
    if (answers.starts_on is None) != (answers.ends_on is None):
        return "a cohort takes a first and a last day; nothing was changed"
    if answers.starts_on is not None and not answers.programme:
        return "a cohort takes a programme; nothing was changed"
    return ""


def _set_up(answers: Answers, now: datetime) -> tuple[int, int | None]:
    """The ids of the administrator and of the cohort, if there is one."""
    names = {"ko": answers.centre_name, "en": answers.centre_name_en or answers.centre_name}
    centre = found_centre(SYSTEM, code=answers.centre_code, name=names)
    today = clock.local_date(now)
    starts = answers.starts_on.date() if answers.starts_on else today
    terms.write(
        SYSTEM,
        kind=KIND,
        scope=(Scope.CENTRE, centre.id),
        valid_from=min(starts, today),
        numbers=policy_to(PRESETS[answers.rules].policy),
        now=now,
    )
    person = register_person(SYSTEM, email=answers.admin_email, name=answers.admin_name, now=now)
    for scope, scope_id in ((Scope.SITE, None), (Scope.CENTRE, centre.id)):
        grant_role(SYSTEM, person_id=person.id, role=Role.ADMINISTRATOR, scope=scope, scope_id=scope_id, now=now)
    invite_person(SYSTEM, person_id=person.id, place=Place(centre.id), now=now)
    return person.id, _first_cohort(answers, centre.id)


def _first_cohort(answers: Answers, centre_id: int) -> int | None:
    if not answers.programme:
        return None
    names = {"ko": answers.programme, "en": answers.programme_en or answers.programme}
    programme = found_programme(SYSTEM, centre_id=centre_id, code="first", name=names, field=answers.programme[:40])
    if answers.starts_on is None or answers.ends_on is None:
        return None
    first, last = answers.starts_on.date(), answers.ends_on.date()
    return _cohort(programme.id, f"{answers.programme} 1기", first, last)


def _cohort(programme_id: int, name: str, first: date, last: date) -> int:
    closed = closed_days(first, last) if first <= last else {}
    cohort = start_cohort(
        SYSTEM, programme_id=programme_id, number=1, name=name[:80], starts_on=first, ends_on=last, closed=closed
    )
    open_section(SYSTEM, cohort_id=cohort.id, name="A")
    return cohort.id


def _say(answers: Answers, person_id: int, cohort_id: int | None) -> None:
    link = next(line for line in mails_of(person_id)[0].body.splitlines() if "/accounts/links/" in line)
    click.echo("The centre is set up. The administrator chooses a password here (the link works once):")
    click.echo(link)
    click.echo("Then, in the browser under 운영관리 / Administration:")
    if cohort_id is None:
        click.echo("- a programme and its first cohort, with its class days laid out around public holidays")
    click.echo("- the people: from a CSV or XLSX, or one by one; each gets a link by mail")
    click.echo("- the rules of attendance and of completion, if other ones hold here")
    click.echo(f"Rules of attendance in force: {answers.rules}. How to look after it all: docs/operations.md")
