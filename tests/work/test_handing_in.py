"""Drafts, files, versions and receipts over a real database."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from lms.assessments import queries, services
from lms.assessments.models import SubmissionMember, SubmissionVersion, WorkDraft
from lms.assessments.types import WhyNot
from lms.assessments.types.handing_in import WhyNotHandIn
from lms.core.db import db
from lms.core.errors import NotAllowed, NotFound, Refused
from lms.core.files import StoredFile, UploadRefused, path_of
from tests.core.test_cleaning import CANARY, docx
from tests.world import NOW, World, actor


def save(world: World, who: str, body: str, epoch: int, minutes: int = 0):
    return services.save_draft(
        actor(world, who),
        assignment_id=world.ids["files-assignment"],
        body=body,
        repository="",
        commit_id="",
        epoch=epoch,
        now=NOW + timedelta(minutes=minutes),
    )


def test_a_draft_saves_and_counts(app: Flask, world: World) -> None:
    first = save(world, "bo", "one", 0)
    second = save(world, "bo", "one two", first.epoch, 1)
    assert (first.epoch, first.replaced, second.epoch, second.replaced) == (1, False, 2, False)
    assert queries.writing_of(world.ids["files-assignment"], world.people["bo"], None).body == "one two"


def test_the_newest_window_wins_and_the_other_text_is_kept(app: Flask, world: World) -> None:
    first = save(world, "bo", "from the first window", 0)
    save(world, "bo", "more from the first", first.epoch, 1)
    other = save(world, "bo", "from the second window", first.epoch, 2)
    assert other.replaced
    kept = queries.kept_drafts(world.ids["files-assignment"], world.people["bo"])
    assert [body for _at, body in kept] == ["more from the first"]


def test_handing_in_takes_the_draft_s_files_and_forgets_the_draft(app: Flask, world: World) -> None:
    task, bo = world.ids["files-assignment"], actor(world, "bo")
    notes = services.attach_files(bo, assignment_id=task, uploads=[("report.docx", docx())], now=NOW)
    work = services.submit_work(bo, assignment_id=task, body="text", now=NOW)
    version = queries.version(work.id, 1)
    assert version is not None
    assert [note.name for note in version.files] == ["report.docx"]
    assert CANARY.encode() not in path_of(notes[0].digest).read_bytes()
    assert db.session.scalars(sa.select(WorkDraft).where(WorkDraft.person_id == bo.user_id)).all() == []
    members = db.session.scalars(sa.select(SubmissionMember.person_id).where(SubmissionMember.submission_id == work.id))
    assert list(members) == [bo.user_id]


def test_changing_within_the_grace_makes_a_version_and_keeps_the_files(app: Flask, world: World) -> None:
    task, ada = world.ids["files-assignment"], actor(world, "ada")
    services.submit_work(ada, assignment_id=task, body="second", now=NOW + timedelta(minutes=10))
    versions = queries.versions_of(world.ids["files-work-ada"])
    assert [(each.number, each.body, len(each.files)) for each in versions] == [
        (2, "second", 1),
        (1, "With a file.", 1),
    ]
    with pytest.raises(Refused) as refused:
        services.submit_work(ada, assignment_id=task, body="third", now=NOW + timedelta(minutes=31))
    assert refused.value.reason is WhyNot.LOCKED


def test_a_file_taken_out_of_the_draft_stays_with_the_version(app: Flask, world: World) -> None:
    task, ada = world.ids["files-assignment"], actor(world, "ada")
    services.remove_file(ada, assignment_id=task, file_id=world.ids["file-ada"], now=NOW)
    stored = db.session.get_one(StoredFile, world.ids["file-ada"])
    assert stored.purged_at is None
    assert queries.writing_of(task, ada.user_id or 0, None).files == ()


def test_a_file_of_nothing_but_a_draft_is_forgotten(app: Flask, world: World) -> None:
    task, bo = world.ids["files-assignment"], actor(world, "bo")
    note = services.attach_files(bo, assignment_id=task, uploads=[("x.txt", b"only here")], now=NOW)[0]
    services.remove_file(bo, assignment_id=task, file_id=note.id, now=NOW)
    assert not path_of(note.digest).exists()
    with pytest.raises(NotFound):
        services.remove_file(bo, assignment_id=task, file_id=note.id, now=NOW)


@pytest.mark.parametrize(
    ("uploads", "reason"),
    [
        ([("a.exe", b"MZ\x00\x00")], UploadRefused.KIND_NOT_ALLOWED),
        ([("a.txt", b"")], UploadRefused.EMPTY_FILE),
        ([(f"{number}.txt", b"text") for number in range(11)], WhyNotHandIn.TOO_MANY_FILES),
        ([("old.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 HWP Document File")], UploadRefused.KIND_NOT_ALLOWED),
    ],
)
def test_uploads_that_are_not_taken_leave_nothing(app: Flask, world: World, uploads, reason) -> None:
    task, bo = world.ids["files-assignment"], actor(world, "bo")
    with pytest.raises(Refused) as refused:
        services.attach_files(bo, assignment_id=task, uploads=[("good.txt", b"good"), *uploads][-11:], now=NOW)
    assert refused.value.reason is reason
    assert queries.draft_of(task, bo.user_id or 0) is None


def test_files_are_not_taken_where_text_is_asked_for(app: Flask, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.attach_files(
            actor(world, "ada"), assignment_id=world.ids["open_assignment"], uploads=[("a.txt", b"a")], now=NOW
        )
    assert refused.value.reason is WhyNotHandIn.NOT_ASKED


def test_late_work_says_what_it_costs(app: Flask, world: World) -> None:
    late = NOW + timedelta(days=5, hours=1)
    work = services.submit_work(actor(world, "cy"), assignment_id=world.ids["files-assignment"], body="late", now=late)
    version = db.session.scalars(
        sa.select(SubmissionVersion.late_days).where(SubmissionVersion.submission_id == work.id)
    ).one()
    assert (work.late_off, version) == (20, 2)


def test_nobody_else_writes_or_reads(app: Flask, world: World, sign_in) -> None:
    with pytest.raises(NotAllowed):
        save(world, "teacher", "mine", 0)
    with pytest.raises(NotFound):
        save(world, "outsider", "mine", 0)
    task = world.ids["files-assignment"]
    note = services.attach_files(actor(world, "ada"), assignment_id=task, uploads=[("a.py", b"kept words")], now=NOW)[0]
    address = f"/assignments/{task}/files/{note.id}"
    with sign_in("ada").get(address) as answer:
        assert answer.data == b"kept words"
    assert sign_in("bo").get(address).status_code == 404
    services.submit_work(actor(world, "ada"), assignment_id=task, body="again", now=NOW)
    staff = f"/assignments/work/{world.ids['files-work-ada']}/files/{note.id}"
    with sign_in("teacher").get(staff) as answer:
        assert answer.status_code == 200
    assert sign_in("other-teacher").get(staff).status_code == 404
    assert sign_in("bo").get(staff).status_code == 403


def test_the_page_warns_of_names_before_it_takes_the_work(app: Flask, world: World, sign_in) -> None:
    task, browser = world.ids["files-assignment"], sign_in("bo")
    data = {"body": "made by Person bo", "files": (io.BytesIO(b"# author: bo@example.org"), "code.py")}
    answer = browser.post(f"/assignments/{task}", data=data, content_type="multipart/form-data")
    assert answer.status_code == 409
    assert "Person bo, bo@example.org" in answer.text
    again = browser.post(f"/assignments/{task}", data={"body": "made by Person bo", "confirmed": "1"})
    assert again.status_code == 302
    receipt = browser.get(again.location).text
    work = queries.submission_of(task, world.people["bo"])
    assert work is not None
    version = queries.version(work.id, 1)
    assert version is not None
    assert version.digest in receipt
    assert "code.py" in receipt


def test_a_refused_file_is_named_and_nothing_typed_is_lost(app: Flask, world: World, sign_in) -> None:
    task, browser = world.ids["files-assignment"], sign_in("bo")
    data = {"body": "my long text", "files": (io.BytesIO(b"MZ\x00\x00"), "virus.exe")}
    answer = browser.post(f"/assignments/{task}", data=data, content_type="multipart/form-data")
    assert answer.status_code == 409
    assert "virus.exe" in answer.text
    assert "my long text" in answer.text


def test_the_draft_answers_a_partial_request_with_its_time(app: Flask, world: World, sign_in) -> None:
    browser = sign_in("bo")
    address = f"/assignments/{world.ids['files-assignment']}/draft"
    answer = browser.post(address, data={"body": "text", "epoch": "0"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert 'id="draft-state"' in answer.text
    assert 'name="epoch" value="1"' in answer.text
    plain = browser.post(address, data={"body": "text", "epoch": "1"})
    assert plain.status_code == 302
    preview = browser.post(address.replace("draft", "preview"), data={"body": "# Big"}, headers={"HX-Request": "true"})
    assert ">Big</h" in preview.text
