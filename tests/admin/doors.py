"""The doors of `lms.admin`: who gets an answer, and which rows the matrix asks for."""

from __future__ import annotations

from tests.world import World

ADMINS = frozenset({"admin", "other-admin"})
OF_CENTRE = frozenset({"admin"})
NOBODY_HERE: frozenset[str] = frozenset()
"""For administrators of the whole site, who are not among the matrix's people."""

DOORS: dict[str, frozenset[str]] = {
    "admin.show_hub": ADMINS,
    "admin.list_people": ADMINS,
    "admin.invite_newcomer": ADMINS,
    "admin.show_person": OF_CENTRE,
    "admin.correct_person": OF_CENTRE,
    "admin.invite": OF_CENTRE,
    "admin.disable": OF_CENTRE,
    "admin.enable": OF_CENTRE,
    "admin.sign_out_person": OF_CENTRE,
    "admin.lift_second_factor": OF_CENTRE,
    "admin.give_role": OF_CENTRE,
    "admin.end_role": OF_CENTRE,
    "admin.list_centres": NOBODY_HERE,
    "admin.show_trail": ADMINS,
    "admin.export_trail": ADMINS,
    "admin.list_terms": ADMINS,
    "admin.write_terms": ADMINS,
    "admin.list_erasures": ADMINS,
    "admin.show_erasure": OF_CENTRE,
    "admin.refuse_erasure": OF_CENTRE,
    "admin.carry_out_erasure": OF_CENTRE,
    "admin.list_consents": ADMINS,
    "admin.show_machine": ADMINS,
    "admin.send_again": OF_CENTRE,
    "admin.list_programmes": ADMINS,
    "admin.list_cohorts": ADMINS,
    "admin.start_cohort": ADMINS,
    "admin.show_cohort": OF_CENTRE,
    "admin.change_cohort": OF_CENTRE,
    "admin.end_cohort": OF_CENTRE,
    "admin.open_section": OF_CENTRE,
    "admin.change_section": OF_CENTRE,
    "admin.staff_cohort": OF_CENTRE,
    "admin.unstaff_cohort": OF_CENTRE,
    "admin.list_trainees": OF_CENTRE,
    "admin.export_trainees": OF_CENTRE,
    "admin.enrol": OF_CENTRE,
    "admin.change_several": OF_CENTRE,
    "admin.show_enrolment": OF_CENTRE,
    "admin.change_enrolment": OF_CENTRE,
    "admin.move_enrolment": OF_CENTRE,
}


def places(world: World) -> dict[str, object]:
    return {
        "person_id": world.people["ada"],
        "grant_id": world.ids["grant-ada"],
        "kind": "check_in",
        "erasure_id": world.ids["erasure"],
        "mail_id": world.ids["mail"],
        "section_id": world.ids["section"],
        "role": "instructor",
        "cohort_id": world.ids["running"],
        "enrolment_id": world.enrolments["ada"],
    }
