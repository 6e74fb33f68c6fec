"""Official labels (HRD-Net) beside ours."""

from __future__ import annotations

from collections.abc import Mapping

from lms.attendance.rules.types import DayStatus, ExcuseKind, Incident, Share

INCIDENT_LABELS: Mapping[Incident, str] = {Incident.LATE: "지각", Incident.LEFT_EARLY: "조퇴", Incident.OUTING: "외출"}
_PLAIN: Mapping[DayStatus, str] = {
    DayStatus.PRESENT: "출석",
    DayStatus.ABSENT: "결석",
    DayStatus.UNDER_HALF: "결석(100분의50미만출석)",
    DayStatus.NO_CHECK_IN: "결석(입실미체크)",
    DayStatus.NO_CHECK_OUT: "결석(퇴실미체크)",
    DayStatus.EXCUSED: "출석인정",
    DayStatus.LEAVE: "휴가",
    DayStatus.SCHOOL_EXCUSED: "공결",
    DayStatus.DROPPED: "중도탈락미출석",
}
EXCUSE_LABELS: Mapping[ExcuseKind, str] = {
    ExcuseKind.RESERVE_FORCES: "예비군·민방위·병역판정검사",
    ExcuseKind.INTERVIEW: "입사시험(면접)",
    ExcuseKind.EXAM: "훈련 직종 관련 시험",
    ExcuseKind.CIVIC_DUTY: "투표 등 공민권 행사",
    ExcuseKind.CONTEST: "기능경기대회·해커톤",
    ExcuseKind.OWN_WEDDING: "결혼(본인)",
    ExcuseKind.CHILD_WEDDING: "결혼(자녀)",
    ExcuseKind.DEATH_SPOUSE_OR_PARENT: "사망(배우자·부모)",
    ExcuseKind.DEATH_GRANDPARENT: "사망(조부모)",
    ExcuseKind.DEATH_CHILD: "사망(자녀)",
    ExcuseKind.DEATH_SIBLING: "사망(형제자매)",
    ExcuseKind.BIRTH: "배우자 출산",
    ExcuseKind.ILLNESS: "질병/입원",
    ExcuseKind.LEAVE: "휴가",
    ExcuseKind.SCHOOL: "공결",
    ExcuseKind.TERMINAL: "카드분실·정전·단말기고장",
    ExcuseKind.OTHER: "기타",
}
_WORDS: tuple[tuple[tuple[str, ...], ExcuseKind], ...] = (
    (("조부모", "외조부모", "할머니", "할아버지"), ExcuseKind.DEATH_GRANDPARENT),
    (("형제", "자매"), ExcuseKind.DEATH_SIBLING),
    (("출산",), ExcuseKind.BIRTH),
    (("결혼(자녀", "자녀결혼", "자녀의결혼"), ExcuseKind.CHILD_WEDDING),
    (("결혼",), ExcuseKind.OWN_WEDDING),
    (("사망(자녀", "자녀사망", "자녀의배우자"), ExcuseKind.DEATH_CHILD),
    (("사망", "조의"), ExcuseKind.DEATH_SPOUSE_OR_PARENT),
    (("예비군", "민방위", "징병", "병역"), ExcuseKind.RESERVE_FORCES),
    (("면접", "입사"), ExcuseKind.INTERVIEW),
    (("자격", "시험"), ExcuseKind.EXAM),
    (("투표", "선거", "공민권"), ExcuseKind.CIVIC_DUTY),
    (("경기대회", "해커톤", "공모전"), ExcuseKind.CONTEST),
    (("질병", "입원", "병가"), ExcuseKind.ILLNESS),
    (("휴가",), ExcuseKind.LEAVE),
    (("공결",), ExcuseKind.SCHOOL),
    (("카드", "정전", "단말기"), ExcuseKind.TERMINAL),
)


def official_label(status: DayStatus) -> str:
    """The word of HRD-Net for a day; several incidents are joined as the official terminal joins them."""
    return _PLAIN.get(status) or "&".join(INCIDENT_LABELS[incident] for incident in status.incidents)


def excuse_named(text: str) -> ExcuseKind:
    """The kind of excuse that a Korean reason or our own name means; ``OTHER`` for what the table does not know."""
    wanted = "".join(text.split())
    if wanted in set(ExcuseKind):
        return ExcuseKind(wanted)
    for words, kind in _WORDS:
        if any(word in wanted for word in words):
            return kind
    return ExcuseKind.OTHER


def share_text(share: Share) -> str:
    """A share as percent where that is exact, else as a fraction."""
    numerator, denominator = share
    return f"{numerator * 100 // denominator}%" if numerator * 100 % denominator == 0 else f"{numerator}/{denominator}"
