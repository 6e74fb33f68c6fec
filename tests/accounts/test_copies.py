"""Copies of one's own data: asked for, made, fetched, dropped; without anybody else in them."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.accounts import services
from lms.accounts.models import DataCopy
from lms.accounts.types import CopyState, WhyNot
from lms.core import audit, holdings
from lms.core.db import db
from lms.core.errors import NotFound, Refused
from lms.core.files import FileKind, StoredFile, keep_upload, path_of
from lms.core.transaction import transaction
from lms.notifications.models import Notice
from tests.world import NOW, World, actor


def archive_of(world: World, who: str) -> zipfile.ZipFile:
    row = services.ask_for_copy(actor(world, who), now=NOW)
    copy_id = row.id
    assert services.make_copies(now=NOW) == 1
    file = services.fetch_copy(actor(world, who), copy_id=copy_id)
    return zipfile.ZipFile(io.BytesIO(path_of(file.digest).read_bytes()))


def test_a_copy_holds_what_every_package_keeps(app: Flask, world: World) -> None:
    with transaction():
        file = keep_upload(
            actor(world, "ada"),
            data=b"my own words",
            name="words.txt",
            purpose="work.attachment",
            allowed=[FileKind.TEXT],
            now=NOW,
        )
        audit.record(actor(world, "ada"), "data.asked", file)
        name = f"files/{file.id}-words.txt"
    archive = archive_of(world, "ada")
    packages = [package.package for package in holdings.registered()]
    wanted = {f"{package}.json" for package in packages} | {"README.ko.txt", "README.en.txt", name}
    assert set(archive.namelist()) == wanted
    assert archive.read(name) == b"my own words"
    held = {package: json.loads(archive.read(f"{package}.json")) for package in packages}
    assert held["accounts"]["person"][0]["email"] == "ada@example.org"
    assert held["cohorts"]["enrolment"][0]["person_id"] == "me"
    assert [row["body"] for row in held["courses"]["lesson_note"]] == ["*mine* alone"]
    assert held["assessments"]["submission"] != []
    assert held["portfolio"]["cover_letter"] != []
    assert {"action": "data.asked"}.items() <= held["accounts"]["deeds"][-1].items()


@pytest.mark.parametrize("who", ["ada", "bo", "cy", "withdrawn", "graduate", "mentor", "teacher"])
def test_a_copy_names_nobody_else_and_no_secret(app: Flask, world: World, who: str) -> None:
    archive = archive_of(world, who)
    text = "\n".join(archive.read(name).decode() for name in archive.namelist())
    others = [other for other in world.people if other != who]
    assert f"{who}@example.org" in text
    assert [other for other in others if f"Person {other}" in text or f"{other}@example.org" in text] == []
    for secret in ("argon2", "password_hash", "totp_secret", "alias"):
        assert f'"{secret}' not in text


def test_one_copy_waits_at_a_time(app: Flask, world: World) -> None:
    ada = actor(world, "ada")
    services.ask_for_copy(ada, now=NOW)
    with pytest.raises(Refused) as refused:
        services.ask_for_copy(ada, now=NOW)
    assert refused.value.reason is WhyNot.COPY_UNDER_WAY
    services.ask_for_copy(actor(world, "bo"), now=NOW)
    assert services.make_copies(now=NOW) == 2
    assert services.make_copies(now=NOW) == 0
    notices = db.session.scalars(sa.select(Notice.path).where(Notice.person_id == world.people["ada"])).all()
    assert notices.count("/accounts/me/data") == 1


def test_another_process_takes_over_what_one_left(app: Flask, world: World) -> None:
    copy_id = services.ask_for_copy(actor(world, "ada"), now=NOW).id
    with transaction():
        db.session.get_one(DataCopy, copy_id).claimed_until = NOW + timedelta(minutes=5)
        audit.record(actor(world, "ada"), "data.asked", ("data_copy", copy_id))
    assert services.make_copies(now=NOW) == 0
    assert services.make_copies(now=NOW + timedelta(minutes=5)) == 1


def test_a_copy_goes_when_the_next_is_ready_and_after_a_week(app: Flask, world: World) -> None:
    ada = actor(world, "ada")
    first = services.ask_for_copy(ada, now=NOW).id
    services.make_copies(now=NOW)
    path = path_of(services.fetch_copy(ada, copy_id=first).digest)
    later = NOW + timedelta(days=1)
    second = services.ask_for_copy(ada, now=later).id
    services.make_copies(now=later)
    assert not path.exists()
    assert services.drop_old_copies(now=later + services.COPY_LIFE) == 0
    assert services.drop_old_copies(now=later + services.COPY_LIFE + timedelta(seconds=1)) == 1
    states = {row[0]: row[1] for row in db.session.execute(sa.select(DataCopy.id, DataCopy.state))}
    assert states == {first: CopyState.DROPPED, second: CopyState.DROPPED}
    kept = sa.select(StoredFile.id).where(StoredFile.purpose == "accounts.copy", StoredFile.purged_at.is_(None))
    assert db.session.scalars(kept).all() == []
    with pytest.raises(NotFound):
        services.fetch_copy(ada, copy_id=second)


def test_only_its_person_fetches_a_copy(app: Flask, world: World, sign_in, client) -> None:
    browser = sign_in("ada")
    assert browser.post("/accounts/me/data").status_code == 302
    services.make_copies(now=NOW)
    copy_id = db.session.scalar(sa.select(DataCopy.id))
    page = browser.get("/accounts/me/data").text
    assert f"/accounts/me/data/{copy_id}" in page
    answer = browser.get(f"/accounts/me/data/{copy_id}")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    answer.close()
    assert sign_in("bo").get(f"/accounts/me/data/{copy_id}").status_code == 404
    assert sign_in("admin").get(f"/accounts/me/data/{copy_id}").status_code == 404
    assert client.get(f"/accounts/me/data/{copy_id}").status_code == 302
    deeds = db.session.scalars(sa.select(audit.AuditEntry.action).where(audit.AuditEntry.action.like("data.%"))).all()
    assert deeds == ["data.asked", "data.claimed", "data.copied", "data.exported"]
