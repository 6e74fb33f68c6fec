"""Pages of completion."""

from lms.credentials.views import completion, terms
from lms.credentials.views.blueprint import bp

__all__ = ["completion", "terms"]
BLUEPRINTS = (bp,)
