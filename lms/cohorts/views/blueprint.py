"""Where the pages of this package hang."""

from flask import Blueprint

bp = Blueprint("cohorts", "lms.cohorts", url_prefix="/calendar", template_folder="templates")
