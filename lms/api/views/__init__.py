"""Operations of the API, one file per subject."""

from lms.api.blueprint import bp
from lms.api.views import attendance, cohorts, completion, documents, imports, me

__all__ = ["attendance", "cohorts", "completion", "documents", "imports", "me"]
BLUEPRINTS = (bp,)
