"""Pages of passages in common: a list for people, and two texts side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lms.assessments import access, queries, rules, services
from lms.assessments.queries import SimilarLine
from lms.assessments.views.blueprint import bp
from lms.core import clock
from lms.core.web import guard
from lms.core.web.identity import actor


@bp.get("/<int:assignment_id>/similar")
@guard.signed_in
def list_similar(assignment_id: int) -> ResponseReturnValue:
    """Pairs of pieces with passages in common."""
    card = access.assignment_for_staff(actor(), assignment_id)
    return render_template(
        "assessments/similar_list.html",
        card=card,
        pairs=_pairs(assignment_id),
        compared_at=queries.compared_at(assignment_id),
    )


def _pairs(assignment_id: int) -> list[SimilarLine]:
    own = [card.id for card in access.cohorts_to_set(actor())]
    return queries.similar_pairs(assignment_id, of_cohorts=own)


def _parts(text: str, ranges: Iterable[Sequence[int]], *, is_hidden: bool) -> list[tuple[str, bool]]:
    """A text in pieces; of one whose author stays unknown only the common passages."""
    pieces = rules.marked(text, ranges)
    return [(piece if is_common else " … ", is_common) for piece, is_common in pieces] if is_hidden else pieces


@bp.post("/<int:assignment_id>/similar")
@guard.signed_in
def compare_work(assignment_id: int) -> ResponseReturnValue:
    """Compare now."""
    access.assignment_for_staff(actor(), assignment_id)
    count = services.compare_work(actor(), assignment_id=assignment_id, now=clock.now())
    flash(_("Compared: %(n)s pairs have passages in common.", n=count), "good")
    return redirect(url_for(".list_similar", assignment_id=assignment_id))


@bp.get("/similar/<int:pair_id>")
@guard.signed_in
def show_similar(pair_id: int) -> ResponseReturnValue:
    """Two texts side by side with the common passages marked."""
    pair, card = access.pair_for_staff(actor(), pair_id)
    left, right = access.texts_of_pair(pair)
    line = next(line for line in _pairs(card.id) if line.id == pair_id)
    return render_template(
        "assessments/similar_show.html",
        card=card,
        pair=pair,
        line=line,
        left=_parts(left, [span[:2] for span in pair.spans], is_hidden=0 in line.hidden),
        right=_parts(right, [span[2:] for span in pair.spans], is_hidden=1 in line.hidden),
    )


@bp.post("/similar/<int:pair_id>")
@guard.signed_in
def mark_looked_at(pair_id: int) -> ResponseReturnValue:
    """Nothing more to do about a pair."""
    assignment_id = services.mark_looked_at(actor(), pair_id=pair_id, now=clock.now())
    return redirect(url_for(".list_similar", assignment_id=assignment_id))
