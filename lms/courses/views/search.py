"""The page that searches lessons."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from lms.core import clock
from lms.core.languages import current_language
from lms.core.web import guard
from lms.core.web.identity import actor
from lms.courses.access.search import OpenLessons, searchable
from lms.courses.queries.search import Found, search
from lms.courses.search.folding import LONGEST_QUERY, terms_of
from lms.courses.views.blueprint import bp

MOST_PAGES = 50


@bp.get("/search")
@guard.signed_in
def search_lessons() -> ResponseReturnValue:
    """Lessons that hold every word, in all courses of this person or in one."""
    query = request.args.get("q", "").replace("\x00", " ")[:LONGEST_QUERY]
    page = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    course_id = request.args.get("course", 0, type=int)
    what = searchable(actor())
    terms = terms_of(query)
    found = Found((), has_more=False)
    revisions = [ident for ident, card in what.courses.items() if course_id in (0, card.id)]
    if terms and revisions:
        may_read = OpenLessons(actor(), what, language=current_language(), now=clock.now())
        found = search(revisions, terms, language=current_language(), page=page, may_read=may_read)
    return render_template(
        "courses/search.html",
        query=query,
        terms=terms,
        found=found,
        page=page,
        courses=what.courses,
        course_id=course_id,
    )
