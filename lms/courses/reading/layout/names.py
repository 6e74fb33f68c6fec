"""What names say: order, titles, roles."""

from __future__ import annotations

import re
from posixpath import basename

NOTEBOOK = "ipynb"
MARKDOWN = frozenset({"md", "markdown", "mdown", "mkd", "mdx", "rmd", "qmd", NOTEBOOK})

_NUMBER = re.compile(r"([0-9]+)")
_PREFIX = re.compile(
    r"^(?:(?:week|day|part|chapter|lesson|module|unit|step|ch|lab)[\s_.-]*)?\d{1,4}(?:\.\d{1,4})*[.)]?[\s_.-]+(?=\S)",
    re.I,
)
_STARTS_NUMBERED = re.compile(r"^_?(?:week|day|part|chapter|lesson|module|unit|ch|lab|제)?[\s_.-]*\d", re.I)

_EXCLUDED_WORDS = """
    authors changelog citation code-of-conduct code_of_conduct codeofconduct contributing contributors copying
    funding governance history issue_template license licence maintainers notice pull_request_template security
    support summary toc translations translating translation _sidebar _navbar _coverpage agents claude release
    release-notes
"""
EXCLUDED = frozenset(_EXCLUDED_WORDS.split())
INDEXES = frozenset({"readme", "index", "_index"})
ASSIGNMENTS = re.compile(r"^(?:assignments?|homework|과제|숙제)$")
INSTRUCTORS = re.compile(
    r"(?:^|[\s_-])(?:solutions?|answers?|answer[\s_-]?key|instructors?(?:[\s_-]notes?)?|teachers?|mentors?|facilitators?"
    r"|정답|해답|풀이|강사용?)$|^(?:for-(?:teachers|educators|instructors|mentors))$"
)
_INSTRUCTOR_FOLDERS_WORDS = """
    solution solutions answer answers instructor instructors teacher teachers mentor mentors facilitators
    profiles 정답 해답 강사용
"""
INSTRUCTOR_FOLDERS = frozenset(_INSTRUCTOR_FOLDERS_WORDS.split())
_SUPPORT_FOLDERS_WORDS = """
    start starter starters api server client code code-samples examples example samples sample templates
    template your-work working working-files assets images img fig figures files data media static public
    scripts bin tests test lesson-template quiz-app quiz-app2 sketchnotes etc site _includes _layouts includes
    layouts vendor learners
"""
SUPPORT_FOLDERS = INSTRUCTOR_FOLDERS | frozenset(_SUPPORT_FOLDERS_WORDS.split())


_TOP_SUPPORT_WORDS = """
    api server client code data media tests test examples example etc static public
"""
TOP_SUPPORT = SUPPORT_FOLDERS - frozenset(_TOP_SUPPORT_WORDS.split())


def stem(path: str) -> str:
    """The name of a file without folder and extension."""
    name = basename(path)
    return name.rpartition(".")[0] or name


def extension(path: str) -> str:
    """The extension in lower case."""
    return basename(path).rpartition(".")[2].lower()


def is_markdown(path: str) -> bool:
    """Whether a file holds Markdown, or a notebook that becomes some, by its name."""
    return "." in basename(path) and extension(path) in MARKDOWN


def is_index(path: str) -> bool:
    """Whether a file speaks for its folder."""
    return stem(path).lower() in INDEXES


def natural(path: str) -> tuple[tuple[int, int], ...]:
    """A sort key: letter by letter, but numbers by value, so that 1.10 follows 1.9."""
    key: list[tuple[int, int]] = []
    for piece in _NUMBER.split(path):
        if piece.isdecimal():
            key.append((ord("0"), int(piece[:18])))
        else:
            key += [(ord(letter), 0) for letter in piece]
    return tuple(key)


def is_numbered(name: str) -> bool:
    """Whether a name begins with its place in an order."""
    return _STARTS_NUMBERED.match(name) is not None


def clean_title(path: str) -> str:
    """A title from a path: the file's name, or its folder's for an index; number and separators gone."""
    name = stem(path)
    if is_index(path) and "/" in path:
        name = basename(path.rpartition("/")[0])
    bare = _PREFIX.sub("", name).strip() or name
    return (bare.replace("_", " ") if " " in bare else re.sub(r"[_-]+", " ", bare)).strip() or name


def is_excluded(path: str) -> bool:
    """Whether a file is about the repository, not about the subject."""
    return stem(path).lower() in EXCLUDED or any(part.startswith(".") for part in path.split("/")[:-1])


def is_assignment(path: str) -> bool:
    """Whether a file is the assignment of the lesson beside it."""
    return ASSIGNMENTS.match(stem(path).lower()) is not None


def is_for_instructors(path: str) -> bool:
    """Whether a file is a solution or a note for those who teach."""
    folders = path.lower().split("/")[:-1]
    return INSTRUCTORS.search(stem(path).lower()) is not None or any(part in INSTRUCTOR_FOLDERS for part in folders)


def is_supporting(path: str) -> bool:
    """Whether a file lies in a folder of material beside the lessons; at the top such a name may be a subject."""
    folders = path.lower().split("/")[:-1]
    return any(part in SUPPORT_FOLDERS for part in folders[1:]) or folders[:1] in ([part] for part in TOP_SUPPORT)
