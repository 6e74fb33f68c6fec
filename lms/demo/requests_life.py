"""Requests of a running class: one approved, one declined, two that wait with their papers."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

from reportlab.pdfgen.canvas import Canvas

from lms.accounts.queries import actor_of, people_with
from lms.accounts.types import Place, Role
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


def calls_and_hours(cohort: Cohort, trainees: Trainees, *, today: date, now: datetime) -> None:
    """Hours at the hospital on the last day at the door, a call about today, and an approval that was revoked."""
    days = [card.day for card in class_days(cohort.id, until=today - timedelta(days=1))]
    staff = people_with(Role.INSTRUCTOR, [Place(cohort.centre_id, cohort.id)])
    if len(days) < 6 or len(trainees) < 10 or not staff:
        return
    desk = actor_of(staff[0].id) or SYSTEM
    evening = clock.local_moment(days[-1], time(20))
    hours = Asked(RequestKind.EXCUSE, ExcuseKind.ILLNESS, days[-1], days[-1], time(14), time(15))
    at_hospital = _ask(trainees[1], cohort, hours, "오후에 병원 진료를 받고 돌아왔습니다.", now=evening)
    revoked = Asked(RequestKind.EXCUSE, ExcuseKind.INTERVIEW, days[-4], days[-4])
    mistaken = _ask(trainees[8], cohort, revoked, "면접이 있었습니다.", now=clock.local_moment(days[-4], time(19)))
    attendance.decide(
        desk,
        cohort_id=cohort.id,
        request_ids=[at_hospital, mistaken],
        verdict=Verdict.APPROVED,
        reason="확인했습니다.",
        now=evening,
    )
    later = evening + timedelta(minutes=30)
    attendance.revoke(desk, request_id=mistaken, reason="면접확인서의 날짜가 다른 날이었습니다.", now=later)
    call = Asked(RequestKind.EXCUSE, ExcuseKind.ILLNESS, today, today)
    morning, yesterday = clock.local_moment(today, time(8, 35)), today - timedelta(days=1)
    called = morning if morning < now else clock.local_moment(yesterday, time(20, 40))
    text = "전화함: 열이 나서 병원에 간다고 함. 진료확인서는 다녀와서 제출."
    attendance.ask(desk, enrolment_id=trainees[9][0], asked=call, text=text, paper=None, now=called)


def _ask(trainee: tuple[int, int], cohort: Cohort, asked: Asked, text: str, *, now: datetime) -> int:
    enrolment, person = trainee
    actor = Actor(person, "", frozenset({Grant(Role.TRAINEE, "cohort", cohort.id)}))
    made = attendance.ask(actor, enrolment_id=enrolment, asked=asked, text=text, paper=None, now=now)
    return made.id


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
