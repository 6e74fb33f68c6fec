"""Where the pages of this package hang."""

from flask import Blueprint

bp = Blueprint("courses", "lms.courses", url_prefix="/courses", template_folder="templates")
