"""A reader's own notes, and problems that readers report."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from lms.accounts.queries import people_with
from lms.accounts.types import Role
from lms.core import audit
from lms.core.actor import Actor
from lms.core.db import db
from lms.core.errors import Refused
from lms.core.markdown import render_safely
from lms.core.transaction import transaction
from lms.courses import access
from lms.courses.addresses import lesson_address
from lms.courses.delivery.types import WhyNot
from lms.courses.models import LessonNote, LessonReport
from lms.notifications import services as notifications

NOTE_LENGTH = 20_000
REPORT_LENGTH = 2_000


def keep_note(actor: Actor, *, lesson_id: int, language: str, body: str, now: datetime) -> None:
    """Store one's own note on a lesson; an empty one is removed."""
    page = access.lesson_for_reading(actor, lesson_id, language=language, now=now)
    body = body.strip()
    if len(body) > NOTE_LENGTH:
        raise Refused(WhyNot.TEXT_TOO_LONG)
    html = render_safely(body, id_prefix="note-", language="en" if language == "en" else "ko").html if body else ""
    mine = (
        LessonNote.person_id == actor.user_id,
        LessonNote.course_id == page.course_id,
        LessonNote.key == page.key,
    )
    with transaction():
        note = db.session.scalar(select(LessonNote).where(*mine).with_for_update())
        if not body:
            db.session.execute(delete(LessonNote).where(*mine))
        elif note is None:
            db.session.add(
                LessonNote(
                    person_id=actor.user_id,
                    course_id=page.course_id,
                    key=page.key,
                    body=body,
                    html=html,
                    changed_at=now,
                )
            )
        else:
            note.body, note.html, note.changed_at = body, html, now
        audit.record(actor, "note.kept" if body else "note.removed", ("lesson", lesson_id))


def report_problem(actor: Actor, *, lesson_id: int, language: str, text: str, now: datetime) -> LessonReport:
    """Tell those who teach that something in a lesson is wrong or unclear."""
    page = access.lesson_for_reading(actor, lesson_id, language=language, now=now)
    text = _checked(text)
    cohort = page.reader.cohort
    with transaction():
        report = LessonReport(
            course_id=page.course_id,
            cohort_id=cohort.id if cohort else None,
            lesson_id=lesson_id,
            key=page.key,
            person_id=actor.user_id,
            text=text,
            at=now,
        )
        db.session.add(report)
        db.session.flush()
        audit.record(actor, "report.made", report)
        notifications.tell(
            actor,
            person_ids=[card.id for card in people_with(Role.INSTRUCTOR, [cohort.place])] if cohort else [],
            text={"ko": f"강의 내용 문제 신고: {page.title}", "en": f"A problem in a lesson: {page.title}"},
            path=f"/courses/{page.course_id}/reports",
            now=now,
        )
    return report


def answer_report(actor: Actor, *, report_id: int, answer: str, now: datetime) -> LessonReport:
    """Answer a reported problem; whoever reported it is told. The first answer stays."""
    report = access.report_for_staff(actor, report_id)
    answer = _checked(answer)
    person_id, lesson_id = report.person_id, report.lesson_id
    with transaction():
        changed: Any = db.session.execute(
            update(LessonReport)
            .where(LessonReport.id == report_id, LessonReport.answered_at.is_(None))
            .values(answer=answer, answered_at=now, answered_by=actor.user_id)
        )
        if not changed.rowcount:
            raise Refused(WhyNot.ANSWERED_ALREADY)
        audit.record(actor, "report.answered", ("lesson_report", report_id))
        notifications.tell(
            actor,
            person_ids=[person_id],
            text={
                "ko": "신고하신 강의 내용 문제에 답변이 등록되었습니다.",
                "en": "The problem that you reported in a lesson was answered.",
            },
            path=lesson_address(lesson_id) + "#reports",
            now=now,
        )
    return db.session.get_one(LessonReport, report_id)


def _checked(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused(WhyNot.TEXT_MISSING)
    if len(text) > REPORT_LENGTH:
        raise Refused(WhyNot.TEXT_TOO_LONG)
    return text
