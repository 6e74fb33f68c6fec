"""Rows that the tests of `lms.admin` ask for."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from lms.accounts.models import RoleGrant
from lms.accounts.services import ask_for_erasure, grant_role, register_person
from lms.accounts.types import Role, Scope
from lms.cohorts.queries import sections
from lms.core.actor import SYSTEM, Actor
from lms.core.db import db
from lms.notifications.models import OutboxMessage
from lms.notifications.services import enqueue
from tests.world import NOW, World


def seed(world: World) -> None:
    known = db.session.scalar(select(RoleGrant.id).where(RoleGrant.person_id == world.people["ada"]))
    assert known is not None
    world.ids["grant-ada"] = known
    world.ids["section"] = sections(world.ids["running"])[0].id
    site = register_person(
        SYSTEM, email="site@example.org", name="Person site", password_hash=_password(world), now=NOW
    )
    grant_role(SYSTEM, person_id=site.id, role=Role.ADMINISTRATOR, scope=Scope.SITE, scope_id=None, now=NOW)
    world.people["site"] = site.id
    _failed_mail(world)
    graduate = Actor(world.people["graduate"], "Person graduate")
    world.ids["erasure"] = ask_for_erasure(graduate, text="please", now=NOW).id


def _failed_mail(world: World) -> None:
    enqueue(
        SYSTEM,
        key="seed",
        person_id=world.people["withdrawn"],
        subject="Seed",
        body="text",
        due_at=NOW - timedelta(hours=1),
    )
    mail = db.session.scalar(select(OutboxMessage).where(OutboxMessage.key == "seed"))
    mail.fault, mail.attempts = "SMTPException: no", 3
    world.ids["mail"] = mail.id


def _password(world: World) -> str:
    from lms.accounts.models import Person

    return db.session.get_one(Person, world.people["admin"]).password_hash
