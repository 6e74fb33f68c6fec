"""Where the administrators' pages hang, and the words they use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from flask_babel import lazy_gettext as _l

from lms.accounts.consents import PURPOSES
from lms.accounts.types import Role
from lms.admin import words
from lms.core.audit import sentence
from lms.core.web.pages import navigate

bp = Blueprint("admin", "lms.admin", url_prefix="/admin", template_folder="templates")
navigate(_l("Administration"), "admin.show_hub", icon="settings", roles=[Role.ADMINISTRATOR], order=70)


def _said(labels: Mapping[Any, object]) -> dict[str, str]:
    return {str(key): str(label) for key, label in labels.items()}


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "role_labels": _said(words.ROLES),
        "person_states": _said(words.PERSON_STATES),
        "enrolment_states": _said(words.ENROLMENT_STATES),
        "steps": _said(words.STEPS),
        "order_labels": _said(words.ORDERS),
        "day_kinds": _said(words.DAY_KINDS),
        "purposes": {purpose.key: str(purpose.title) for purpose in PURPOSES},
        "sentence": sentence,
        "import_states": _said(words.IMPORT_STATES),
        "person_tones": {str(key): tone for key, tone in words.PERSON_TONES.items()},
        "tones": {str(key): tone for key, tone in words.TONES.items()},
    }
