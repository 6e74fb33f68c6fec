"""Codes of reading a course, as sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from lms.courses.reading import Problem, Unreadable

PROBLEMS: Mapping[Problem, object] = {
    Problem.NOT_FOUND: _("There is no such file or folder."),
    Problem.UNKNOWN_FORMAT: _("This is no kind of course that we can read."),
    Problem.BROKEN_ARCHIVE: _("The archive is damaged or is no archive; nothing was taken from it."),
    Problem.BAD_CHECKSUM: _("A file in the archive is damaged (its checksum is wrong)."),
    Problem.ENCRYPTED: _("The archive is protected by a password. Please pack it again without one."),
    Problem.UNSUPPORTED_COMPRESSION: _("The archive is packed in a way that we cannot open. Please use plain zip."),
    Problem.UNSAFE_PATH: _("The archive holds a name that leads out of it; it was refused as a whole."),
    Problem.PATH_TOO_LONG: _("The archive holds a path that is too long or too deep."),
    Problem.LINK_OUTSIDE: _("The archive holds a link that leads out of it; it was refused as a whole."),
    Problem.DUPLICATE_NAME: _("The archive holds the same name twice."),
    Problem.NAME_COLLISION: _("Two names in the archive differ only in capital letters, or a file is also a folder."),
    Problem.TOO_MANY_FILES: _("There are more files than one course may have."),
    Problem.TOO_MANY_LESSONS: _("There are more lessons than one course may have."),
    Problem.FILE_TOO_LARGE: _("A file is too large, or unpacks to far more than it was."),
    Problem.TOO_LARGE: _("The whole is too large."),
    Problem.BROKEN_MANIFEST: _("The file that describes the course cannot be read."),
    Problem.NO_LESSONS: _("There is no lesson in it: no Markdown file that could be one."),
    Problem.NO_REVISION: _("The git repository has no commit that can be read."),
}

REASONS: Mapping[str, object] = {
    "about_the_repository": _("about the repository, not about the subject"),
    "becomes_text": _("became text of a lesson"),
    "broken": _("cannot be read"),
    "changed": _("changed"),
    "course_of_its_own": _("a course of its own; import it by itself"),
    "external_tool": _("a tool of another service"),
    "front_matter_ignored": _("front matter could not be read and was left out"),
    "header": _("a heading without content"),
    "html_to_markdown": _("HTML became Markdown"),
    "link_outside": _("leads out of the course"),
    "gaps_split": _("each gap became a question"),
    "matching_split": _("matching became single questions"),
    "missing_file": _("its file is missing"),
    "missing_resource": _("what it names is missing"),
    "no_questions": _("holds no question that we know"),
    "notebook_to_markdown": _("a notebook became Markdown; pictures in its output were left out"),
    "not_linked": _("no lesson shows or links it"),
    "not_supported": _("of a kind that we do not have"),
    "other_language": _("in a language that is not offered here"),
    "partial_answers_lost": _("part marks were left out"),
    "people": _("about people who took part"),
    "second_of_its_language": _("a second text in the same language"),
    "settings": _("settings of the other system"),
    "shown_as_written": _("too large to be laid out; shown as written"),
    "switched_off": _("switched off in the preview"),
    "system_file": _("made by an operating system"),
    "title_shortened": _("the title was shortened"),
    "too_large": _("too large"),
    "encoding": _("was converted from another encoding"),
}


def sentence(problem: Unreadable) -> str:
    """Why a course cannot be read, with the file that is the reason."""
    return problem_sentence(problem.problem.value, problem.name)


def problem_sentence(code: str, name: str) -> str:
    """The same from a stored code and name."""
    told = str(PROBLEMS[Problem(code)])
    return f"{told} ({name})" if name else told


def reason_sentence(codes: str) -> str:
    """Reasons of the loss report (codes joined by commas, some with a word after a colon)."""
    told = []
    for code in codes.split(","):
        name, _colon, detail = code.partition(":")
        words = str(REASONS[name]) if name in REASONS else name.replace("_", " ")
        told.append(f"{words} ({detail})" if detail else words)
    return ", ".join(part for part in told if part)
