"""Pages of the gradebook: trainees by assignments, who is stuck, how grades are spread, release, one trainee."""

from __future__ import annotations

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lms.assessments import access, queries, rules, services
from lms.assessments.forms import EmptyForm, GradebookRuleForm, GradesExportForm, ReleaseForm
from lms.assessments.types.gradebook import Cell, CellState, Gradebook, GradebookRule, Line, Stuck
from lms.assessments.views.blueprint import bp
from lms.cohorts import queries as cohorts
from lms.core import clock
from lms.core.errors import NotFound
from lms.core.web import guard
from lms.core.web.identity import actor

STUCK = {
    Stuck.NO_DRAFT: _l("has not begun"),
    Stuck.MISSING: _l("handed in nothing"),
    Stuck.LATE: _l("was late"),
    Stuck.NO_REVIEWS: _l("got no review"),
    Stuck.BELOW: _l("below the pass line"),
}
FILTERS = {
    "": _l("everybody"),
    "stuck": _l("those who need a word"),
    "missing": _l("with work missing"),
    "below": _l("with a grade below the pass line"),
    "ungraded": _l("with work that has no grade"),
}
SIGNS = {
    CellState.AHEAD: "",
    CellState.NOTHING: "·",
    CellState.WRITING: "✎",
    CellState.MISSING: "–",
    CellState.WAITING: "…",
    CellState.UNREVIEWED: "0",
    CellState.BLIND: "?",
}
CELLS = {
    CellState.AHEAD: _l("not open yet"),
    CellState.NOTHING: _l("to do"),
    CellState.WRITING: _l("draft kept"),
    CellState.MISSING: _l("not handed in"),
    CellState.WAITING: _l("waits for a grade"),
    CellState.UNREVIEWED: _l("got no review"),
    CellState.BLIND: _l("waits for a grade"),
}
"""The same in words, as the trainee reads them; that the instructor grades a work blind stays between the two."""


@bp.get("/gradebook/<int:cohort_id>")
@guard.signed_in
def show_gradebook(cohort_id: int) -> ResponseReturnValue:
    """Trainees by assignments, as the filters say."""
    cohort = access.cohort_to_grade(actor(), cohort_id)
    book = _book(cohort_id)
    return render_template(
        "assessments/gradebook.html",
        cohort=cohort,
        book=replace(book, lines=_chosen(book)),
        count=len(book.lines),
        sections=cohorts.sections(cohort_id),
        filters=FILTERS,
        cells=_cells,
        export=GradesExportForm(formdata=None),
        tab="grades",
    )


def _cells(line: Line) -> str:
    """The cells of a line as HTML: numbers and signs, nothing that anybody wrote.

    There are thousands on the page, and a turn of the template for each would be most of what the page costs.
    """
    return "".join(
        f'<td class="below">{_shown(cell)}' if cell.state is CellState.BELOW else f"<td>{_shown(cell)}"
        for cell in line.cells
    )


def _shown(cell: Cell) -> str:
    """A cell in a word: points, starred while the trainee does not see them, or a sign."""
    if cell.points is None:
        return SIGNS[cell.state]
    return f"{cell.points:.1f}" if cell.is_seen else f"{cell.points:.1f}*"


def _book(cohort_id: int) -> Gradebook:
    now = clock.now()
    return rules.as_blind(queries.gradebook_of(cohort_id, on=clock.local_date(now), now=now))


def _chosen(book: Gradebook) -> tuple[Line, ...]:
    """The lines that ``q``, ``section``, ``show`` let through, in the order of ``sort``."""
    words, section = request.args.get("q", "").casefold().split(), request.args.get("section", type=int)
    wanted = {
        "missing": {CellState.MISSING},
        "below": {CellState.BELOW},
        "ungraded": {CellState.WAITING, CellState.UNREVIEWED},
    }.get(request.args.get("show", ""))
    lines = [
        line
        for line in book.lines
        if section in (None, line.section_id)
        and all(word in line.name.casefold() for word in words)
        and (wanted is None or any(cell.state in wanted for cell in line.cells))
    ]
    if request.args.get("show") == "stuck":
        stuck = {line.person_id for line, _reasons in rules.who_is_stuck(book, now=clock.now())}
        lines = [line for line in lines if line.person_id in stuck]
    return tuple(_sorted(lines, book))


def _sorted(lines: list[Line], book: Gradebook) -> list[Line]:
    by, places = request.args.get("sort", "name"), {str(column.id): at for at, column in enumerate(book.columns)}
    if by == "mean":
        return sorted(lines, key=lambda line: (line.mean is None, line.mean or 0.0, line.name))
    if by in places:
        return sorted(lines, key=lambda line: (_points(line, places[by]) is None, _points(line, places[by]) or 0.0))
    return sorted(lines, key=lambda line: (not line.is_present, line.name))


def _points(line: Line, place: int) -> float | None:
    return line.cells[place].points


@bp.get("/gradebook/<int:cohort_id>/stuck")
@guard.signed_in
def show_stuck(cohort_id: int) -> ResponseReturnValue:
    """Who needs a word, and why."""
    cohort = access.cohort_to_grade(actor(), cohort_id)
    book = _book(cohort_id)
    stuck = rules.who_is_stuck(book, now=clock.now())
    return render_template("assessments/gradebook_stuck.html", cohort=cohort, stuck=stuck, names=STUCK, tab="stuck")


