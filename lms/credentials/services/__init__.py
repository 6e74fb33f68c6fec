"""Use-cases of credentials."""

from lms.credentials.services.exporting import export_list
from lms.credentials.services.legislating import write_terms
from lms.credentials.services.settling import settle_completion

__all__ = ["export_list", "settle_completion", "write_terms"]
