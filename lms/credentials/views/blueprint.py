"""Where the pages of this package hang, and the words that they share."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from lms.credentials.types import Condition, Verdict

bp = Blueprint("credentials", "lms.credentials", url_prefix="/completion", template_folder="templates")
VERDICTS = {
    Verdict.COMPLETED: _l("completed"),
    Verdict.EARLY_EMPLOYED: _l("employed early"),
    Verdict.NOT_COMPLETED: _l("not completed"),
}
CONDITIONS = {
    Condition.PRESENCE: _l("days attended"),
    Condition.MEAN: _l("mean of the grades"),
    Condition.HANDED_IN: _l("works handed in"),
    Condition.PASSED: _l("works passed"),
}


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "verdict_labels": {verdict: str(label) for verdict, label in VERDICTS.items()},
        "condition_labels": {condition: str(label) for condition, label in CONDITIONS.items()},
    }