@bp.get("/gradebook/<int:cohort_id>/spread")
@guard.signed_in
def show_spread(cohort_id: int) -> ResponseReturnValue:
    """How the grades of each assignment are spread."""
    cohort = access.cohort_to_grade(actor(), cohort_id)
    book = _book(cohort_id)
    spreads = [
        (column, [line.cells[at].points for line in book.lines if line.cells[at].points is not None])
        for at, column in enumerate(book.columns)
    ]
    means = [line.mean for line in book.lines if line.mean is not None]
    return render_template(
        "assessments/gradebook_spread.html", cohort=cohort, spreads=spreads, means=means, tab="spread"
    )


@bp.route("/gradebook/<int:cohort_id>/rule", methods=["GET", "POST"])
@guard.signed_in
def set_gradebook_rule(cohort_id: int) -> ResponseReturnValue:
    """Weights, what is left out, and which grades trainees see."""
    cohort = access.cohort_to_grade(actor(), cohort_id)
    book = _book(cohort_id)
    form = GradebookRuleForm()
    if form.validate_on_submit():
        rule = GradebookRule(form.drop_lowest.data or 0, bool(form.missing_is_zero.data))
        services.weigh(actor(), cohort_id=cohort_id, weights=_weights(book))
        if rule != book.rule:
            services.set_gradebook_rule(actor(), cohort_id=cohort_id, rule=rule, now=clock.now())
        flash(_("The means follow from now on."), "good")
        return redirect(url_for(".set_gradebook_rule", cohort_id=cohort_id))
    if not form.is_submitted():
        form.drop_lowest.data, form.missing_is_zero.data = book.rule.drop_lowest, book.rule.missing_is_zero
    said = queries.releases([column.id for column in book.columns])
    page = render_template(
        "assessments/gradebook_rule.html",
        cohort=cohort,
        book=book,
        form=form,
        seen={
            column.id: rules.is_seen(holds=column.holds_grades, for_all=said.get((column.id, None)), for_person=None)
            for column in book.columns
        },
        tab="rule",
    )
    return page, 422 if form.is_submitted() else 200


def _weights(book: Gradebook) -> dict[int, float]:
    """Weights from the fields; what is no number from 0 to 100 changes nothing."""
    weights = {}
    for column in book.columns:
        value = request.form.get(f"weight-{column.id}", type=float)
        if value is not None and 0 <= value <= 100:
            weights[column.id] = value
    return weights


@bp.post("/<int:assignment_id>/release")
@guard.signed_in
def release(assignment_id: int) -> ResponseReturnValue:
    """Show or hide an assignment's grades, for everybody or for one trainee."""
    card = access.assignment_for_staff(actor(), assignment_id)
    form = ReleaseForm()
    if not form.validate_on_submit():
        return redirect(url_for(".set_gradebook_rule", cohort_id=card.cohort_id))
    person = form.person_id.data or ""
    person_id = int(person) if person.isdecimal() and len(person) < 12 else None
    services.release_grades(
        actor(),
        assignment_id=assignment_id,
        person_id=person_id,
        is_open=form.is_open.data == "1",
        reason=form.reason.data or "",
        now=clock.now(),
    )
    flash(_("Grades are shown now.") if form.is_open.data == "1" else _("Grades are hidden now."), "good")
    if person_id is not None:
        return redirect(url_for(".show_trainee_grades", cohort_id=card.cohort_id, person_id=person_id))
    return redirect(url_for(".set_gradebook_rule", cohort_id=card.cohort_id))


@bp.get("/gradebook/<int:cohort_id>/trainees/<int:person_id>")
@guard.signed_in
def show_trainee_grades(cohort_id: int, person_id: int) -> ResponseReturnValue:
    """One trainee's grades, with a what-if that stores nothing."""
    cohort = access.cohort_to_grade(actor(), cohort_id)
    return _one_page(cohort_id, person_id, cohort=cohort, for_staff=True)


@bp.get("/gradebook/<int:cohort_id>/mine")
@guard.signed_in
def show_own_grades(cohort_id: int) -> ResponseReturnValue:
    """One's own grades as they were released, with a what-if that stores nothing."""
    cohort = access.cohort_to_learn(actor(), cohort_id)
    return _one_page(cohort_id, actor().user_id or 0, cohort=cohort, for_staff=False)


def _one_page(cohort_id: int, person_id: int, *, cohort: object, for_staff: bool) -> ResponseReturnValue:
    now = clock.now()
    book = queries.gradebook_of(cohort_id, on=clock.local_date(now), now=now, person_id=person_id)
    if not book.lines:
        raise NotFound
    book = rules.as_blind(book) if for_staff else book
    line = book.lines[0] if for_staff else rules.as_seen(book.lines[0], book.columns, book.rule)
    what_if = _what_if(book)
    return render_template(
        "assessments/gradebook_trainee.html",
        cohort=cohort,
        columns=book.columns,
        rule=book.rule,
        line=line,
        what_if=what_if,
        supposed=rules.supposed_mean(line, book.columns, book.rule, what_if) if what_if else None,
        for_staff=for_staff,
        cell_words=CELLS,
        release=EmptyForm(),
    )


def _what_if(book: Gradebook) -> dict[int, float]:
    """Supposed grades from the address: ``if-12=80``."""
    found = {}
    for column in book.columns:
        value = request.args.get(f"if-{column.id}", type=float)
        if value is not None and 0 <= value <= 100:
            found[column.id] = value
    return found
