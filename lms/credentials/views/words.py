"""Completion terms in sentences."""

from __future__ import annotations

from flask_babel import gettext as _

from lms.attendance.rules import Basis
from lms.attendance.rules.labels import share_text
from lms.credentials.rules import CompletionTerms


def sentences(share: tuple[int, int], terms: CompletionTerms, *, basis: Basis = Basis.DAYS) -> list[str]:
    """What completion takes, a sentence a condition."""
    if basis is Basis.HOURS:
        lines = [_("At least %(share)s of all planned hours are attended.", share=share_text(share))]
    else:
        lines = [_("At least %(share)s of all class days are credited.", share=share_text(share))]
    if terms.least_mean is not None:
        lines.append(_("The mean of the grades is at least %(n)s points.", n=terms.least_mean))
    if terms.handed_in is not None:
        lines.append(_("At least %(n)s%% of all works are handed in.", n=terms.handed_in))
    if terms.passed is not None:
        lines.append(_("At least %(n)s%% of all works reach their own pass line.", n=terms.passed))
    return lines
