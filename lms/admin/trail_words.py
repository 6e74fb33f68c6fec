"""What entries of the audit trail are about, in words; the records keep the short names that programs know."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

SUBJECTS = {
    "api_token": _l("token for a program"),
    "appeal_entry": _l("question about a review"),
    "assignment": _l("assignment"),
    "attendance_event": _l("coming or going"),
    "attendance_request": _l("request about presence"),
    "booking": _l("seat in a session"),
    "calendar_day": _l("day of the calendar"),
    "calendar_feed": _l("calendar address"),
    "centre": _l("centre"),
    "certificate": _l("certificate"),
    "check_entry": _l("blind grading"),
    "check_in_window": _l("check-in window"),
    "class_section": _l("class"),
    "class_session": _l("lesson of the timetable"),
    "cohort": _l("cohort"),
    "cohort_course": _l("course of a cohort"),
    "completion_entry": _l("decision on completion"),
    "consent_entry": _l("consent"),
    "course": _l("course"),
    "course_draft": _l("draft of a course"),
    "course_import": _l("import of a course"),
    "course_revision": _l("revision of a course"),
    "cover_letter": _l("cover letter"),
    "data_copy": _l("copy of personal data"),
    "day_mark": _l("mark of a day"),
    "defence": _l("live defence"),
    "defence_slot": _l("offered time of a defence"),
    "delivery_exception": _l("exception for a module"),
    "enrolment": _l("enrolment"),
    "extension_entry": _l("extension of a deadline"),
    "grade_entry": _l("grade"),
    "job_case": _l("case of a graduate"),
    "lesson": _l("lesson"),
    "lesson_report": _l("reported problem"),
    "letter_note": _l("note on a letter"),
    "locked_unit": _l("closed unit period"),
    "mail_link": _l("link sent by mail"),
    "mark_proposal": _l("correction of a closed day"),
    "outbox_message": _l("mail"),
    "outcome_entry": _l("outcome"),
    "pair_rule": _l("rule for a pair of reviewers"),
    "people_import": _l("import of people"),
    "person": _l("person"),
    "portfolio_page": _l("portfolio"),
    "prep_session": _l("preparation session"),
    "programme": _l("programme"),
    "quiz": _l("quiz"),
    "quiz_attempt": _l("attempt at a quiz"),
    "quiz_question": _l("quiz question"),
    "review": _l("review"),
    "role_grant": _l("role"),
    "roster_import": _l("import of a roster"),
    "rubric_version": _l("version of a rubric"),
    "sealed_list": _l("exported list"),
    "sign_in": _l("sign-in"),
    "stored_file": _l("file"),
    "submission": _l("handed-in work"),
    "team": _l("team"),
    "terms": _l("terms"),
}


def subject_word(kind: str) -> str:
    """What a kind of record is called; kinds without a name of their own keep the record's."""
    return str(SUBJECTS.get(kind) or kind.replace("_", " "))


def in_order(kinds: Iterable[str]) -> list[tuple[str, str]]:
    """Kinds with their words, by the words."""
    return sorted(((kind, subject_word(kind)) for kind in kinds), key=lambda pair: pair[1])
