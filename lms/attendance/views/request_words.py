"""Words of requests: kinds, reasons, verdicts, and the papers that show a reason."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from lms.attendance.requests.types import RequestKind, Verdict
from lms.attendance.rules import ExcuseKind

KINDS = {
    RequestKind.EXCUSE: _l("Excuse"),
    RequestKind.LEAVE: _l("Leave"),
    RequestKind.CORRECTION: _l("Correction"),
}
LEADS = {
    RequestKind.EXCUSE: _l("Ask before or after you were away. Approved days count as attended."),
    RequestKind.LEAVE: _l("Ask beforehand. You earn days of leave with every month of the course."),
    RequestKind.CORRECTION: _l("You were there and the record does not show it: say when you came and left."),
}
VERDICTS = {
    Verdict.APPROVED: (_l("approved"), "good", "○"),
    Verdict.DECLINED: (_l("declined"), "bad", "×"),
    Verdict.REVOKED: (_l("revoked"), "bad", "×"),
    Verdict.WITHDRAWN: (_l("withdrawn by the trainee"), "", "–"),
}
REASONS: dict[ExcuseKind, object] = {
    ExcuseKind.RESERVE_FORCES: _l("reserve forces, civil defence, draft examination"),
    ExcuseKind.INTERVIEW: _l("company test or interview"),
    ExcuseKind.EXAM: _l("exam tied to the training occupation"),
    ExcuseKind.CIVIC_DUTY: _l("voting and other civic duties"),
    ExcuseKind.CONTEST: _l("skills contest or hackathon"),
    ExcuseKind.OWN_WEDDING: _l("own wedding"),
    ExcuseKind.CHILD_WEDDING: _l("wedding of a child"),
    ExcuseKind.DEATH_SPOUSE_OR_PARENT: _l("death of spouse or parent"),
    ExcuseKind.DEATH_GRANDPARENT: _l("death of a grandparent"),
    ExcuseKind.DEATH_CHILD: _l("death of a child"),
    ExcuseKind.DEATH_SIBLING: _l("death of a brother or sister"),
    ExcuseKind.BIRTH: _l("spouse gives birth"),
    ExcuseKind.ILLNESS: _l("illness or hospital"),
    ExcuseKind.LEAVE: _l("leave"),
    ExcuseKind.SCHOOL: _l("school attendance of a final-year pupil"),
    ExcuseKind.TERMINAL: _l("card lost, power cut, terminal or phone broken"),
    ExcuseKind.OTHER: _l("something else that the office accepts"),
}
PAPERS: dict[ExcuseKind, object] = {
    ExcuseKind.RESERVE_FORCES: _l("completion slip (a call-up notice does not do)"),
    ExcuseKind.INTERVIEW: _l("interview confirmation (an invitation does not do)"),
    ExcuseKind.EXAM: _l("proof of sitting (a receipt does not do)"),
    ExcuseKind.OWN_WEDDING: _l("invitation or family certificate"),
    ExcuseKind.DEATH_SPOUSE_OR_PARENT: _l("death record and family certificate"),
    ExcuseKind.BIRTH: _l("birth record"),
    ExcuseKind.ILLNESS: _l("medical note that names the visit (general check-ups do not count)"),
}
"""What offices accept, for the reasons about which people ask most."""
