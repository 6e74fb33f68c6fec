"""Where the pages of this package hang."""

from flask import Blueprint

bp = Blueprint("attendance", "lms.attendance", url_prefix="/attendance", template_folder="templates")
