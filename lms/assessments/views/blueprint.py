"""Where the pages of this package hang."""

from flask import Blueprint

bp = Blueprint("assessments", "lms.assessments", url_prefix="/assignments", template_folder="templates")
