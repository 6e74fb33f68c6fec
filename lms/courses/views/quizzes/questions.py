"""Pages of questions: what a quiz asks, writing and changing a question, the bank, import with preview."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from lms.core import clock
from lms.core.errors import NotFound, Refused
from lms.core.languages import current_language
from lms.core.web import guard
from lms.core.web.errors import why
from lms.core.web.identity import actor
from lms.courses.access import quizzes as access
from lms.courses.forms.quizzes import FileOrTextForm, question_from, slots_from, tags_from
from lms.courses.queries import quiz_results as results
from lms.courses.queries import quizzes as reads
from lms.courses.quizzes.files import questions_in
from lms.courses.quizzes.types import Kind, Option, Question, Slot
from lms.courses.quizzes.written import read_question, read_slots
from lms.courses.reading import Unreadable
from lms.courses.services import quizzes
from lms.courses.views.blueprint import bp

SPARE = 3
LARGEST = 4 * 1024 * 1024
_TRUE_FALSE = (Option("o1", {"ko": "참", "en": "True"}, True), Option("o2", {"ko": "거짓", "en": "False"}))


@bp.get("/quizzes/<int:quiz_id>/questions")
@guard.signed_in
def edit_quiz_questions(quiz_id: int) -> ResponseReturnValue:
    """What the quiz asks, in its order."""
    return _questions_page(quiz_id)


@bp.post("/quizzes/<int:quiz_id>/questions")
@guard.signed_in
def arrange_quiz(quiz_id: int) -> ResponseReturnValue:
    """Change the order, leave questions out, draw some at random by tag."""
    access.quiz_for_making(actor(), quiz_id)
    try:
        quizzes.arrange_quiz(actor(), quiz_id=quiz_id, slots=slots_from(request.form), now=clock.now())
    except Refused as refusal:
        return _questions_page(quiz_id, problem=why(refusal.reason)), 409
    flash(_("The questions are arranged."), "good")
    return redirect(url_for(".edit_quiz_questions", quiz_id=quiz_id))


def _questions_page(quiz_id: int, *, problem: str = "") -> str:
    found = access.quiz_for_making(actor(), quiz_id)
    lines = results.slot_lines(found.quiz, language=current_language())
    return render_template(
        "courses/quiz_questions.html",
        found=found,
        quiz=found.quiz,
        lines=lines,
        tags=sorted(reads.pools(found.quiz.course_id)),
        kinds=list(Kind),
        problem=problem,
    )


def _kind(text: str) -> Kind:
    if text not in set(Kind):
        raise NotFound
    return Kind(text)


@bp.get("/quizzes/<int:quiz_id>/questions/<question_kind>")
@guard.signed_in
def write_question(quiz_id: int, question_kind: str) -> ResponseReturnValue:
    """An empty form for a question of that kind."""
    found = access.quiz_for_making(actor(), quiz_id)
    chosen = _kind(question_kind)
    question = Question(chosen, {}, _TRUE_FALSE if chosen is Kind.TRUE_FALSE else ())
    return render_template(
        "courses/question_edit.html", **_facts(question, ""), quiz=found.quiz, course=found.seat.course
    )


@bp.post("/quizzes/<int:quiz_id>/questions/<question_kind>")
@guard.signed_in
def add_question(quiz_id: int, question_kind: str) -> ResponseReturnValue:
    """Put the question into the bank and at the end of the quiz."""
    found = access.quiz_for_making(actor(), quiz_id)
    question, wrong = question_from(request.form, _kind(question_kind))
    tags = request.form.get("tags", "")
    if wrong:
        facts = _facts(question, tags, wrong=wrong, typed=request.form)
        return render_template("courses/question_edit.html", **facts, quiz=found.quiz, course=found.seat.course), 422
    quizzes.add_questions(actor(), quiz_id=quiz_id, questions=[question], tags=tags_from(tags), now=clock.now())
    flash(_("The question stands at the end of the quiz."), "good")
    if "another" in request.form:
        return redirect(url_for(".write_question", quiz_id=quiz_id, question_kind=question_kind))
    return redirect(url_for(".edit_quiz_questions", quiz_id=quiz_id))


@bp.get("/questions/<int:question_id>")
@guard.signed_in
def edit_question(question_id: int) -> ResponseReturnValue:
    """A question of the bank, with its earlier versions."""
    row, seat = access.question_for_making(actor(), question_id)
    history = reads.history(question_id)
    facts = _facts(read_question(history[0].body), ", ".join(row.tags))
    return render_template("courses/question_edit.html", **facts, row=row, course=seat.course, history=history)


@bp.post("/questions/<int:question_id>")
@guard.signed_in
def revise_question(question_id: int) -> ResponseReturnValue:
    """Store the next version; marks that were given stay until somebody marks again."""
    row, seat = access.question_for_making(actor(), question_id)
    history = reads.history(question_id)
    question, wrong = question_from(request.form, Kind(history[0].body["kind"]))
    tags = request.form.get("tags", "")
    if wrong:
        facts = _facts(question, tags, wrong=wrong, typed=request.form)
        return render_template("courses/question_edit.html", **facts, row=row, course=seat.course, history=history), 422
    version = quizzes.revise_question(
        actor(),
        question_id=question_id,
        question=question,
        tags=tags_from(tags),
        reason=request.form.get("reason", "")[:500],
        now=clock.now(),
    )
    if version is not None:
        flash(
            _("Version %(n)s is saved. If the key changed, look at “Mark again” of its quizzes.", n=version.number),
            "good",
        )
    return redirect(url_for(".edit_question", question_id=question_id))


def _facts(
    question: Question, tags: str, *, wrong: list[str] | None = None, typed: MultiDict[str, str] | None = None
) -> dict[str, object]:
    """What the form shows; what was typed comes back as it was, read or not."""
    blank = 0 if question.kind is Kind.TRUE_FALSE else SPARE if question.options else SPARE + 1
    used = {option.id for option in question.options}
    fresh = [f"o{n}" for n in range(1, 99) if f"o{n}" not in used][:blank]
    return {
        "question": question,
        "tags": tags,
        "wrong": wrong or [],
        "typed": typed,
        "options": [*question.options, *(Option(ident, {}) for ident in fresh)],
    }


@bp.get("/<int:course_id>/questions")
@guard.signed_in
def show_bank(course_id: int) -> ResponseReturnValue:
    """Every question of the course, by tag and words."""
    seat = access.course_for_making_quizzes(actor(), course_id)
    tag, words = request.args.get("tag", ""), request.args.get("words", "").strip()[:100]
    lines, counts = results.bank_lines(course_id, tag=tag, words=words, language=current_language())
    own = reads.quizzes_of_course(course_id, with_drafts=True)
    return render_template(
        "courses/question_bank.html",
        course=seat.course,
        lines=lines[:200],
        total=len(lines),
        counts=counts,
        tag=tag,
        words=words,
        quizzes=own,
    )


@bp.post("/<int:course_id>/questions")
@guard.signed_in
def use_questions(course_id: int) -> ResponseReturnValue:
    """Put chosen questions of the bank at the end of a quiz."""
    access.course_for_making_quizzes(actor(), course_id)
    quiz_id = request.form.get("quiz", 0, type=int)
    quiz = access.quiz_for_making(actor(), quiz_id).quiz
    if quiz.course_id != course_id:
        raise NotFound
    edition = reads.editions([quiz_id], None).get(quiz_id)
    slots = list(read_slots(edition.slots)) if edition else []
    known = {slot.question_id for slot in slots}
    chosen = [ident for ident in request.form.getlist("question", type=int) if ident not in known]
    slots += [Slot(ident) for ident in chosen]
    quizzes.arrange_quiz(actor(), quiz_id=quiz_id, slots=slots, now=clock.now())
    flash(_("%(n)s questions were added to the quiz.", n=len(chosen)), "good")
    return redirect(url_for(".edit_quiz_questions", quiz_id=quiz_id))


@bp.get("/quizzes/<int:quiz_id>/import")
@guard.signed_in
def import_questions(quiz_id: int) -> ResponseReturnValue:
    """Ask for a file or text with questions."""
    found = access.quiz_for_making(actor(), quiz_id)
    return render_template("courses/quiz_import.html", found=found, quiz=found.quiz, form=FileOrTextForm(formdata=None))


@bp.post("/quizzes/<int:quiz_id>/import")
@guard.signed_in
def take_questions(quiz_id: int) -> ResponseReturnValue:
    """Show what was read; take it over when that was confirmed."""
    found = access.quiz_for_making(actor(), quiz_id)
    form = FileOrTextForm()
    facts = {"found": found, "quiz": found.quiz, "form": form}
    upload = request.files.get("file")
    data = upload.read(LARGEST + 1) if upload is not None and upload.filename else (form.text.data or "").encode()
    if len(data) > LARGEST:
        return render_template("courses/quiz_import.html", **facts, problem=_("This file is too large.")), 422
    try:
        read = questions_in(data, name=(upload.filename or "") if upload else "")
    except Unreadable:
        problem = _("No question could be read from this file.")
        return render_template("courses/quiz_import.html", **facts, problem=problem), 422
    if request.form.get("confirmed") != "1":
        return render_template("courses/quiz_import.html", **facts, read=read)
    ids = quizzes.add_questions(
        actor(), quiz_id=quiz_id, questions=read.questions, tags=tags_from(form.tags.data or ""), now=clock.now()
    )
    flash(_("%(n)s questions were taken over.", n=len(ids)), "good")
    return redirect(url_for(".edit_quiz_questions", quiz_id=quiz_id))
