"""The outbox: a key is a mail, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.core.actor import SYSTEM
from lms.core.audit import AuditEntry
from lms.core.db import db
from lms.core.transaction import SilentChange, transaction
from lms.notifications.models import Notice, OutboxMessage
from lms.notifications.services import enqueue
from tests.world import NOW, World


def write(world: World, key: str, subject: str = "first") -> bool:
    return enqueue(SYSTEM, key=key, person_id=world.people["ada"], subject=subject, body="b", due_at=NOW)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_a_second_mail_of_the_same_key_is_a_quiet_nothing(app: Flask, world: World) -> None:
    assert write(world, "visit:1") is True
    mails, entries = count(OutboxMessage), count(AuditEntry)
    assert write(world, "visit:1", "second") is False
    assert (count(OutboxMessage), count(AuditEntry)) == (mails, entries)
    assert db.session.scalar(select(OutboxMessage.subject).where(OutboxMessage.key == "visit:1")) == "first"


def leave_a_notice(world: World) -> None:
    with transaction():
        write(world, "visit:2")
        db.session.add(Notice(person_id=world.people["ada"], at=NOW, text={}))


def change_a_mail(world: World) -> None:
    with transaction():
        row = db.session.scalars(select(OutboxMessage).where(OutboxMessage.key == "visit:2")).one()
        row.subject = "changed"
        db.session.flush()
        write(world, "visit:2")


@pytest.mark.parametrize(("change", "table"), [(leave_a_notice, "notice"), (change_a_mail, "outbox_message")])
def test_it_hides_no_other_silent_change(app: Flask, world: World, change: Callable[[World], None], table: str) -> None:
    write(world, "visit:2")
    with pytest.raises(SilentChange, match=table):
        change(world)
