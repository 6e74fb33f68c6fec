"""What those who write courses left behind: a second revision to which no cohort has moved, and an open draft."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from lms.accounts.models import Person
from lms.accounts.queries import actor_of
from lms.core.db import db
from lms.courses import access, queries, services
from lms.courses.services import Written
from lms.courses.types import CourseDraft, ModuleDraft, TextDraft

NOTE = {
    "ko": """
## 수업에서 나온 질문

지난 기수에서 가장 많이 막힌 곳을 적어 둡니다. 막히면 먼저 오류 문장의 마지막 줄을 소리 내어 읽어 보십시오.
""",
    "en": """
## Asked in class

Where the last cohort was stuck most often. When you are, read the last line of the error aloud first.
""",
}


def improve_courses(email: str, *, now: datetime) -> None:
    """A sentence more in the first lesson of the course that this person teaches, published; another in a draft."""
    person_id = db.session.scalar(select(Person.id).where(Person.email == email))
    author = actor_of(person_id) if person_id is not None else None
    if author is None:
        raise LookupError(f"{email} is not stored")
    course_id = access.writable_rows(author, access.centres_for_writing(author))[0].id
    revision_id = next(iter(queries.pins_by_cohort(course_id).values()))
    draft = queries.draft_of_revision(revision_id)
    better = replace(draft, modules=_with_note(draft), summary="1강에 자주 나온 질문을 더함")
    services.store_revision(author, course_id=course_id, draft=better, now=now)
    services.begin_draft(author, course_id=course_id, now=now)
    second = better.modules[0].lessons[1]
    text = next((text for text in second.texts if text.language == "ko"), second.texts[0])
    body = text.body + "\n> [!TIP]\n> 다음 시간에 짝과 함께 다시 풀어 봅니다.\n"
    written = Written(second.key, text.language, text.title, body, 0, text.minutes, text.objectives, text.resources)
    services.save_text(author, course_id=course_id, written=written, now=now)


def _with_note(draft: CourseDraft) -> tuple[ModuleDraft, ...]:
    first = draft.modules[0].lessons[0]
    texts = tuple(_noted(text) for text in first.texts)
    lessons = (replace(first, texts=texts), *draft.modules[0].lessons[1:])
    return (replace(draft.modules[0], lessons=lessons), *draft.modules[1:])


def _noted(text: TextDraft) -> TextDraft:
    return replace(text, body=text.body.rstrip() + "\n" + NOTE.get(text.language, NOTE["en"]))
