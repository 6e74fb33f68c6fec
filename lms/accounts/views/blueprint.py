"""Where the pages of accounts hang."""

from flask import Blueprint

bp = Blueprint("accounts", "lms.accounts", url_prefix="/accounts", template_folder="templates")
