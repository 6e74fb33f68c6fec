"""Requests of a running class: one approved, one declined, two that wait with their papers."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

from reportlab.pdfgen.canvas import Canvas

from lms.accounts.types import Role
from lms.attendance import services as attendance
from lms.attendance.requests.types import Asked, RequestKind, Verdict
from lms.attendance.rules import DayStatus, ExcuseKind
from lms.cohorts.models import Cohort
from lms.cohorts.queries import class_days
from lms.core import clock
from lms.core.actor import SYSTEM, Actor, Grant

Trainees = list[tuple[int, int]]
TEXTS = {
    ExcuseKind.INTERVIEW: "개발 직무 면접이 있어 오전 수업에 참석하지 못했습니다.",
    ExcuseKind.ILLNESS: "독감으로 병원에서 진료를 받았습니다.",
    ExcuseKind.RESERVE_FORCES: "예비군 훈련에 다녀왔습니다.",
}


def requests_of_class(cohort: Cohort, trainees: Trainees, *, today: date, now: datetime) -> None:
    """Ask and decide, each at a time of its own."""
    days = [card.day for card in class_days(cohort.id, until=today - timedelta(days=1))]
    if len(days) < 6:
        return
    plan = (
        (0, days[-6], ExcuseKind.RESERVE_FORCES, Verdict.APPROVED, "훈련필증을 확인했습니다."),
        (
            5,
            days[-5],
            ExcuseKind.INTERVIEW,
            Verdict.DECLINED,
            "면접확인서를 내 주십시오. 안내문은 증빙이 되지 않습니다.",
        ),
        (6, days[-2], ExcuseKind.ILLNESS, None, ""),
        (7, days[-1], ExcuseKind.INTERVIEW, None, ""),
    )
    for number, day, reason, verdict, answer in plan:
        enrolment, person = trainees[number]
        _away(cohort, enrolment, day, now=now)
        actor = Actor(person, "", frozenset({Grant(Role.TRAINEE, "cohort", cohort.id)}))
        asked_at = clock.local_moment(day, time(19, 30))
        made = attendance.ask(
            actor,
            enrolment_id=enrolment,
            asked=Asked(RequestKind.EXCUSE, reason, day, day),
            text=TEXTS[reason],
            paper=attendance.Paper("확인서.pdf", _paper(reason)),
            now=asked_at,
        )
        if verdict is not None:
            attendance.decide(
                SYSTEM,
                cohort_id=cohort.id,
                request_ids=[made.id],
                verdict=verdict,
                reason=answer,
                now=asked_at + timedelta(hours=15),
            )


def _away(cohort: Cohort, enrolment: int, day: date, *, now: datetime) -> None:
    attendance.mark_attendance(
        SYSTEM,
        cohort_id=cohort.id,
        day=day,
        statuses={enrolment: DayStatus.ABSENT},
        reason="오지 않음",
        now=now,
    )


def _paper(reason: ExcuseKind) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.drawString(72, 760, f"Confirmation (made up): {reason}")
    canvas.save()
    return out.getvalue()
